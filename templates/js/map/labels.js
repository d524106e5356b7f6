// Place the labels of the map so that none covers another or a symbol; what finds no room is left out.

import { svg } from "../core/dom.js";
import * as state from "../core/state.js";
import { layers } from "./registry.js";

const GAP = 3;
const FAR = 60; // pixels: more than any label is away from its point
const STEP = 8; // pixels between the samples of a ring on which a label may stand
const LINE = 1.15; // of the size of its letters: from one line of a label to the next
const CONTROLS = ".leaflet-control, .fold, .put-pin, .put-measure, .pin, .map-note:not([hidden])";
// the names of areas may stand aside a little, in pixels: their place is not exact
const NEARBY = [0, -14, 14, -28, 28, -42, 42]
  .flatMap((dy) => [0, -24, 24, -48, 48].map((dx) => [dx, dy]))
  .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
const LOOKS = ["of-ring", "of-site of-origin", "of-site of-place", "of-city", "of-country", "of-sea"]; // of most labels
const faces = new Map();
const pen = document.createElement("canvas").getContext("2d");
let map = null;
let drawing = null;
let count = 0;
let early = null; // the boxes of the controls, measured when there was little else to lay out

export function attach(leafletMap) {
  map = leafletMap;
  const pane = map.createPane("labels");
  pane.style.zIndex = 590;
  pane.style.pointerEvents = "none";
  drawing = svg("svg", { class: "labels leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
  pane.append(drawing);
  early = controls();
  learn(
    drawing,
    LOOKS.map((className) => ({ className, tag: state.chosen.language })),
  );
  map.once("move", () => (early = null));
}

/** Ask each layer for its labels, and draw what fits. Symbols are kept free: `half` is half the width of one. */
export function place() {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const sheet = svg("g", { transform: `translate(${corner.x} ${corner.y})` });
  drawing.replaceChildren(sheet);
  const taken = early && early.length === document.querySelectorAll(CONTROLS).length ? early : controls();
  early = null;
  const wanted = layers.flatMap((layer) => layer.labels?.(map) ?? []);
  for (const { half, point, owner } of wanted) {
    if (half) taken.push({ box: [point.x - half, point.y - half, point.x + half, point.y + half], owner });
  }
  fill(sheet, map.getSize(), wanted, taken);
}

/** Write on a sheet (an SVG group in the drawing, size in pixels) what fits, the most important first. */
export function fill(sheet, size, all, taken) {
  const wanted = all.filter((label) => label.lines || isNear(label.point, size));
  wanted.sort((a, b) => a.priority - b.priority);
  measure(sheet, wanted);
  for (const label of wanted) label.runs = (label.lines ?? []).flatMap((line) => inView(line, size));
  const strokes = wanted.flatMap(({ runs }) => runs.flat());
  for (const label of wanted) {
    const spot = label.lines ? alongLine(label, size, taken) : besidePoint(label, size, taken, strokes);
    if (!spot) continue;
    taken.push(...spot.boxes);
    spot.write(sheet);
  }
}

/** Give each label its size in pixels, measured on a canvas: the browser would have to lay out the page between two labels. */
function measure(sheet, all) {
  learn(sheet, all);
  for (const label of all) {
    const { font, isUpper, between, aWord, line } = faces.get(faceOf(label));
    if (pen.font !== font) pen.font = font;
    const rows = (isUpper ? label.text.toUpperCase() : label.text).split("\n");
    const sizes = rows.map((row) => pen.measureText(row));
    const extra = rows.map((row) => row.length * between + (row.split(" ").length - 1) * aWord);
    label.width = Math.max(...sizes.map(({ width }, index) => width + extra[index]));
    label.height = sizes[0].fontBoundingBoxAscent + sizes[0].fontBoundingBoxDescent + (rows.length - 1) * line;
  }
}

/** What the letters of a label go by; the colour of a ring changes nothing. */
function faceOf({ className, tag }) {
  return `${className.replace(/ ring-\d+/u, "")} ${tag}`;
}

/** Read off the styles how labels of each kind are lettered. */
function learn(sheet, all) {
  const probes = new Map();
  for (const label of all) {
    const key = faceOf(label);
    if (!faces.has(key) && !probes.has(key)) probes.set(key, begin(sheet, label));
  }
  for (const [key, probe] of probes) faces.set(key, face(getComputedStyle(probe)));
  for (const probe of probes.values()) probe.remove();
}

function face(style) {
  return {
    font: style.font,
    isUpper: style.textTransform === "uppercase",
    between: Number.parseFloat(style.letterSpacing) || 0,
    aWord: Number.parseFloat(style.wordSpacing) || 0,
    line: LINE * Number.parseFloat(style.fontSize),
  };
}

/** Whether a label may reach into view from its point; to measure those that cannot takes time. */
function isNear({ x, y }, size) {
  return x > -FAR && y > -FAR && x < size.x + FAR && y < size.y + FAR;
}

function begin(sheet, label) {
  const element = svg("text", { class: label.className });
  if (label.tag !== state.chosen.language) element.setAttribute("lang", label.tag);
  sheet.append(element);
  return element;
}

/**
 * Write a label into its box; the name of an area is centred in it.
 * @param {SVGElement} sheet
 * @param {any} label
 * @param {number[]} box [left, top, right, bottom] in pixels
 */
function write(sheet, label, box) {
  const [left, top] = box;
  const rows = label.text.split("\n");
  if (label.dotted) {
    sheet.append(svg("circle", { class: "city-dot", r: 2.6, cx: label.point.x, cy: label.point.y }));
  }
  const element = begin(sheet, label);
  const isMiddle = label.reach === 0;
  const x = isMiddle ? label.width / 2 : 0;
  if (isMiddle) element.setAttribute("text-anchor", "middle");
  element.setAttribute("x", String(x));
  element.textContent = rows[0];
  for (const row of rows.slice(1)) {
    const span = svg("tspan", { x, dy: `${LINE}em` });
    span.textContent = row;
    element.append(span);
  }
  element.setAttribute("transform", `translate(${left} ${top + (label.height / rows.length) * 0.79})`);
}

/** Find the first free place for a label at its point; for the name of an area, one that no line of a ring strikes. */
function besidePoint(label, size, taken, strokes) {
  const { width, height, point, reach } = label;
  const isArea = reach === 0;
  let found = null;
  for (const [dx, dy] of isArea ? NEARBY.map(([x, y]) => [x - width / 2, y - height / 2]) : around(width, height, reach)) {
    const box = [point.x + dx, point.y + dy, point.x + dx + width, point.y + dy + height];
    if (box[0] < GAP || box[1] < GAP || box[2] > size.x - GAP || box[3] > size.y - GAP) continue;
    if (taken.some((other) => other.owner !== label.owner && overlaps(box, other.box))) continue;
    found ??= box;
    if (isArea && strokes.some((at) => at[0] > box[0] && at[0] < box[2] && at[1] > box[1] && at[1] < box[3])) continue;
    found = box;
    break;
  }
  if (!found) return null;
  const boxes = [{ box: found, owner: null }];
  if (label.dotted) boxes.push({ box: [point.x - 4, point.y - 4, point.x + 4, point.y + 4], owner: null });
  return { boxes, write: (sheet) => write(sheet, label, found) };
}

function around(width, height, reach) {
  const [middle, far] = [-height / 2, reach * 0.7];
  return [
    [reach, middle],
    [-reach - width, middle],
    [far, -far - height],
    [far, far],
    [-far - width, -far - height],
    [-far - width, far],
    [-width / 2, -reach - height],
    [-width / 2, reach],
  ];
}

/** Find the straightest, most level free stretch of a line that is in view, and bend the text along it. */
function alongLine(label, size, taken) {
  const need = Math.ceil((label.width + 18) / STEP);
  let best = null;
  for (const run of label.runs) {
    for (let start = 0; start + need < run.length; start += 2) {
      const from = run[start];
      const to = run[start + need];
      const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const straight = chord / (need * STEP);
      const level = Math.abs(to[0] - from[0]) / chord;
      const score = straight * 3 + level + 0.6 * (from[1] / size.y);
      if (straight < 0.95 || (best && score <= best.score)) continue;
      const stretch = run.slice(start, start + need + 1);
      const boxes = stretch.map(([x, y]) => ({ box: [x - 8, y - 8, x + 8, y + 8], owner: null }));
      if (boxes.some(({ box }) => taken.some((other) => overlaps(box, other.box)))) continue;
      best = { score, stretch, boxes };
    }
  }
  if (!best) return null;
  return { boxes: best.boxes, write: (sheet) => bend(sheet, label, best.stretch) };
}

function bend(sheet, label, stretch) {
  const points = stretch[0][0] <= stretch.at(-1)[0] ? stretch : stretch.toReversed();
  const [from, middle, to] = [points[0], points[points.length >> 1], points.at(-1)];
  const pull = [0, 1].map((axis) => 2 * middle[axis] - (from[axis] + to[axis]) / 2);
  const id = `label-path-${(count += 1)}`;
  sheet.append(svg("path", { id, fill: "none", d: `M${from.join(" ")}Q${pull.join(" ")} ${to.join(" ")}` }));
  const bent = svg("textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" });
  bent.textContent = label.text;
  const element = begin(sheet, label);
  element.setAttribute("dy", "0.33em");
  element.append(bent);
}

/** Sample the parts of a line that lie in view, at even steps. */
function inView(line, size) {
  const runs = [];
  let run = [];
  let left = 0; // pixels from the start of the next edge to the next sample
  for (let index = 1; index < line.length; index += 1) {
    const [a, b] = [line[index - 1], line[index]];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length > 4 * (size.x + size.y)) continue;
    for (; left < length; left += STEP) {
      const x = a.x + ((b.x - a.x) * left) / length;
      const y = a.y + ((b.y - a.y) * left) / length;
      if (x > 12 && y > 14 && x < size.x - 12 && y < size.y - 12) run.push([x, y]);
      else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    }
    left -= length;
  }
  return [...runs, run];
}

function controls() {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(CONTROLS)].map((control) => {
    const box = control.getBoundingClientRect();
    const [x, y] = [box.left - frame.left, box.top - frame.top];
    return { box: [x, y, x + box.width, y + box.height], owner: null };
  });
}

function overlaps(a, b) {
  return a[0] < b[2] + 1 && b[0] < a[2] + 1 && a[1] < b[3] && b[1] < a[3];
}
