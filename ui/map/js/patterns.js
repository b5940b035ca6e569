// The hatches, as SVG patterns. They are counter-scaled, so that their lines stay as wide at every zoom.

import { svg } from "./dom.js";

/** @param {string} id @param {string} ground @param {number} size @param {number} width */
function hatch(id, ground, size, width) {
  const pattern = svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
  if (ground) pattern.append(svg("rect", { width: size, height: size, fill: ground }));
  pattern.append(svg("path", { d: `M0 0V${size}`, stroke: "var(--hatch)", "stroke-width": width * 2 }));
  return pattern;
}

export class Patterns {
  /** `name` sets apart the patterns of the main frame (hn, h0 …) and of the inset (in, i0 …). @param {string} name */
  constructor(name) {
    this.all = [hatch(`${name}n`, "var(--hatch-ground)", 6, 1)];
    for (let i = 0; i < 10; i += 1) this.all.push(hatch(`${name}${i}`, `var(--c${i})`, 7, 0.8));
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
