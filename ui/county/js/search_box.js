// The search box of the county page: results while one types, the keyboard goes through them.

import { html } from "./dom.js";

const boxes = new WeakMap();
// Numbers the choices, so that Python can tell one that is handed over twice from two that look alike.
let sequence = Date.now();
let made = 0;
// Enough for a typist's pause; the server itself takes a millisecond.
const PAUSE_MS = 40;

class SearchBox {
  constructor(parent, base) {
    this.base = base;
    made += 1;
    const list = `county-results-${made}`;
    this.label = html("label", { for: `county-input-${made}` });
    this.input = html("input", {
      id: `county-input-${made}`, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list,
    });
    this.list = html("div", { id: list, role: "listbox", hidden: true });
    this.said = html("div", { class: "said", role: "status" });
    // The pointer must not take the focus from the input before a click is counted, or while it scrolls.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => { if (this.input.value.trim()) this.look(); });
    this.input.addEventListener("blur", () => this.close());
    const field = html("div", { class: "field" }, this.input, this.list);
    parent.replaceChildren(html("div", { class: "county-search" }, this.label, field, this.said));
  }

  show(sent) {
    if (sent === this.sent) return;
    this.sent = sent;
    this.told = JSON.parse(sent);
    const { words, value } = this.told;
    this.label.textContent = words.label;
    this.input.placeholder = words.placeholder;
    this.list.setAttribute("aria-label", words.label);
    // What is being typed stays; a new view brings the text that its address has.
    if (document.activeElement !== this.input || this.chosen) this.input.value = value;
    this.chosen = false;
    this.close();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  async look() {
    const text = this.input.value.trim();
    this.asked = text;
    if (!text) {
      this.close();
      return;
    }
    const query = new URLSearchParams({ q: text, lang: this.told.lang });
    let found;
    try {
      const answer = await fetch(`${this.base}county/search?${query}`);
      if (!answer.ok) throw new Error(answer.statusText);
      found = await answer.json();
    } catch {
      found = null;
    }
    // A slower answer to what was typed before does not replace this one.
    if (this.asked === text) this.fill(text, found);
  }

  fill(text, found) {
    const { words } = this.told;
    const hits = found?.hits ?? [];
    this.options = hits.map((hit) => {
      const note = hit.note ? html("span", { class: "note" }, hit.note) : "";
      const option = html("div", { role: "option", class: "hit" },
        html("b", {}, hit.name), html("span", { class: "where" }, hit.where), note,
        html("span", { class: "code" }, hit.code));
      return this.offer(option, { kind: "open", text: hit.code });
    });
    if (found && found.total > hits.length) {
      const all = html("div", { role: "option", class: "all" }, words.all.replace("{n}", found.total));
      this.options.push(this.offer(all, { kind: "list", text }));
    }
    const nothing = found ? words.none : words.failed;
    const some = found?.total === 1 ? words.one : words.found.replace("{n}", found?.total);
    this.said.textContent = hits.length ? some : nothing;
    this.said.classList.toggle("seen", !hits.length);
    this.list.replaceChildren(...this.options);
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point(this.options.length ? 0 : -1);
  }

  offer(option, choice) {
    option.id = `${this.list.id}-${choice.kind === "open" ? choice.text : "all"}`;
    option.choice = choice;
    option.addEventListener("click", () => this.choose(option));
    return option;
  }

  point(place) {
    this.place = place;
    this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    const option = this.options[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  async pressed(event) {
    // While a Chinese input method composes, its keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(this.timer);
      if (this.list.hidden || this.asked !== this.input.value.trim()) await this.look();
      if (this.options?.[this.place]) this.choose(this.options[this.place]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) {
        await this.look();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.point((this.place + step + this.options.length) % this.options.length);
    }
  }

  choose(option) {
    this.chosen = true;
    this.asked = null;
    this.close();
    sequence += 1;
    this.tell({ ...option.choice, seq: sequence });
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.options = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.said.textContent = "";
    this.said.classList.remove("seen");
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** Show the box in Streamlit's element; called on every rerun. */
export function show({ data, parentElement, setTriggerValue }, base) {
  let box = boxes.get(parentElement);
  if (!box) {
    box = new SearchBox(parentElement, base);
    boxes.set(parentElement, box);
  }
  box.tell = (choice) => setTriggerValue("choice", choice);
  box.show(new TextDecoder().decode(data));
}
