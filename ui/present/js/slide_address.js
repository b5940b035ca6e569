// The address tells which slide is shown. Moving on rewrites it in place: no rerun, and one step Back leaves the stage.

const NAMES = ["slide", "notes", "theme"];

export function asked(name) {
  return new URLSearchParams(window.location.search).get(name) || "";
}

/** This address with some of slide, notes and theme changed; null takes one out. */
export function addressWith(changes) {
  const url = new URL(window.location.href);
  for (const name of NAMES) {
    if (changes[name]) url.searchParams.set(name, changes[name]);
    else if (changes[name] === null) url.searchParams.delete(name);
  }
  return url.href;
}

export function rewrite(changes) {
  const url = addressWith(changes);
  if (url !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

/** A step in the history of its own: Back returns to the page as it was. */
export function enter(changes) {
  window.history.pushState({}, "", addressWith(changes));
}
