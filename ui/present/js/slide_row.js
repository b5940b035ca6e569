// One slide in the list to prepare: whether it is shown, a small picture of it, what it finds, up and down.

import { html, svg } from "./dom.js";
import { SlideView } from "./slide_view.js";
import { unitOf } from "./stage_map.js";

const ARROWS = { "-1": "M8 13V3M4 7l4-4 4 4", 1: "M8 3v10M4 9l4 4 4-4", 0: "M4 4l8 8M12 4l-8 8" };

function sign(d) {
  const path = svg("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" });
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

export class SlideRow {
  /** run: turn(), shift(by), open(), and drop() or null for a slide that stays in the list. */
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
    this.buttons = [[-1, () => run.shift(-1)], [1, () => run.shift(1)], [0, run.drop]].filter(([, press]) => press).map(([by, press]) => {
      const button = html("button", { type: "button" }, sign(ARROWS[by]));
      button.addEventListener("click", press);
      return [by, button];
    });
    const words = html("div", { class: "words" }, html("b", {}, told.name), html("span", {}, told.title));
    this.root = html("li", { "data-key": key }, html("label", {}, this.box, this.number), this.picture, words,
      html("div", { class: "shift" }, ...this.buttons.map(([, button]) => button)));
    this.name = told.name;
  }

  say(words, { on, number, first, last }) {
    this.box.checked = on;
    this.box.setAttribute("aria-label", words.show_slide.replace("{name}", this.name));
    this.number.textContent = number || "";
    this.root.classList.toggle("off", !on);
    for (const [by, button] of this.buttons) {
      const text = { "-1": words.up, 1: words.down, 0: words.remove }[by].replace("{name}", this.name);
      button.title = text;
      button.setAttribute("aria-label", text);
      button.disabled = (by === -1 && first) || (by === 1 && last);
    }
  }

  /** Keep the keyboard on the arrow that was pressed. */
  focus(by) {
    this.buttons.find(([other]) => other === by)?.[1].focus();
  }

  draw(dark) {
    const width = this.picture.clientWidth;
    if (width) this.view.draw(dark, unitOf(width));
  }

  close() {
    this.view.close();
    this.root.remove();
  }
}
