// Names and figures written on the map, in px on screen; what would collide is left out.

import { fontFamily, svg, textWidth } from "./dom.js";
import { unitsOf } from "./geometry.js";

const GAP_PX = 3;
const PEOPLES = "蒙古|哈萨克|柯尔克孜|(?:土家|苗|布依|侗|壮|朝鲜|回|藏|羌|彝|傣|景颇|白|哈尼|傈僳|哈萨克|蒙古)族";
const AUTONOMOUS = new RegExp(`(?:${PEOPLES})+自治州$`);

/** A prefecture's name as maps write it: 广州, 恩施, Guangzhou. */
export function shortName([chinese, english], lang) {
  if (lang === "en") return english.replace(/ (City|Prefecture|League)$/, "");
  const short = chinese.replace(AUTONOMOUS, "").replace(/(地区|市|盟)$/, "");
  return short.length > 1 ? short : chinese;
}

function countyName([chinese, english], lang) {
  return lang === "en" ? english.replace(/ (District|County|City|Banner)$/, "") : chinese;
}

/** What to write: what the page asks for, else the prefectures (or the counties of the focus) and the neighbours. */
export function wanted(layer, view) {
  const { geometry } = layer;
  const { lang, focus, selected } = view;
  const list = [];
  const chosen = layer.units[layer.index.get(selected)];
  if (chosen && !layer.national) list.push({ p: chosen.p, lines: [countyName(chosen.n, lang)], size: 14, bold: true });
  if (view.labels.length) {
    for (const [code, name, figure] of view.labels) {
      const place = layer.units[layer.index.get(code)] || geometry.prefectures?.[code] || geometry.outlines?.[code];
      if (place) list.push({ p: place.p, lines: figure ? [name, figure] : [name], size: 13, bold: !layer.national });
    }
  } else if (!layer.national) {
    if (focus) {
      for (const unit of unitsOf(geometry, layer.level)) {
        if (unit.u === focus && unit !== chosen) list.push({ p: unit.p, lines: [countyName(unit.n, lang)], size: 13 });
      }
    }
    for (const [code, place] of Object.entries(geometry.prefectures || {})) {
      if (code !== focus && layer.index.get(code) !== layer.index.get(selected, -1)) {
        list.push({ p: place.p, lines: [shortName(place.n, lang)], size: 15, bold: !focus, quiet: Boolean(focus) });
      }
    }
  }
  for (const place of Object.values(geometry.outlines || {})) {
    const name = lang === "en" ? place.n[1].toUpperCase() : place.n[0];
    list.push({ p: place.p, lines: [name], size: 13, quiet: true, spaced: true });
  }
  return list;
}

export class Labels {
  constructor() {
    this.root = svg("g", { class: "labels", "text-anchor": "middle" });
    this.items = [];
  }

  /** Write anew; the order is the priority. */
  set(list, lang) {
    const family = fontFamily(lang);
    this.root.replaceChildren();
    this.root.setAttribute("font-family", family);
    this.items = list.map((label) => {
      const lead = label.size * 1.15;
      const widths = label.lines.map((line, i) => (
        textWidth(line, label.size, family, label.bold || i ? 700 : 400) + (label.spaced ? line.length * 1.5 : 0)
      ));
      const element = svg("text", {
        "font-size": label.size,
        fill: label.quiet ? "var(--muted)" : "var(--ink)",
        stroke: label.spaced ? null : "var(--halo)",
        "stroke-width": label.spaced ? null : 3.5,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
        "letter-spacing": label.spaced ? 1.5 : null,
      }, ...label.lines.map((line, i) => {
        const y = (i - (label.lines.length - 1) / 2) * lead + label.size * 0.36;
        const span = svg("tspan", { x: 0, y, "font-weight": label.bold || i ? 700 : 400 });
        span.textContent = line;
        return span;
      }));
      this.root.append(element);
      return { p: label.p, element, w: Math.max(...widths), h: lead * label.lines.length };
    });
  }

  /** Move along with the camera; at rest also decide anew which ones fit. `taken` are boxes that nothing may cover. */
  place(camera, atRest, taken = []) {
    const boxes = [...taken];
    for (const { p, element, w, h } of this.items) {
      const [x, y] = camera.screen(p);
      element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      if (!atRest) continue;
      const box = [x - w / 2 - GAP_PX, y - h / 2, x + w / 2 + GAP_PX, y + h / 2];
      const free = boxes.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
      if (free) boxes.push(box);
      if (free) element.removeAttribute("display");
      else element.setAttribute("display", "none");
    }
  }
}
