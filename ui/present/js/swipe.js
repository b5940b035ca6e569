// A finger or pen that is drawn across the stage turns the page. A map that is zoomed in keeps its own gestures.

const SHARE_OF_WIDTH = 0.06;
const LONGEST_MS = 900;

/**
 * Call `turn(1)` for a swipe to the left, `turn(-1)` to the right; returns the function that detaches.
 * @param {HTMLElement} root @param {(by: number) => void} turn
 */
export function swipes(root, turn) {
  const leave = new AbortController();
  /** @param {"pointerdown" | "pointermove" | "pointerup" | "pointercancel"} name @param {(event: PointerEvent) => void} run */
  const on = (name, run) => root.addEventListener(name, run, { signal: leave.signal, capture: true });
  /** @type {{ x: number, y: number, at: number, id: number } | null} */
  let begun = null;

  on("pointerdown", (event) => {
    const touched = event.pointerType !== "mouse" && event.isPrimary;
    const zoomed = event.composedPath().some((part) => part instanceof Element && part.classList.contains("zoomed"));
    begun = touched && !zoomed ? { x: event.clientX, y: event.clientY, at: event.timeStamp, id: event.pointerId } : null;
  });
  // The map would pan along with the finger.
  on("pointermove", (event) => {
    if (begun && event.pointerId === begun.id) event.stopPropagation();
  });
  on("pointerup", (event) => {
    if (!begun || event.pointerId !== begun.id) return;
    const [dx, dy] = [event.clientX - begun.x, event.clientY - begun.y];
    const quick = event.timeStamp - begun.at < LONGEST_MS;
    begun = null;
    if (quick && Math.abs(dx) > window.innerWidth * SHARE_OF_WIDTH && Math.abs(dx) > 2 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
  });
  on("pointercancel", () => { begun = null; });
  return () => leave.abort();
}
