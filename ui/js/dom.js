// Making elements. Text always goes in as text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

/** An HTML element. */
export function html(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

const ruler = document.createElement("canvas").getContext("2d");

/** Width of a text in px, without touching the page's layout. */
export function textWidth(text, size, family, weight = 400) {
  ruler.font = `${weight} ${size}px ${family}`;
  return ruler.measureText(text).width;
}

/** Type stack of the language; Chinese fonts draw some Latin punctuation full width, hence two. */
export function fontFamily(lang) {
  const chinese = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  return lang === "en" ? `"Segoe UI","Helvetica Neue",Arial,${chinese}` : chinese;
}
