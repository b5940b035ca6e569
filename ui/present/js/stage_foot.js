// The foot of every slide, which never moves: where the figures come from, dots, page and clock; and the buttons.

import { html, icon, set } from "./dom.js";

/**
 * @import { SlideOrder } from "./slide_order.js"
 * @import { Told, Words } from "./told"
 *
 * @typedef {Record<"back" | "jump" | "black" | "screen" | "notes" | "keys" | "leave", () => void>} Buttons
 * @typedef {Buttons & { go: (key: string) => void }} Run what the buttons and the dots do
 */

const CLOCK_MS = 5000;
/** @type {Record<Exclude<keyof Buttons, "back">, string>} */
const ICONS = {
  jump: "M10.5 10.5 14 14M6.8 11.6a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6z",
  black: "M2 3h12v9H2zM6 14h4",
  screen: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  notes: "M3 2h10v12H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3",
  keys: "M6 6a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.5M8 12v.2",
  leave: "M3.5 3.5l9 9M12.500 3.5l-9 9",
};

/** The names of the buttons with an icon, in their order. */
const NAMES = /** @type {(keyof typeof ICONS)[]} */ (Object.keys(ICONS));

export class StageFoot {
  /** @type {Words} */
  words = {};

  /** @param {Run} run */
  constructor(run) {
    this.run = run;
    this.texts = html("div", { class: "from" });
    this.dots = html("nav", { class: "dots" });
    this.back = html("button", { type: "button", class: "back", hidden: true });
    this.back.addEventListener("click", () => run.back());
    this.page = html("span", { class: "page" });
    this.clock = html("time", { class: "clock" });
    this.root = html("footer", { class: "foot" }, this.texts, this.dots, this.back, this.page, this.clock);
    this.order = "";
    this.buttons = NAMES.map((name) => {
      const drawn = icon(ICONS[name], { "stroke-width": 1.5, "stroke-linejoin": "round" });
      const button = html("button", { type: "button", class: `do-${name}` }, drawn);
      button.addEventListener("click", () => run[name]());
      return { name, button };
    });
    this.tools = html("div", { class: "tools" }, ...this.buttons.map(({ button }) => button));
    this.tick();
    this.timer = setInterval(() => this.tick(), CLOCK_MS);
  }

  tick() {
    const now = new Date();
    this.clock.textContent = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  }

  /** @param {Told} told */
  say({ foot, words, order, slides }) {
    this.words = words;
    this.dots.setAttribute("aria-label", words.dots);
    const parts = [foot.as_of, foot.source, foot.boundaries, foot.approval].map((text) => html("span", {}, text));
    this.texts.replaceChildren(...parts);
    for (const { name, button } of this.buttons) set(button, { title: words[name], "aria-label": words[name] });
    const key = JSON.stringify(order);
    if (key === this.order) return;
    this.order = key;
    this.dots.style.setProperty("--dots", String(order.length));
    this.dots.replaceChildren(...order.map((slide, i) => {
      const told = `${i + 1} ${slides[slide].name}`;
      const dot = html("button", { type: "button", title: told, "aria-label": told }, html("i"));
      dot.addEventListener("click", () => this.run.go(slide));
      return dot;
    }));
  }

  /** Mark where we are; returns it in words. @param {SlideOrder} order @param {Told["slides"]} slides */
  mark(order, slides) {
    const { place } = order;
    [...this.dots.children].forEach((dot, i) => {
      if (i === place) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    });
    this.dots.hidden = Boolean(order.from);
    this.back.hidden = !order.from;
    this.back.textContent = order.from ? `← ${this.words.back.replace("{name}", slides[order.from]?.name ?? "")}` : "";
    this.page.textContent = `${place + 1} / ${order.keys.length}`;
    return order.from ? "" : this.page.textContent;
  }

  close() {
    clearInterval(this.timer);
  }
}
