// What sits in the bottom right corner of the stage: the islands of the South China Sea, or the map of China.

import { svg } from "./dom.js";
import { cornerOf } from "./framing.js";
import { islands, locator, size } from "./inset.js";
import { Patterns } from "./patterns.js";

/**
 * @import { Layer } from "./layer.js"
 * @import { Point, View } from "./view"
 */

// Height by width of the little map of China, until it has been measured.
const LOCATOR_ASPECT = 1.14;

export class Corner {
  constructor() {
    this.patterns = new Patterns("i");
    this.root = svg("g", {});
    /** @type {Point | null} */
    this.size = null;
    this.shown = true;
    this.key = "";
  }

  clear() {
    this.root.replaceChildren();
    this.size = null;
  }

  /**
   * Draw what the view asks for; a call with the same key keeps what is there.
   * @param {string} key @param {Layer} layer @param {View} view @param {string} base @param {Point} stage
   */
  draw(key, layer, view, base, stage) {
    if (key === this.key) return;
    this.key = key;
    this.clear();
    layer.more.clear();
    const { inset } = layer.geometry;
    if (inset) {
      const extent = size(inset, stage[0], view.scale);
      this.patterns.scale(extent[0] / (inset[2] - inset[0]));
      this.put(islands(layer, inset, extent, view), extent, stage);
    } else if (view.locator) {
      const across = size([0, 0, 1, 1], stage[0])[0];
      this.size = [across, Math.round(across * LOCATOR_ASPECT)];
      locator(base + view.locator[0], view.locator[1], across).then((small) => {
        if (this.key !== key) return;
        this.put(small.root, [across, small.height], stage);
      }, () => {});
    }
  }

  /** @param {SVGElement} drawing @param {Point} extent @param {Point} stage */
  put(drawing, extent, stage) {
    this.size = extent;
    const [x, y] = cornerOf(stage, extent);
    this.root.setAttribute("transform", `translate(${x} ${y})`);
    this.root.replaceChildren(drawing);
    this.show(this.shown);
  }

  /** A locator that would lie on what the reader looks at is left out; the islands never are. @param {boolean} shown */
  show(shown) {
    this.shown = shown;
    const visible = shown && this.root.firstChild;
    if (visible) this.root.removeAttribute("display");
    else this.root.setAttribute("display", "none");
  }
}
