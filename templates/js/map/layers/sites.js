// The sites: a symbol by kind, the true size of the position's uncertainty, and a popup with what sources say.

import { whenIdle } from "../../core/dom.js";
import * as i18n from "../../core/i18n.js";
import * as large from "../../core/large.js";
import { read } from "../../core/data.js";
import { oneTabStop } from "../../core/roving_tabindex.js";
import { bring } from "../../core/scrolling.js";
import * as state from "../../core/state.js";
import * as geodesy from "../../geo/geodesy.js";
import * as outlines from "../../geo/outlines.js";
import * as bands from "../../rules/bands.js";
import { drawing } from "../drawing.js";
import * as hints from "../hints.js";
import * as popup from "../popup.js";
import { register } from "../layer_registry.js";
import { nameMarkers } from "../site_names.js";
import { symbol } from "../site_symbol.js";
import * as spread from "../spread.js";

const features = read("mapgen-sites").features.filter((feature) => feature.geometry);
const groups = new Map();
const markers = new Map(); // by site: its markers on the copies of the world
const HALF_OF_SYMBOL = 0.42; // of its size
const KM_TO_DEGREE = 111; // of latitude, about
const HALF = 12; // pixels: of a marker, which is wider than its symbol, for fingers
let map = null;
let span = null;
let look = null; // of the discs
let settle = null; // the one stop of the Tab key among the markers
const disced = new Set(); // ids of the sites whose disc has been drawn

function draw(leafletMap, worldSpan) {
  map = leafletMap;
  span = worldSpan;
  map.createPane("uncertainty").style.zIndex = 320;
  look = { pane: "uncertainty", renderer: drawing("uncertainty", 0.1), interactive: false, smoothFactor: 0.5 };
  for (const feature of features) {
    const copies = outlines.repeat([feature.geometry.coordinates], span).map(([point]) => makeMarker(feature, point));
    markers.set(feature.id, copies);
    groups.set(feature.id, L.layerGroup(copies).addTo(map));
  }
  hints.attach(map);
  spread.attach(map, look);
  settle = oneTabStop(map.getContainer(), ".site-marker", isInView);
  map.on("moveend", settle);
  map.on("zoomend", scale);
  scale();
  settle();
  state.subscribe(["hiddenKinds", "asOf"], update);
  state.subscribe(["hiddenKinds", "asOf", "origins", "language"], mark);
  state.subscribeLater(["hiddenKinds", "missiles", "figures", "asOf", "origins", "language"], nameMarkers);
  whenIdle(nameMarkers);
}

function makeMarker(feature, point) {
  const { kind } = feature.properties;
  const icon = L.divIcon({ html: symbol(feature.id), className: `site-marker kind-${kind}`, iconSize: [2 * HALF, 2 * HALF] });
  const marker = L.marker(point, { icon, zIndexOffset: -1000 * feature.properties.label_order, riseOnHover: true });
  marker.on("click", ({ originalEvent: event }) => press(feature, marker, event));
  marker.on("keydown", ({ originalEvent: event }) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press(feature, marker, null);
  });
  marker.on("add", () => {
    const element = marker.getElement();
    element.dataset.site = feature.id;
    element.dataset.label = i18n.say(`label:${feature.id}`).text;
    element.setAttribute("aria-label", i18n.say(`site:${feature.id}`).text); // `nameMarkers` says more
    const words = () => ({ text: element.getAttribute("aria-label"), tag: i18n.say(`site:${feature.id}`).tag });
    hints.on(element, () => ({ words: words(), place: marker.getLatLng() }));
  });
  return marker;
}

function isInView(element) {
  const { x, y } = map.layerPointToContainerPoint(L.DomUtil.getPosition(element));
  const view = map.getSize();
  return x > -HALF && y > -HALF && x < view.x + HALF && y < view.y + HALF;
}

/** Symbols grow with the zoom, so that they do not pile up when the map is small. */
function size() {
  return large.times() * Math.max(11, Math.min(20, 2.2 * map.getZoom()));
}

function scale() {
  map.getContainer().style.setProperty("--symbol", `${size()}px`);
  for (const feature of features) if (!disced.has(feature.id) && isDiscInSight(feature)) disc(feature);
}

/** Whether the disc of a position's uncertainty is wider than the symbol on it. */
function isDiscInSight({ geometry, properties }) {
  const [lon, lat] = geometry.coordinates;
  const edge = [lat + properties.uncertainty_km / KM_TO_DEGREE, lon];
  return map.project([lat, lon]).distanceTo(map.project(edge)) > size() / 2;
}

