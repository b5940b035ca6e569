// The door between Streamlit and the map: called on every rerun and on every change of theme.

import { Board } from "./board.js";
import { closing, received, serving, tell } from "./component.js";
import { styleSheet } from "./style_sheet.js";

/** @import { Component } from "./component.js" */

/** Streamlit fades what a rerun may change. The map changes in place: fading would only paint it twice more. @param {ShadowRoot} shadow */
function keepSteady(shadow) {
  /** @type {HTMLElement | null} */
  const container = shadow.host?.closest('[data-testid="stElementContainer"]');
  container?.style.setProperty("transition", "none", "important");
  container?.style.setProperty("opacity", "1", "important");
}

/** Show a view in Streamlit's element; returns what to do when it goes away. @param {Component} component @param {string} base */
export async function show(component, base) {
  const view = received(component);
  const sheet = await styleSheet("style.css");
  const board = serving(component, () => {
    const { parentElement } = component;
    parentElement.adoptedStyleSheets = [sheet];
    keepSteady(parentElement);
    return new Board(parentElement, base);
  });
  board.tell = (kind, code) => tell(component, "event", { kind, code });
  board.show(view);
  return closing(component);
}
