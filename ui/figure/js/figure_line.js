// The line below a figure: its numbers as a table that opens here, the figure as a picture to save.

import { html } from "./dom.js";
import { savePicture } from "./files.js";
import { plotPicture } from "./plot_picture.js";

const lines = new WeakMap();
const KINDS = { png: "PNG", svg: "SVG" };

class Line {
  constructor(parent) {
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

  /** An open table stays open, and the keyboard where it is, when the numbers change. */
  show(sent) {
    if (sent === this.sent) return;
    this.sent = sent;
    this.told = JSON.parse(sent);
    this.summary.textContent = this.told.caption;
    this.scroll.replaceChildren();
    this.pictures.hidden = !this.told.text;
    for (const button of this.buttons) {
      button.title = this.told.labels[button.textContent];
      button.setAttribute("aria-label", button.title);
    }
    this.fill();
  }

  /** A closed table is not there at all: a page has several, and most are never opened. */
  fill() {
    // Made by ui/markup.py, which escapes what comes from data.
    if (this.details.open && !this.scroll.firstChild) this.scroll.innerHTML = this.told.table;
  }

  async save(kind) {
    const { key, text, file, lang } = this.told;
    const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
    if (!plot?.querySelector(".main-svg")) return;
    const head = document.querySelector(`.figure-head[data-figure="${CSS.escape(key)}"]`);
    await savePicture(plotPicture(plot, head, text, lang), file, kind);
  }
}

/** Show the line in Streamlit's element; called on every rerun. */
export function show({ data, parentElement }) {
  let line = lines.get(parentElement);
  if (!line) {
    line = new Line(parentElement);
    lines.set(parentElement, line);
  }
  line.show(new TextDecoder().decode(data));
}
