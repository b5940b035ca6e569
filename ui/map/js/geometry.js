// The geometry of each address is fetched and read once; going back to it is instant.

const fetched = new Map();
const names = new Map();
/** Drawn, but outside the Plan: Taiwan, Hong Kong, Macau. */
export const OUTSIDE = ["710000", "810000", "820000"];
const PATIENCE_MS = 60000;

/** Promise of the geometry at `url`; a failed one is forgotten, so that asking again asks the server again. */
export function load(url) {
  if (!fetched.has(url)) {
    const promise = read(url);
    fetched.set(url, promise);
    promise.catch(() => fetched.delete(url));
  }
  return fetched.get(url);
}

async function read(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  const geometry = await answer.json();
  for (const part of [geometry.outlines, geometry.parents, geometry.prefectures, geometry.units]) {
    for (const [code, place] of Object.entries(part || {})) names.set(code, place.n || place);
  }
  return geometry;
}

/** Fetch what the reader will probably ask for next, when the browser has nothing better to do. */
export function fetchAhead(urls) {
  const idle = window.requestIdleCallback || ((run) => setTimeout(run, 500));
  for (const url of urls) {
    if (!fetched.has(url)) idle(() => load(url).catch(() => {}));
  }
}

/** Name of any place that some geometry loaded so far knows, or "". */
export function nameOf(code, lang) {
  const pair = names.get(code);
  return pair ? pair[lang === "en" ? 1 : 0] : "";
}

/** The units that a view colours: the geometry's own, or the prefectures of a province. */
export function unitsOf(geometry, level) {
  if (level === "prefecture" && geometry.level === "county" && geometry.prefectures) {
    const order = Object.keys(geometry.prefectures).sort();
    return order.map((code) => ({ code, k: [], u: geometry.name, ...geometry.prefectures[code] }));
  }
  return geometry.order.map((code) => ({ code, ...geometry.units[code] }));
}

/** Is this a picture of the whole country? */
export function isNational(geometry) {
  return ["province", "prefecture", "county"].includes(geometry.name);
}
