// A map on a slide: the board of the pages, as large as its place, with letters for the back of a room.

import { Board } from "./board.js";
import { html } from "./dom.js";
import { load } from "./geometry.js";

/**
 * @import { Looks } from "./told"
 * @import { View } from "./view"
 */

// Labels are 13 px on a page and 26 at 1080p.
const LETTERS = 2;
// The width of a slide in its own units.
const SLIDE = 1920;

export class StageMap {
  /**
   * place: the element to fill; open: what a click on a place does, null for a picture.
   * @param {HTMLElement} place @param {View} view @param {Looks} looks @param {((code: string) => void) | null} open
   */
  constructor(place, view, { base, mapLook }, open) {
    this.place = place;
    this.view = view;
    this.base = base;
    const host = html("div", { class: "board" });
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = mapLook;
    place.replaceChildren(host);
    this.drawn = "";
    this.board = new Board(shadow, base);
    this.board.tell = (kind, code) => {
      if (kind !== "back" && code && open) open(code);
    };
    // A click must not take the keys away from the slides; the Tab key may.
    this.board.stage.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /**
   * Draw, where the place's size, the theme or the view are others than those drawn.
   * @param {boolean} dark @param {number} unit
   */
  fit(dark, unit) {
    const [width, height] = [this.place.clientWidth, this.place.clientHeight];
    const key = `${width} ${height} ${dark} ${unit}`;
    if (!width || key === this.drawn) return;
    this.drawn = key;
    this.board.show({ ...this.view, height, scale: LETTERS * unit });
  }

  /** The whole map again, nothing chosen: as a slide begins. */
  rest() {
    const { board } = this;
    if (!board.layer) return;
    board.select(null);
    if (board.camera.at !== board.camera.home) board.camera.jump(board.camera.home);
  }

  close() {
    this.board.close();
  }
}

/** How many px a slide's unit has in a sheet of this width. @param {number} width */
export const unitOf = (width) => width / SLIDE;

/** Fetch a map's boundaries before it is drawn. @param {View} view @param {string} base */
export const fetchBoundaries = (view, base) => load(base + view.url).catch(() => {});
