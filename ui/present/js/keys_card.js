// The keys of the stage, told on the stage.

import { html } from "./dom.js";

/** @import { Told } from "./told" */

export class KeysCard {
  /** @param {(on: boolean) => void} busy */
  constructor(busy) {
    this.busy = busy;
    this.title = html("h2");
    this.list = html("dl");
    this.root = html("div", { class: "keys", role: "dialog", hidden: true }, this.title, this.list);
    this.root.addEventListener("click", () => this.close());
  }

  get shown() {
    return !this.root.hidden;
  }

  /** @param {Told} told */
  say({ words, keys }) {
    this.title.textContent = words.keys;
    this.root.setAttribute("aria-label", words.keys);
    this.list.replaceChildren(...keys.flatMap(([names, what]) => [
      html("dt", {}, ...names.map((name) => html("kbd", {}, name))), html("dd", {}, what),
    ]));
  }

  toggle() {
    if (this.shown) {
      this.close();
      return;
    }
    this.root.hidden = false;
    this.busy(true);
  }

  close() {
    this.root.hidden = true;
    this.busy(false);
  }
}
