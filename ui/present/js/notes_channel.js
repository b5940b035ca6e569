// What stage and speaker's window tell each other: windows of one browser, nothing leaves it.

const NAME = "ea-present";

/** @import { Said } from "./told" */

/** Listen; returns how to tell and how to stop. @param {(said: Said) => void} hear */
export function talk(hear) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => hear(data);
  return {
    /** @param {Said} said */
    tell: (said) => channel.postMessage(said),
    close: () => channel.close(),
  };
}
