// The South China Sea inset of national views, and the little map of China of drilled ones.

import { fontFamily, svg } from "./dom.js";
import { load } from "./geometry.js";
import { neighbours } from "./layer.js";

/**
 * @import { Layer } from "./layer.js"
 * @import { Box, Point, View } from "./view"
 */

const WIDTH_SHARE = 0.2;
const WIDEST_PX = 190;
const NARROWEST_PX = 88;

/** @param {number} width @param {number} height @param {Box} view */
function frame(width, height, view) {
  const [x0, y0, x1, y1] = view;
  const inside = svg("svg", {
    width, height, viewBox: `${x0} ${y0} ${x1 - x0} ${y1 - y0}`, preserveAspectRatio: "xMidYMid meet",
  });
  const edge = svg("rect", { width, height, fill: "none", stroke: "var(--rule)", "stroke-width": 1 });
  const ground = svg("rect", { width, height, fill: "var(--paper)" });
  return { inside, root: svg("g", { class: "inset" }, ground, inside, edge) };
}

/** @param {Box} a @param {Box} b */
const touches = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** @param {string} d @param {string} colour @param {number} width */
function line(d, colour, width) {
  return svg("path", { d, fill: "none", stroke: colour, "stroke-width": width, "stroke-linejoin": "round" });
}

/**
 * Width and height of a frame for the box, by the width of the stage; `scale` as a view has it.
 * @param {Box} box @param {number} stageWidth @returns {Point}
 */
export function size(box, stageWidth, scale = 1) {
  const width = Math.round(Math.min(WIDEST_PX * scale, Math.max(NARROWEST_PX * scale, stageWidth * WIDTH_SHARE)));
  return [width, Math.round((width * (box[3] - box[1])) / (box[2] - box[0]))];
}

/**
 * The islands: the same units as on the main frame, coloured with them, under their own caption.
 * @param {Layer} layer @param {Box} box @param {Point} extent @param {View} view
 */
export function islands(layer, box, [width, height], { text: words, lang, scale = 1 }) {
  const { geometry } = layer;
  const { inside, root } = frame(width, height, box);
  const units = svg("g", {
    class: "units", stroke: "var(--coast)", "stroke-width": 0.5, "stroke-linejoin": "round",
  });
  layer.more.clear();
  layer.units.forEach((unit, i) => {
    if (!touches(unit.b, box)) return;
    const path = svg("path", { d: unit.d });
    units.append(path);
    layer.also(i, path);
  });
  inside.append(neighbours(geometry), units);
  const { province, dashed, coast } = geometry.lines;
  if (province && layer.level !== "province") inside.append(line(province, "var(--seam)", 1));
  if (coast) inside.append(line(coast, "var(--coast)", 0.6));
  if (dashed) inside.append(line(dashed, "var(--prefecture-border)", 1.2));
  inside.append(svg("use", { href: "#marks" }));
  const text = svg("text", {
    x: width - 6 * scale, y: height - 7 * scale, "text-anchor": "end", "font-size": 12 * scale, fill: "var(--ink)", "font-family": fontFamily(lang),
    stroke: "var(--halo)", "stroke-width": 3, "paint-order": "stroke",
  });
  text.textContent = words.inset;
  root.append(text);
  return root;
}

/**
 * China as a whole, with the islands and the dashed line, the province in the accent.
 * @param {string} url @param {string} code @param {number} width
 */
export async function locator(url, code, width) {
  const geometry = await load(url);
  const [x0, y0, x1, y1] = geometry.frame;
  /** @type {Box} */
  const whole = geometry.inset
    ? [x0, y0, Math.max(x1, geometry.inset[2]), Math.max(y1, geometry.inset[3])]
    : geometry.frame;
  /** @type {Box} */
  const box = [whole[0] - 60, whole[1] - 60, whole[2] + 60, whole[3] + 60];
  const height = Math.round((width * (box[3] - box[1])) / (box[2] - box[0]));
  const { inside, root } = frame(width, height, box);
  for (const unitCode of geometry.order) {
    const fill = unitCode === code ? "var(--accent)" : "var(--outside)";
    inside.append(svg("path", { d: geometry.units[unitCode].d, fill, stroke: "var(--coast)", "stroke-width": 0.5 }));
  }
  if (geometry.lines.dashed) inside.append(line(geometry.lines.dashed, "var(--prefecture-border)", 1));
  root.classList.add("locator");
  return { root, height };
}
