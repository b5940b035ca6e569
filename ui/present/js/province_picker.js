// Adding a province's slide: its name, pinyin or initials, Enter.

import { Combobox, plain } from "./combobox.js";
import { html } from "./dom.js";

/** @import { Place, Told } from "./told" */

const MOST = 6;

export class ProvincePicker {
  /** @param {(code: string) => void} add */
  constructor(add) {
    /** @type {Place[]} */
    this.places = [];
    /** @type {Combobox<string>} */
    this.box = new Combobox("present-province", {
      find: (text) => this.find(text),
      choose: (code) => {
        this.box.input.value = "";
        add(code);
      },
    });
    this.label = html("label", { for: this.box.input.id });
    this.root = html("div", { class: "field" }, this.label, html("div", { class: "choice" }, this.box.input, this.box.list));
  }

  /** @param {Told} told */
  say({ words, places, order }) {
    this.label.textContent = words.add_province;
    this.box.input.placeholder = words.jump_hint;
    this.places = places.filter(([code]) => !order.includes(code));
  }

  /** All that can be added, until somebody types. @param {string} typed */
  find(typed) {
    const text = plain(typed);
    const found = this.places.filter(([, , , keys]) => !text || keys.some((key) => key.startsWith(text)));
    return { choices: (text ? found.slice(0, MOST) : found).map(([code, name, note]) => placeChoice(code, name, note)) };
  }
}

/** A place among the choices: its name, and beside it a quieter word. @param {string} key @param {string} name @param {string} note */
export function placeChoice(key, name, note) {
  return { element: html("div", {}, html("b", {}, name), html("span", {}, note)), value: key };
}
