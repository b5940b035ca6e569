// The card beside the pointer, and the same words for those who listen.

import { html } from "./dom.js";
import { nameOf } from "./geometry.js";

/**
 * @import { Layer } from "./layer.js"
 * @import { Point, View } from "./view"
 * @typedef {{ own: string, other: string, where: string, lines: string[], letter: string }} Words
 */

const AWAY_PX = 16;
const MONTH_LETTERS = Array.from({ length: 0x7f - 0x23 }, (_, i) => String.fromCharCode(0x23 + i)).filter((c) => c !== "\\");

/** @param {string} letter @param {string} earliest @param {Record<string, string>} text @param {string} lang */
function month(letter, earliest, text, lang) {
  const position = MONTH_LETTERS.indexOf(letter);
  if (position < 0) return null;
  const [year, first] = earliest.split("-").map(Number);
  const day = new Date(Date.UTC(year, first - 1 + position, 1));
  /** @type {Intl.DateTimeFormatOptions} */
  const format = lang === "en" ? { month: "short", year: "numeric" } : { month: "long", year: "numeric" };
  const words = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "zh-CN", { ...format, timeZone: "UTC" }).format(day);
  return (position ? text.established_on : text.established_by).replace("{month}", words);
}

/**
 * What there is to say about unit `i`: name, where it lies, exact lines.
 * @param {Layer} layer @param {View} view @param {number} i @returns {Words}
 */
export function words(layer, view, i) {
  const unit = layer.units[i];
  const { lang, text } = view;
  const [own, other] = lang === "en" ? [unit.n[1], unit.n[0]] : [unit.n[0], unit.n[1]];
  const above = [...new Set([unit.u ?? "", unit.pr ?? ""])].filter((code) => code !== unit.code && code !== "100000");
  const places = above.map((code) => nameOf(code, lang)).filter(Boolean);
  const letter = unit.o ? "x" : view.classes[i];
  const lines = [];
  if (letter === "x") {
    lines.push(text.out_of_scope);
  } else {
    if (view.lines[i]) lines.push(...view.lines[i].split("\n"));
    else if (letter === "n") lines.push(text.not_reported);
    else lines.push(view.legend[Number(letter)][0]);
    const since = view.months && month(view.months[0][i], view.months[1], text, lang);
    if (since) lines.push(since);
    if (unit.e) lines.push(text[`edge_${unit.e}`].replace("{host}", nameOf(unit.h ?? "", lang)));
  }
  const where = [places.join(lang === "en" ? ", " : " "), letter === "x" ? "" : unit.code].filter(Boolean).join(" · ");
  return { own, other: own === other ? "" : other, where, lines, letter };
}

/** One sentence for the live region. @param {Words} content @param {string} lang */
export function sentence({ own, where, lines }, lang) {
  const pause = lang === "en" ? ", " : "，";
  return [own, ...where.split(" · ").slice(0, 1), ...lines].filter(Boolean).join(pause);
}

export class Card {
  constructor() {
    this.root = html("div", { class: "card", role: "presentation", hidden: true });
    this.shown = "";
    /** @type {Point} */
    this.extent = [0, 0];
  }

  /** Show the words; the colour chip is drawn in the unit's own class. @param {Words | null} content */
  say(content) {
    if (!content) {
      this.root.hidden = true;
      this.shown = "";
      return;
    }
    const key = JSON.stringify(content);
    if (key !== this.shown) {
      this.shown = key;
      const title = html("b", {}, content.own);
      const heading = content.other ? html("div", {}, title, html("i", {}, content.other)) : html("div", {}, title);
      const [first, ...rest] = content.lines;
      const chip = html("i", { class: `chip k-${content.letter}` });
      this.root.replaceChildren(heading);
      if (content.where) this.root.append(html("div", { class: "where" }, content.where));
      if (first) this.root.append(html("div", {}, chip, first));
      this.root.append(...rest.map((line) => html("div", {}, line)));
      this.root.hidden = false;
      this.extent = [this.root.offsetWidth, this.root.offsetHeight];
    }
    this.root.hidden = false;
  }

  /**
   * Beside the point, inside the stage.
   * @param {number} x @param {number} y @param {number} width @param {number} height
   */
  move(x, y, width, height) {
    const [w, h] = this.extent;
    const aside = x + AWAY_PX + w > width ? x - AWAY_PX - w : x + AWAY_PX;
    const left = Math.min(aside, width - w - 4);
    const top = Math.min(Math.max(4, y + AWAY_PX), Math.max(4, height - h - 4));
    this.root.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(top)}px)`;
  }
}
