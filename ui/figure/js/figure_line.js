// The line below a figure: its numbers as a table that opens here, the figure as a picture to save.

import { received, serving } from "./component.js";
import { html } from "./dom.js";
import { savePicture } from "./files.js";
import { plotPicture } from "./plot_picture.js";

/**
 * @import { Component } from "./component.js"
 * @import { FigureWords } from "./plot_picture.js"
 *
 * What ui/figure/panel.py sends; `table` is HTML, `text` null where there is no picture to save.
 * @typedef {object} Told
 * @property {string} key
 * @property {string} lang
 * @property {string} caption
 * @property {string} table
 * @property {Record<string, string>} labels
 * @property {string} file
 * @property {FigureWords | null} text
 */

const KINDS = { png: "PNG", svg: "SVG" };

class Line {
  /** @param {HTMLElement} parent @param {Told} told */
  constructor(parent, told) {
    this.told = told;
    this.sent = "";
    this.summary = html("summary");
    this.scroll = html("div", { class: "scroll", tabindex: 0 });
    this.details = html("details", { class: "numbers" }, this.summary, this.scroll);
    this.details.addEventListener("toggle", () => this.fill());
    this.buttons = Object.entries(KINDS).map(([kind, word]) => {
      const button = html("button", { type: "button", class: `save-${kind}` }, word);
      button.addEventListener("click", () => this.save(kind));
      return button;
    });
    this.pictures = html("div", { class: "pictures" }, ...this.buttons);
    parent.replaceChildren(this.details, this.pictures);
  }

  /** An open table stays open, and the keyboard where it is, when the numbers change. @param {Told} told */
  show(told) {
    const sent = JSON.stringify(told);
    if (sent === this.sent) return;
    this.sent = sent;
    this.told = told;
    this.summary.textContent = told.caption;
    this.scroll.replaceChildren();
    this.pictures.hidden = !told.text;
    for (const button of this.buttons) {
      button.title = told.labels[button.textContent];
      button.setAttribute("aria-label", button.title);
    }
    this.fill();
  }

  /** A closed table is not there at all: a page has several, and most are never opened. */
  fill() {
    // Made by ui/markup.py, which escapes what comes from data.
    if (this.details.open && !this.scroll.firstChild) this.scroll.innerHTML = this.told.table;
  }

  /** @param {string} kind */
  async save(kind) {
    const { key, text, file, lang } = this.told;
    const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
    if (!text || !plot?.querySelector(".main-svg")) return;
    const head = document.querySelector(`.figure-head[data-figure="${CSS.escape(key)}"]`);
    await savePicture(plotPicture(plot, head, text, lang), file, kind);
  }
}

/** Show the line in Streamlit's element; called on every rerun. @param {Component} component */
export function show(component) {
  const told = received(component);
  serving(component, () => new Line(component.parentElement, told)).show(told);
}