function disc({ id, geometry, properties }) {
  disced.add(id);
  const { polygons } = geodesy.disc(...geometry.coordinates, properties.uncertainty_km);
  for (const copy of outlines.repeat(polygons, span)) {
    L.polygon(copy, { ...look, className: `uncertainty kind-${properties.kind}` }).addTo(groups.get(id));
  }
}

function update() {
  spread.fold();
  for (const feature of features) {
    if (isShown(feature)) groups.get(feature.id).addTo(map);
    else groups.get(feature.id).remove();
  }
  settle();
}

/** Mark the sites that rings are drawn from, and name all; a marker that was away is a new element. */
function mark(chosen) {
  for (const element of map.getPane("markerPane").querySelectorAll(".site-marker")) {
    element.classList.toggle("chosen", chosen.origins.includes(element.dataset.site));
    element.dataset.label = i18n.say(`label:${element.dataset.site}`).text;
  }
}

function isShown(feature) {
  const { chosen } = state;
  return !chosen.hiddenKinds.has(feature.properties.kind) && bands.knows(chosen, feature);
}

function visible() {
  return features.filter(isShown);
}

function openAt({ id, geometry }) {
  popup.open(`site-${id}`, map.containerPointToLatLng(outlines.toPixel(map, geometry.coordinates)));
}

/** Open the card of a site, or spread the symbols that lie on one another here. */
function press(feature, marker, event) {
  const pile = spread.placeOf(feature.id) ? [feature] : pileAt(feature, event);
  if (pile.length === 1) {
    if (!spread.placeOf(pile[0].id)) spread.fold();
    openAt(pile[0]);
    return;
  }
  const away = (each) => Math.abs(each.getLatLng().lng - marker.getLatLng().lng);
  const nearest = ({ id }) => markers.get(id).reduce((best, each) => (away(each) < away(best) ? each : best));
  const others = visible().filter((each) => !pile.includes(each));
  spread.open(
    pile.map((each) => ({ id: each.id, marker: nearest(each) })),
    others.map(({ geometry }) => outlines.toPixel(map, geometry.coordinates)),
  );
  hints.hide(); // its name stands beside it
}

/**
 * The sites that a click on the marker of a site may mean: the only one whose symbol is under the very point, else all whose
 * middles are under the marker, so that it may hide them; itself first, then the nearest.
 */
function pileAt(feature, event) {
  const point = event?.isTrusted ? map.mouseEventToContainerPoint(event) : null; // a script or a screen reader has none
  const struck = point ? near(point, size() / 2) : [];
  return struck.length === 1 ? struck : near(outlines.toPixel(map, feature.geometry.coordinates), HALF);
}

/** The sites whose middles are as near to a place, the nearest first. */
function near(place, reach) {
  const away = ({ geometry }) => {
    const { x, y } = outlines.toPixel(map, geometry.coordinates).subtract(place);
    return Math.max(Math.abs(x), Math.abs(y));
  };
  return visible()
    .filter((each) => away(each) <= reach)
    .sort((a, b) => away(a) - away(b));
}

function labels() {
  return [...named(), ...furtherCopies()];
}

function named() {
  const { origins } = state.chosen;
  return visible().map((feature) => {
    const { text, tag } = i18n.say(`label:${feature.id}`);
    const place = spread.placeOf(feature.id);
    const must = Boolean(place) || origins.includes(feature.id);
    return {
      text,
      tag,
      point: place ?? outlines.toPixel(map, feature.geometry.coordinates),
      reach: size() / 2 + 3,
      half: HALF_OF_SYMBOL * size(),
      must,
      priority: must ? 10 : 200 + feature.properties.label_order / 1000,
      className: `of-site of-${feature.properties.role}${place ? " spread" : ""}`,
      owner: feature.id,
    };
  });
}

/** The symbols on further copies of the world, which a wide window shows: they have no names, and no name may stand by them. */
function furtherCopies() {
  if (map.getSize().x < map.options.crs.scale(map.getZoom())) return [];
  const half = HALF_OF_SYMBOL * size();
  return visible().flatMap(({ id, geometry }) => {
    const { x } = outlines.toPixel(map, geometry.coordinates);
    const copies = outlines.repeat([geometry.coordinates], span).map(([place]) => map.latLngToContainerPoint(place));
    return copies.filter((point) => Math.abs(point.x - x) > 1).map((point) => ({ point, half, owner: `${id}, again` }));
  });
}

/**
 * Open the popup of a site, on the copy of the world nearest to the middle.
 * @param {string} id
 */
export function showOnMap(id) {
  const { geometry } = features.find((feature) => feature.id === id);
  bring(map.getContainer(), "nearest"); // on a phone the reader has scrolled past the map
  const place = map.containerPointToLatLng(outlines.toPixel(map, geometry.coordinates));
  popup.open(`site-${id}`, place);
}

register({ draw, labels });
