// Where a geometry sits in the stage when nobody has moved it, and where its inset goes without covering land.

import { fit } from "./camera.js";

const EDGE_PX = 1;
const FOCUS_MARGIN = 0.06;
// A drilled map may shrink to this share of its size to make room for the locator; failing that, no locator.
const LEAST_SHRINK = 0.8;

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Bottom right corner of the stage, as the upper left point of something w × h. */
export function corner(width, height, [w, h]) {
  return [width - w - EDGE_PX, height - h - EDGE_PX];
}

/** The camera for a whole geometry. */
export function wide(layer, width, height, locatorSize) {
  const { frame } = layer.geometry;
  const centred = fit(frame, width, height);
  if (layer.national || !locatorSize) return { at: centred, locatorFits: false };
  const [left, top] = corner(width, height, locatorSize);
  const kept = [left - 8, top - 8, width, height];
  const free = ({ k, x, y }) => layer.units.every(({ b }) => (
    !meets([x + k * b[0], y + k * b[1], x + k * b[2], y + k * b[3]], kept)
  ));
  if (free(centred)) return { at: centred, locatorFits: true };
  for (let share = 1; share >= LEAST_SHRINK; share -= 0.04) {
    const k = centred.k * share;
    const middle = (height - k * (frame[1] + frame[3])) / 2;
    for (const y of [middle, 10 - k * frame[1]]) {
      const leftmost = { k, x: 10 - k * frame[0], y };
      if (free(leftmost)) return { at: leftmost, locatorFits: true };
    }
  }
  return { at: centred, locatorFits: false };
}

/** The camera for one prefecture of a province. */
export function close(layer, code, width, height) {
  const place = layer.geometry.prefectures?.[code] || layer.units[layer.index.get(code)];
  if (!place) return null;
  return fit(place.b, width, height, Math.min(width, height) * FOCUS_MARGIN);
}
