// The list to prepare a presentation: which slides, in which order, how it runs. Every choice goes into the address.

import { ProvincePicker } from "./province_picker.js";
import { html, languageTag, svg } from "./dom.js";
import { SlideRow } from "./slide_row.js";

/**
 * @import { Looks, Told } from "./told"
 *
 * @typedef {{ key: string, on: boolean }} Listed a slide in the list, and whether it is chosen
 * @typedef {object} Run
 * @property {(slides: string, auto: string) => void} choose
 * @property {(key: string) => void} start
 * @property {() => void} notes
 * @property {() => void} print
 */

const AUTO_SECONDS = [0, 10, 15, 20, 30, 60];
const ENTRIES = "a, button, input, select, textarea, summary, [role=combobox], [role=option], [role=button]";

export class Prepare {
  /** What the last rerun said: before it nothing is drawn. @type {Told} */
  told;

  /** @param {ShadowRoot} parent @param {Looks} looks @param {Run} run */
  constructor(parent, looks, run) {
    this.looks = looks;
    this.run = run;
    /** @type {Map<string, SlideRow>} */
    this.rows = new Map();
    /** @type {Listed[]} */
    this.listed = [];
    this.heading = html("h2");
    this.list = html("ol");
    this.begin = html("button", { type: "button", class: "start" });
    this.begin.addEventListener("click", () => this.start());
    this.count = html("p", { class: "count", role: "status" });
    this.auto = html("select", { id: "present-auto" });
    this.auto.addEventListener("change", () => this.changed());
    this.autoLabel = html("label", { for: "present-auto" });
    this.picker = new ProvincePicker((code) => this.add(code));
    this.notes = html("button", { type: "button", class: "plain" });
    this.notes.addEventListener("click", () => run.notes());
    this.print = html("button", { type: "button", class: "plain" });
    this.print.addEventListener("click", () => run.print());
    this.speaker = html("h2");
    this.files = html("button", { type: "button", class: "plain" });
    this.files.addEventListener("click", () => document.querySelector(".st-key-handouts")?.scrollIntoView());
    this.hint = html("p", { class: "hint" });
    this.root = html("div", { class: "present prepare" },
      html("div", { class: "order" }, this.heading, this.list),
      html("div", { class: "run" },
        this.begin, this.count, html("div", { class: "field" }, this.autoLabel, this.auto), this.picker.root,
        html("div", { class: "speaking" }, this.speaker, this.notes, this.print), this.files, this.hint));
    parent.append(this.root);
    this.leaving = new AbortController();
    document.addEventListener("keydown", (event) => this.pressed(event), { signal: this.leaving.signal });
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.list);
  }

  /** @param {Told} told */
  take(told) {
    this.told = told;
    const { words } = told;
    this.root.lang = languageTag(told.lang);
    this.root.classList.toggle("dark", told.dark);
    this.heading.textContent = words.slides;
    const play = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M4 2.5v11l9-5.500z", fill: "currentColor" }));
    this.begin.replaceChildren(play, html("b", {}, words.start), html("kbd", {}, "Enter"));
    this.autoLabel.textContent = words.auto;
    const seconds = AUTO_SECONDS.includes(told.auto) ? AUTO_SECONDS : [...AUTO_SECONDS, told.auto];
    this.auto.replaceChildren(...seconds.map((n) => html("option", { value: n, selected: n === told.auto },
      n ? words.seconds.replace("{n}", String(n)) : words.off)));
    this.speaker.textContent = words.speaker;
    this.notes.textContent = words.open_notes;
    this.print.textContent = words.print_notes;
    this.files.textContent = `${words.hand_out} ↓`;
    this.hint.textContent = words.hint;
    this.picker.say(told);
    if (this.chosen().join(".") !== told.order.join(".")) this.listed = this.merged(told);
    this.write();
  }

  /**
   * The chosen slides in their order, the nation's others where they usually stand.
   * @param {Told} told @returns {Listed[]}
   */
  merged({ order, nation }) {
    const list = order.map((key) => ({ key, on: true }));
    nation.forEach((key, i) => {
      if (order.includes(key)) return;
      const before = nation.slice(0, i).reverse().find((other) => list.some((row) => row.key === other));
      list.splice(list.findIndex((row) => row.key === before) + 1, 0, { key, on: false });
    });
    return list;
  }

  chosen() {
    return this.listed.filter((row) => row.on).map((row) => row.key);
  }

  write() {
    const { slides, words, nation } = this.told;
    const known = this.listed.filter(({ key }) => slides[key]);
    for (const [key, row] of this.rows) {
      if (!known.some((other) => other.key === key) || row.told !== JSON.stringify(slides[key])) {
        row.close();
        this.rows.delete(key);
      }
    }
    known.forEach(({ key, on }, i) => {
      const row = this.rows.get(key) ?? new SlideRow(key, slides[key], this.looks, {
        turn: () => this.turn(key), shift: (by) => this.shift(key, by), open: () => this.run.start(key),
        drop: nation.includes(key) ? null : () => this.drop(key),
      });
      this.rows.set(key, row);
      row.say(words, { on, number: on ? this.chosen().indexOf(key) + 1 : 0, first: i === 0, last: i === known.length - 1 });
      if (this.list.children[i] !== row.root) this.list.insertBefore(row.root, this.list.children[i] || null);
    });
    const { length } = this.chosen();
    this.count.textContent = (length === 1 ? words.one : words.count).replace("{n}", String(length));
    this.begin.disabled = !length;
    this.draw();
  }

  draw() {
    for (const row of this.rows.values()) row.draw(this.told.dark);
  }

  /** @param {string} key */
  turn(key) {
    const row = this.listed.find((other) => other.key === key);
    // The last one stays: there is nothing to show without it.
    if (!row || (row.on && this.chosen().length === 1)) {
      this.write();
      return;
    }
    row.on = !row.on;
    this.changed();
  }

  /** @param {string} key @param {number} by */
  shift(key, by) {
    const here = this.listed.findIndex((row) => row.key === key);
    const [row] = this.listed.splice(here, 1);
    this.listed.splice(Math.max(0, here + by), 0, row);
    this.changed();
    this.rows.get(key)?.focus(by);
  }

  /** @param {string} code */
  add(code) {
    const listed = this.listed.find((row) => row.key === code);
    const end = this.listed.findIndex((row) => row.key === "actions");
    if (listed) listed.on = true;
    else this.listed.splice(end < 0 ? this.listed.length : end, 0, { key: code, on: true });
    this.changed();
  }

  /** @param {string} key */
  drop(key) {
    if (this.chosen().length === 1 && this.chosen()[0] === key) return;
    this.listed = this.listed.filter((row) => row.key !== key);
    this.changed();
  }

  changed() {
    this.write();
    this.run.choose(this.chosen().join("."), this.auto.value);
  }

  start() {
    if (this.chosen().length) this.run.start(this.chosen()[0]);
  }

  /** Enter starts where it means nothing else. @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const [target] = event.composedPath();
    if (document.querySelector(".ea-layer") || (target instanceof Element && target.closest(ENTRIES))) return;
    event.preventDefault();
    this.start();
  }

  /** Back from the stage. */
  welcome() {
    if (this.told) this.begin.focus({ preventScroll: true });
  }

  close() {
    this.leaving.abort();
    this.watch.disconnect();
    for (const row of this.rows.values()) row.close();
    this.root.remove();
  }
}
