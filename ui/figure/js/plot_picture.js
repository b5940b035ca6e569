// The picture of a figure that Plotly has drawn: its layers as one SVG, with the words of the panel around them.

import { fontFamily, set, svg, textWidth } from "./dom.js";
import { MARGIN, SMALL, Sheet } from "./sheet.js";

/** @typedef {Record<"title" | "subtitle" | "demo" | "source" | "as_of" | "alt", string>} FigureWords */

const NARROWEST = 560;
const KEY = { size: 13, weight: 400 };
const KEY_LEAD = 22;
const KEY_GAP = 16;
const MARK = 14;
// What only answers to the pointer.
const UNSEEN = ".hoverlayer, .zoomlayer, .draglayer, .selectionlayer, [data-notex='1'] > .drag";

/**
 * A copy of one layer that stands alone: no classes, no words of Plotly's own, nothing that is not drawn.
 * @param {Element} layer
 */
function freeze(layer) {
  const copy = /** @type {SVGElement} */ (layer.cloneNode(true));
  for (const element of copy.querySelectorAll(UNSEEN)) element.remove();
  // A link leads nowhere from a file.
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  /** @type {NodeListOf<SVGElement>} */
  const within = copy.querySelectorAll("*");
  for (const element of [copy, ...within]) {
    if (element.classList.contains("crisp")) element.setAttribute("shape-rendering", "crispEdges");
    element.style.removeProperty("pointer-events");
    element.style.removeProperty("cursor");
    for (const { name, value } of [...element.attributes]) {
      // Under a <base> Plotly writes the page's whole address before the name of a clip or a pattern.
      if (value.includes("url(")) element.setAttribute(name, value.replace(/url\((["']?)[^"')#]*#/g, "url($1#"));
      if (name === "class" || name.startsWith("data-") || (name === "style" && !element.style.length)) element.removeAttribute(name);
    }
  }
  copy.removeAttribute("style");
  return copy;
}

/** @param {Element} plot */
function drawing(plot) {
  const layers = [...plot.querySelectorAll(".main-svg")];
  const [width, height] = ["width", "height"].map((side) => Number(layers[0].getAttribute(side)));
  return { drawn: svg("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ...layers.map(freeze)), width, height };
}

/**
 * The mark beside a word of the key: an SVG image, or a swatch, plain or hatched.
 * @param {Element} element @param {Sheet} sheet
 */
function keyMark(element, sheet) {
  if (element instanceof HTMLImageElement) {
    const source = decodeURIComponent(element.src.slice(element.src.indexOf(",") + 1));
    const mark = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
    return set(/** @type {SVGElement} */ (/** @type {unknown} */ (mark)), { width: MARK, height: MARK });
  }
  const hatched = element.classList.contains("hatch");
  const ground = hatched ? sheet.colour("hatch-ground") : getComputedStyle(element).backgroundColor;
  const strokes = hatched ? ["M1 5 5 1", "M1 9 9 1", "M3 11 11 3", "M7 11 11 7"] : [];
  return svg("svg", { width: MARK, height: MARK, viewBox: "0 0 12 12" },
    svg("rect", { x: 0.5, y: 0.5, width: 11, height: 11, rx: 2, fill: ground, stroke: sheet.colour("rule") }),
    ...strokes.map((d) => svg("path", { d, stroke: sheet.colour("hatch"), "stroke-width": 1.5 })));
}

/** The key above the figure, as it stands on the page. @param {Sheet} sheet @param {Element | null} head */
function key(sheet, head) {
  const entries = [...(head?.querySelectorAll(".verdict-key > *") || [])];
  if (!entries.length) return;
  let x = MARGIN;
  sheet.y += 4;
  for (const entry of entries) {
    const mark = entry.querySelector("img, .swatch");
    const words = entry.textContent.trim();
    const across = (mark ? MARK + 4 : 0) + textWidth(words, KEY.size, sheet.family);
    if (x > MARGIN && x + across > sheet.width - MARGIN) [x, sheet.y] = [MARGIN, sheet.y + KEY_LEAD];
    if (mark) {
      sheet.parts.push(set(keyMark(mark, sheet), { x, y: sheet.y + 3 }));
    }
    sheet.write(words, x + (mark ? MARK + 4 : 0), sheet.y + 15, KEY);
    x += across + KEY_GAP;
  }
  sheet.y += KEY_LEAD;
}

/**
 * The figure with its words: `text` has title, subtitle, demo, source, as_of and alt.
 * @param {Element} plot @param {Element | null} head @param {FigureWords} text @param {string} lang
 */
export function plotPicture(plot, head, text, lang) {
  const { drawn, width, height } = drawing(plot);
  const page = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const colour = (name) => page.getPropertyValue(`--ea-${name}`).trim();
  const sheet = new Sheet(colour, Math.max(NARROWEST, width + 2 * MARGIN), fontFamily(lang));
  sheet.head(text);
  key(sheet, head);
  sheet.y += SMALL.lead / 2;
  sheet.place(drawn, width, height);
  sheet.foot([text.source, text.as_of].join(lang === "en" ? " " : "　"));
  return sheet.picture(text);
}
