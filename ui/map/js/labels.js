// Names and figures written on the map, in px on screen; what would collide is left out.

import { fontFamily, svg, textWidth } from "./dom.js";
import { neighbourhood } from "./framing.js";
import { OUTSIDE } from "./geometry.js";

/**
 * @import { Camera } from "./camera.js"
 * @import { Layer } from "./layer.js"
 * @import { Box, Point, View } from "./view"
 */

/**
 * What is written at `p`, or beside the box around it; `point` is the key of a place that is no unit.
 * @typedef {object} Label
 * @property {Point} p
 * @property {string[]} lines
 * @property {number} size
 * @property {Box} [beside]
 * @property {boolean} [bold]
 * @property {boolean} [quiet]
 * @property {boolean} [spaced]
 * @property {string} [point]
 */

const GAP_PX = 3;
const BESIDE_PX = 8;
// The mark of a place that is no unit, and half its size with what surrounds it; its name stands beside it.
const POINT = "M0 -6 6 0 0 6 -6 0z";
const POINT_PX = 8;
// No name ends so.
const NO_ENDING = /$^/;
// The peoples in the names of autonomous areas, with 族 and, where custom has it, without.
const PEOPLES = [
  "蒙古|哈萨克|柯尔克孜|达斡尔|鄂温克|塔吉克|锡伯|撒拉|裕固|各族",
  "(?:土家|布依|朝鲜|景颇|哈尼|傈僳|哈萨克|蒙古|达斡尔|鄂伦春|东乡|保安|撒拉|仡佬|仫佬|毛南|拉祜|纳西|布朗|独龙|普米)族",
  "[苗侗壮回藏羌彝傣白黎瑶土水佤怒畲满]族",
].join("|");
const AUTONOMOUS = new RegExp(`(?:${PEOPLES})+自治[州县旗]$`);
const AUTONOMOUS_ENGLISH = /^([A-Z][\w']*)(?: [A-Z][\w'()-]*)* Autonomous (?:Prefecture|County|Banner)$/;

/** A name as maps write it: 广州, 恩施, 琼中, Guangzhou. @param {[string, string]} names @param {string} lang */
export function shortName([chinese, english], lang, endings = /(地区|市|盟)$/) {
  if (lang === "en") {
    return english.replace(AUTONOMOUS_ENGLISH, "$1").replace(/ (City|Prefecture|League|District|County|Banner)$/, "");
  }
  const short = chinese.replace(AUTONOMOUS, "").replace(endings, "");
  return short.length > 1 ? short : chinese;
}

/** @param {[string, string]} names @param {string} lang */
const provinceName = ([chinese, english], lang) => (
  lang === "en" ? english : chinese.replace(/((壮族|回族|维吾尔)?自治区|特别行政区|省|市)$/, "")
);
/** @param {[string, string]} names @param {string} lang */
const countyName = (names, lang) => shortName(names, lang, NO_ENDING);

/**
 * What to write: what the page asks for, else the prefectures (or the counties of the focus) and the neighbours.
 * @param {Layer} layer @param {View} view
 */
export function wanted(layer, view) {
  const { geometry } = layer;
  const { lang, focus, selected } = view;
  /** @type {Label[]} */
  const list = [];
  const chosen = layer.unit(selected);
  /** @type {Label[]} */
  const points = view.points.flatMap(([point, code, name, bold]) => {
    const p = layer.unit(code)?.p;
    return p ? [{ p, beside: [...p, ...p], lines: [name], size: 13, bold, point }] : [];
  });
  if (layer.national) {
    for (const [code, name, figure] of view.labels) {
      const place = layer.unit(code);
      if (place) list.push({ p: place.p, lines: figure ? [name, figure] : [name], size: 13 });
    }
    list.push(...points);
    const taiwan = layer.level === "province" ? layer.unit(OUTSIDE[0]) : undefined;
    if (taiwan) list.push({ p: taiwan.p, lines: [provinceName(taiwan.n, lang)], size: 13, quiet: true });
    return list;
  }
  if (chosen) list.push({ p: chosen.p, beside: chosen.b, lines: [countyName(chosen.n, lang)], size: 14, bold: true });
  list.push(...points);
  if (focus) {
    for (const unit of layer.units) {
      if (unit.u === focus && unit !== chosen) list.push({ p: unit.p, lines: [countyName(unit.n, lang)], size: 13 });
    }
  }
  for (const unit of neighbourhood(layer, view.around)) {
    if (unit !== chosen) list.push({ p: unit.p, lines: [countyName(unit.n, lang)], size: 13 });
  }
  const large = !focus && !view.around;
  const asked = new Map(view.labels.map(([code, name]) => /** @type {const} */ ([code, name])));
  for (const [code, place] of Object.entries(geometry.prefectures || {})) {
    // A municipality is its own prefecture: on a slide, which names it, that name would lie across its counties.
    if (code === focus || code === selected || (view.scale && code === geometry.name)) continue;
    const name = asked.get(code) || shortName(place.n, lang);
    list.push({ p: place.p, lines: [name], size: large ? 15 : 13, bold: large, quiet: !large });
  }
  for (const [code, place] of Object.entries(geometry.outlines || {})) {
    const spaced = !OUTSIDE.includes(code);
    const name = provinceName(place.n, lang);
    list.push({ p: place.p, lines: [spaced ? name.toUpperCase() : name], size: 13, quiet: true, spaced });
  }
  return list;
}

