// The stage: one slide in sight, the others drawn ahead, everything by keys, pointer or touch.

import { AutoAdvance } from "./auto_advance.js";
import { html, languageTag, targetOf } from "./dom.js";
import { idle } from "./geometry.js";
import { JumpBox } from "./jump_box.js";
import { KeysCard } from "./keys_card.js";
import { SlideView } from "./slide_view.js";
import { SlideOrder } from "./slide_order.js";
import { StageFoot } from "./stage_foot.js";
import { StageHands } from "./stage_hands.js";
import { rewrite } from "./slide_address.js";
import { talk } from "./notes_channel.js";
import { unitOf } from "./stage_map.js";

/** @import { Looks, Said, Told, Ways } from "./told" */

export class Stage {
  /** What the last rerun said: before it nothing is drawn. @type {Told} */
  told;

  /** @param {HTMLElement} root @param {Looks} looks @param {Ways} ways */
  constructor(root, looks, ways) {
    this.root = root;
    this.looks = looks;
    this.ways = ways;
    this.night = false;
    /** @type {Map<string, SlideView>} */
    this.views = new Map();
    this.order = new SlideOrder();
    this.begun = Date.now();
    this.box = html("div", { class: "slides" });
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.demo = html("div", { class: "demo" });
    this.foot = new StageFoot({
      go: (key) => this.go(key), back: () => this.back(), jump: () => this.jump.open(""), black: () => this.blacken(),
      screen: () => this.screen(), notes: () => ways.notes(), keys: () => this.keys.toggle(), leave: () => ways.leave(),
    });
    /** @param {boolean} busy */
    const quiet = (busy) => {
      this.auto.hold(busy);
      if (!busy) root.focus();
    };
    this.auto = new AutoAdvance(() => this.move(1, true));
    this.jump = new JumpBox((key) => this.drill(key), quiet);
    this.keys = new KeysCard(quiet);
    this.edges = [-1, 1].map((by) => {
      const edge = html("button", { type: "button", class: `edge ${by < 0 ? "left" : "right"}`, tabindex: -1 });
      edge.addEventListener("click", () => this.move(by));
      return edge;
    });
    this.sheet = html("div", { class: "sheet" }, this.box, this.demo, this.foot.root, ...this.edges, this.foot.tools, this.jump.root, this.keys.root);
    this.dark = html("div", { class: "black", hidden: true });
    this.live = html("div", { class: "live", "aria-live": "polite" });
    root.append(this.sheet, this.dark, this.live);
    root.tabIndex = -1;
    this.hands = new StageHands(this);
    this.channel = talk((said) => this.heard(said));
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(this.sheet);
    root.focus();
  }

  /** @param {Told} told */
  take(told) {
    const first = !this.told;
    this.told = told;
    this.root.dataset.whole = String(told.whole);
    if (first) this.night = told.dark;
    this.root.lang = languageTag(told.lang);
    this.root.setAttribute("aria-label", told.title);
    this.root.classList.toggle("dark", this.night);
    this.demo.textContent = told.foot.demo;
    this.demo.hidden = !told.foot.demo;
    this.foot.say(told);
    this.jump.say(told);
    this.keys.say(told);
    this.edges.forEach((edge, i) => { edge.setAttribute("aria-label", i ? told.words.next : told.words.previous); });
    this.order.take(told);
    this.auto.set(told.auto);
    for (const [key, view] of this.views) {
      const now = told.slides[key];
      if (now && JSON.stringify(now) !== JSON.stringify(view.told)) {
        view.close();
        this.views.delete(key);
      }
    }
    if (this.order.at) this.reveal();
    if (first) idle(() => { if (!this.told.whole) this.ways.more(); });
  }

  /** Show the slide that the address asks for. @param {string} key */
  seek(key) {
    const known = this.order.knows(key) ? key : this.order.keys[0];
    if (known !== this.order.at) this.go(known);
  }

  /** @param {string} key */
  view(key) {
    const told = this.told.slides[key] || this.order.waiting(key);
    const known = this.views.get(key);
    if (known) return known;
    const view = new SlideView(key, told, this.looks, (code) => this.drill(code));
    this.views.set(key, view);
    this.box.append(view.root);
    return view;
  }

  /** @param {string} key */
  go(key, turned = false) {
    this.order.go(key);
    this.arrive(turned);
  }

  /** @param {number} by */
  move(by, turned = false) {
    this.order.move(by, turned);
    this.arrive(turned);
  }

  /** Answer a question with a province's own slide; Escape leads back. @param {string} code */
  drill(code) {
    if (!this.order.knows(code)) return;
    this.order.drill(code);
    // The map that was opened keeps the keys for a moment after its slide has gone: the next one is not for it.
    this.root.focus();
    this.arrive();
  }

  back() {
    if (this.order.from) this.go(this.order.from);
    else this.move(-1);
  }

  arrive(turned = false) {
    this.blacken(false);
    if (!turned) this.auto.touched();
    rewrite({ slide: this.order.at });
    this.reveal();
    this.channel.tell({ slide: this.order.at, begun: this.begun });
  }

  reveal() {
    const view = this.view(this.order.at);
    view.draw(this.night, this.unit());
    for (const other of this.views.values()) if (other !== view) other.turn(false);
    view.turn(true);
    const place = this.foot.mark(this.order, this.told.slides);
    const spoken = `${view.told.title} ${place}`;
    if (this.live.textContent !== spoken) this.live.textContent = spoken;
    this.cancelAhead?.();
    this.cancelAhead = idle(() => this.drawAhead(this.order.near()));
  }

  /** Neighbours first, one at a time, so that a key press never waits long. @param {string[]} keys */
  drawAhead([key, ...later]) {
    if (!key || !this.root.isConnected) return;
    if (this.told.slides[key]) this.view(key).draw(this.night, this.unit());
    this.cancelAhead = idle(() => this.drawAhead(later));
  }

  unit() {
    return unitOf(this.sheet.clientWidth);
  }

  resized() {
    if (!this.order.at) return;
    this.reveal();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const code = targetOf(event)?.closest("[data-go]")?.getAttribute("data-go");
    if (code) this.drill(code);
  }

  blacken(on = Boolean(this.dark.hidden)) {
    if (this.dark.hidden === !on) return;
    this.dark.hidden = !on;
    this.auto.hold(on);
  }

  theme() {
    this.night = !this.night;
    this.root.classList.toggle("dark", this.night);
    rewrite({ theme: this.night ? "dark" : "light" });
    this.reveal();
  }

  /** Full screen, or out of it; Escape then comes to us where the browser lets us have it. */
  screen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
      return;
    }
    document.documentElement.requestFullscreen?.().then(() => navigator.keyboard?.lock?.(["Escape"])).catch(() => {});
  }

  escape() {
    if (this.jump.shown) this.jump.close();
    else if (this.keys.shown) this.keys.close();
    else if (!this.dark.hidden) this.blacken(false);
    else if (this.order.from) this.back();
    else if (document.fullscreenElement) document.exitFullscreen();
    else this.ways.leave();
  }

  /** The speaker's window asks where we are, or turns the page. @param {Said} said */
  heard(said) {
    if (said.move) this.move(said.move);
    else if (said.hello) this.channel.tell({ slide: this.order.at, begun: this.begun });
  }

  close() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.auto.stop();
    this.hands.leave();
    this.channel.close();
    this.watch.disconnect();
    this.foot.close();
    for (const view of this.views.values()) view.close();
    this.root.replaceChildren();
  }
}
