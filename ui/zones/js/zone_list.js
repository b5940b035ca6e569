// The list of the zones: sorts in the browser, a click or Enter on a row chooses its zone.

import { received, serving, tell } from "./component.js";
import { html } from "./dom.js";

/**
 * @import { Component } from "./component.js"
 * @typedef {{ key: string, cells: (string | number | null)[], note: string }} Row
 * @typedef {{ columns: [label: string, kind: "text" | "number", hint: string][], rows: Row[], chosen: string | null, caption: string }} Told what ui/zones/zone_list.py sends
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

class ZoneList {
  /** @param {HTMLElement} parent @param {Told} told */
  constructor(parent, told) {
    this.told = told;
    this.sent = "";
    this.head = html("tr");
    this.body = html("tbody");
    this.table = html("table", {}, html("thead", {}, this.head), this.body);
    this.scroll = html("div", { class: "zone-list", tabindex: 0, role: "region" }, this.table);
    this.scroll.addEventListener("keydown", (event) => this.pressed(event));
    this.sorted = { column: -1, down: false };
    parent.replaceChildren(this.scroll);
  }

  /** @param {Component} component @param {Told} told */
  show(component, told) {
    this.component = component;
    const [sent, before] = [JSON.stringify(told), this.told];
    if (sent === this.sent) return;
    const first = !this.sent;
    this.sent = sent;
    this.told = told;
    this.scroll.setAttribute("aria-label", told.caption);
    this.fill();
    if (first || before.chosen !== told.chosen) this.reveal();
  }

  fill() {
    const { columns, rows, chosen } = this.told;
    const { column, down } = this.sorted;
    this.head.replaceChildren(...columns.map(([label, kind, hint], i) => {
      const button = html("button", { type: "button", title: hint || "" }, label);
      button.addEventListener("click", () => this.sort(i));
      const cell = html("th", { scope: "col", class: kind }, button);
      if (i === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      return cell;
    }));
    const order = column < 0 ? rows : [...rows].sort((a, b) => {
      const [x, y] = [a.cells[column], b.cells[column]];
      const numbers = columns[column][1] === "number";
      const gap = numbers ? Number(x) - Number(y) : String(x).localeCompare(String(y), "zh-CN");
      return (down ? -gap : gap) || rows.indexOf(a) - rows.indexOf(b);
    });
    this.body.replaceChildren(...order.map(({ key, cells, note }) => {
      const name = html("button", { type: "button", "data-zone": key }, String(cells[0]));
      if (key === chosen) name.setAttribute("aria-current", "true");
      const first = html("th", { scope: "row" }, name);
      if (note) first.append(html("small", {}, note));
      const row = html("tr", { class: key === chosen ? "chosen" : "" }, first, ...cells.slice(1).map((cell, i) => (
        html("td", { class: columns[i + 1][1] }, cell === null ? "–" : String(cell))
      )));
      row.addEventListener("click", () => {
        if (this.component) tell(this.component, "choice", { zone: key === chosen ? null : key });
      });
      return row;
    }));
  }

  /** @param {number} column */
  sort(column) {
    const again = this.sorted.column === column;
    const numbers = this.told.columns[column][1] === "number";
    // A third click goes back to the notice's order.
    if (again && this.sorted.down !== numbers) this.sorted = { column: -1, down: false };
    else this.sorted = { column, down: again ? !this.sorted.down : numbers };
    this.fill();
    this.head.querySelectorAll("button")[column].focus();
  }

  /** Up and down move between the rows. @param {KeyboardEvent} event */
  pressed(event) {
    const step = STEPS[event.key];
    if (!step) return;
    const buttons = [...this.body.querySelectorAll("button")];
    buttons[buttons.findIndex((button) => button === document.activeElement) + step]?.focus();
    event.preventDefault();
  }

  /** Bring the chosen row into the list's own window; the page stays where it is. */
  reveal() {
    /** @type {HTMLElement | null} */
    const row = this.body.querySelector("tr.chosen");
    if (!row) return;
    const [top, bottom] = [this.scroll.scrollTop, this.scroll.scrollTop + this.scroll.clientHeight];
    if (row.offsetTop < top + 40 || row.offsetTop + row.offsetHeight > bottom) {
      this.scroll.scrollTop = row.offsetTop - this.scroll.clientHeight / 2;
    }
  }
}

/** Show the list in Streamlit's element; called on every rerun. @param {Component} component */
export function show(component) {
  const told = received(component);
  serving(component, () => new ZoneList(component.parentElement, told)).show(component, told);
}
