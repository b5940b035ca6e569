// Links of class "copy-link" are copied instead of followed: the whole address, as this browser reached the dashboard;
// or the text of `data-copy`, where a link has one.

import { html, isPlain, targetOf } from "./dom.js";

/** @import { Component } from "./component.js" */

/** The elements for which this listens already. @type {WeakSet<Node>} */
const listening = new WeakSet();
/** What takes the words of a link back in a moment. @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
const timers = new WeakMap();
const TOLD_MS = 2500;

/**
 * The way for plain http, where browsers offer no clipboard: select the text and copy the selection.
 * @param {string} address @param {HTMLElement} link
 */
function copySelected(address, link) {
  const field = html("textarea", { readonly: "", class: "copy-field", "aria-hidden": "true", tabindex: "-1" });
  field.value = address;
  // Beside the link: what is within a popover must not take the focus out of it.
  link.after(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } finally {
    field.remove();
    link.focus();
  }
  return copied;
}

/** @param {string} address @param {HTMLElement} link */
async function copy(address, link) {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(address);
      return true;
    } catch {
      // Forbidden by a policy: the other way may still do.
    }
  }
  return copySelected(address, link);
}

/** Neither way is allowed: show the address to be copied by hand. @param {string} address @param {HTMLElement} link */
function offer(address, link) {
  link.parentElement?.querySelector(".copy-by-hand")?.remove();
  const field = html("input", { type: "text", readonly: "", class: "copy-by-hand", "aria-label": link.dataset.byHand });
  field.value = address;
  link.after(field);
  field.select();
}

/** @param {Event} event @returns {HTMLAnchorElement | null | undefined} */
const linkOf = (event) => targetOf(event)?.closest("a.copy-link");

/** @param {MouseEvent} event */
async function pressed(event) {
  const link = isPlain(event) ? linkOf(event) : null;
  if (!link) return;
  event.preventDefault();
  const text = link.dataset.copy ?? link.href;
  const copied = await copy(text, link);
  if (!copied) offer(text, link);
  link.dataset.words ??= link.textContent;
  link.textContent = (copied ? link.dataset.copied : link.dataset.byHand) ?? "";
  link.classList.toggle("copied", copied);
  clearTimeout(timers.get(link));
  timers.set(link, setTimeout(() => {
    link.textContent = link.dataset.words ?? "";
    link.classList.remove("copied");
  }, TOLD_MS));
}

/** To the keyboard they are buttons: the space bar presses them, too. @param {KeyboardEvent} event */
function spaced(event) {
  const link = event.key === " " ? linkOf(event) : null;
  if (!link) return;
  event.preventDefault();
  link.click();
}

/** Listen for clicks on the page's links; called on every rerun. @param {Component} component */
export function show({ parentElement }) {
  if (!listening.has(parentElement)) {
    listening.add(parentElement);
    document.addEventListener("click", pressed);
    document.addEventListener("keydown", spaced);
  }
  return () => {
    document.removeEventListener("click", pressed);
    document.removeEventListener("keydown", spaced);
    listening.delete(parentElement);
  };
}
