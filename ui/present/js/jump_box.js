// The box that opens as one types: a province by its name, pinyin or initials; Enter leads to its slide.

import { html } from "./dom.js";

const MOST = 7;

/** How well an entry fits what was typed: 0 whole, 1 beginning, 2 somewhere, or -1. */
function fits(keys, text) {
  if (keys.includes(text)) return 0;
  if (keys.some((key) => key.startsWith(text))) return 1;
  return text.length > 1 && keys.some((key) => key.includes(text)) ? 2 : -1;
}

export class JumpBox {
  /** go(key): where Enter leads; busy(on): the box has opened or closed. */
  constructor(go, busy) {
    Object.assign(this, { go, busy, hits: [], place: 0 });
    this.input = html("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list",
      "aria-controls": "jump-list", "aria-expanded": "true",
    });
    this.list = html("div", { id: "jump-list", role: "listbox" });
    this.none = html("p", { role: "status" });
    this.root = html("div", { class: "jump", role: "dialog", hidden: true }, this.input, this.list, this.none);
    this.input.addEventListener("input", () => this.look());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.addEventListener("blur", () => { if (this.shown) this.close(); });
  }

  get shown() {
    return !this.root.hidden;
  }

  say({ words, places, nation, slides }) {
    this.words = words;
    this.input.placeholder = words.jump_hint;
    this.input.setAttribute("aria-label", words.jump);
    this.root.setAttribute("aria-label", words.jump);
    const others = nation.map((key) => [key, slides[key].name, "", [slides[key].name.toLowerCase()]]);
    this.entries = [...places, ...others];
  }

  open(text) {
    this.root.hidden = false;
    this.busy(true);
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.look();
  }

  close() {
    this.root.hidden = true;
    this.busy(false);
  }

  look() {
    const text = this.input.value.toLowerCase().replace(/[\s'’]/g, "");
    const ranked = text ? this.entries.map((entry) => [fits(entry[3], text), entry]).filter(([rank]) => rank >= 0) : [];
    ranked.sort((a, b) => a[0] - b[0]);
    this.hits = ranked.slice(0, MOST).map(([, entry]) => entry);
    this.list.replaceChildren(...this.hits.map(([key, name, note], i) => {
      const option = html("div", { role: "option", id: `jump-${key}` }, html("b", {}, name), html("span", {}, note));
      option.addEventListener("click", () => this.choose(i));
      return option;
    }));
    this.list.hidden = !this.hits.length;
    this.none.textContent = text && !this.hits.length ? this.words.jump_none : "";
    this.point(0);
  }

  point(place) {
    this.place = place;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    const chosen = this.list.children[place];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.choose(this.place);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (this.hits.length) this.point((this.place + by + this.hits.length) % this.hits.length);
    } else if (event.key === "Backspace" && !this.input.value) {
      event.preventDefault();
      this.close();
    }
  }

  choose(place) {
    const hit = this.hits[place];
    if (!hit) return;
    this.close();
    this.go(hit[0]);
  }
}
