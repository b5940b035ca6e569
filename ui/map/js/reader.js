// What the reader does: points, clicks, presses keys. Draws the answer at once and tells Python.

import { sentence, words } from "./card.js";
import { targetOf } from "./dom.js";
import { gestures } from "./gestures.js";
import { nameOf } from "./geometry.js";
import { central, meaning, step } from "./keyboard.js";

/**
 * @import { Board } from "./board.js"
 * @import { Unit } from "./view"
 */

export class Reader {
  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    this.leaving = new AbortController();
    this.hand = gestures(board.stage, board.camera);
    this.at = -1;
    this.keyboard = false;
    this.box = board.stage.getBoundingClientRect();
    /** What the pointer is on: the place of a unit, the code of a neighbour. @type {number | string | undefined} */
    this.over = undefined;
    /** What the last click was on, and what it opened. @type {string | null} */
    this.first = null;
    /** @type {string | null} */
    this.opened = null;
    /**
     * @template {keyof HTMLElementEventMap} K
     * @param {K} name @param {(event: HTMLElementEventMap[K]) => void} run
     */
    const on = (name, run) => board.stage.addEventListener(name, run, { signal: this.leaving.signal });
    on("pointerenter", () => this.measure());
    on("pointermove", (event) => this.pointed(event));
    on("pointerleave", () => this.unpoint());
    on("click", (event) => this.clicked(event));
    on("keydown", (event) => this.pressed(event));
    on("focus", () => {
      if (board.layer && board.stage.matches(":focus-visible")) this.go(this.start());
    });
    on("blur", () => {
      this.keyboard = false;
      this.board.marks.focus(null);
      this.board.card.say(null);
    });
  }

  measure() {
    this.box = this.board.stage.getBoundingClientRect();
  }

  /** @param {PointerEvent} event */
  pointed(event) {
    const { board } = this;
    if (!board.layer) return;
    if (board.stage.classList.contains("dragging")) {
      this.unpoint();
      return;
    }
    const target = targetOf(event);
    const i = board.layer.unitOf.get(target);
    const neighbour = target?.getAttribute("data-neighbour") ?? undefined;
    const on = i ?? neighbour;
    if (on !== this.over) {
      this.over = on;
      board.marks.point(board.layer.units[i ?? -1]);
      board.stage.classList.toggle("on-unit", i !== undefined);
      const { lang } = board.view;
      if (i !== undefined) board.card.say(words(board.layer, board.view, i));
      else if (neighbour) board.card.say({ own: nameOf(neighbour, lang), other: "", where: "", lines: [], letter: "" });
      else board.card.say(null);
    }
    board.card.move(event.clientX - this.box.left, event.clientY - this.box.top, this.box.width, this.box.height);
  }

  unpoint() {
    this.over = undefined;
    this.board.marks.point(null);
    this.board.stage.classList.remove("on-unit");
    if (!this.keyboard) this.board.card.say(null);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const { board } = this;
    if (!board.layer || this.hand.dragged()) return;
    const target = targetOf(event);
    const point = target?.getAttribute("data-point");
    if (point) {
      board.tell("select", point);
      return;
    }
    const i = board.layer.unitOf.get(target);
    const neighbour = target?.getAttribute("data-neighbour") ?? null;
    const code = i === undefined ? neighbour : board.layer.units[i].code;
    // The map may have changed between the halves of a double click: then the second means nothing.
    const twice = event.detail > 1;
    if (twice && this.first !== code) return;
    this.first = code;
    if (i !== undefined) {
      this.at = i;
      this.choose(board.layer.units[i], twice);
    } else if (twice) {
      board.tell(neighbour ? "open" : "back", neighbour);
    }
  }

  /**
   * Select a unit, or open it: where it is selected already, or on the second half of a double click.
   * @param {Unit} unit
   */
  choose(unit, open = false) {
    const { board } = this;
    if (unit.o) return;
    // Of the clicks after the second one nothing new is meant.
    if (open && this.opened === unit.code) return;
    const kind = open || unit.code === board.selected ? "open" : "select";
    this.opened = kind === "open" ? unit.code : null;
    board.select(unit.code);
    board.tell(kind, unit.code);
  }

  start() {
    const { layer, view, selected } = this.board;
    if (this.at >= 0) return this.at;
    const chosen = layer.index.get(selected ?? "");
    if (chosen !== undefined) return chosen;
    const [x0, y0, x1, y1] = layer.geometry.prefectures?.[view.focus ?? ""]?.b ?? layer.geometry.frame;
    return central(layer.units, [(x0 + x1) / 2, (y0 + y1) / 2]);
  }

  /** Bring the keyboard to unit `i`: ring, card, words for the live region, and into sight. @param {number} i */
  go(i) {
    const { board } = this;
    this.at = i;
    this.keyboard = true;
    const unit = board.layer.units[i];
    board.marks.focus(unit);
    const content = words(board.layer, board.view, i);
    board.card.say(content);
    const chosen = unit.code === board.selected ? `, ${board.view.text.selected}` : "";
    board.live.textContent = sentence(content, board.view.lang) + chosen;
    const [x, y] = board.camera.screen(unit.p);
    const [width, height] = [board.width, board.view.height];
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) {
      board.camera.glide(board.camera.panned(width / 2 - x, height / 2 - y));
    }
    this.follow();
  }

  /** Keep the keyboard's card beside its unit while the camera moves. */
  follow() {
    const { board } = this;
    if (!this.keyboard || this.at < 0) return;
    const [x, y] = board.camera.screen(board.layer.units[this.at].p);
    board.card.move(x, y, board.width, board.view.height);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { board } = this;
    const meant = board.layer && meaning(event);
    if (!meant) return;
    event.preventDefault();
    event.stopPropagation();
    const here = this.keyboard ? this.at : this.start();
    if (meant === "step") {
      const next = this.keyboard ? step(board.layer.units, here, event.key) : here;
      if (next >= 0) this.go(next);
    } else if (meant === "open" || meant === "select") {
      const unit = board.layer.units[here];
      if (unit.o) return;
      board.select(unit.code);
      board.tell(meant, unit.code);
    } else if (meant === "back") {
      board.tell("back", null);
    } else if (meant === "reset") {
      board.camera.glide(board.camera.home);
    } else {
      board.zoom(meant === "in" ? 1.6 : 1 / 1.6);
    }
  }

  /** After a rerun the figures under the pointer or the keyboard may be others. */
  refresh() {
    const { board } = this;
    this.opened = null;
    const i = this.keyboard ? this.at : this.over;
    if (typeof i === "number" && i >= 0 && !board.card.root.hidden) board.card.say(words(board.layer, board.view, i));
  }

  /** Another geometry: indices mean other units now. */
  forget() {
    const code = this.at >= 0 ? this.board.selected : null;
    this.at = -1;
    this.over = undefined;
    this.board.card.say(null);
    this.board.stage.classList.remove("on-unit");
    if (this.keyboard && this.board.layer) this.at = this.board.layer.index.get(code ?? "") ?? -1;
    if (this.at < 0) this.keyboard = false;
  }

  leave() {
    this.hand.leave();
    this.leaving.abort();
  }
}
