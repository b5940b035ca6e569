// What our components share at Streamlit's door: reading what Python sent, answering it, one object for an element.

/**
 * What Streamlit hands over on every rerun.
 * @typedef {object} Component
 * @property {Uint8Array} data
 * @property {ShadowRoot & HTMLElement} parentElement a shadow root, or an element of the page where styles are shared
 * @property {(name: string, value: object) => void} setTriggerValue
 */

/** @type {WeakMap<Node, any>} */
const served = new WeakMap();
/** @type {WeakMap<Node, object>} */
const lastCalls = new WeakMap();
// Numbers the answers, so that Python can tell one that is handed over twice from two that look alike.
let sequence = Date.now();

/** What Python sent as JSON. @param {Component} component */
export function received({ data }) {
  return JSON.parse(new TextDecoder().decode(data));
}

/** Answer Python. @param {Component} component @param {string} name @param {object} answer */
export function tell(component, name, answer) {
  sequence += 1;
  component.setTriggerValue(name, { ...answer, seq: sequence });
}

/**
 * The one object that serves Streamlit's element, made when it is first shown.
 * @template T
 * @param {Component} component @param {() => T} make
 * @returns {T}
 */
export function serving({ parentElement }, make) {
  if (!served.has(parentElement)) served.set(parentElement, make());
  return served.get(parentElement);
}

/**
 * What to do when the element goes away. Streamlit also calls it for a call that a later one has overtaken: only the
 * last may close what serves the element.
 * @param {Component} component
 */
export function closing({ parentElement }) {
  const call = {};
  lastCalls.set(parentElement, call);
  return () => {
    if (lastCalls.get(parentElement) !== call) return;
    served.get(parentElement)?.close();
    served.delete(parentElement);
  };
}
