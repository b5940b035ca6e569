// The buttons on the stage: zoom, the whole map, save.

import { html, svg } from "./dom.js";

const ICONS = {
  zoom_in: "M3 8h10M8 3v10",
  zoom_out: "M3 8h10",
  reset: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
};
const SAVE = { save_svg: "SVG", save_png: "PNG" };

export class Tools {
  /** `run` has a function for each button: zoom_in, zoom_out, reset, save_svg, save_png. */
  constructor(run) {
    this.buttons = new Map();
    const button = (name, content) => {
      const made = html("button", { type: "button", class: name }, content);
      made.addEventListener("click", () => run[name]());
      this.buttons.set(name, made);
      return made;
    };
    const icon = (d) => svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
      svg("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round" }));
    this.root = html("div", { class: "tools" },
      html("div", { class: "zoom" }, ...Object.entries(ICONS).map(([name, d]) => button(name, icon(d)))),
      html("div", { class: "save" }, ...Object.entries(SAVE).map(([name, word]) => button(name, word))));
  }

  say(text) {
    for (const [name, button] of this.buttons) {
      button.title = text[name];
      button.setAttribute("aria-label", text[name]);
    }
  }
}
