// The door between Streamlit and the map: called on every rerun and on every change of theme.

import { Board } from "./board.js";

const boards = new WeakMap();
const styles = loadStyles();
// Numbers the events, so that Python can tell one that is handed over twice from two that look alike.
let sequence = Date.now();

async function loadStyles() {
  const answer = await fetch(new URL("style.css", import.meta.url));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(answer.ok ? await answer.text() : "");
  return sheet;
}

/** Streamlit fades what a rerun may change. The map changes in place: fading would only paint it twice more. */
function keepSteady(shadow) {
  const container = shadow.host?.closest('[data-testid="stElementContainer"]');
  container?.style.setProperty("transition", "none", "important");
  container?.style.setProperty("opacity", "1", "important");
}

/** Show a view in Streamlit's element; returns what to do when the element goes away. */
export async function show({ data, parentElement, setTriggerValue }, base) {
  const view = JSON.parse(new TextDecoder().decode(data));
  const sheet = await styles;
  let board = boards.get(parentElement);
  if (!board) {
    parentElement.adoptedStyleSheets = [sheet];
    board = new Board(parentElement, base);
    boards.set(parentElement, board);
    keepSteady(parentElement);
  }
  board.tell = (kind, code) => {
    sequence += 1;
    setTriggerValue("event", { kind, code, seq: sequence });
  };
  const turn = board.show(view);
  // Streamlit also calls this for a call that a later one has overtaken: only the last may close the board.
  return () => {
    if (board.turn === turn) {
      board.close();
      boards.delete(parentElement);
    }
  };
}
