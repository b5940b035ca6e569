// Keys, pointer and touch on the stage.

import { COMMANDS, meant } from "./stage_keys.js";
import { swipes } from "./swipe.js";

/**
 * @import { Stage } from "./stage.js"
 * @import { Meaning } from "./stage_keys.js"
 */

// A letter that follows another so soon belongs to a name that is being typed.
const TYPED_WITHIN_MS = 800;
const POINTER_REST_MS = 2500;
const OF_THE_MAP = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", " ", "+", "=", "-", "_", "0"];

export class StageHands {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** A letter that did something just now, and how to take it back. @type {{ letter: string, at: number, undo: () => void } | null} */
    this.command = null;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    // Before anybody else: Streamlit has keys of its own.
    window.addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    window.addEventListener("pointermove", () => this.stirred(), { signal });
    window.addEventListener("pointerdown", () => stage.auto.touched(), { signal, capture: true });
    stage.dark.addEventListener("click", () => stage.blacken(false), { signal });
    this.unswipe = swipes(stage.sheet, (by) => stage.move(by));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { stage } = this;
    const [target] = event.composedPath();
    stage.auto.touched();
    if (event.isComposing || event.key === "Tab") return;
    if (stage.jump.shown && event.key !== "Escape") {
      event.stopPropagation();
      stage.jump.pressed(event);
      return;
    }
    const onButton = target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ");
    const onMap = target instanceof Element && target.classList.contains("stage");
    if (onButton || (onMap && OF_THE_MAP.includes(event.key))) return;
    const what = event.key === "Process" ? "letter" : meant(event);
    if (!what) return;
    event.preventDefault();
    event.stopPropagation();
    if (onMap && what === "escape") {
      stage.root.focus();
      return;
    }
    if (!stage.dark.hidden) {
      // Any key brings the picture back; one that moves on moves on.
      stage.blacken(false);
      if (what === "black" || what === "escape") {
        this.command = null;
        return;
      }
    }
    this.act(what, event);
  }

  /** @param {Meaning} what @param {KeyboardEvent} event */
  act(what, event) {
    const { stage } = this;
    const letter = event.key.toLowerCase();
    const isLetter = what === "letter" || letter in COMMANDS;
    const before = this.command;
    this.command = null;
    if (isLetter && before && before.letter !== letter && event.timeStamp - before.at < TYPED_WITHIN_MS) {
      before.undo();
      stage.jump.open(before.letter + letter);
      return;
    }
    /** @type {Record<Meaning, () => void>} */
    const run = {
      next: () => stage.move(1), previous: () => stage.move(-1), back: () => stage.back(), escape: () => stage.escape(),
      first: () => stage.go(stage.order.keys[0]), last: () => stage.go(stage.order.keys[stage.order.keys.length - 1]),
      jump: () => stage.jump.open(""), letter: () => stage.jump.open(letter.length === 1 ? letter : ""),
      black: () => stage.blacken(), screen: () => stage.screen(), theme: () => stage.theme(), keys: () => stage.keys.toggle(),
    };
    if (stage.keys.shown && what !== "keys" && what !== "escape") stage.keys.close();
    run[what]();
    if (letter in COMMANDS) {
      const undo = what === "black" ? () => stage.blacken(false) : run[what];
      this.command = { letter, at: event.timeStamp, undo };
    }
  }

  /** The pointer and the buttons beside it are seen while somebody moves it. */
  stirred() {
    const { root } = this.stage;
    root.classList.add("stirred");
    clearTimeout(this.rest);
    this.rest = setTimeout(() => root.classList.remove("stirred"), POINTER_REST_MS);
  }

  leave() {
    clearTimeout(this.rest);
    this.unswipe();
    this.leaving.abort();
  }
}
