// What the map is told and what it draws, as types; read by `make read` only, never served.

/** x and y; a width and a height too. */
export type Point = [x: number, y: number];
/** Left, top, right, bottom. */
export type Box = [number, number, number, number];
/** Where the drawing is looked at from: screen = offset + scale × map unit. */
export type At = { k: number; x: number; y: number };
export type Level = "county" | "prefecture" | "province";

/** A place with its path, label point, bounds and names (Chinese, English); `o` is 1 outside the Plan. */
export interface Place {
  d: string;
  p: Point;
  b: Box;
  n: [string, string];
  o?: number;
}

/**
 * A place that a view colours; `u`: the code one level up, `pr`: the province it is drawn in, `k`: its neighbours. `e`: what
 * its edge is worth where it is not its own line (united shapes, a point on the shape `h`, a line from before a change).
 */
export interface Unit extends Place {
  code: string;
  k: number[];
  u?: string;
  pr?: string;
  e?: "u" | "p" | "m";
  h?: string;
}

type Line = "province" | "prefecture" | "coast" | "dashed" | "undefined" | "unpublished";

/** As geo/build/maps.py and geo/day_maps.py make it. */
export interface Geometry {
  name: string;
  level: Level;
  frame: Box;
  inset: Box | null;
  order: string[];
  units: Record<string, Omit<Unit, "code">>;
  lines: Partial<Record<Line, string>>;
  prefectures?: Record<string, Omit<Unit, "code">>;
  outlines?: Record<string, Place>;
}

/** As ui/map/view.py sends it (MapView.told); a slide adds `scale`. */
export interface View {
  url: string;
  level: Level;
  lang: string;
  classes: string;
  legend: [label: string, light: string, dark: string, count: number | null][];
  legendKind: "classes" | "steps";
  legendAt: "above" | "below";
  lines: string[];
  months: [letters: string, earliest: string] | null;
  labels: [code: string, name: string, figure: string][];
  selected: string | null;
  focus: string | null;
  around: string | null;
  mark: string[];
  points: [key: string, code: string, name: string, chosen: boolean][];
  ahead: string[];
  locator: [url: string, code: string] | null;
  unreported: number | null;
  height: number;
  low: [above: number, least: number];
  text: Record<string, string>;
  alt: string;
  scale?: number;
}
