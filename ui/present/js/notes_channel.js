// What stage and speaker's window tell each other: windows of one browser, nothing leaves it.

const NAME = "ea-present";

/** Listen; returns how to tell and how to stop. */
export function talk(hear) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => hear(data);
  return { tell: (what) => channel.postMessage(what), close: () => channel.close() };
}
