// The speaker's notes on paper: one block a slide.

import { html, languageTag } from "./dom.js";
import { styleSheet } from "./style_sheet.js";

/** @import { Told } from "./told" */

/** Print the notes of the chosen slides; the page itself stays as it is. @param {Told} told */
export async function printNotes({ order, slides, title, foot, lang }) {
  const host = html("div", { class: "ea-notes-print" });
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [await styleSheet("notes_print.css")];
  const blocks = order.map((key, i) => html("section", {},
    html("h2", {}, html("span", {}, `${i + 1}`), slides[key].title),
    html("ul", {}, ...slides[key].notes.map((text) => html("li", {}, text)))));
  shadow.append(html("article", { lang: languageTag(lang) },
    html("h1", {}, title), html("p", {}, [foot.demo, foot.as_of, foot.source].filter(Boolean).join(" · ")), ...blocks));
  const rule = html("style", {}, "@media print { body > *:not(.ea-notes-print) { display: none !important } html, body { height: auto !important; overflow: visible !important } }");
  document.head.append(rule);
  document.body.append(host);
  const clear = () => {
    host.remove();
    rule.remove();
  };
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}
