// Style sheets that lie beside the modules, fetched once and shared by every shadow root.

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/** @param {string} name */
async function read(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(answer.ok ? await answer.text() : "");
  return sheet;
}

/** The sheet of that file name. @param {string} name */
export function styleSheet(name) {
  const sheet = sheets.get(name) ?? read(name);
  sheets.set(name, sheet);
  return sheet;
}
