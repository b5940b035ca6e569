// The list of the zones: sorts in the browser, a click or Enter on a row chooses its zone.

import { html } from "./dom.js";

const lists = new WeakMap();
// Numbers the choices, so that Python can tell one that is handed over twice from two that look alike.
let sequence = Date.now();

class ZoneList {
  constructor(parent) {
    this.head = html("tr");
    this.body = html("tbody");
    this.table = html("table", {}, html("thead", {}, this.head), this.body);
    this.scroll = html("div", { class: "zone-list", tabindex: 0, role: "region" }, this.table);
    this.scroll.addEventListener("keydown", (event) => this.pressed(event));
    this.sorted = { column: -1, down: false };
    parent.replaceChildren(this.scroll);
  }

  show(sent) {
    if (sent === this.sent) return;
    const before = this.told;
    this.sent = sent;
    this.told = JSON.parse(sent);
    this.scroll.setAttribute("aria-label", this.told.caption);
    this.fill();
    if (!before || before.chosen !== this.told.chosen) this.reveal();
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
      const name = html("button", { type: "button", "data-zone": key }, cells[0]);
      if (key === chosen) name.setAttribute("aria-current", "true");
      const first = html("th", { scope: "row" }, name);
      if (note) first.append(html("small", {}, note));
      const row = html("tr", { class: key === chosen ? "chosen" : "" }, first, ...cells.slice(1).map((cell, i) => (
        html("td", { class: columns[i + 1][1] }, cell === null ? "–" : String(cell))
      )));
      row.addEventListener("click", () => this.tell(key === chosen ? null : key));
      return row;
    }));
  }

  sort(column) {
    const again = this.sorted.column === column;
    const numbers = this.told.columns[column][1] === "number";
    // A third click goes back to the notice's order.
    if (again && this.sorted.down !== numbers) this.sorted = { column: -1, down: false };
    else this.sorted = { column, down: again ? !this.sorted.down : numbers };
    this.fill();
    this.head.children[column].firstChild.focus();
  }

  /** Up and down move between the rows. */
  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.body.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  }

  /** Bring the chosen row into the list's own window; the page stays where it is. */
  reveal() {
    const row = this.body.querySelector("tr.chosen");
    if (!row) return;
    const [top, bottom] = [this.scroll.scrollTop, this.scroll.scrollTop + this.scroll.clientHeight];
    if (row.offsetTop < top + 40 || row.offsetTop + row.offsetHeight > bottom) {
      this.scroll.scrollTop = row.offsetTop - this.scroll.clientHeight / 2;
    }
  }
}

/** Show the list in Streamlit's element; called on every rerun. */
export function show({ data, parentElement, setTriggerValue }) {
  let list = lists.get(parentElement);
  if (!list) {
    list = new ZoneList(parentElement);
    lists.set(parentElement, list);
  }
  list.tell = (zone) => {
    sequence += 1;
    setTriggerValue("choice", { zone, seq: sequence });
  };
  list.show(new TextDecoder().decode(data));
}
