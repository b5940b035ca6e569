// One map on the page: holds its parts together and draws the latest view.
import { Camera } from "./camera.js";
import { Card } from "./card.js";
import { Corner } from "./corner.js";
import { html, languageTag, set, svg } from "./dom.js";
import { save } from "./export.js";
import { cornerOf, focused, heightFor, wide } from "./framing.js";
import { fetchAhead, load } from "./geometry.js";
import { Labels, wanted } from "./labels.js";
import { Layer } from "./layer.js";
import { Legend } from "./legend.js";
import { Marks } from "./marks.js";
import { Patterns } from "./patterns.js";
import { Reader } from "./reader.js";
import { isDark, colourVariables } from "./theme.js";
import { Tools } from "./tools.js";

/** @import { At, Box, Point, View } from "./view" */

// Drawn geometries that are kept: nation, province and back costs nothing.
const KEPT_LAYERS = 4;

export class Board {
  /** What is drawn: these come with the first geometry. @type {View} */
  view;
  /** @type {Layer} */
  layer;
  /** The view that was asked for last. @type {View} */
  next;
  /** Set by who puts the map on a page or slide. @type {(kind: "select" | "open" | "back", code: string | null) => void} */
  tell;

  /** @param {ShadowRoot} parent @param {string} base */
  constructor(parent, base) {
    this.parent = parent;
    this.base = base;
    this.dark = false;
    this.width = 0;
    this.written = "";
    /** @type {string | null} */
    this.selected = null;
    /** @type {At | null} */
    this.drawnAt = null;
    /** @type {Map<string, Layer>} */
    this.layers = new Map();
    this.patterns = new Patterns("m");
    this.cutTo = svg("rect");
    this.clip = svg("clipPath", { id: "frame" }, this.cutTo);
    this.corner = new Corner();
    /** @type {Box[]} */
    this.taken = [];
    this.labels = new Labels();
    this.marks = new Marks();
    this.legend = new Legend();
    this.card = new Card();
    this.camera = new Camera((at, atRest) => this.look(at, atRest));
    this.land = svg("svg", { class: "land", role: "img" });
    this.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
    this.over = svg("svg", { class: "over", "aria-hidden": "true" },
      this.corner.patterns.root, this.marks.root, this.labels.root, this.corner.root);
    this.notice = html("div", { class: "notice", role: "status" });
    this.stage = html("div", { class: "stage", tabindex: 0, role: "application" },
      this.land, this.lines, this.over, this.card.root);
    this.tools = new Tools({
      zoom_in: () => this.zoom(1.6),
      zoom_out: () => this.zoom(1 / 1.6),
      reset: () => this.camera.glide(this.camera.home),
      save_svg: () => save(this, "svg"),
      save_png: () => save(this, "png"),
    });
    this.live = html("div", { class: "live", "aria-live": "polite" });
    this.foot = html("div", { class: "foot" }, html("span"), html("span"));
    this.frame = html("div", { class: "frame" }, this.stage, this.tools.root, this.notice);
    this.root = html("div", { class: "eam" }, this.legend.root, this.frame, this.foot, this.live);
    parent.append(this.root);
    this.reader = new Reader(this);
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.stage);
  }

  /** Take a view; draws at once, or as soon as its geometry is there. @param {View} view */
  show(view) {
    view.height = heightFor(view);
    this.next = view;
    const key = `${view.url} ${view.level}`;
    const layer = this.layers.get(key);
    if (layer) this.draw(view, layer, key);
    else this.fetch(view, key);
  }

  /** Until the geometry has come, what was drawn before stays as it was. @param {View} view @param {string} key */
  async fetch(view, key) {
    if (!this.layer) {
      this.dress(view);
      this.say("loading");
    }
    try {
      const geometry = await load(this.base + view.url);
      if (this.next !== view) return;
      this.draw(view, new Layer(geometry, view.level), key);
    } catch (error) {
      console.warn("map geometry", error);
      if (this.next === view) this.say("failed");
    }
  }

  /** What does not depend on the geometry: words, colours, height. @param {View} view */
  dress(view) {
    const dark = isDark(this.parent.host);
    this.dark = dark;
    this.root.className = `eam ${dark ? "dark" : "light"} legend-${view.legendAt}`;
    this.root.lang = languageTag(view.lang);
    for (const [name, value] of colourVariables(view.legend, dark)) this.root.style.setProperty(name, value);
    this.stage.style.height = `${view.height}px`;
    this.stage.setAttribute("aria-label", `${view.text.title || view.alt} ${view.text.keys}`);
    this.land.setAttribute("aria-label", view.alt);
    this.legend.show(view);
    const home = view.legendAt === "below" ? this.frame : this.root;
    if (this.legend.root.parentNode !== home) home.prepend(this.legend.root);
    this.tools.say(view.text);
    this.foot.children[0].textContent = view.text.source;
    this.foot.children[1].textContent = view.text.approval;
  }

  /**
   * The notice over the stage: loading, failed with a way out, or nothing.
   * @param {"loading" | "failed" | null} state
   */
  say(state) {
    this.frame.dataset.state = state || "";
    if (!state) {
      this.notice.replaceChildren();
      return;
    }
    /** @type {HTMLElement[]} */
    const parts = [html("span", {}, this.next.text[state])];
    if (state === "failed") {
      const again = html("button", { type: "button" }, this.next.text.retry);
      again.addEventListener("click", () => this.show(this.next));
      parts.push(again);
    }
    this.notice.replaceChildren(...parts);
  }

  /** @param {View} view @param {Layer} layer @param {string} key */
  draw(view, layer, key) {
    const before = this.view;
    const changed = layer !== this.layer;
    this.view = view;
    view.unreported ??= layer.unreported(view);
    this.dress(view);
    this.width ||= this.stage.clientWidth;
    layer.paint(view.classes);
    layer.dim(view.focus);
    if (changed) {
      this.layer = layer;
      this.keep(key, layer);
      this.reader.forget();
      this.marks.clear();
      this.land.replaceChildren(this.patterns.root, this.clip, layer.root);
      this.lines.replaceChildren(layer.lines);
    }
    this.select(view.selected);
    this.marks.mark(view.mark.flatMap((code) => layer.unit(code) ?? []), layer.national);
    this.write();
    const same = !changed && before.height === view.height && before.lang === view.lang;
    if (!same || before.focus !== view.focus || before.around !== view.around) this.aim(same);
    this.say(null);
    fetchAhead(view.ahead.map((url) => this.base + url));
    this.reader.refresh();
  }

  /** @param {string} key @param {Layer} layer */
  keep(key, layer) {
    this.layers.delete(key);
    this.layers.set(key, layer);
    const [oldest] = this.layers.keys();
    if (this.layers.size > KEPT_LAYERS) this.layers.delete(oldest);
  }

  /** Point the camera at the whole geometry or at the focus. @param {boolean} gliding */
  aim(gliding) {
    const { layer, view, camera, corner } = this;
    /** @type {Point} */
    const stage = [this.width, view.height];
    const key = `${view.url} ${view.level} ${view.locator} ${view.lang} ${view.scale} ${stage}`;
    corner.draw(key, layer, view, this.base, stage);
    const kept = this.kept(stage);
    /** @type {Box[]} */
    const boxes = corner.size ? [...kept, [...cornerOf(stage, corner.size), ...stage]] : kept;
    const whole = wide(layer, stage, boxes);
    const focus = focused(layer, view, stage, boxes.slice(kept.length));
    corner.show(Boolean(layer.geometry.inset) || (focus || whole).free);
    this.taken = corner.shown ? boxes : kept;
    camera.stage = stage;
    camera.bounds = layer.outer;
    camera.widest = whole.at;
    camera.home = (focus || whole).at;
    if (gliding) camera.glide(camera.home);
    else camera.jump(camera.home);
  }

  /** Boxes on the stage that belong to buttons and legend. @param {Point} stage @returns {Box[]} */
  kept([, height]) {
    const tools = this.tools.root;
    /** @type {Box[]} */
    const boxes = [[0, 0, tools.offsetLeft + tools.offsetWidth, tools.offsetTop + tools.offsetHeight]];
    const legend = this.legend.root;
    if (legend.parentNode === this.frame) boxes.push([0, height - legend.offsetHeight, legend.offsetWidth, height]);
    return boxes;
  }

  /**
   * Called by the camera. Between rests the picture that is there is shifted, which costs next to nothing.
   * @param {At} at @param {boolean} atRest
   */
  look(at, atRest) {
    if (!this.layer) return;
    const matrix = `translate(${at.x} ${at.y}) scale(${at.k})`;
    this.marks.root.setAttribute("transform", matrix);
    if (atRest) {
      this.drawnAt = at;
      this.patterns.scale(at.k);
      for (const root of [this.layer.root, this.layer.lines]) root.setAttribute("transform", matrix);
      for (const sheet of [this.land, this.lines]) sheet.style.transform = "";
      this.frame.classList.toggle("zoomed", !this.camera.isWide);
      this.cut();
      this.select(this.selected);
    } else if (this.drawnAt) {
      const ratio = at.k / this.drawnAt.k;
      const [dx, dy] = [at.x - ratio * this.drawnAt.x, at.y - ratio * this.drawnAt.y];
      const shift = `matrix(${ratio},0,0,${ratio},${dx},${dy})`;
      for (const sheet of [this.land, this.lines]) sheet.style.transform = shift;
    }
    this.labels.place(this.camera, atRest, this.taken);
    this.reader.follow();
  }

  /** The widest national view ends where the inset takes over; zoomed in, all of the sea can be reached. */
  cut() {
    const cuts = this.layer.national && this.camera.isWide;
    const [x0, y0, x1, y1] = this.layer.geometry.frame;
    const rect = { x: x0 - 99999, y: y0 - 99999, width: x1 - x0 + 199998, height: y1 - y0 + 99999 };
    set(this.cutTo, rect);
    for (const root of [this.layer.root, this.layer.lines, this.marks.root]) {
      if (cuts) root.setAttribute("clip-path", "url(#frame)");
      else root.removeAttribute("clip-path");
    }
  }

  /** @param {string | null} code */
  select(code) {
    this.selected = code;
    this.marks.select(this.layer.unit(code), this.camera.at.k);
  }

  write() {
    const { lang, scale } = this.view;
    const list = wanted(this.layer, this.view);
    const key = `${JSON.stringify(list)} ${lang} ${scale}`;
    if (key === this.written) return;
    this.written = key;
    this.labels.set(list, lang, scale);
    if (this.drawnAt) this.labels.place(this.camera, true, this.taken);
  }

  /** @param {number} factor */
  zoom(factor) {
    this.camera.glide(this.camera.zoomed(factor, this.width / 2, this.view.height / 2));
  }

  resize() {
    const width = this.stage.clientWidth;
    if (!this.layer || !width || width === this.width) return;
    this.width = width;
    this.aim(false);
  }

  close() {
    this.camera.stop();
    this.watch.disconnect();
    this.reader.leave();
    this.root.remove();
  }
}
