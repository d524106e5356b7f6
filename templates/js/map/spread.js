// Symbols that lie on one another: spread on a ring, each with a line to its true place, until the reader folds them again.

import * as i18n from "../core/i18n.js";
import { tell } from "../core/live_region.js";
import * as labels from "./labels.js";
import * as popup from "./popup.js";

const GAP = 36; // pixels between two symbols on the ring
const GAP_FOR_FINGERS = 48;
const TURNS = 24; // tried of a ring
const GROWTH = [0, 1, 2]; // of its radius, in gaps, where it would lie on other symbols
const EDGE = 24; // pixels of the view that stay free
const BUTTONS = 36; // and more where the buttons of the map are
const CLASH = 30; // pixels that a symbol rather moves than lies on another one
const out = new Map(); // by site, those that are spread: the marker and its true place
let map = null;
let lines = null;
let look = null; // of the lines

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The number nearest to one between two others. */
function between(low, value, high) {
  return Math.max(low, Math.min(value, high));
}

/**
 * Places on a ring around some points, one for each in their order: near to them, apart from other points, and in view.
 * @param {{ x: number, y: number }[]} points
 * @param {{ x: number, y: number }[]} others
 * @param {number[]} view left, top, right and bottom
 */
export function onRing(points, others, [left, top, right, bottom]) {
  const gap = matchMedia("(pointer: coarse)").matches ? GAP_FOR_FINGERS : GAP;
  const room = Math.min(right - left, bottom - top) / 2 - EDGE;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const bearing = (point) => Math.atan2(point.y - y, point.x - x);
  const order = [...points].sort((a, b) => bearing(a) - bearing(b));
  const step = (2 * Math.PI) / points.length;
  let best = { cost: Infinity, places: [] };
  for (const growth of GROWTH) {
    const radius = Math.min(room, gap * (Math.max(1, points.length / 6) + growth));
    const edge = radius + EDGE;
    const [cx, cy] = [between(left + edge, x, right - edge), between(top + edge, y, bottom - edge)];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const places = points.map((point) => {
        const angle = (order.indexOf(point) + turn / TURNS) * step + bearing(order[0]);
        return { x: cx + radius * Math.cos(angle), y: cy + radius * Math.sin(angle) };
      });
      const cost = places.reduce((sum, place, index) => sum + costOf(place, points[index], 0.7 * gap, others), 0);
      if (cost < best.cost) best = { cost, places };
    }
  }
  return best.places;
}

/** How far a symbol moves, and more where it comes to lie on others. */
function costOf(place, from, gap, others) {
  const away = (point) => Math.hypot(point.x - place.x, point.y - place.y);
  return away(from) + CLASH * others.filter((other) => away(other) < gap).length;
}

/** Say which symbols are spread, for readers who do not see it. */
export function announce(ids) {
  const names = ids.map((id) => i18n.say(`site:${id}`).text);
  tell(`${i18n.say("ui:pile").text}: ${names.join(i18n.say("form:comma").text)}`);
}

/**
 * Spread the markers of some sites.
 * @param {{ id: string, marker: any }[]} pile the one that was pressed first
 * @param {{ x: number, y: number }[]} others the places of all other symbols
 */
export function open(pile, others) {
  pile[0].marker.getElement().focus({ preventScroll: true }); // first, so that a popup gives it back to no other symbol
  popup.close();
  fold();
  const points = pile.map(({ marker }) => map.latLngToContainerPoint(marker.getLatLng()));
  const { x: width, y: height } = map.getSize();
  const edges = document.documentElement.dir === "rtl" ? [0, 0, width - BUTTONS, height] : [BUTTONS, 0, width, height];
  for (const [index, place] of onRing(points, others, edges).entries()) {
    const { id, marker } = pile[index];
    const home = marker.getLatLng();
    out.set(id, { marker, home, rank: marker.options.zIndexOffset });
    marker.setLatLng(map.containerPointToLatLng([place.x, place.y])).setZIndexOffset(0);
    marker.getElement().classList.add("spread");
    L.polyline([home, marker.getLatLng()], { ...look, className: "leader" }).addTo(lines);
    L.circleMarker(home, { ...look, radius: 2, stroke: false, fillOpacity: 1, className: "leader-end" }).addTo(lines);
  }
  labels.place();
  announce(pile.map(({ id }) => id));
}

/** Put the symbols back to their places. */
export function fold() {
  if (out.size === 0) return;
  for (const { marker, home, rank } of out.values()) {
    marker.setLatLng(home).setZIndexOffset(rank);
    marker.getElement()?.classList.remove("spread");
  }
  out.clear();
  lines.clearLayers();
  labels.place();
}

/** Whether some symbols are spread. */
export function isOpen() {
  return out.size > 0;
}

/** Where a site that is spread is shown, in pixels; undefined for any other. */
export function placeOf(id) {
  return out.has(id) ? map.latLngToContainerPoint(out.get(id).marker.getLatLng()) : undefined;
}

/** Spread symbols on a map; `lineLook` is how Leaflet draws their lines. */
export function attach(leafletMap, lineLook) {
  map = leafletMap;
  look = lineLook;
  lines = L.layerGroup().addTo(map);
  map.on("zoomstart dragstart", fold);
  map.getContainer().addEventListener("click", ({ target }) => target.closest(".site-marker") ?? fold());
  map.getContainer().addEventListener("keydown", ({ key }) => key === "Escape" && !popup.isOpen() && fold());
}
