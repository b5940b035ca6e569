// What a key means on the stage.

/**
 * @typedef {"next" | "previous" | "back" | "first" | "last" | "escape" | "keys" | "jump" | "black" | "screen" | "theme" | "letter"} Meaning
 */

/** @type {Record<string, Meaning>} */
const MOVES = {
  ArrowRight: "next", " ": "next", PageDown: "next", Enter: "next", ArrowDown: "next",
  ArrowLeft: "previous", PageUp: "previous", ArrowUp: "previous", Backspace: "back",
  Home: "first", End: "last", Escape: "escape", "?": "keys", "/": "jump", ".": "black",
};
/** Letters that do something by themselves. One that another letter follows at once was the start of a name. @type {Record<string, Meaning>} */
export const COMMANDS = { b: "black", f: "screen", d: "theme", h: "keys" };

/**
 * What the key means, "letter" for one that begins a name, or null: it then belongs to the browser.
 * @param {KeyboardEvent} event @returns {Meaning | null}
 */
export function meant(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key in MOVES) return MOVES[event.key];
  if (!/^\p{L}$/u.test(event.key)) return null;
  return COMMANDS[event.key.toLowerCase()] || "letter";
}
