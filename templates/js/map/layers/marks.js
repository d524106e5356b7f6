// Marks: the points, lines and areas of overlays that have no script of their own (mapgen/layers/_layer.py, Mark).

import { read } from "../../core/data.js";
import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import { drawing } from "../drawing.js";
import { register } from "../layer_registry.js";
/** @import { Label } from "../layer_registry.js" */

const POINT = 4; // pixels: radius of a point
let map = null;
let span = null;

/** The marks of the map, each with its lines and its points as [lon, lat]. */
export const marks = read("marks").map((mark) => Object.assign(mark, parts(mark.geometry)));

function parts({ type, coordinates }) {
  if (type.endsWith("Point")) return { lines: [], points: type === "Point" ? [coordinates] : coordinates };
  if (type === "LineString") return { lines: [coordinates], points: [] };
  return { lines: type === "MultiPolygon" ? coordinates.flat() : coordinates, points: [] };
}

/** The label of a mark in the reader's language, else in English, with its language; none where it has no label. */
export function wordsOf({ label }) {
  const tag = label[state.chosen.language] ? state.chosen.language : "en";
  return label[tag] ? { text: label[tag], tag } : null;
}

function draw(leafletMap, worldSpan) {
  map = leafletMap;
  span = worldSpan;
  map.createPane("marks").style.zIndex = 307;
  const look = { pane: "marks", renderer: drawing("marks"), interactive: false, smoothFactor: 0 };
  for (const { style, lines, points, is_filled: isFilled } of marks) {
    const drawLine = isFilled ? L.polygon : L.polyline;
    for (const copy of lines.length > 0 ? outlines.repeat(lines, span) : [])
      drawLine(copy, { ...look, className: style }).addTo(map);
    for (const copy of points.length > 0 ? outlines.repeat(points, span) : []) {
      for (const at of copy) L.circleMarker(at, { ...look, radius: POINT, className: `${style} point` }).addTo(map);
    }
  }
}

function pixels(place) {
  return map.latLngToContainerPoint(place);
}

function labels() {
  return marks.flatMap(labelsOf);
}

/** @returns {Label[]} */
function labelsOf(mark) {
  const words = wordsOf(mark);
  if (!words) return [];
  const look = { priority: 150, className: `of-mark in-${mark.colour}` };
  if (mark.points.length > 0) {
    const places = outlines.repeat(mark.points, span).flat();
    const owner = `mark-${marks.indexOf(mark)}`;
    return places.map((place) => Object.assign({ point: pixels(place), reach: POINT + 3, half: POINT, owner }, words, look));
  }
  return [
    Object.assign(
      {
        lines: outlines
          .repeat(mark.lines, span)
          .flat()
          .map((line) => line.map(pixels)),
      },
      words,
      look,
    ),
  ];
}

register({ draw, labels });
