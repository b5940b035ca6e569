// The speaker's own window: what to say to the slide on the stage, what comes next, clock and time elapsed.

import { html, languageTag } from "./dom.js";
import { meant } from "./stage_keys.js";
import { talk } from "./notes_channel.js";

/** @import { Looks, Told, Ways } from "./told" */

/** @type {Record<string, number>} */
const STEPS = { next: 1, previous: -1 };
const MINUTE_MS = 60000;
/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

export class NotesView {
  /** What the last rerun said: before it nothing is drawn. @type {Told} */
  told;

  /** @param {HTMLElement} root @param {Looks} _looks @param {Ways} ways */
  constructor(root, _looks, ways) {
    this.root = root;
    this.ways = ways;
    this.at = "";
    /** When the stage was opened, in ms since 1970. */
    this.begun = 0;
    root.classList.add("speaker");
    this.page = html("span", { class: "page" });
    this.name = html("span", { class: "name" });
    this.clock = html("time", { class: "clock" });
    this.elapsed = html("span", { class: "elapsed" });
    this.title = html("h1");
    this.points = html("ul");
    this.next = html("p", { class: "next" });
    this.moves = [-1, 1].map((by) => {
      const button = html("button", { type: "button" });
      button.addEventListener("click", () => this.channel.tell({ move: by }));
      return button;
    });
    root.append(
      html("header", {}, this.page, this.name, this.elapsed, this.clock),
      html("main", {}, this.title, this.points),
      html("footer", {}, this.next, ...this.moves),
    );
    root.tabIndex = -1;
    root.focus();
    this.channel = talk((said) => {
      if (said.slide) this.heard(said.slide, said.begun ?? 0);
    });
    this.leaving = new AbortController();
    window.addEventListener("keydown", (event) => this.pressed(event), { signal: this.leaving.signal, capture: true });
    this.timer = setInterval(() => this.tick(), 1000);
  }

  /** @param {Told} told */
  take(told) {
    this.told = told;
    this.root.lang = languageTag(told.lang);
    this.root.classList.toggle("dark", told.dark);
    this.moves.forEach((button, i) => { button.textContent = i ? `${told.words.next} →` : `← ${told.words.previous}`; });
    this.draw();
    this.channel.tell({ hello: true });
  }

  /** @param {string} key */
  seek(key) {
    if (!this.at) {
      this.at = key || this.told.order[0];
      this.draw();
    }
  }

  /** @param {string} slide @param {number} begun */
  heard(slide, begun) {
    this.at = slide;
    this.begun = begun;
    this.draw();
    if (!this.told.slides[slide] && !this.told.whole) this.ways.more();
  }

  draw() {
    const { order, slides, words } = this.told;
    const here = order.indexOf(this.at);
    const slide = slides[this.at];
    this.page.textContent = here < 0 ? "" : `${here + 1} / ${order.length}`;
    this.name.textContent = slide?.name ?? "";
    this.title.textContent = slide?.title ?? "";
    const points = slide?.notes.length ? slide.notes : [words.no_notes];
    this.points.replaceChildren(...points.map((text) => html("li", {}, text)));
    const after = slides[order[here + 1]];
    this.next.textContent = after ? words.next_slide.replace("{title}", after.title) : words.last_slide;
    this.tick();
  }

  tick() {
    const now = new Date();
    this.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    if (!this.begun) return;
    const spent = Math.max(0, now.getTime() - this.begun);
    this.elapsed.textContent = `${this.told.words.elapsed} ${Math.floor(spent / MINUTE_MS)}:${two(Math.floor(spent / 1000) % 60)}`;
  }

  /** The speaker's window turns the pages of the stage. @param {KeyboardEvent} event */
  pressed(event) {
    const by = STEPS[meant(event) ?? ""];
    const onButton = event.composedPath()[0] instanceof HTMLButtonElement;
    if (!by || (onButton && [" ", "Enter"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    this.channel.tell({ move: by });
  }

  close() {
    clearInterval(this.timer);
    this.leaving.abort();
    this.channel.close();
    this.root.replaceChildren();
  }
}
