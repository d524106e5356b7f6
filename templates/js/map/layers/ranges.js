// The range rings on the map: the union over all origins, or the rings of the origin that the reader has chosen.

import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import * as ringLabels from "../../rules/ring_labels.js";
import * as rings from "../../rules/rings.js";
import { drawing } from "../drawing.js";
import * as highlight from "../highlight.js";
import * as popup from "../popup.js";
import { register } from "../layer_registry.js";

const FEW = 2; // missiles whose tints may lie on one another: of more, only the one pointed at is tinted
const FINE_ZOOM = 6; // from which on the corners of a union would be seen
let map = null;
let span = null;
let areas = null;
let lines = null;
let group = null;
let drawn = [];
let isFine = false;

function draw(leafletMap, worldSpan) {
  map = leafletMap;
  span = worldSpan;
  map.createPane("areas").style.zIndex = 300;
  map.createPane("rings").style.zIndex = 310;
  areas = { pane: "areas", renderer: drawing("areas"), interactive: false, smoothFactor: 0 };
  lines = { pane: "rings", renderer: drawing("rings"), smoothFactor: 0 };
  group = L.layerGroup().addTo(map);
  state.subscribe(["missiles", "origins", "figures", "asOf"], redraw);
  isFine = map.getZoom() >= FINE_ZOOM;
  map.on("zoomend", refine);
  redraw(state.chosen);
}

/** Draw unions smoothly on a map of a large scale. */
function refine() {
  const was = isFine;
  isFine = map.getZoom() >= FINE_ZOOM;
  if (isFine !== was) redraw(state.chosen);
}

function redraw(chosen) {
  group.clearLayers();
  drawn = [];
  document.documentElement.classList.toggle("many-ranges", chosen.missiles.size > FEW);
  const shown = rings.shown(chosen);
  for (const { feature } of shown.filter(({ faint }) => faint)) {
    outline(rings.shape(feature, isFine), `ring faint ${rings.hue(feature)}`);
  }
  for (const same of rings.joined(shown.filter(({ faint }) => !faint).map(({ feature }) => feature))) ring(same);
}

/** Draw a ring, once where it is that of several missiles. */
function ring(same) {
  const [feature] = same;
  const shape = rings.shape(feature, isFine);
  const filled = outlines.repeat(shape.polygons, span);
  // discs drawn one by one lie over each other: filled as one path, each place is tinted once
  const paths = shape.discs ? [filled.flat()] : filled;
  const look = { ...areas, className: rings.areaStyle(feature), fillRule: shape.discs ? "nonzero" : "evenodd" };
  for (const path of paths) L.polygon(path, look).addTo(group);
  if (feature.properties.floor) outline(shape, `open-edge ${rings.hue(feature)}`);
  const copies = outline(shape, rings.lineStyle(same));
  for (const copy of copies) {
    const hit = L.polyline(copy, { ...lines, className: "hit", bubblingMouseEvents: false }).addTo(group);
    hit.on("mouseover", () => highlight.show(feature.properties.missile)).on("mouseout", () => highlight.show(null));
    hit.on("click", (event) => popup.open(`missile-${feature.properties.missile}`, event.latlng, feature.properties));
  }
  drawn.push({ same, feature, outline: copies.flat().flatMap(inSpan), isCut: shape.lines.some(outlines.leavesMercator) });
}

function outline(shape, className) {
  const copies = outlines.repeat(shape.lines.flatMap(outlines.withinMercator), span);
  for (const copy of copies) L.polyline(copy, { ...lines, interactive: false, className }).addTo(group);
  return copies;
}

/** The parts of a line on the map where it is shown: what lies beyond the span is covered. */
function inSpan(line) {
  const runs = [[]];
  for (const place of line) {
    if (place.lng > span[0] && place.lng < span[1]) runs.at(-1).push(place);
    else if (runs.at(-1).length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function labels() {
  return drawn.map(({ same, outline: parts }) => {
    const inPixels = parts.map((part) => part.map((point) => map.latLngToContainerPoint(point)));
    return Object.assign(ringLabels.label(same), { lines: inPixels });
  });
}

/** Return the rings whose outline goes where the Mercator map cannot show it. */
export function cut() {
  return drawn.filter(({ isCut }) => isCut).map(({ feature }) => feature);
}

register({ draw, labels });
