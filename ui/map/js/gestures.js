// Mouse, touch and wheel on the stage: drag pans, wheel and pinch zoom, a click is left a click.

import { targetOf } from "./dom.js";

/**
 * @import { Camera } from "./camera.js"
 * @import { Point } from "./view"
 */

const DRAG_FROM_PX = 4;

/**
 * Attach to the stage; returns the function that detaches. `dragged()` tells whether a click ended a drag.
 * @param {HTMLElement} stage @param {Camera} camera
 */
export function gestures(stage, camera) {
  /** Where each pointer that is down was last. @type {Map<number, Point>} */
  const pointers = new Map();
  const leave = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} K
   * @param {K} name @param {(event: HTMLElementEventMap[K]) => void} run @param {AddEventListenerOptions} more
   */
  const on = (name, run, more = {}) => stage.addEventListener(name, run, { signal: leave.signal, ...more });
  let moved = false;
  let box = stage.getBoundingClientRect();
  const measure = () => {
    box = stage.getBoundingClientRect();
  };

  on("pointerdown", (event) => {
    if (event.button !== 0 || targetOf(event)?.closest("button")) return;
    measure();
    if (pointers.size === 0) moved = false;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  on("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    /** @type {Point} */
    const now = [event.clientX, event.clientY];
    if (pointers.size === 1) {
      const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
      if (!moved && Math.hypot(dx, dy) < DRAG_FROM_PX) return;
      if (!moved) stage.setPointerCapture(event.pointerId);
      moved = true;
      stage.classList.add("dragging");
      camera.nudge(camera.panned(dx, dy));
    } else {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1] ?? now;
      /** @param {Point} point */
      const spread = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
      moved = true;
      const [x, y] = [(now[0] + other[0]) / 2 - box.left, (now[1] + other[1]) / 2 - box.top];
      camera.nudge(camera.zoomed(spread(now) / spread(before), x, y));
    }
    pointers.set(event.pointerId, now);
  });
  /** @param {PointerEvent} event */
  const release = (event) => {
    pointers.delete(event.pointerId);
    stage.classList.remove("dragging");
  };
  on("pointerup", release);
  on("pointercancel", release);
  on("wheel", (event) => {
    measure();
    const lines = event.deltaMode === 1 ? 20 : 1;
    const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016));
    // At its widest the map lets go of the wheel, so that the page can be scrolled past it.
    if (factor < 1 && camera.isWide) return;
    event.preventDefault();
    camera.nudge(camera.zoomed(factor, event.clientX - box.left, event.clientY - box.top));
  }, { passive: false });

  return { dragged: () => moved, leave: () => leave.abort() };
}
