// One slide, drawn ahead: it lies in its place, laid out and unseen, until its turn comes.

import { html } from "./dom.js";
import { StageMap, fetchBoundaries } from "./stage_map.js";

/** @import { Looks, Slide } from "./told" */

/** Markup that Python made, every text in it escaped there. @param {string} text */
function markup(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

export class SlideView {
  /**
   * open: what a click on a place does, null for a preview.
   * @param {string} key @param {Slide} told @param {Looks} looks @param {((code: string) => void) | null} open
   */
  constructor(key, told, looks, open) {
    this.told = told;
    this.looks = looks;
    this.open = open;
    /** The maps once they are drawn. @type {StageMap[] | null} */
    this.maps = null;
    // A title that takes two lines breaks between its clauses.
    const clauses = told.title.split(/(?<=[，；])/).map((clause) => html("span", {}, clause));
    const title = html("h1", { class: `title ${told.fit}` }, ...clauses);
    this.head = html("header", { class: "head" }, title, html("p", { class: "subtitle" }, told.subtitle));
    this.body = html("div", { class: `body of-${told.kind}` });
    this.body.append(markup(told.html));
    this.root = html("section", { class: "slide", "data-key": key, "aria-label": told.title }, this.head, this.body);
    this.root.inert = true;
  }

  /** Fetch what drawing will need. */
  fetch() {
    for (const view of this.told.maps) fetchBoundaries(view, this.looks.base);
  }

  /** Draw the maps, or draw them anew for another size or theme. @param {boolean} dark @param {number} unit */
  draw(dark, unit) {
    /** @type {NodeListOf<HTMLElement>} */
    const places = this.body.querySelectorAll("[data-map]");
    this.maps ??= [...places].map((place) => (
      new StageMap(place, this.told.maps[Number(place.dataset.map)], this.looks, this.open)
    ));
    for (const map of this.maps) map.fit(dark, unit);
  }

  /** @param {boolean} on */
  turn(on) {
    this.root.classList.toggle("on", on);
    this.root.inert = !on;
    if (on) for (const map of this.maps || []) map.rest();
  }

  close() {
    for (const map of this.maps || []) map.close();
    this.root.remove();
  }
}
