// Turning the pages by itself, for a screen in a lobby: stops when somebody does something, goes on when they are gone.

const PATIENCE = 2;

export class AutoAdvance {
  /** @param {() => void} step */
  constructor(step) {
    this.step = step;
    this.seconds = 0;
    this.held = false;
  }

  /** @param {number} seconds */
  set(seconds) {
    if (seconds === this.seconds) return;
    this.seconds = seconds;
    this.wait(1);
  }

  /** Somebody moved, typed or touched: they get twice the time. */
  touched() {
    this.wait(PATIENCE);
  }

  /** While somebody searches or reads the keys, nothing moves. @param {boolean} held */
  hold(held) {
    this.held = held;
    this.wait(PATIENCE);
  }

  /** @param {number} times */
  wait(times) {
    clearTimeout(this.timer);
    if (!this.seconds || this.held) return;
    this.timer = setTimeout(() => {
      if (!document.hidden) this.step();
      this.wait(1);
    }, this.seconds * 1000 * times);
  }

  stop() {
    this.seconds = 0;
    clearTimeout(this.timer);
  }
}
