// The hatch, as an SVG pattern. It is counter-scaled, so that its lines stay as wide at every zoom.

import { svg } from "./dom.js";

const SIZE = 6;

/** @param {string} id */
function hatch(id) {
  const pattern = svg("pattern", { id, width: SIZE, height: SIZE, patternUnits: "userSpaceOnUse" });
  pattern.append(svg("rect", { width: SIZE, height: SIZE, fill: "var(--hatch-ground)" }));
  pattern.append(svg("path", { d: `M0 0V${SIZE}`, stroke: "var(--hatch)", "stroke-width": 2 }));
  return pattern;
}

export class Patterns {
  /** `name` sets apart the pattern of the main frame (mn) and of the inset (in). @param {string} name */
  constructor(name) {
    this.all = [hatch(`${name}n`)];
    this.k = 0;
    this.root = svg("defs", {}, ...this.all);
  }

  /** `k`: px on screen for one unit of the map. @param {number} k */
  scale(k) {
    if (k === this.k) return;
    this.k = k;
    for (const pattern of this.all) pattern.setAttribute("patternTransform", `rotate(45) scale(${1 / k})`);
  }
}
