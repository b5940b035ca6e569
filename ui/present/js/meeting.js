// One presentation: the list to prepare it on the page, the stage above the page, the speaker's own window.

import { Layer } from "./top_layer.js";
import { NotesView } from "./notes_view.js";
import { Prepare } from "./prepare.js";
import { printNotes } from "./notes_print.js";
import { Stage } from "./stage.js";
import { addressWith, asked, enter } from "./slide_address.js";

/** @import { Looks, Told } from "./told" */

export class Meeting {
  /** What the last rerun said. @type {Told} */
  told;
  /** Set by who put the meeting on the page. @type {(kind: "choose" | "more" | "leave", more?: object) => void} */
  tell;

  /** @param {ShadowRoot} parent @param {Looks} looks */
  constructor(parent, looks) {
    this.looks = looks;
    this.entered = false;
    /** What lies above the page, and the layer that it lies in. @type {Stage | NotesView | null} */
    this.shown = null;
    /** @type {Layer | null} */
    this.layer = null;
    this.prepare = new Prepare(parent, looks, {
      choose: (slides, auto) => this.tell("choose", { slides, auto }),
      start: (key) => this.start(key),
      notes: () => this.openNotes(),
      print: () => printNotes(this.told),
    });
    this.returned = () => this.follow();
    window.addEventListener("popstate", this.returned);
  }

  /** Take what a rerun says. @param {Told} told */
  take(told) {
    this.told = told;
    this.prepare.take(told);
    this.shown?.take(told);
    // What was just left stays left, although Python's answer has not reached the address yet.
    if (window.location.search !== this.left) this.follow();
  }

  /** Do what the address says. */
  follow() {
    const [slide, notes] = [asked("slide"), asked("notes")];
    if (notes === "on") this.show(NotesView, slide);
    else if (slide) this.show(Stage, slide);
    else this.hide();
    // What ui/web/js/before_first_paint.js drew over the page, so that a pasted address begins with its slide.
    document.documentElement.classList.remove("ea-curtain");
  }

  /** @param {typeof Stage | typeof NotesView} Kind @param {string} slide */
  show(Kind, slide) {
    if (this.shown instanceof Kind) {
      this.shown.seek(slide);
      return;
    }
    this.hide();
    this.layer = new Layer(this.looks.look);
    this.shown = new Kind(this.layer.root, this.looks, {
      leave: () => this.leave(),
      more: () => this.tell("more"),
      notes: () => this.openNotes(),
    });
    this.shown.take(this.told);
    this.shown.seek(slide);
  }

  /** @param {string} key */
  start(key) {
    enter({ slide: key });
    this.entered = true;
    this.follow();
  }

  /** Back to the page: by the way we came, or, where the address was pasted, by a new address. */
  leave() {
    const { entered } = this;
    this.hide();
    if (entered) {
      window.history.back();
    } else {
      this.left = window.location.search;
      this.tell("leave");
    }
  }

  hide() {
    this.entered = false;
    this.shown?.close();
    this.layer?.close();
    this.shown = null;
    if (this.layer) this.prepare.welcome();
    this.layer = null;
  }

  openNotes() {
    window.open(addressWith({ notes: "on" }), "ea-notes", "popup,width=960,height=720");
  }

  close() {
    window.removeEventListener("popstate", this.returned);
    this.hide();
    this.prepare.close();
  }
}
