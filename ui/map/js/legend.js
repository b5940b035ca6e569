// The key to the colours. As HTML beside the map; the exported picture draws the same entries.

import { html } from "./dom.js";

/**
 * @import { View } from "./view"
 * @typedef {{ kind: string, label: string, number: number | null }} Entry
 */

/** Entries of the legend in order: class names as on the map, words, counts. @param {View} view */
export function entries(view) {
  const scale = view.legend.map(([label, , , number], i) => ({ kind: `c${i}`, label, number }));
  const unknown = view.unreported;
  /** @type {Entry[]} */
  const beside = [{ kind: "n", label: view.text.hatch, number: view.legendKind === "classes" ? unknown : null }];
  if (view.text.unpublished) beside.push({ kind: "unpublished", label: view.text.unpublished, number: null });
  beside.push({ kind: "x", label: view.text.out_of_scope, number: null });
  return { steps: view.legendKind === "steps" ? scale : [], swatches: view.legendKind === "steps" ? beside : [...scale, ...beside] };
}

/** @param {number | null} value @param {string} lang */
function number(value, lang) {
  return value === null ? "" : new Intl.NumberFormat(lang === "en" ? "en-GB" : "zh-CN").format(value);
}

export class Legend {
  constructor() {
    this.root = html("div", { class: "legend" });
    this.key = "";
  }

  /** @param {View} view */
  show(view) {
    const { steps, swatches } = entries(view);
    const key = JSON.stringify([steps, swatches, view.text.legend]);
    if (key === this.key) return;
    this.key = key;
    const parts = [];
    if (view.text.legend) parts.push(html("span", { class: "what" }, view.text.legend));
    if (steps.length) {
      const bar = html("span", { class: "bar" }, ...steps.map((step, i) => html(
        "span", { class: i === steps.length - 1 ? "step last" : "step" },
        html("i", { class: `chip k-${i}` }), html("em", {}, step.label),
      )));
      parts.push(bar);
    }
    for (const entry of swatches) {
      const chip = html("i", { class: `chip k-${entry.kind.replace("c", "")}` });
      /** @type {(Node | string)[]} */
      const words = [chip, entry.label];
      const figure = number(entry.number, view.lang);
      if (figure) words.push(" ", html("b", {}, figure));
      parts.push(html("span", { class: "entry" }, ...words));
    }
    this.root.replaceChildren(...parts);
  }
}
