// A text field with its choices below: typing looks for them, the arrow keys point, Enter chooses, Escape closes.

import { html } from "./dom.js";

/**
 * @template T
 * @typedef {object} Choice
 * @property {HTMLElement} element what is shown of it
 * @property {T} value
 */

/**
 * @template T
 * @typedef {object} Found
 * @property {Choice<T>[]} choices in their order
 * @property {string} [said] what there is to say about them; the eye sees it where there are none
 */

/**
 * @template T
 * @typedef {object} Ways
 * @property {(text: string) => Found<T> | Promise<Found<T>>} find called for what was typed, "" included
 * @property {(value: T) => void} choose called for a click, or for Enter
 */

/** What was typed as names are compared: small letters without spaces and apostrophes. @param {string} text */
export function plain(text) {
  return text.toLowerCase().replace(/[\s'’]/g, "");
}

/** @template T */
export class Combobox {
  /** `name` is its id; it waits `pause` ms for a typist to go on. @param {string} name @param {Ways<T>} ways */
  constructor(name, ways, pause = 0) {
    this.ways = ways;
    this.pause = pause;
    /** @type {Choice<T>[]} */
    this.choices = [];
    this.place = -1;
    /** What the choices were found for; null once closed. @type {string | null} */
    this.found = null;
    /** What is being looked for; null once closed. @type {string | null} */
    this.asked = null;
    this.input = html("input", {
      id: name, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${name}-list`,
    });
    this.list = html("div", { id: `${name}-list`, role: "listbox", hidden: true });
    this.status = html("div", { class: "said", role: "status" });
    // The pointer must not take the focus from the input before a click is counted, or while it scrolls.
    for (const press of ["pointerdown", "mousedown"]) this.list.addEventListener(press, (event) => event.preventDefault());
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => this.look());
    this.input.addEventListener("blur", () => this.close());
  }

  get text() {
    return this.input.value.trim();
  }

  typed() {
    clearTimeout(this.timer);
    if (this.pause) this.timer = setTimeout(() => this.look(), this.pause);
    else this.look();
  }

  async look() {
    clearTimeout(this.timer);
    const { text } = this;
    this.asked = text;
    const found = await this.ways.find(text);
    // A slower answer to what was typed before does not replace this one.
    if (this.asked !== text) return;
    this.found = text;
    this.show(found);
    this.point(text && found.choices.length ? 0 : -1);
  }

  /** @param {Found<T>} found */
  show({ choices, said = "" }) {
    this.choices = choices;
    choices.forEach(({ element, value }, i) => {
      element.id = `${this.list.id}-${i}`;
      element.setAttribute("role", "option");
      element.addEventListener("click", () => this.choose(value));
    });
    this.list.replaceChildren(...choices.map(({ element }) => element));
    this.list.hidden = !choices.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.status.textContent = said;
    this.status.classList.toggle("seen", Boolean(said) && !choices.length);
  }

  /** @param {number} place */
  point(place) {
    this.place = place;
    this.choices.forEach(({ element }, i) => { element.setAttribute("aria-selected", String(i === place)); });
    const element = this.choices[place]?.element;
    element?.scrollIntoView({ block: "nearest" });
    if (element) this.input.setAttribute("aria-activedescendant", element.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  async pressed(event) {
    // While a Chinese input method composes, its keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.found !== this.text) await this.look();
      const choice = this.choices[this.place];
      if (choice) this.choose(choice.value);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.choices.length;
      if (!count) await this.look();
      else if (event.key === "ArrowDown") this.point((this.place + 1) % count);
      else this.point((Math.max(this.place, 0) - 1 + count) % count);
    }
  }

  /** @param {T} value */
  choose(value) {
    this.close();
    this.ways.choose(value);
  }

  close() {
    clearTimeout(this.timer);
    this.found = null;
    this.asked = null;
    this.show({ choices: [] });
    this.point(-1);
  }
}
