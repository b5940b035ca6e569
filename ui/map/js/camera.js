// Where the drawing is looked at from: screen = offset + scale × map unit.
// While it moves, the browser shifts the picture it already has; when it rests, the picture is drawn anew, sharp.

/** @import { At, Box, Point } from "./view" */

const REST_MS = 140;
const GLIDE_MS = 260;
const DEEPEST = 60;

/**
 * Scale and offset that show the box in the middle of the stage.
 * @param {Box} box @param {Point} stage @param {number} margin
 */
export function fit([x0, y0, x1, y1], [width, height], margin) {
  const k = Math.min((width - 2 * margin) / (x1 - x0), (height - 2 * margin) / (y1 - y0));
  return { k, x: (width - k * (x0 + x1)) / 2, y: (height - k * (y0 + y1)) / 2 };
}

export class Camera {
  /**
   * `moved(at, atRest)` is called on each change; reset leads `home`, nothing leads further out than `widest`.
   * @param {(at: At, atRest: boolean) => void} moved
   */
  constructor(moved) {
    this.moved = moved;
    /** @type {At} */
    this.at = { k: 1, x: 0, y: 0 };
    this.home = this.at;
    this.widest = this.at;
    /** What the map reaches to, and the size of the stage, in its px. @type {Box} */
    this.bounds = [0, 0, 1, 1];
    /** @type {Point} */
    this.stage = [1, 1];
    this.frame = 0;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {At} at */
  jump(at) {
    this.stop();
    this.at = at;
    this.moved(at, true);
  }

  /** Shift and zoom as a hand does it: immediate, and redrawn when it rests. @param {At} at */
  nudge(at) {
    this.stop();
    this.at = at;
    this.moved(at, false);
    this.timer = setTimeout(() => this.moved(this.at, true), REST_MS);
  }

  /** @param {At} to */
  glide(to) {
    if (this.calm.matches) {
      this.jump(to);
      return;
    }
    this.stop();
    const from = this.at;
    const begun = performance.now();
    /** @param {number} now */
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

  /**
   * The camera after zooming by `factor` about the screen point (px, py), within the limits.
   * @param {number} factor @param {number} px @param {number} py @returns {At}
   */
  zoomed(factor, px, py) {
    const k = Math.min(Math.max(this.at.k * factor, this.widest.k), this.widest.k * DEEPEST);
    if (k === this.widest.k) return this.widest;
    const ratio = k / this.at.k;
    return { k, x: px - (px - this.at.x) * ratio, y: py - (py - this.at.y) * ratio };
  }

  /**
   * The camera after shifting the picture; the middle of the stage always shows some of the map.
   * @param {number} dx @param {number} dy @returns {At}
   */
  panned(dx, dy) {
    const { k, x, y } = this.at;
    const [x0, y0, x1, y1] = this.bounds;
    const [middle, centre] = [this.stage[0] / 2, this.stage[1] / 2];
    return {
      k,
      x: Math.min(middle - k * x0, Math.max(middle - k * x1, x + dx)),
      y: Math.min(centre - k * y0, Math.max(centre - k * y1, y + dy)),
    };
  }

  /** Is this the widest view (or all but)? */
  get isWide() {
    return this.at.k <= this.widest.k * 1.02;
  }

  /** @param {Point} point @returns {Point} */
  screen([x, y]) {
    return [this.at.x + this.at.k * x, this.at.y + this.at.k * y];
  }

  stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }
}