export class Labels {
  constructor() {
    this.root = svg("g", { class: "labels", "text-anchor": "middle" });
    /** @type {{ p: Point, beside?: Box, element: SVGTextElement, w: number, h: number }[]} */
    this.items = [];
    /** @type {{ p: Point, element: SVGPathElement }[]} */
    this.points = [];
  }

  /**
   * Write anew; the order is the priority. `scale` is 1 on a page, more on a slide.
   * @param {Label[]} list @param {string} lang
   */
  set(list, lang, scale = 1) {
    const family = fontFamily(lang);
    this.root.replaceChildren();
    this.root.setAttribute("font-family", family);
    this.items = list.map((label) => {
      const size = label.size * scale;
      const lead = size * 1.15;
      const widths = label.lines.map((line, i) => (
        textWidth(line, size, family, label.bold || i ? 700 : 400) + (label.spaced ? line.length * 1.5 : 0)
      ));
      const element = svg("text", {
        "font-size": size,
        fill: label.quiet ? "var(--muted)" : "var(--ink)",
        stroke: label.spaced ? null : "var(--halo)",
        "stroke-width": label.spaced ? null : 3.5 * scale,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
        "letter-spacing": label.spaced ? 1.5 : null,
      }, ...label.lines.map((line, i) => {
        const y = (i - (label.lines.length - 1) / 2) * lead + size * 0.36;
        const span = svg("tspan", { x: 0, y, "font-weight": label.bold || i ? 700 : 400 });
        span.textContent = line;
        return span;
      }));
      this.root.append(element);
      return { p: label.p, beside: label.beside, element, w: Math.max(...widths), h: lead * label.lines.length };
    });
    this.mark(list);
  }

  /**
   * Marks of places that are no units; unlike names they are always there, and answer to a click.
   * @param {Label[]} list
   */
  mark(list) {
    this.points = list.filter((label) => label.point).map(({ p, point, bold, lines }) => {
      const title = svg("title");
      title.textContent = lines.join();
      const element = svg("path", {
        class: "point", d: POINT, "data-point": point, "stroke-width": 2,
        fill: bold ? "var(--accent)" : "var(--paper)", stroke: bold ? "var(--accent)" : "var(--ink)",
      }, title);
      this.root.append(element);
      return { p, element };
    });
  }

  /**
   * Move along with the camera; at rest also decide anew which ones fit. `taken` are boxes that nothing may cover.
   * @param {Camera} camera @param {boolean} atRest @param {Box[]} taken
   */
  place(camera, atRest, taken = []) {
    const boxes = [...taken];
    for (const { p, element } of this.points) {
      const [x, y] = camera.screen(p);
      element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      boxes.push([x - POINT_PX, y - POINT_PX, x + BESIDE_PX - GAP_PX - 1, y + POINT_PX]);
    }
    for (const { p, beside, element, w, h } of this.items) {
      const [middle, y] = camera.screen(p);
      const outside = beside && (beside[2] - beside[0]) * camera.at.k < 2 * w;
      const x = outside ? camera.screen([beside[2], 0])[0] + BESIDE_PX : middle;
      if (beside) element.setAttribute("text-anchor", outside ? "start" : "middle");
      element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      if (!atRest) continue;
      const left = outside ? x : x - w / 2;
      /** @type {Box} */
      const box = [left - GAP_PX, y - h / 2, left + w + GAP_PX, y + h / 2];
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= camera.stage[0] && box[3] <= camera.stage[1];
      const free = inside && boxes.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
      if (free) boxes.push(box);
      if (free) element.removeAttribute("display");
      else element.setAttribute("display", "none");
    }
  }
}
