// Stands in the head of every page (ui/web/index_html.py) and runs before Streamlit's own code.

(() => {
  // Streamlit reads its light/dark choice from the browser's storage, under a key of its own for each path. The choice
  // is part of our addresses, so it is put there before Streamlit's code starts: no flash, no reload.
  const chosen = new URLSearchParams(location.search);
  const key = `stActiveTheme-${location.pathname}-v2`;
  window.eaTheme = chosen.get("theme");
  const theme = new Map([["light", "Light"], ["dark", "Dark"]]).get(window.eaTheme ?? "");
  if (theme) localStorage.setItem(key, JSON.stringify(theme));
  else localStorage.removeItem(key);
  // Pages lie one step below the root; told so, Streamlit need not find out by asking for what is not there.
  window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };
  // Who signs out in one tab is signed out in all of this browser's (ui/sign_in/signed_out.py posts it); and a page
  // that the Back button brings out of the browser's memory is asked for anew.
  window.eaSession = new BroadcastChannel("ea-session");
  window.eaSession.onmessage = () => location.reload();
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // A connection that was lost is not taken up again without a session (ui/web/sign_in_required.py); Streamlit would
  // only say that there is none. Asked for anew, the address leads to the page to sign in on.
  /** @param {PerformanceEntry} entry */
  const isRefused = (entry) => (
    entry instanceof PerformanceResourceTiming && entry.responseStatus === 401 && entry.name.includes("/_stcore/")
  );
  new PerformanceObserver((list) => { if (list.getEntries().some(isRefused)) location.reload(); })
    .observe({ type: "resource", buffered: true });
  const zh = (chosen.get("lang") || navigator.language).startsWith("zh");
  document.documentElement.lang = zh ? "zh-CN" : "en";
  // An address of a slide begins with the stage: the page behind it is not seen first. Ten seconds later something
  // has gone wrong, and the page is better than nothing.
  if (chosen.get("slide") && /\/present\/?$/.test(location.pathname)) {
    const { classList } = document.documentElement;
    classList.add("ea-curtain", `ea-${window.eaTheme || "light"}`);
    setTimeout(() => classList.remove("ea-curtain"), 10000);
  }
})();
