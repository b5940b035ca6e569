// Where the drawing is looked at from: screen = offset + scale × map unit.
// While it moves, the browser shifts the picture it already has; when it rests, the picture is drawn anew, sharp.

const REST_MS = 140;
const GLIDE_MS = 260;
const DEEPEST = 60;

/** Scale and offset that show the box inside the stage, its empty space on both sides alike. */
export function fit([x0, y0, x1, y1], width, height, margin = 10) {
  const k = Math.min((width - 2 * margin) / (x1 - x0), (height - 2 * margin) / (y1 - y0));
  return { k, x: (width - k * (x0 + x1)) / 2, y: (height - k * (y0 + y1)) / 2 };
}

export class Camera {
  /** `moved(at, atRest)` is called on each change; `home` is where reset leads to and the widest view. */
  constructor(moved) {
    this.moved = moved;
    this.at = { k: 1, x: 0, y: 0 };
    this.home = this.at;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  }

  jump(at) {
    this.stop();
    this.at = at;
    this.moved(at, true);
  }

  /** Shift and zoom as a hand does it: immediate, and redrawn when it rests. */
  nudge(at) {
    this.stop();
    this.at = at;
    this.moved(at, false);
    this.timer = setTimeout(() => this.moved(this.at, true), REST_MS);
  }

  glide(to) {
    if (this.calm.matches) {
      this.jump(to);
      return;
    }
    this.stop();
    const from = this.at;
    const begun = performance.now();
    const step = (now) => {
      const t = Math.min(1, Math.max(0, (now - begun) / GLIDE_MS));
      const ease = 1 - (1 - t) ** 3;
      const k = from.k * (to.k / from.k) ** ease;
      // Offsets follow the scale, so that the path on the map is straight.
      const share = Math.abs(to.k - from.k) < 1e-9 ? ease : (k - from.k) / (to.k - from.k);
      this.at = { k, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      this.moved(this.at, t === 1);
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  /** The camera after zooming by `factor` about the screen point (px, py), within the limits. */
  zoomed(factor, px, py) {
    const k = Math.min(Math.max(this.at.k * factor, this.home.k), this.home.k * DEEPEST);
    if (k === this.home.k) return this.home;
    const ratio = k / this.at.k;
    return { k, x: px - (px - this.at.x) * ratio, y: py - (py - this.at.y) * ratio };
  }

  panned(dx, dy) {
    return { k: this.at.k, x: this.at.x + dx, y: this.at.y + dy };
  }

  get isHome() {
    return this.at.k === this.home.k && this.at.x === this.home.x && this.at.y === this.home.y;
  }

  screen([x, y]) {
    return [this.at.x + this.at.k * x, this.at.y + this.at.k * y];
  }

  stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }
}
