// The symbols of the sites in the azimuthal view; where some lie on one another, they are spread on demand.

import { svg } from "../core/dom.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as hints from "./hints.js";
import { map } from "./leaflet_map.js";
import { pinInWords } from "./pin.js";
import { nameOf } from "./site_names.js";
import * as spread from "./spread.js";

export const sites = read("mapgen-sites").features.filter((feature) => feature.geometry);
const HIT = 12; // pixels around a symbol that answer for it
/** Stands for the reader's pin among the ids of sites. */
export const PIN = "@pin";
let placed = []; // the symbols in the view
let pile = []; // ids of those that are spread

/**
 * Place the sites within the limit of the view: `home` is their true place in pixels, `at` where they are shown; `drawn` are
 * the symbol and, if it is spread, its line.
 * @param {any} plane
 * @param {number} limit in km
 * @param {number[]} view left, top, right and bottom
 */
export function place(plane, limit, view) {
  const { chosen } = state;
  placed = sites
    .filter((feature) => !chosen.hiddenKinds.has(feature.properties.kind) && bands.knows(chosen, feature))
    .map((feature) => ({ feature, polar: plane.polar(feature.geometry.coordinates) }))
    .filter(({ polar }) => polar[1] <= limit)
    .sort((a, b) => b.feature.properties.label_order - a.feature.properties.label_order)
    .map(({ feature, polar }) => {
      const [x, y] = plane.toPixel(polar);
      return { feature, km: polar[1], home: { x, y }, at: { x, y }, isSpread: pile.includes(feature.id) };
    });
  const out = pile.flatMap((id) => placed.filter(({ feature }) => feature.id === id));
  const others = placed.filter(({ isSpread }) => !isSpread);
  const places = spread.onRing(
    out.map(({ home }) => home),
    others.map(({ home }) => home),
    view,
  );
  for (const [index, spot] of out.entries()) spot.at = places[index];
  return placed.map((spot) => Object.assign(spot, { drawn: drawingOf(spot) }));
}

function drawingOf({ feature: { id, properties }, km, home, at, isSpread }) {
  const symbol = svg("use", { href: `#symbol-${properties.kind}` });
  const element = button(id, at, `kind-${properties.kind}${isSpread ? " spread" : ""}`, nameOf(id, km), symbol);
  if (!isSpread) return [element];
  const d = `M${home.x} ${home.y}L${at.x} ${at.y}`;
  return [svg("path", { class: "leader", d }), svg("circle", { class: "leader-end", r: 2, cx: home.x, cy: home.y }), element];
}

/** What can be pressed in the view. */
function button(id, { x, y }, className, name, drawing) {
  const element = svg("g", {
    class: `spot ${className}`,
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    tabindex: "-1",
    role: "button",
    "aria-label": name,
  });
  element.dataset.spot = id;
  element.append(svg("circle", { class: "hit-area", r: HIT }), drawing);
  hints.on(element, () => ({ words: { text: name, tag: state.chosen.language }, place: map.containerPointToLatLng([x, y]) }));
  return element;
}

/** The reader's pin, if it is within the limit of the view. */
export function drawingOfPin(plane, limit) {
  const polar = state.chosen.pin && plane.polar(state.chosen.pin);
  if (!polar || polar[1] > limit) return [];
  const [x, y] = plane.toPixel(polar);
  return [button(PIN, { x, y }, "own-pin", pinInWords(), svg("path", { d: "M0 0-7-9a9 9 0 1 1 14 0Z" }))];
}

/**
 * The sites that a press on a symbol may mean, itself first; they are spread if the view is drawn again.
 * @param {string} id
 */
export function pileAt(id) {
  const { home, isSpread } = placed.find(({ feature }) => feature.id === id);
  if (isSpread) return [id];
  const away = (spot) => Math.hypot(spot.home.x - home.x, spot.home.y - home.y);
  const near = placed.filter((spot) => away(spot) < HIT).map(({ feature }) => feature.id);
  pile = near.length > 1 ? [id, ...near.filter((each) => each !== id)] : [];
  return near.length > 1 ? pile : [id];
}

/** Whether some symbols are spread. */
export function isOpen() {
  return pile.length > 0;
}

/** Let the symbols lie where they are, when the view is drawn again. */
export function fold() {
  pile = [];
}
