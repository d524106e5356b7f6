// The rings, planar circles and marks of the azimuthal view: circles where they are the centre's own, else bent outlines.

import { svg } from "../core/dom.js";
import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import { outline } from "../geo/planar_circle.js";
import { holds } from "../geo/plane.js";
import * as union from "../geo/union.js";
import * as misleading from "../rules/misleading.js";
import * as rings from "../rules/rings.js";
import { bendOn, path } from "./azimuthal_basemap.js";
import { wordsOf } from "./layers/marks.js";

/** Planar circles, where the reader wants to see them. */
export function planarCircles(plane) {
  return misleading.shown(state.chosen).map(({ feature }) => {
    const d = plane.stroke(bendOn(plane, outline(feature.points[0], feature.properties.radius_km)));
    return svg("path", { class: `naive ${rings.hue(feature)}`, d });
  });
}

/** A ring here, of one missile or of several: a circle where it is the centre's own, else its outline bent. */
export function ringOf(plane, from, same) {
  const [feature] = same;
  const { origin, radius_km: km } = feature.properties;
  const style = rings.areaStyle(feature);
  const isOwn = origin === from.id;
  const shape = rings.shape(feature);
  const bent = shape.lines.map((each) => bendOn(plane, each));
  const line = path(rings.lineStyle(same), isOwn ? plane.circle(km) : bent.map(plane.stroke).join(""));
  const points = isOwn ? [circlePoints(plane, km)] : bent.map(plane.toPixels);
  const area = isOwn ? path(style, plane.circle(km)) : areaOf(plane, feature, shape, style);
  return { same, feature, line, area, points };
}

/** The area in a ring of another site than the centre, or of several. */
function areaOf(plane, { points, properties: { origin, radius_km: km } }, { polygons, lines, discs: known }, style) {
  if (origin !== null) return path(style, discOf(plane, lines[0], points[0], km));
  // an area that is cut at the antimeridian would show the cut as a hairline: here its discs are drawn whole
  const discs = known ?? (isCut(polygons) ? union.shape(points, km).discs : null);
  if (discs) {
    const area = svg("g", { class: `${style} joined` }); // tinted as one
    area.append(...discs.map((disc, index) => path("", discOf(plane, disc.line, points[index], km))));
    return area;
  }
  const edges = polygons.flat();
  const bent = edges.map((edge) => bendOn(plane, edge));
  return path(style, plane.surface(bent, holds(edges, plane.antipode)));
}

/** A mark of an overlay: its drawing, and its labels. */
export function markOf(plane, mark) {
  const bent = mark.lines.map((line) => bendOn(plane, line));
  const d = mark.is_filled ? plane.surface(bent, holds(mark.lines, plane.antipode)) : bent.map(plane.stroke).join("");
  const spots = mark.points.map((place) => plane.toPixel(plane.polar(place)));
  const elements = spots.map(([cx, cy]) => svg("circle", { class: `${mark.style} point`, cx, cy, r: 4 }));
  if (d) elements.push(path(mark.style, d));
  const words = wordsOf(mark);
  const look = { priority: 150, className: `of-mark in-${mark.colour}` };
  const along = bent.length > 0 ? [Object.assign({ lines: asPoints(bent.map(plane.toPixels)) }, words, look)] : [];
  const beside = spots.map(([x, y]) => Object.assign({ point: { x, y }, reach: 7 }, words, look));
  return { elements, labels: words ? [...along, ...beside] : [] };
}

function isCut(polygons) {
  return polygons.flat().some((ring) => ring.some(([lon]) => Math.abs(lon) === 180));
}

function discOf(plane, line, point, km) {
  const holdsAntipode = geodesy.inverse(...point, ...plane.antipode)[1] <= km * 1000;
  return plane.surface([bendOn(plane, line)], holdsAntipode);
}

export function circlePoints(plane, km) {
  return Array.from({ length: 181 }, (_, index) => plane.toPixel([90 + index * 2, km]));
}

export function asPoints(lines) {
  return lines.map((line) => line.map(([x, y]) => ({ x, y })));
}
