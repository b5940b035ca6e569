// Runs in every page before its own scripts: notes when the page was first drawn, and how long after a click
// it was drawn anew. What counts as drawn differs between the pages; READER, put in front, names which.

window.probe = (() => {
  const FIRST_UNITS = 50;

  /**
   * The looks of the first counties, once all counties are there and these have one.
   * @param {ArrayLike<Element>} paths @param {string} attribute
   */
  function looks(paths, attribute) {
    if (paths.length < COUNTIES) return null;
    const first = Array.from(paths).slice(0, FIRST_UNITS).map((path) => path.getAttribute(attribute));
    return first.includes(null) ? null : first.join(" ");
  }

  const readers = {
    text() {
      return document.querySelector('[data-testid="stText"]')?.textContent ?? null;
    },
    map() {
      const host = document.querySelector('[data-testid="stBidiComponentIsolated"]');
      const paths = host?.shadowRoot?.querySelectorAll(".units path") ?? [];
      return looks(paths, "class");
    },
    tutorial() {
      return looks(document.getElementsByClassName("choroplethlocation"), "fill");
    },
  };
  const read = readers[READER];

  /**
   * Milliseconds since the navigation began, once the picture that `isWanted` has been painted.
   * @param {(state: string) => boolean} isWanted
   */
  async function painted(isWanted) {
    const frame = () => new Promise(requestAnimationFrame);
    const began = performance.now();
    for (let state = read(); state === null || !isWanted(state); state = read()) {
      if (performance.now() - began > PATIENCE_MS) throw new Error(`not drawn: ${READER} reads ${state}`);
      await frame();
    }
    await frame();
    await frame();
    return performance.now();
  }

  const drawn = painted(() => true);
  /** @type {Promise<number> | null} */
  let redrawn = null;
  addEventListener("click", (event) => {
    const before = read();
    redrawn = painted((state) => state !== before).then((end) => end - event.timeStamp);
  }, true);
  return { drawn: () => drawn, redrawn: () => redrawn };
})();
