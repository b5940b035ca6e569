// The geometry of each address is fetched and read once; going back to it is instant.

/** @import { Geometry, Level, Unit } from "./view" */

/** @type {Map<string, Promise<Geometry>>} */
const fetched = new Map();
/** @type {Map<string, [string, string]>} */
const names = new Map();
/** Drawn, but outside the Plan: Taiwan, Hong Kong, Macau. */
export const OUTSIDE = ["710000", "810000", "820000"];
const PATIENCE_MS = 60000;

/**
 * Promise of the geometry at `url`; a failed one is forgotten, so that asking again asks the server again.
 * @param {string} url
 */
export function load(url) {
  const before = fetched.get(url);
  if (before) return before;
  const promise = read(url);
  fetched.set(url, promise);
  promise.catch(() => fetched.delete(url));
  return promise;
}

/** @param {string} url */
async function read(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  /** @type {Geometry} */
  const geometry = await answer.json();
  for (const part of [geometry.outlines, geometry.prefectures, geometry.units]) {
    for (const [code, place] of Object.entries(part ?? {})) names.set(code, place.n);
  }
  return geometry;
}

/** Run when the browser has nothing better to do, where it tells, else soon; returns what calls it off. @param {() => void} run */
export function idle(run) {
  if (typeof requestIdleCallback === "function") {
    const number = requestIdleCallback(run);
    return () => cancelIdleCallback(number);
  }
  const timer = setTimeout(run, 200);
  return () => clearTimeout(timer);
}

/**
 * Fetch what the reader will probably ask for next, when the browser has nothing better to do.
 * @param {string[]} urls
 */
export function fetchAhead(urls) {
  for (const url of urls) {
    if (!fetched.has(url)) idle(() => load(url).catch(() => {}));
  }
}

/** Name of any place that some geometry loaded so far knows, or "". @param {string} code @param {string} lang */
export function nameOf(code, lang) {
  const pair = names.get(code);
  return pair ? pair[lang === "en" ? 1 : 0] : "";
}

/**
 * The units that a view colours: the geometry's own, or the prefectures of a province.
 * @param {Geometry} geometry @param {Level} level @returns {Unit[]}
 */
export function unitsOf(geometry, level) {
  const { prefectures } = geometry;
  if (level === "prefecture" && geometry.level === "county" && prefectures) {
    return Object.keys(prefectures).sort().map((code) => ({ code, u: geometry.name, ...prefectures[code] }));
  }
  return geometry.order.map((code) => ({ code, ...geometry.units[code] }));
}

/** Is this a picture of the whole country? @param {Geometry} geometry */
export function isNational(geometry) {
  return ["province", "prefecture", "county"].includes(geometry.name);
}
