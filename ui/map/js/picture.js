// The exported picture: title, subtitle, legend, the stage, source, date, approval number and demo mark.

import { fontFamily, svg, textWidth } from "./dom.js";
import { entries } from "./legend.js";

const MARGIN = 28;
const NARROWEST = 720;
const TITLE = { size: 24, lead: 34, weight: 700 };
const SMALL = { size: 14, lead: 22, weight: 400 };
const CHIP = [26, 16];

/** Words to lines; Chinese may break anywhere, Latin between words. */
export function wrap(text, width, { size, weight }, family) {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || [];
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines[lines.length - 1] + piece;
    if (textWidth(longer.trimEnd(), size, family, weight) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

class Sheet {
  constructor(resolve, width, family) {
    Object.assign(this, { resolve, width, family, y: MARGIN, parts: [] });
  }

  colour(name) {
    return this.resolve(`var(--${name})`);
  }

  write(text, x, y, { size, weight }, colour = "ink", anchor = "start") {
    const made = svg("text", { x, y, "font-size": size, "font-weight": weight, fill: this.colour(colour), "text-anchor": anchor });
    made.textContent = text;
    this.parts.push(made);
  }

  /** A paragraph, from the left edge; moves on by its lines. */
  paragraph(text, style, colour, width = this.width - 2 * MARGIN) {
    if (!text) return;
    for (const line of wrap(text, width, style, this.family)) {
      this.y += style.lead;
      this.write(line, MARGIN, this.y - style.lead * 0.28, style, colour);
    }
  }
}

function chip(sheet, kind, x, y, [w, h] = CHIP) {
  const coast = sheet.colour("coast");
  const box = { x: x + 0.5, y: y + 0.5, width: w - 1, height: h - 1 };
  const ground = { n: "hatch-ground", x: "outside", partly: "c1" }[kind] || kind;
  const hatched = kind === "n" || kind === "partly";
  sheet.parts.push(svg("rect", { ...box, fill: sheet.colour(ground) }));
  if (hatched) {
    for (let across = 4; across < w + h; across += 6) {
      const [x0, x1] = [Math.max(0, across - h), Math.min(across, w)];
      sheet.parts.push(svg("path", {
        d: `M${x + x0} ${y + across - x0}L${x + x1} ${y + across - x1}`, stroke: sheet.colour("hatch"), "stroke-width": 1.2,
      }));
    }
  }
  sheet.parts.push(svg("rect", { ...box, fill: "none", stroke: coast }));
}

function legend(sheet, view) {
  const { steps, swatches } = entries(view);
  const right = sheet.width - MARGIN;
  let x = MARGIN;
  sheet.y += 10;
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
    const figure = entry.number === null || entry.number === undefined ? "" : entry.number.toLocaleString("en-GB");
    const full = CHIP[0] + 8 + width(entry.label) + (figure ? 6 + width(figure, 700) : 0);
    if (x + full > right) [x, sheet.y] = [MARGIN, sheet.y + (steps.length ? 34 : 26)];
    chip(sheet, entry.kind, x, sheet.y);
    sheet.write(entry.label, x + CHIP[0] + 8, sheet.y + 13, SMALL);
    if (figure) sheet.write(figure, x + CHIP[0] + 14 + width(entry.label), sheet.y + 13, { ...SMALL, weight: 700 });
    x += full + 24;
  }
  sheet.y += steps.length ? 38 : 26;
}

function demoMark(sheet, words) {
  const width = textWidth(words, 13, sheet.family) + 18;
  const x = sheet.width - MARGIN - width;
  sheet.parts.push(svg("rect", {
    x, y: MARGIN, width, height: 24, rx: 3, fill: "none", stroke: sheet.colour("warning-text"),
  }));
  sheet.write(words, x + 9, MARGIN + 17, { size: 13, weight: 400 }, "warning-text");
  return width + 20;
}

/** One SVG of it all; the stage keeps its size, the rest is laid out around it. */
export function compose(board, { stage, resolve, width: stageWidth, height: stageHeight }) {
  const { view } = board;
  const { text } = view;
  const family = fontFamily(view.lang);
  const width = Math.max(NARROWEST, stageWidth + 2 * MARGIN);
  const sheet = new Sheet(resolve, width, family);
  const reserved = text.demo ? demoMark(sheet, text.demo) : 0;
  sheet.paragraph(text.title, TITLE, "ink", width - 2 * MARGIN - reserved);
  sheet.paragraph(text.subtitle, SMALL, "muted", width - 2 * MARGIN - reserved);
  legend(sheet, view);
  stage.setAttribute("x", (width - stageWidth) / 2);
  stage.setAttribute("y", sheet.y);
  sheet.parts.push(stage);
  sheet.y += stageHeight + 10;
  sheet.parts.push(svg("path", { d: `M${MARGIN} ${sheet.y}H${width - MARGIN}`, stroke: sheet.colour("line") }));
  sheet.paragraph([text.source, text.as_of].filter(Boolean).join(view.lang === "en" ? " " : "　"), SMALL, "muted");
  sheet.paragraph(text.approval, SMALL, "muted");
  const height = Math.ceil(sheet.y + MARGIN / 2);
  const title = svg("title");
  title.textContent = text.title;
  const description = svg("desc");
  description.textContent = view.alt;
  const root = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "font-family": family,
  }, title, description, svg("rect", { width, height, fill: sheet.colour("paper") }), ...sheet.parts);
  return { root, width, height };
}
