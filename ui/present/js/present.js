// The door between Streamlit and the meeting: called on every rerun of the page.

import { Meeting } from "./meeting.js";
import { styleSheet } from "./style_sheet.js";

const meetings = new WeakMap();
// Numbers the events, so that Python can tell one that is handed over twice from two that look alike.
let sequence = Date.now();

/** Show the page's own list, and the stage where the address asks for a slide. */
export async function show({ data, parentElement, setTriggerValue }, base) {
  const told = JSON.parse(new TextDecoder().decode(data));
  const [look, map, onStage] = await Promise.all(["present.css", "style.css", "stage_map.css"].map(styleSheet));
  let meeting = meetings.get(parentElement);
  if (!meeting) {
    parentElement.adoptedStyleSheets = [look];
    meeting = new Meeting(parentElement, { base, look: [look], mapLook: [map, onStage] });
    meetings.set(parentElement, meeting);
  }
  meeting.tell = (kind, more = {}) => {
    sequence += 1;
    setTriggerValue("event", { kind, ...more, seq: sequence });
  };
  const turn = meeting.take(told);
  // Streamlit also calls this for a call that a later one has overtaken: only the last may close the meeting.
  return () => {
    if (meeting.turn === turn) {
      meeting.close();
      meetings.delete(parentElement);
    }
  };
}
