// The door between Streamlit and the meeting: called on every rerun of the page.

import { closing, received, serving, tell } from "./component.js";
import { Meeting } from "./meeting.js";
import { styleSheet } from "./style_sheet.js";

/** @import { Component } from "./component.js" */

/**
 * Show the page's own list, and the stage where the address asks for a slide.
 * @param {Component} component @param {string} base
 */
export async function show(component, base) {
  const told = received(component);
  const [look, map, onStage] = await Promise.all(["present.css", "style.css", "stage_map.css"].map(styleSheet));
  const meeting = serving(component, () => {
    component.parentElement.adoptedStyleSheets = [look];
    return new Meeting(component.parentElement, { base, look: [look], mapLook: [map, onStage] });
  });
  meeting.tell = (kind, more = {}) => tell(component, "event", { kind, ...more });
  meeting.take(told);
  return closing(component);
}
