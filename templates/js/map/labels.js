// Place the labels of the map so that none covers another or a symbol, or misnames one; what finds no room is left out.

import { make, svg } from "../core/dom.js";
import * as state from "../core/state.js";
import { inGrid } from "./boxes.js";
import * as lettering from "./lettering.js";
import { layers } from "./layer_registry.js";
import * as room from "./room.js";

const GAP = 3;
const FAR = 60; // pixels: more than any label is away from its point
const CONTROLS = ".leaflet-control, .fold, .put-pin, .put-measure, .map-acts button:not([hidden]), .pin, .map-note:not([hidden])";
const LOOKS = ["of-ring", "of-site of-origin", "of-site of-place", "of-city", "of-country", "of-sea"]; // of most labels
let map = null;
let drawing = null;
let early = null; // the boxes of the controls, measured when there was little else to lay out

export function attach(leafletMap) {
  map = leafletMap;
  const pane = map.createPane("labels");
  pane.style.zIndex = 590;
  pane.style.pointerEvents = "none";
  drawing = svg("svg", { class: "labels leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
  pane.append(drawing);
  early = controls();
  lettering.learn(
    drawing,
    LOOKS.map((className) => ({ className, tag: state.chosen.language })),
  );
  map.once("move", () => (early = null));
}

/** Call `again` when letters take another room than before: a reader may space all texts out at any time. */
export function whenRespaced(again) {
  const probe = make("span", "letter-probe", "m m");
  probe.setAttribute("aria-hidden", "true");
  map.getContainer().append(probe);
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    const isFirst = width === 0;
    width = contentRect.width;
    if (isFirst) return;
    lettering.forget();
    again();
  }).observe(probe);
}

/** Ask each layer for its labels, and draw what fits. */
export function place() {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const sheet = svg("g", { transform: `translate(${corner.x} ${corner.y})` });
  drawing.replaceChildren(sheet);
  const boxes = early && early.length === document.querySelectorAll(CONTROLS).length ? early : controls();
  early = null;
  const { x, y } = map.getSize();
  const holds = (box) => box[0] >= GAP && box[1] >= GAP && box[2] <= x - GAP && box[3] <= y - GAP;
  fill(
    sheet,
    { x, y, holds },
    layers.flatMap((layer) => layer.labels?.(map) ?? []),
    boxes,
  );
}

/**
 * Write on a sheet (an SVG group in the drawing) what fits, the most important first. Symbols are kept free: `half` of a label is
 * half the width of its symbol, with which it has the `owner` in common.
 * @param {Element} sheet
 * @param {{ x: number, y: number, holds: (box: number[]) => boolean }} view its size in pixels, and where words may stand
 * @param {any[]} all
 * @param {any[]} boxes that are taken
 */
export function fill(sheet, view, all, boxes = []) {
  const taken = { view, boxes: inGrid(boxes), symbols: [], strokes: inGrid(), named: [] };
  for (const { half, point, owner } of all) {
    if (!half || !isNear(point, view)) continue;
    taken.boxes.add({ box: [point.x - half, point.y - half, point.x + half, point.y + half], owner });
    taken.symbols.push({ x: point.x, y: point.y, owner });
  }
  const wanted = all.filter((label) => label.text && (label.lines || label.spots || isNear(label.point, view)));
  wanted.sort((a, b) => a.priority - b.priority);
  lettering.measure(sheet, wanted);
  for (const label of wanted) {
    label.runs = (label.lines ?? []).flatMap((line) => room.inView(line, view));
    for (const [x, y] of label.runs.flat()) taken.strokes.add({ box: [x, y, x, y], owner: null });
  }
  for (const label of wanted) {
    const spot = room.find(label, taken);
    if (!spot) continue;
    for (const box of spot.boxes) taken.boxes.add({ box, owner: null });
    taken.symbols.push(...spot.symbols);
    if (spot.named) taken.named.push(spot.named);
    spot.write(sheet);
  }
}

/** Whether a label may reach into view from its point; to measure those that cannot takes time. */
function isNear({ x, y }, size) {
  return x > -FAR && y > -FAR && x < size.x + FAR && y < size.y + FAR;
}

function controls() {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(CONTROLS)].map((control) => {
    const box = control.getBoundingClientRect();
    const [x, y] = [box.left - frame.left, box.top - frame.top];
    return { box: [x, y, x + box.width, y + box.height], owner: null };
  });
}
