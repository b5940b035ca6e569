// One slide in the list to prepare: whether it is shown, a small picture of it, what it finds, up and down.

import { html, icon, set } from "./dom.js";
import { SlideView } from "./slide_view.js";
import { unitOf } from "./stage_map.js";

/**
 * @import { Looks, Slide, Words } from "./told"
 *
 * @typedef {object} Run what the row's buttons do; no `drop` for a slide that stays in the list
 * @property {() => void} turn
 * @property {(by: number) => void} shift
 * @property {() => void} open
 * @property {(() => void) | null} drop
 *
 * @typedef {{ on: boolean, number: number, first: boolean, last: boolean }} Standing
 */

const UP = "M8 13V3M4 7l4-4 4 4";
const DOWN = "M8 3v10M4 9l4 4 4-4";
const OUT = "M4 4l8 8M12 4l-8 8";

/** @param {string} d @param {() => void} press */
function button(d, press) {
  const made = html("button", { type: "button" }, icon(d, { "stroke-linejoin": "round" }));
  made.addEventListener("click", press);
  return made;
}

export class SlideRow {
  /** @param {string} key @param {Slide} told @param {Looks} looks @param {Run} run */
  constructor(key, told, looks, run) {
    this.told = JSON.stringify(told);
    // A picture of a map needs no names.
    const bare = { ...told, maps: told.maps.map((view) => ({ ...view, labels: [] })) };
    this.view = new SlideView(key, bare, looks, null);
    this.view.turn(true);
    this.view.root.inert = true;
    this.box = html("input", { type: "checkbox" });
    this.box.addEventListener("change", () => run.turn());
    this.number = html("span", { class: "number" });
    this.picture = html("div", { class: "preview", "aria-hidden": "true" }, this.view.root);
    this.picture.addEventListener("click", () => run.open());
    this.up = button(UP, () => run.shift(-1));
    this.down = button(DOWN, () => run.shift(1));
    this.out = run.drop && button(OUT, run.drop);
    const words = html("div", { class: "words" }, html("b", {}, told.name), html("span", {}, told.title));
    this.root = html("li", { "data-key": key }, html("label", {}, this.box, this.number), this.picture, words,
      html("div", { class: "shift" }, this.up, this.down, this.out ?? ""));
    this.name = told.name;
  }

  /** @param {Words} words @param {Standing} standing */
  say(words, { on, number, first, last }) {
    this.box.checked = on;
    this.box.setAttribute("aria-label", words.show_slide.replace("{name}", this.name));
    this.number.textContent = number ? String(number) : "";
    this.root.classList.toggle("off", !on);
    this.up.disabled = first;
    this.down.disabled = last;
    this.called(this.up, words.up);
    this.called(this.down, words.down);
    if (this.out) this.called(this.out, words.remove);
  }

  /** @param {HTMLButtonElement} made @param {string} words */
  called(made, words) {
    const text = words.replace("{name}", this.name);
    set(made, { title: text, "aria-label": text });
  }

  /** Keep the keyboard on the arrow that was pressed. @param {number} by */
  focus(by) {
    (by < 0 ? this.up : this.down).focus();
  }

  /** @param {boolean} dark */
  draw(dark) {
    const width = this.picture.clientWidth;
    if (width) this.view.draw(dark, unitOf(width));
  }

  close() {
    this.view.close();
    this.root.remove();
  }
}
