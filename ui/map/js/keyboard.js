// Arrow keys on the map: the neighbour that lies in that direction, else the nearest unit there (islands).

/** @import { Point, Unit } from "./view" */

/** @type {Record<string, Point>} */
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
/** @type {Record<string, string>} */
const MEANINGS = {
  Enter: "open", " ": "select", Escape: "back", "+": "in", "=": "in", "-": "out", "_": "out", 0: "reset",
};
// How far aside a unit may lie, as a share of how far ahead: 1.2 is 50° for neighbours, 0.8 is 39° across the sea.
const ASIDE = { touching: 1.2, apart: 0.8 };

/** @param {Unit[]} units @param {Iterable<number>} candidates @param {number} from @param {Point} direction @param {number} aside */
function nearest(units, candidates, from, [dx, dy], aside) {
  let best = -1;
  let least = Infinity;
  const [x, y] = units[from].p;
  for (const i of candidates) {
    const [vx, vy] = [units[i].p[0] - x, units[i].p[1] - y];
    const ahead = vx * dx + vy * dy;
    const off = Math.abs(vx * dy - vy * dx);
    if (i === from || ahead <= 0 || off > aside * ahead) continue;
    const cost = ahead + 2 * off;
    if (cost < least) [best, least] = [i, cost];
  }
  return best;
}

/**
 * Index of the unit that an arrow key leads to from unit `from`, or -1.
 * @param {Unit[]} units @param {number} from @param {string} key
 */
export function step(units, from, key) {
  const direction = DIRECTIONS[key];
  const touching = nearest(units, units[from].k, from, direction, ASIDE.touching);
  return touching >= 0 ? touching : nearest(units, units.keys(), from, direction, ASIDE.apart);
}

/**
 * The unit that lies nearest to a point of the map: where the keyboard begins.
 * @param {Unit[]} units @param {Point} point
 */
export function central(units, [x, y]) {
  let best = 0;
  let least = Infinity;
  units.forEach((unit, i) => {
    const away = Math.hypot(unit.p[0] - x, unit.p[1] - y);
    if (away < least) [best, least] = [i, away];
  });
  return best;
}

/** What a key means here, or null: it then belongs to the page. @param {KeyboardEvent} event */
export function meaning(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key in DIRECTIONS) return "step";
  return MEANINGS[event.key] ?? null;
}
