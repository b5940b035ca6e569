// Style sheets that lie beside the modules, fetched once and shared by every shadow root.

const sheets = new Map();

async function read(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(answer.ok ? await answer.text() : "");
  return sheet;
}

export function styleSheet(name) {
  if (!sheets.has(name)) sheets.set(name, read(name));
  return sheets.get(name);
}
