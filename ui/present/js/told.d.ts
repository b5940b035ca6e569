// What a meeting is told, as types; read by `make read` only, never served.

import type { View } from "./view";

export type Words = Record<string, string>;
/** A reporting province: its code, name, the name in the other language, what it is found by. */
export type Place = [code: string, name: string, note: string, keys: string[]];

export interface Slide {
  kind: string;
  name: string;
  title: string;
  subtitle: string;
  notes: string[];
  html: string;
  maps: View[];
  fit: string;
}

/** As ui/present/reading.py sends it (meeting_slides). `order`: the chosen slides; `whole`: all provinces' are there. */
export interface Told {
  lang: string;
  dark: boolean;
  title: string;
  foot: Record<"as_of" | "source" | "boundaries" | "approval" | "demo", string>;
  order: string[];
  nation: string[];
  slides: Record<string, Slide>;
  places: Place[];
  auto: number;
  whole: boolean;
  words: Words;
  keys: [keys: string[], meaning: string][];
}

/** Where the modules come from, and the style sheets of the layer and of the maps on it. */
export interface Looks {
  base: string;
  look: CSSStyleSheet[];
  mapLook: CSSStyleSheet[];
}

/** What only the meeting can do for what lies above the page. */
export interface Ways {
  leave(): void;
  more(): void;
  notes(): void;
}

/** What stage and speaker's window tell each other. */
export interface Said {
  hello?: boolean;
  move?: number;
  slide?: string;
  begun?: number;
}

declare global {
  interface Navigator {
    /** Not in every browser: lets a full-screen page have the Escape key. */
    keyboard?: { lock?(keys: string[]): Promise<void> };
  }
}
