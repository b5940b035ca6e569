// Links of class "in-app" open within the running session: no reload, and still addresses to copy or open aside.

const states = new WeakMap();

function follow(state, event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = plain && !event.defaultPrevented ? event.target.closest?.("a.in-app") : null;
  if (!link) return;
  event.preventDefault();
  state.seq += 1;
  state.component.setTriggerValue("go", { href: link.getAttribute("href"), seq: `${state.born}-${state.seq}` });
}

/** Listen for clicks on the page's links; called on every rerun. */
export function show(component) {
  const { parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = { seq: 0, born: Date.now() };
    states.set(parentElement, state);
  }
  state.component = component;
  if (!state.listener) {
    state.listener = (event) => follow(state, event);
    document.addEventListener("click", state.listener);
  }
  return () => {
    document.removeEventListener("click", state.listener);
    state.listener = null;
  };
}
