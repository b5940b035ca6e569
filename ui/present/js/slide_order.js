// Which slide is shown, which come before and after it, and where a drill-down began.

export class SlideOrder {
  constructor() {
    this.keys = [];
    this.at = null;
    this.from = null;
  }

  take(told) {
    this.keys = told.order;
    this.places = new Map(told.places.map(([code, name]) => [code, name]));
    this.known = new Set([...told.nation, ...this.places.keys()]);
  }

  knows(key) {
    return this.known.has(key);
  }

  /** Stand-in for a slide that the server is still making. */
  waiting(key) {
    return { kind: "waiting", name: this.places.get(key) || key, title: this.places.get(key) || "", subtitle: "…", notes: [], html: "", maps: [], fit: "" };
  }

  go(key) {
    this.at = key;
    // A slide that is none of the chosen ones leads back to the first.
    this.from = this.keys.includes(key) ? null : this.from || this.keys[0];
  }

  /** From a drill-down the next slide is the one after its origin. The last slide leads on only by itself. */
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

  drill(key) {
    if (key === this.at) return;
    this.from = this.from || this.at;
    this.at = key;
    if (this.at === this.from) this.from = null;
  }

  /** Place among the chosen slides, of the origin while drilled down. */
  get place() {
    return this.keys.indexOf(this.from || this.at);
  }

  /** What is likely to be wanted next, the likeliest first. */
  near() {
    const here = this.place;
    const rest = this.keys.map((key, i) => [key, Math.abs(i - here - 0.25)]).sort((a, b) => a[1] - b[1]);
    return rest.map(([key]) => key).filter((key) => key !== this.at);
  }
}
