// Which slide is shown, which come before and after it, and where a drill-down began.

/** @import { Slide, Told } from "./told" */

export class SlideOrder {
  constructor() {
    /** @type {string[]} */
    this.keys = [];
    this.at = "";
    /** Where a drill-down began, "" where there is none. */
    this.from = "";
    /** The provinces' names by their keys. @type {Map<string, string>} */
    this.places = new Map();
    /** @type {Set<string>} */
    this.known = new Set();
  }

  /** @param {Told} told */
  take(told) {
    this.keys = told.order;
    this.places = new Map(told.places.map(([code, name]) => /** @type {const} */ ([code, name])));
    this.known = new Set([...told.nation, ...this.places.keys()]);
  }

  /** @param {string} key */
  knows(key) {
    return this.known.has(key);
  }

  /** Stand-in for a slide that the server is still making. @param {string} key @returns {Slide} */
  waiting(key) {
    return { kind: "waiting", name: this.places.get(key) || key, title: this.places.get(key) || "", subtitle: "…", notes: [], html: "", maps: [], fit: "" };
  }

  /** @param {string} key */
  go(key) {
    this.at = key;
    // A slide that is none of the chosen ones leads back to the first.
    this.from = this.keys.includes(key) ? "" : this.from || this.keys[0];
  }

  /**
   * From a drill-down the next slide is the one after its origin. The last slide leads on only by itself.
   * @param {number} by @param {boolean} around
   */
  move(by, around) {
    const here = this.keys.indexOf(this.from || this.at);
    if (this.from && by < 0) {
      this.go(this.from);
      return;
    }
    const last = this.keys.length - 1;
    const next = around && here === last ? 0 : Math.min(last, Math.max(0, here + by));
    this.go(this.keys[next]);
  }

  /** @param {string} key */
  drill(key) {
    if (key === this.at) return;
    this.from = this.from || this.at;
    this.at = key;
    if (this.at === this.from) this.from = "";
  }

  /** Place among the chosen slides, of the origin while drilled down. */
  get place() {
    return this.keys.indexOf(this.from || this.at);
  }

  /** What is likely to be wanted next, the likeliest first. */
  near() {
    const here = this.place;
    const rest = this.keys.map((key, i) => ({ key, away: Math.abs(i - here - 0.25) }));
    rest.sort((a, b) => a.away - b.away);
    return rest.map(({ key }) => key).filter((key) => key !== this.at);
  }
}
