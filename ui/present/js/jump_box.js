// The box that opens as one types: a province by its name, pinyin or initials; Enter leads to its slide.

import { Combobox, plain } from "./combobox.js";
import { html } from "./dom.js";
import { placeChoice } from "./province_picker.js";

/** @import { Place, Told } from "./told" */

const MOST = 7;

/** How well an entry fits what was typed: 0 whole, 1 beginning, 2 somewhere, or -1. @param {string[]} keys @param {string} text */
function fits(keys, text) {
  if (keys.includes(text)) return 0;
  if (keys.some((key) => key.startsWith(text))) return 1;
  return text.length > 1 && keys.some((key) => key.includes(text)) ? 2 : -1;
}

export class JumpBox {
  /** go(key): where Enter leads; busy(on): the box has opened or closed. @param {(key: string) => void} go @param {(on: boolean) => void} busy */
  constructor(go, busy) {
    this.busy = busy;
    /** @type {Place[]} */
    this.entries = [];
    this.none = "";
    /** @type {Combobox<string>} */
    this.box = new Combobox("jump", {
      find: (text) => this.find(text),
      choose: (key) => {
        this.close();
        go(key);
      },
    });
    this.root = html("div", { class: "jump", role: "dialog", hidden: true }, this.box.input, this.box.list, this.box.status);
    this.box.input.addEventListener("blur", () => { if (this.shown) this.close(); });
  }

  get shown() {
    return !this.root.hidden;
  }

  /** @param {Told} told */
  say({ words, places, nation, slides }) {
    this.none = words.jump_none;
    this.box.input.placeholder = words.jump_hint;
    this.box.input.setAttribute("aria-label", words.jump);
    this.root.setAttribute("aria-label", words.jump);
    this.entries = [...places];
    for (const key of nation) this.entries.push([key, slides[key].name, "", [slides[key].name.toLowerCase()]]);
  }

  /** @param {string} text */
  open(text) {
    const { input } = this.box;
    this.root.hidden = false;
    this.busy(true);
    input.value = text;
    input.focus();
    input.setSelectionRange(text.length, text.length);
    this.box.look();
  }

  close() {
    this.root.hidden = true;
    this.box.close();
    this.busy(false);
  }

  /** @param {string} typed */
  find(typed) {
    const text = plain(typed);
    if (!text) return { choices: [] };
    const ranked = this.entries.map((entry) => ({ rank: fits(entry[3], text), entry })).filter(({ rank }) => rank >= 0);
    ranked.sort((a, b) => a.rank - b.rank);
    const choices = ranked.slice(0, MOST).map(({ entry: [key, name, note] }) => placeChoice(key, name, note));
    return { choices, said: choices.length ? "" : this.none };
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === "Backspace" && !this.box.input.value) {
      event.preventDefault();
      this.close();
    } else {
      this.box.pressed(event);
    }
  }
}
