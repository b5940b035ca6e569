// The buttons on the stage: zoom, the whole map, save.

import { html, icon } from "./dom.js";

const ICONS = {
  zoom_in: "M3 8h10M8 3v10",
  zoom_out: "M3 8h10",
  reset: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
};
const SAVE = { save_svg: "SVG", save_png: "PNG" };

export class Tools {
  /**
   * `run` has a function for each button: zoom_in, zoom_out, reset, save_svg, save_png.
   * @param {Record<string, () => unknown>} run
   */
  constructor(run) {
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    /** @param {string} name @param {Node | string} content */
    const button = (name, content) => {
      const made = html("button", { type: "button", class: name }, content);
      made.addEventListener("click", () => run[name]());
      this.buttons.set(name, made);
      return made;
    };
    this.root = html("div", { class: "tools" },
      html("div", { class: "zoom" }, ...Object.entries(ICONS).map(([name, d]) => button(name, icon(d)))),
      html("div", { class: "save" }, ...Object.entries(SAVE).map(([name, word]) => button(name, word))));
  }

  /** @param {Record<string, string>} text */
  say(text) {
    for (const [name, button] of this.buttons) {
      button.title = text[name];
      button.setAttribute("aria-label", text[name]);
    }
  }
}
