// What measure.py puts in front of probe.js, and what probe.js leaves in the page.

declare const READER: "text" | "map" | "tutorial";
declare const COUNTIES: number;
declare const PATIENCE_MS: number;

interface Window {
  probe: { drawn(): Promise<number>; redrawn(): Promise<number> | null };
}
