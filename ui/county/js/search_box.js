// The search box of the county page: results while one types, the keyboard goes through them.

import { Combobox } from "./combobox.js";
import { received, serving, tell } from "./component.js";
import { html } from "./dom.js";

/**
 * @import { Choice, Found } from "./combobox.js"
 * @import { Component } from "./component.js"
 *
 * @typedef {{ code: string, name: string, where: string, note: string }} Hit
 * @typedef {{ kind: "open" | "list", text: string }} Chosen
 * @typedef {{ lang: string, asOf: string, value: string, words: Record<string, string> }} Told what ui/county/search.py sends
 */

let made = 0;
// Enough for a typist's pause; the server itself takes a millisecond.
const PAUSE_MS = 40;

/** @param {Hit} hit @returns {Choice<Chosen>} */
function choiceOf({ code, name, where, note }) {
  const element = html("div", { class: "hit" }, html("b", {}, name), html("span", { class: "where" }, where),
    note ? html("span", { class: "note" }, note) : "", html("span", { class: "code" }, code));
  return { element, value: { kind: "open", text: code } };
}

class SearchBox {
  /** @param {HTMLElement} parent @param {string} base @param {Told} told */
  constructor(parent, base, told) {
    this.base = base;
    this.told = told;
    this.sent = "";
    this.chosen = false;
    made += 1;
    /** @type {Combobox<Chosen>} */
    this.box = new Combobox(`county-search-${made}`, {
      find: (text) => this.find(text), choose: (chosen) => this.choose(chosen),
    }, PAUSE_MS);
    this.label = html("label", { for: this.box.input.id });
    const field = html("div", { class: "field" }, this.box.input, this.box.list);
    parent.replaceChildren(html("div", { class: "county-search" }, this.label, field, this.box.status));
  }

  /** @param {Component} component @param {Told} told */
  show(component, told) {
    this.component = component;
    const sent = JSON.stringify(told);
    if (sent === this.sent) return;
    this.sent = sent;
    this.told = told;
    const { words, value } = told;
    const { input, list } = this.box;
    this.label.textContent = words.label;
    input.placeholder = words.placeholder;
    list.setAttribute("aria-label", words.label);
    // What is being typed stays; a new view brings the text that its address has.
    if (document.activeElement !== input || this.chosen) input.value = value;
    this.chosen = false;
    this.box.close();
  }

  /** @param {string} text @returns {Promise<Found<Chosen>>} */
  async find(text) {
    if (!text) return { choices: [] };
    const { words, lang, asOf } = this.told;
    const answer = await fetch(`${this.base}county/search?${new URLSearchParams({ q: text, lang, as_of: asOf })}`).catch(() => null);
    /** @type {{ total: number, hits: Hit[] } | null} */
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!found) return { choices: [], said: words.failed };
    const choices = found.hits.map(choiceOf);
    if (!choices.length) return { choices, said: words.none };
    const total = String(found.total);
    if (found.total > choices.length) {
      const all = html("div", { class: "all" }, words.all.replace("{n}", total));
      choices.push({ element: all, value: { kind: "list", text } });
    }
    return { choices, said: found.total === 1 ? words.one : words.found.replace("{n}", total) };
  }

  /** @param {Chosen} chosen */
  choose(chosen) {
    this.chosen = true;
    if (this.component) tell(this.component, "choice", chosen);
  }
}

/** Show the box in Streamlit's element; called on every rerun. @param {Component} component @param {string} base */
export function show(component, base) {
  const told = received(component);
  serving(component, () => new SearchBox(component.parentElement, base, told)).show(component, told);
}
