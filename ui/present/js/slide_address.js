// The address tells which slide is shown. Moving on rewrites it in place: no rerun, and one step Back leaves the stage.

/** @typedef {"slide" | "notes" | "theme"} Name */

/** @type {Name[]} */
const NAMES = ["slide", "notes", "theme"];

/** @param {Name} name */
export function asked(name) {
  return new URLSearchParams(window.location.search).get(name) || "";
}

/**
 * This address with some of slide, notes and theme changed; null takes one out.
 * @param {Partial<Record<Name, string | null>>} changes
 */
export function addressWith(changes) {
  const url = new URL(window.location.href);
  for (const name of NAMES) {
    const value = changes[name];
    if (value) url.searchParams.set(name, value);
    else if (value === null) url.searchParams.delete(name);
  }
  return url.href;
}

/** @param {Partial<Record<Name, string>>} changes */
export function rewrite(changes) {
  const url = addressWith(changes);
  if (url !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

/**
 * A step in the history of its own: Back returns to the page as it was.
 * @param {Partial<Record<Name, string>>} changes
 */
export function enter(changes) {
  window.history.pushState({}, "", addressWith(changes));
}
