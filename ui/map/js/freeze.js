// A copy of the drawing that stands alone: every class, variable and constant line width replaced by plain
// attributes, which office programs and print shops understand.

import { svg } from "./dom.js";

/**
 * @import { Board } from "./board.js"
 * @import { Patterns } from "./patterns.js"
 * @typedef {(value: string) => string} Resolve
 */

const PAINTED = ["fill", "stroke"];

/** @template {Element} E @param {E} element */
const cloned = (element) => /** @type {E} */ (element.cloneNode(true));

/** Looks up `var(--x)` as it is now. @param {Element} root @returns {Resolve} */
export function resolver(root) {
  const computed = getComputedStyle(root);
  return (value) => value.replace(/var\((--[\w-]+)\)/g, (_, name) => computed.getPropertyValue(name).trim());
}

/** @param {Element} element @param {Resolve} resolve */
function paint(element, resolve) {
  for (const name of PAINTED) {
    const value = element.getAttribute(name);
    if (!value) continue;
    const plain = resolve(value);
    const parts = /^rgba\((.+),\s*([\d.]+)\)$/.exec(plain);
    if (parts) {
      element.setAttribute(name, `rgb(${parts[1]})`);
      element.setAttribute(`${name}-opacity`, parts[2]);
    } else {
      element.setAttribute(name, plain);
    }
  }
}

/** @param {string} name @param {string} patterns @param {Resolve} resolve */
function fillOf(name, patterns, resolve) {
  if (name === "x") return resolve("var(--outside)");
  return name === "n" ? `url(#${patterns}n)` : resolve(`var(--${name})`);
}

/** @param {Element} element @param {string} name @param {number} scale */
function divide(element, name, scale) {
  const value = element.getAttribute(name);
  if (!value) return;
  element.setAttribute(name, value.split(" ").map((part) => Number((Number(part) / scale).toPrecision(4))).join(" "));
}

/** A text with a halo as two texts: not every program paints the stroke beneath. @param {SVGElement} text */
function halo(text) {
  if (!text.getAttribute("stroke")) return;
  const plain = cloned(text);
  for (const name of ["stroke", "stroke-width", "stroke-linejoin", "stroke-opacity", "paint-order"]) plain.removeAttribute(name);
  text.removeAttribute("paint-order");
  text.after(plain);
}

/** @param {SVGElement} root @param {number} scale @param {string} patterns @param {Resolve} resolve */
function simplify(root, scale, patterns, resolve) {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    paint(element, resolve);
    if (element.closest("defs")) continue;
    divide(element, "stroke-width", element.closest("text") ? 1 : scale);
    divide(element, "stroke-dasharray", scale);
    const name = element.getAttribute("class") ?? "";
    if (element.tagName === "path" && /^([ch]\d|n|x)$/.test(name)) {
      element.setAttribute("fill", fillOf(name, patterns, resolve));
    }
    element.removeAttribute("class");
    element.removeAttribute("data-neighbour");
    element.removeAttribute("data-point");
  }
  root.querySelectorAll("text").forEach(halo);
  return root;
}

/**
 * Patterns that something in `drawn` is filled with.
 * @param {Patterns} patterns @param {SVGElement} drawn @param {Resolve} resolve
 */
function used(patterns, drawn, resolve) {
  const names = new Set([...drawn.querySelectorAll("[fill^='url']")].map((e) => e.getAttribute("fill")));
  const copies = patterns.all.filter((pattern) => names.has(`url(#${pattern.id})`)).map(cloned);
  for (const drawing of copies) for (const element of drawing.querySelectorAll("*")) paint(element, resolve);
  return svg("defs", {}, ...copies);
}

/** @param {SVGElement} element */
function copy(element) {
  const made = cloned(element);
  for (const unseen of made.querySelectorAll(".passing, [display=none], path[d='']")) unseen.remove();
  return made;
}

/** The stage as one SVG element with its own clipping, and the resolver of its colours. @param {Board} board */
export function freeze(board) {
  const resolve = resolver(board.root);
  const { k } = board.camera.at;
  const [width, height] = [board.width, board.view.height];
  const land = simplify(copy(board.layer.root), k, "m", resolve);
  const lines = simplify(copy(board.layer.lines), k, "m", resolve);
  const marks = simplify(copy(board.marks.root), k, "m", resolve);
  const labels = simplify(copy(board.labels.root), 1, "m", resolve);
  const place = copy(board.corner.root);
  for (const inner of place.querySelectorAll("svg")) {
    // What the inset only refers to, it now has to hold itself.
    inner.querySelector("use")?.replaceWith(copy(board.marks.all));
    simplify(inner, inner.width.baseVal.value / inner.viewBox.baseVal.width, "i", resolve);
  }
  const inside = [...place.querySelectorAll("svg")].map((inner) => ({ inner, kept: cloned(inner) }));
  for (const { inner } of inside) inner.replaceChildren();
  simplify(place, 1, "i", resolve);
  for (const { inner, kept } of inside) inner.replaceWith(kept);
  const stage = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, land, lines, marks, labels, place);
  stage.prepend(board.clip.cloneNode(true), used(board.patterns, stage, resolve), used(board.corner.patterns, stage, resolve));
  return { stage, resolve, width, height };
}
