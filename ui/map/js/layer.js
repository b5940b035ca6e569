// The still part of the drawing: units, borders, neighbours. Built once for a geometry; a rerun only swaps the
// classes of the units that changed.

import { set, svg } from "./dom.js";
import { OUTSIDE, isNational, unitsOf } from "./geometry.js";

/** @import { Box, Geometry, Level, Unit, View } from "./view" */

// Widths in px on screen, whatever the zoom. From the design tokens; the whole country takes finer lines.
const SEAM = { province: 0.9, prefecture: 0.5, county: 0.3, drilled: 0.6 };

const FADED = 0.2;
// How far inside the box of the neighbouring provinces their picture ends, in map units.
const CUT = 6;

/**
 * Class of a letter in the class string: c0–c9, n (hatched: not reported), x (out of scope).
 * @param {string} letter @param {Unit} unit
 */
export function className(letter, unit) {
  if (unit.o || letter === "x") return "x";
  if (letter === "n") return "n";
  return `c${letter}`;
}

/** @param {string} d @param {string} colour @param {number} width @param {import("./dom.js").Attributes} more */
function stroke(d, colour, width, more = {}) {
  return svg("path", { d, fill: "none", stroke: colour, "stroke-width": width, ...more });
}

/** Borders over the units, from the finest to the coarsest. @param {Geometry} geometry @param {Level} level */
export function borders(geometry, level) {
  const { lines } = geometry;
  const drawn = svg("g", { "stroke-linejoin": "round", "stroke-linecap": "round" });
  /** @param {SVGElement[]} strokes */
  const add = (...strokes) => drawn.append(...strokes);
  if (!isNational(geometry)) {
    if (lines.prefecture) {
      add(stroke(lines.prefecture, "var(--seam)", 3.6), stroke(lines.prefecture, "var(--prefecture-border)", 1.2));
    }
    if (lines.coast) add(stroke(lines.coast, "var(--prefecture-border)", 2));
  } else {
    if (level === "county" && lines.prefecture) add(stroke(lines.prefecture, "var(--seam)", 0.9));
    if (level !== "province" && lines.province) {
      add(stroke(lines.province, "var(--seam)", 2.4), stroke(lines.province, "var(--prefecture-border)", 1));
    }
    if (lines.coast) add(stroke(lines.coast, "var(--coast)", 1));
  }
  if (lines.unpublished) add(stroke(lines.unpublished, "var(--prefecture-border)", 1.2, { "stroke-dasharray": "2 2" }));
  if (lines.undefined) add(stroke(lines.undefined, "var(--coast)", 1.2, { "stroke-dasharray": "4 3" }));
  if (lines.dashed) add(stroke(lines.dashed, "var(--prefecture-border)", 1.6));
  return drawn;
}

/**
 * The provinces around, cut off just inside the box that the build cut them to: its edge is no border.
 * @param {Geometry} geometry
 */
export function neighbours(geometry) {
  const places = Object.entries(geometry.outlines || {});
  const drawn = svg("g", { "stroke-linejoin": "round", class: "neighbours" });
  if (!places.length) return drawn;
  /** @param {0 | 1} side */
  const least = (side) => Math.min(...places.map(([, place]) => place.b[side])) + CUT;
  /** @param {2 | 3} side */
  const most = (side) => Math.max(...places.map(([, place]) => place.b[side])) - CUT;
  const [x0, y0, x1, y1] = [least(0), least(1), most(2), most(3)];
  const cut = svg("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
  drawn.append(svg("clipPath", { id: "around" }, cut));
  drawn.setAttribute("clip-path", "url(#around)");
  for (const [code, place] of places) {
    const look = OUTSIDE.includes(code)
      ? { fill: "var(--outside)", stroke: "var(--coast)", "stroke-width": 1 }
      : { fill: "var(--wash)", stroke: "var(--rule)", "stroke-width": 1 };
    drawn.append(svg("path", { d: place.d, "data-neighbour": code, ...look }));
  }
  return drawn;
}

/** The drawing of one geometry at one level; `paint(classes)` colours it. */
export class Layer {
  /** @param {Geometry} geometry @param {Level} level */
  constructor(geometry, level) {
    this.geometry = geometry;
    this.level = level;
    this.national = isNational(geometry);
    this.units = unitsOf(geometry, level);
    this.index = new Map(this.units.map((unit, i) => [unit.code, i]));
    /** @type {Map<Element | null, number>} */
    this.unitOf = new Map();
    /** @type {SVGPathElement[]} */
    this.paths = [];
    /** @type {Map<number, SVGPathElement>} */
    this.more = new Map();
    /** @type {string[]} */
    this.painted = [];
    /** What is not faded, see dim. @type {string | null} */
    this.dimmed = null;
    /** The corners of the coast, once framing has read them. @type {number[] | undefined} */
    this.shore = undefined;
    this.group = svg("g", { class: "units" });
    this.units.forEach((unit, i) => {
      const path = svg("path", { d: unit.d });
      this.unitOf.set(path, i);
      this.paths.push(path);
      this.group.append(path);
    });
    this.rim = stroke("", "var(--prefecture-border)", 2.2, { "stroke-linejoin": "round" });
    this.root = svg("g", {}, neighbours(geometry), this.group);
    // Borders, the seams between units included, are drawn on a sheet of their own: recolouring the units leaves
    // them as they are. One path a unit: a joined one would be rasterised tile by tile.
    const seams = svg("g", {
      class: "seams", fill: "none", stroke: "var(--seam)", "stroke-linejoin": "round",
      "stroke-width": this.national ? SEAM[level] : SEAM.drilled,
    }, ...this.units.map((unit) => svg("path", { d: unit.d })));
    this.lines = svg("g", {}, seams, borders(geometry, level), this.rim);
    /** @type {Box} */
    this.outer = this.national && geometry.inset
      ? [geometry.frame[0], geometry.frame[1], geometry.frame[2], geometry.inset[3]] : geometry.frame;
  }

  /** The unit of that code, where this draws it. @param {string | null} code @returns {Unit | undefined} */
  unit(code) {
    return this.units[this.index.get(code ?? "") ?? -1];
  }

  /**
   * A second picture of unit `i` (in the inset), to be coloured with the first.
   * @param {number} i @param {SVGPathElement} path
   */
  also(i, path) {
    this.unitOf.set(path, i);
    this.more.set(i, path);
    if (this.painted[i]) path.setAttribute("class", this.painted[i]);
  }

  /** Colour by one letter a unit; touches only what differs from the picture before. @param {string} classes */
  paint(classes) {
    for (let i = 0; i < this.paths.length; i += 1) {
      const name = className(classes[i], this.units[i]);
      if (name !== this.painted[i]) {
        this.painted[i] = name;
        this.paths[i].setAttribute("class", name);
        this.more.get(i)?.setAttribute("class", name);
      }
    }
  }

  /** How many units of the picture, or of its focus, have not reported. @param {View} view */
  unreported({ classes, focus }) {
    return this.units.filter((unit, i) => (
      classes[i] === "n" && !unit.o && (!focus || unit.u === focus || unit.code === focus)
    )).length;
  }

  /** Fade what lies outside the prefecture `code`; null shows all alike. @param {string | null} code */
  dim(code) {
    if (code === this.dimmed) return;
    this.dimmed = code;
    this.rim.setAttribute("d", this.geometry.prefectures?.[code ?? ""]?.d || "");
    this.units.forEach((unit, i) => {
      const out = Boolean(code) && unit.u !== code && unit.code !== code;
      if (out) set(this.paths[i], { opacity: FADED });
      else this.paths[i].removeAttribute("opacity");
    });
  }
}
