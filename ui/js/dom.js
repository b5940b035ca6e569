// Making elements. Text always goes in as text: nothing here parses markup.

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Set attributes; one that is null, undefined or false is left alone.
 * @template {Element} E
 * @param {E} element @param {Attributes} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return element;
}

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Attributes} attributes @param {(Node | string)[]} children
 */
export function html(name, attributes = {}, ...children) {
  const element = set(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name @param {Attributes} attributes @param {(Node | string)[]} children
 */
export function svg(name, attributes = {}, ...children) {
  const element = set(document.createElementNS(SVG, name), attributes);
  element.append(...children);
  return element;
}

/** A line drawing in the colour of the words, for a button. @param {string} d @param {Attributes} more */
export function icon(d, more = {}) {
  const line = { d, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round" };
  // A style sheet may ask for another size.
  return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { ...line, ...more }));
}

/** The element that an event is for. @param {Event} event */
export function targetOf(event) {
  return event.target instanceof Element ? event.target : null;
}

/** Is it a click that means "here and now", without a key that asks for another tab or window? @param {MouseEvent} event */
export function isPlain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** The drawing side of a canvas. @param {HTMLCanvasElement} canvas */
export function drawingOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

const ruler = drawingOf(document.createElement("canvas"));

/**
 * Width of a text in px, without touching the page's layout.
 * @param {string} text @param {number} size @param {string} family
 */
export function textWidth(text, size, family, weight = 400) {
  ruler.font = `${weight} ${size}px ${family}`;
  return ruler.measureText(text).width;
}

/** Type stack of the language; Chinese fonts draw some Latin punctuation full width, hence two. @param {string} lang */
export function fontFamily(lang) {
  const chinese = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  return lang === "en" ? `"Segoe UI","Helvetica Neue",Arial,${chinese}` : chinese;
}

/** The language as `lang` attributes name it. @param {string} lang */
export function languageTag(lang) {
  return lang === "en" ? "en" : "zh-CN";
}
