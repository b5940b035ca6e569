// Outlines over the map: zones, the selection, what the pointer or the keyboard is on.

import { set, svg } from "./dom.js";

/** @import { Unit } from "./view" */

// White 3 over ink 8; on a unit of a few pixels that would be all that is left of it, so it gets a finer one.
const LARGE = [3, 8];
const SMALL = [2, 5];
const SMALL_BELOW_PX = 22;

/** @param {string} kind @param {string} colour @param {number} width */
function outline(kind, colour, width) {
  return svg("path", { class: kind, fill: "none", stroke: colour, "stroke-width": width, "stroke-linejoin": "round" });
}

export class Marks {
  constructor() {
    this.key = "";
    this.marked = svg("g", { class: "marked" });
    this.under = outline("selected", "var(--select-outer)", LARGE[1]);
    this.over = outline("selected", "var(--select-inner)", LARGE[0]);
    this.hover = outline("hover passing", "var(--ink)", 2);
    this.ringUnder = outline("ring passing", "var(--paper)", 6);
    this.ring = outline("ring passing", "var(--accent)", 3);
    // Referred to by the inset, which shows the same marks.
    this.all = svg("g", { id: "marks" }, this.marked, this.under, this.over, this.hover, this.ringUnder, this.ring);
    this.root = svg("g", {}, this.all);
  }

  /** @param {Unit[]} units */
  mark(units, fine = false) {
    const key = units.map((unit) => unit.code).join();
    if (key === this.key) return;
    this.key = key;
    const [inner, outer] = fine ? [1.2, 2.6] : [1.8, 3.8];
    this.marked.replaceChildren(...units.flatMap(({ d }) => [
      set(outline("zone", "var(--paper)", outer), { d }),
      set(outline("zone", "var(--ink)", inner), { d }),
    ]));
  }

  /** @param {Unit | null | undefined} unit */
  select(unit, scale = 1) {
    const d = unit ? unit.d : "";
    if (!d && !this.under.getAttribute("d")) return;
    const extent = unit ? Math.max(unit.b[2] - unit.b[0], unit.b[3] - unit.b[1]) * scale : 0;
    const [inner, outer] = extent < SMALL_BELOW_PX ? SMALL : LARGE;
    set(this.under, { d, "stroke-width": outer });
    set(this.over, { d, "stroke-width": inner });
  }

  /** @param {Unit | null | undefined} unit */
  point(unit) {
    this.hover.setAttribute("d", unit ? unit.d : "");
  }

  /** @param {Unit | null} unit */
  focus(unit) {
    this.ring.setAttribute("d", unit ? unit.d : "");
    this.ringUnder.setAttribute("d", unit ? unit.d : "");
  }

  clear() {
    this.mark([]);
    this.select(null);
    this.point(null);
    this.focus(null);
  }
}
