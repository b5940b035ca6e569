// Adding a province's slide: its name, pinyin or initials, Enter.

import { html } from "./dom.js";

const MOST = 6;

export class ProvincePicker {
  constructor(add) {
    this.add = add;
    this.hits = [];
    this.label = html("label", { for: "present-province" });
    this.input = html("input", {
      id: "present-province", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "present-provinces",
    });
    this.list = html("div", { id: "present-provinces", role: "listbox", hidden: true });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.look());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.root = html("div", { class: "field" }, this.label, html("div", { class: "choice" }, this.input, this.list));
  }

  say({ words, places, order }) {
    this.label.textContent = words.add_province;
    this.input.placeholder = words.jump_hint;
    this.places = places.filter(([code]) => !order.includes(code));
  }

  look() {
    const text = this.input.value.toLowerCase().replace(/[\s'’]/g, "");
    const found = this.places.filter(([, , , keys]) => !text || keys.some((key) => key.startsWith(text)));
    this.hits = text ? found.slice(0, MOST) : found;
    this.list.replaceChildren(...this.hits.map(([code, name, note], i) => {
      const option = html("div", { role: "option", id: `pick-${code}` }, html("b", {}, name), html("span", {}, note));
      option.addEventListener("click", () => this.choose(i));
      return option;
    }));
    this.list.hidden = !this.hits.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point(text ? 0 : -1);
  }

  point(place) {
    this.place = place;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    const chosen = this.list.children[place];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.choose(this.place);
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (this.hits.length) this.point((this.place + by + this.hits.length) % this.hits.length);
    }
  }

  choose(place) {
    const hit = this.hits[place];
    if (!hit) return;
    this.input.value = "";
    this.close();
    this.add(hit[0]);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}
