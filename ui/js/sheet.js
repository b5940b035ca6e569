// An exported picture, from top to bottom: demo mark, title, subtitle, what it is about, source and date.

import { set, svg, textWidth } from "./dom.js";

/**
 * @typedef {{ size: number, lead: number, weight: number }} Style
 * @typedef {(text: string, width: number, style: Style, family: string) => string[]} Divide
 * @typedef {{ title: string, subtitle: string, demo: string }} Head
 */

export const MARGIN = 28;
/** @type {Style} */
export const SMALL = { size: 14, lead: 22, weight: 400 };
/** @type {Style} */
const TITLE = { size: 24, lead: 34, weight: 700 };

/** Words to lines; Chinese may break anywhere, Latin between words. @type {Divide} */
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

/** Lines as few as they must be, and about as long as each other: no last line of one character. @type {Divide} */
function balanced(text, width, style, family) {
  let lines = wrap(text, width, style, family);
  for (let narrower = width - style.size; lines.length > 1; narrower -= style.size) {
    const closer = wrap(text, narrower, style, family);
    if (closer.length > lines.length) break;
    lines = closer;
  }
  return lines;
}

export class Sheet {
  /**
   * `colour` gives a colour of the palette by its name, as it is now.
   * @param {(name: string) => string} colour @param {number} width @param {string} family
   */
  constructor(colour, width, family) {
    this.colour = colour;
    this.width = width;
    this.family = family;
    this.y = MARGIN;
    /** @type {SVGElement[]} */
    this.parts = [];
  }

  /** @param {string} text @param {number} x @param {number} y @param {{ size: number, weight: number }} style */
  write(text, x, y, { size, weight }, colour = "ink", anchor = "start") {
    const made = svg("text", { x, y, "font-size": size, "font-weight": weight, fill: this.colour(colour), "text-anchor": anchor });
    made.textContent = text;
    this.parts.push(made);
  }

  /**
   * A paragraph, from the left edge; moves on by its lines.
   * @param {string} text @param {Style} style @param {string} colour
   */
  paragraph(text, style, colour, width = this.width - 2 * MARGIN, divide = wrap) {
    if (!text) return;
    for (const line of divide(text, width, style, this.family)) {
      this.y += style.lead;
      this.write(line, MARGIN, this.y - style.lead * 0.28, style, colour);
    }
  }

  /** Title and subtitle, and to their right the demo mark, where there is one. @param {Head} head */
  head({ title, subtitle, demo }) {
    const width = this.width - 2 * MARGIN - (demo ? this.demoMark(demo) : 0);
    this.paragraph(title, TITLE, "ink", width, balanced);
    this.paragraph(subtitle, SMALL, "muted", width);
  }

  /** @param {string} words */
  demoMark(words) {
    const width = Math.ceil(textWidth(words, 13, this.family)) + 18;
    const x = this.width - MARGIN - width;
    this.parts.push(svg("rect", {
      x, y: MARGIN, width, height: 24, rx: 3, fill: "none", stroke: this.colour("warning-text"),
    }));
    this.write(words, x + 9, MARGIN + 17, { size: 13, weight: 400 }, "warning-text");
    return width + 20;
  }

  /** The drawing, in the middle. @param {SVGElement} drawing @param {number} width @param {number} height */
  place(drawing, width, height) {
    this.parts.push(set(drawing, { x: (this.width - width) / 2, y: this.y }));
    this.y += height + 10;
  }

  /** A line, and below it what the paragraphs say. @param {string[]} paragraphs */
  foot(...paragraphs) {
    this.parts.push(svg("path", { d: `M${MARGIN} ${this.y}H${this.width - MARGIN}`, stroke: this.colour("line") }));
    for (const text of paragraphs) this.paragraph(text, SMALL, "muted");
  }

  /**
   * All of it as one SVG on paper, named by `title` and told by `alt` to those who cannot see it.
   * @param {{ title: string, alt: string }} words
   */
  picture({ title, alt }) {
    const { width } = this;
    const height = Math.ceil(this.y + MARGIN / 2);
    const name = svg("title");
    name.textContent = title;
    const description = svg("desc");
    description.textContent = alt;
    const root = svg("svg", {
      xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "font-family": this.family,
    }, name, description, svg("rect", { width, height, fill: this.colour("paper") }), ...this.parts);
    return { root, width, height };
  }
}
