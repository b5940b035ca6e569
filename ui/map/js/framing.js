// Where a geometry sits in the stage when nobody has moved it: as large as it can be without the buttons, the
// inset or the locator covering land.

import { fit } from "./camera.js";

const EDGE_PX = 1;
const MARGIN_PX = 10;
// The row of buttons at the top; national maps have open space under it.
const BUTTONS_PX = 46;
const APART_PX = 8;
const FOCUS_MARGIN = 0.06;
// A map may shrink to this share of its size to make room.
const LEAST_SHRINK = 0.7;

export const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Upper left point of something w × h in the bottom right corner of the stage. */
export function cornerOf([width, height], [w, h]) {
  return [width - w - EDGE_PX, height - h - EDGE_PX];
}

function onScreen({ k, x, y }, b) {
  return [x + k * b[0], y + k * b[1], x + k * b[2], y + k * b[3]];
}

/** The camera for a whole geometry; `free` tells whether the corner is clear of land then. */
export function wide(layer, stage, cornerSize) {
  const { frame } = layer.geometry;
  const [width, height] = stage;
  const top = layer.national ? 0 : BUTTONS_PX;
  const margin = layer.national ? 2 : MARGIN_PX;
  const centred = fit(frame, stage, { top: top + margin, side: margin, bottom: margin });
  if (!cornerSize) return { at: centred, free: true };
  const [cornerX, cornerY] = cornerOf(stage, cornerSize);
  const kept = [cornerX - APART_PX, cornerY - APART_PX, width, height];
  // Islands beyond the frame (Sansha) are what the inset is for: they need no room here.
  const boxes = layer.units.filter(({ p }) => p[1] < frame[3])
    .map(({ b }) => [b[0], b[1], b[2], Math.min(b[3], frame[3])]);
  const free = (at) => !boxes.some((b) => meets(onScreen(at, b), kept));
  for (let share = 1; share >= LEAST_SHRINK; share -= 0.03) {
    const k = centred.k * share;
    const across = [(width - k * (frame[0] + frame[2])) / 2, margin - k * frame[0]];
    const down = [(height + top - k * (frame[1] + frame[3])) / 2, top + margin - k * frame[1]];
    for (const x of across) {
      for (const y of down) {
        if (free({ k, x, y })) return { at: { k, x, y }, free: true };
      }
    }
  }
  return { at: centred, free: false };
}

/** The camera for one prefecture of a province, and whether it leaves the corner clear. */
export function close(layer, code, stage, cornerSize) {
  const place = layer.geometry.prefectures?.[code] || layer.units[layer.index.get(code)];
  if (!place) return null;
  const margin = Math.min(...stage) * FOCUS_MARGIN;
  const at = fit(place.b, stage, { top: Math.max(margin, BUTTONS_PX), side: margin, bottom: margin });
  const kept = cornerSize ? [...cornerOf(stage, cornerSize), ...stage] : null;
  const own = layer.units.filter((unit) => unit.u === code || unit.code === code);
  return { at, free: !kept || !own.some(({ b }) => meets(onScreen(at, b), kept)) };
}
