// Where a geometry sits in the stage when nobody has moved it: as large as it can be without buttons, legend,
// inset or locator covering land.

import { fit } from "./camera.js";

/**
 * @import { Layer } from "./layer.js"
 * @import { At, Box, Point, Unit, View } from "./view"
 * @typedef {{ at: At, free: boolean }} Framed where the camera is, and whether it leaves the boxes clear
 */

const EDGE_PX = 1;
const MARGIN_PX = 10;
const APART_PX = 5;
const FOCUS_MARGIN = 0.06;
// Of neighbours so much is shown on each side, in lengths of the unit.
const REACH = 0.9;
// A map may shrink to this share of its size to make room.
const LEAST_SHRINK = 0.66;
// Where it may stand in the space left over: the middle first.
const PLACES = [0.5, 0.25, 0.75, 0, 1];

/**
 * Upper left point of something w × h in the bottom right corner of the stage.
 * @param {Point} stage @param {Point} extent @returns {Point}
 */
export function cornerOf([width, height], [w, h]) {
  return [width - w - EDGE_PX, height - h - EDGE_PX];
}

/**
 * The corners of the outline, as x, y, x, y …; without the islands that only an inset shows.
 * @param {string} outline @param {Box} frame
 */
function shore(outline, frame) {
  /** @type {number[]} */
  const points = [];
  for (const [, startX, startY, steps] of outline.matchAll(/M(-?\d+)[ ,]?(-?\d+)(?:l([^Mz]*))?/g)) {
    let [x, y] = [Number(startX), Number(startY)];
    if (y < frame[3]) points.push(x, y);
    const numbers = steps?.match(/-?\d+/g) ?? [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      x += Number(numbers[i]);
      y += Number(numbers[i + 1]);
      if (y < frame[3]) points.push(x, y);
    }
  }
  return points;
}

/** Does any of the points lie in a box on screen? @param {Box[]} boxes @param {number[]} points @param {At} at */
function covers(boxes, points, { k, x, y }) {
  for (const [x0, y0, x1, y1] of boxes) {
    const [left, top] = [(x0 - APART_PX - x) / k, (y0 - APART_PX - y) / k];
    const [right, bottom] = [(x1 + APART_PX - x) / k, (y1 + APART_PX - y) / k];
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [points[i], points[i + 1]];
      if (px > left && px < right && py > top && py < bottom) return true;
    }
  }
  return false;
}

/**
 * The camera for a whole geometry, clear of the boxes; `free` is false where even the last box alone is not.
 * @param {Layer} layer @param {Point} stage @param {Box[]} boxes @returns {Framed}
 */
export function wide(layer, stage, boxes) {
  const { frame } = layer.geometry;
  const margin = layer.national ? 2 : MARGIN_PX;
  const centred = fit(frame, stage, margin);
  layer.shore ??= shore(layer.geometry.lines.coast || "", frame);
  for (let share = 1; share >= LEAST_SHRINK; share -= 0.03) {
    const k = centred.k * share;
    const [w, h] = [k * (frame[2] - frame[0]), k * (frame[3] - frame[1])];
    for (const across of PLACES) {
      for (const down of PLACES) {
        const [left, top] = [margin + (stage[0] - w - 2 * margin) * across, margin + (stage[1] - h - 2 * margin) * down];
        const at = { k, x: left - k * frame[0], y: top - k * frame[1] };
        if (!covers(boxes, layer.shore, at)) return { at, free: true };
      }
    }
  }
  return boxes.length > 1 ? wide(layer, stage, boxes.slice(1)) : { at: centred, free: !boxes.length };
}

/**
 * The camera for one prefecture of a province, and whether it leaves the boxes clear.
 * @param {Layer} layer @param {string} code @param {Point} stage @param {Box[]} boxes @returns {Framed | null}
 */
function close(layer, code, stage, boxes) {
  const place = layer.geometry.prefectures?.[code] || layer.unit(code);
  if (!place) return null;
  const at = fit(place.b, stage, Math.min(...stage) * FOCUS_MARGIN);
  const own = layer.units.filter((unit) => unit.u === code || unit.code === code);
  const points = shore(own.map((unit) => unit.d).join(""), layer.geometry.frame);
  return { at, free: !covers(boxes, points, at) };
}

/** A unit and those around it, itself first. @param {Layer} layer @param {string | null} code @returns {Unit[]} */
export function neighbourhood(layer, code) {
  const unit = layer.unit(code);
  return unit ? [unit, ...unit.k.map((place) => layer.units[place])] : [];
}

/**
 * The camera for a unit among its neighbours: they are seen as far as they do not make it small.
 * @param {Layer} layer @param {string} code @param {Point} stage @param {Box[]} boxes @returns {Framed | null}
 */
function near(layer, code, stage, boxes) {
  const units = neighbourhood(layer, code);
  if (!units.length) return null;
  const [x0, y0, x1, y1] = units[0].b;
  const reach = Math.max(x1 - x0, y1 - y0) * REACH;
  /** @param {0 | 1} i */
  const from = (i) => Math.max(Math.min(...units.map((unit) => unit.b[i])), units[0].b[i] - reach);
  /** @param {2 | 3} i */
  const to = (i) => Math.min(Math.max(...units.map((unit) => unit.b[i])), units[0].b[i] + reach);
const at = fit([from(0), from(1), to(2), to(3)], stage, Math.min(...stage) * FOCUS_MARGIN);
  return { at, free: !covers(boxes, shore(units.map((unit) => unit.d).join(""), layer.geometry.frame), at) };
}

/**
 * The camera for what the view asks to see large, null for the whole geometry.
 * @param {Layer} layer @param {View} view @param {Point} stage @param {Box[]} boxes @returns {Framed | null}
 */
export function focused(layer, { around, focus }, stage, boxes) {
  // A page that is being left takes the stage's width away first.
  if (!stage[0]) return null;
  if (around) return near(layer, around, stage, boxes);
  return focus ? close(layer, focus, stage, boxes) : null;
}

/**
 * Height of the drawing, in px, for a height that was asked for. A view with a scale is a slide's: it fills its place.
 * @param {View} view
 */
export function heightFor({ height, scale, low: [above, least] }) {
  return scale ? height : Math.min(height, Math.max(least, window.innerHeight - above));
}
