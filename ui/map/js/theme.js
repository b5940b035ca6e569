// Light or dark, as Streamlit has it, and the colours that come with a view.

/** @import { View } from "./view" */

/** @param {string} colour */
function channels(colour) {
  const hex = /^#([0-9a-f]{6})/i.exec(colour.trim());
  if (hex) return [0, 2, 4].map((i) => parseInt(hex[1].slice(i, i + 2), 16));
  const short = /^#([0-9a-f]{3})$/i.exec(colour.trim());
  if (short) return [...short[1]].map((digit) => parseInt(digit + digit, 16));
  return (colour.match(/[\d.]+/g) || [255, 255, 255]).slice(0, 3).map(Number);
}

/** Does Streamlit draw on a dark ground? Asked once a rerun, from its own theme variable. @param {Element} element */
export function isDark(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color");
  const [red, green, blue] = channels(ground || "#ffffff");
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/**
 * The legend's colours as CSS variables `--c0` …
 * @param {View["legend"]} legend @param {boolean} dark @returns {[string, string][]}
 */
export function colourVariables(legend, dark) {
  return legend.map(([, light, night], i) => [`--c${i}`, dark ? night : light]);
}
