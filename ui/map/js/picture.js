// The exported picture: title, subtitle, legend, the stage, source, date, approval number and demo mark.

import { fontFamily, svg, textWidth } from "./dom.js";
import { entries } from "./legend.js";
import { MARGIN, SMALL, Sheet } from "./sheet.js";

/**
 * @import { Board } from "./board.js"
 * @import { freeze } from "./freeze.js"
 * @import { View } from "./view"
 */

const NARROWEST = 720;
const CHIP = [26, 16];
// The colours of what is no class of its own.
/** @type {Record<string, string>} */
const GROUNDS = { n: "hatch-ground", x: "outside", unpublished: "paper" };

/** @param {Sheet} sheet @param {string} kind @param {number} x @param {number} y */
function chip(sheet, kind, x, y, [w, h] = CHIP) {
  const coast = sheet.colour("coast");
  const box = { x: x + 0.5, y: y + 0.5, width: w - 1, height: h - 1 };
  const ground = GROUNDS[kind] ?? kind;
  sheet.parts.push(svg("rect", { ...box, fill: sheet.colour(ground) }));
  if (kind === "n") {
    for (let across = 4; across < w + h; across += 6) {
      const [x0, x1] = [Math.max(0, across - h), Math.min(across, w)];
      sheet.parts.push(svg("path", {
        d: `M${x + x0} ${y + across - x0}L${x + x1} ${y + across - x1}`, stroke: sheet.colour("hatch"), "stroke-width": 1.2,
      }));
    }
  }
  const dash = kind === "unpublished" ? { "stroke-dasharray": "2 2" } : {};
  sheet.parts.push(svg("rect", { ...box, fill: "none", stroke: coast, ...dash }));
}

/** @param {Sheet} sheet @param {View} view */
function legend(sheet, view) {
  const { steps, swatches } = entries(view);
  const right = sheet.width - MARGIN;
  let x = MARGIN;
  sheet.y += 10;
  /** @param {string} text */
  const width = (text, weight = 400) => textWidth(text, SMALL.size, sheet.family, weight);
  if (view.text.legend) {
    sheet.write(view.text.legend, x, sheet.y + 13, SMALL, "muted");
    x += width(view.text.legend) + 24;
  }
  if (steps.length) {
    const step = 42;
    if (x + step * steps.length > right) [x, sheet.y] = [MARGIN, sheet.y + 26];
    steps.forEach((entry, i) => {
      const last = i === steps.length - 1;
      sheet.parts.push(svg("rect", { x: x + i * step, y: sheet.y, width: step, height: 12, fill: sheet.colour(entry.kind) }));
      const anchor = i === 0 ? "start" : "middle";
      sheet.write(entry.label, x + (last ? i + 0.5 : i) * step, sheet.y + 27, { size: 13, weight: 400 }, "ink", anchor);
    });
    x += step * steps.length + 28;
  }
  for (const entry of swatches) {
    const figure = entry.number === null ? "" : entry.number.toLocaleString("en-GB");
    const full = CHIP[0] + 8 + width(entry.label) + (figure ? 6 + width(figure, 700) : 0);
    if (x + full > right) [x, sheet.y] = [MARGIN, sheet.y + (steps.length ? 34 : 26)];
    chip(sheet, entry.kind, x, sheet.y);
    sheet.write(entry.label, x + CHIP[0] + 8, sheet.y + 13, SMALL);
    if (figure) sheet.write(figure, x + CHIP[0] + 14 + width(entry.label), sheet.y + 13, { ...SMALL, weight: 700 });
    x += full + 24;
  }
  sheet.y += steps.length ? 38 : 26;
}

/**
 * One SVG of it all; the stage keeps its size, the rest is laid out around it.
 * @param {Board} board @param {ReturnType<typeof freeze>} frozen
 */
export function compose(board, { stage, resolve, width: stageWidth, height: stageHeight }) {
  const { view } = board;
  const { text } = view;
  const width = Math.max(NARROWEST, stageWidth + 2 * MARGIN);
  const sheet = new Sheet((name) => resolve(`var(--${name})`), width, fontFamily(view.lang));
  sheet.head({ title: text.title, subtitle: text.subtitle, demo: text.demo });
  legend(sheet, view);
  sheet.place(stage, stageWidth, stageHeight);
  sheet.foot([text.source, text.as_of].filter(Boolean).join(view.lang === "en" ? " " : "　"), text.approval);
  return sheet.picture({ title: text.title, alt: view.alt });
}
