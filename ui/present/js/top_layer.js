// A layer over the whole window, outside of Streamlit's page: none of its padding, bars or stacking reaches in here.

import { html } from "./dom.js";

export class Layer {
  /** @param {CSSStyleSheet[]} look */
  constructor(look) {
    this.host = html("div", { class: "ea-layer" });
    const shadow = this.host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = look;
    this.root = html("div", { class: "present layer" });
    shadow.append(this.root);
    document.body.append(this.host);
    // Streamlit's own element, which is always there.
    this.page = /** @type {HTMLElement} */ (document.getElementById("root"));
    this.before = [this.page.style.visibility, document.documentElement.style.overflow];
    // Hidden and inert: nothing of the page is seen, heard or reached by the keyboard.
    this.page.inert = true;
    this.page.style.visibility = "hidden";
    document.documentElement.style.overflow = "hidden";
  }

  close() {
    [this.page.style.visibility, document.documentElement.style.overflow] = this.before;
    this.page.inert = false;
    this.host.remove();
  }
}
