// Links of class "in-app" open within the running session: no reload, and still addresses to copy or open aside.

import { tell } from "./component.js";
import { isPlain, targetOf } from "./dom.js";

/**
 * @import { Component } from "./component.js"
 * @typedef {{ component: Component, listener?: (event: MouseEvent) => void }} State
 */

/** @type {WeakMap<Node, State>} */
const states = new WeakMap();

/** @param {State} state @param {MouseEvent} event */
function follow(state, event) {
  const link = isPlain(event) && !event.defaultPrevented ? targetOf(event)?.closest("a.in-app") : null;
  if (!link) return;
  event.preventDefault();
  tell(state.component, "go", { href: link.getAttribute("href") });
}

/** Listen for clicks on the page's links; called on every rerun. @param {Component} component */
export function show(component) {
  const { parentElement } = component;
  const state = states.get(parentElement) ?? { component };
  states.set(parentElement, state);
  state.component = component;
  if (!state.listener) {
    state.listener = (event) => follow(state, event);
    document.addEventListener("click", state.listener);
  }
  return () => {
    if (state.listener) document.removeEventListener("click", state.listener);
    state.listener = undefined;
  };
}
