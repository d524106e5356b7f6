// The land of the azimuthal view, with its water and its lines, bent as it is seen from the centre.

import { svg } from "../core/dom.js";
import { read } from "../core/data.js";
import * as outlines from "../geo/outlines.js";
import { bend, holds } from "../geo/plane.js";
import { LINES } from "./layers/basemap.js";

const base = read("basemap");
const FINE = new Set(["province", "river"]);
const [lons, lats] = base.seams.map((places, axis) => places.map((at) => outlines.unproject(at, at, base.size)[axis]));
const isSeam = outlines.seamOn(lons, lats);
let land = null;

export function path(className, d) {
  return svg("path", { class: className, d, "fill-rule": "evenodd" });
}

/** Bend a line, straight in lon/lat, as it is seen from the centre of a plane. */
export function bendOn(plane, line) {
  return bend(plane.centre, line);
}

/** The rings of the land, closed, as seen from the centre: those of the world, then those of the window in detail. */
function landFrom(from) {
  land ??= { parts: base.parts.map(partOf) };
  if (land.from !== from.id) {
    const { coordinates } = from.geometry;
    land.bent = land.parts.map((part) =>
      Object.fromEntries(Object.entries(part).map(([name, own]) => [name, own.map(bendFrom(coordinates))])),
    );
    land.from = from.id;
  }
  return land;
}

function bendFrom(place) {
  return (ring) => bend(place, ring, isSeam);
}

function partOf({ unit, cover, whole, cut, lake }) {
  return { cover: ringsOf(cover, unit), land: ringsOf(whole + cut, unit), lake: ringsOf(lake, unit) };
}

function ringsOf(d, unit) {
  const closed = outlines.read(d, base.size, unit);
  for (const ring of closed) ring.push(ring[0]);
  return closed;
}

/** Surfaces and lines, in the order to draw them; those of rivers and provinces only in a near view. */
export function landOf(plane, from, isNear) {
  const { parts, bent } = landFrom(from);
  return base.parts.flatMap(({ unit, lines }, index) => {
    const surfaces = ["cover", "land", "lake"].map((name) => {
      const own = bent[index][name];
      return [name, own.length > 0 ? plane.surface(own, holds(parts[index][name], plane.antipode)) : ""];
    });
    const coast = ["coast", bent[index].land.map(plane.stroke).join("")];
    const shown = LINES.filter((name) => lines[name] && (isNear || !FINE.has(name)));
    const strokes = shown.map((name) => [name, linesOf(plane, lines[name], unit)]);
    return [surfaces[0], surfaces[1], coast, surfaces[2], ...strokes].filter(([, d]) => d).map(([name, d]) => path(name, d));
  });
}

function linesOf(plane, d, unit) {
  const lines = outlines.read(d, base.size, unit);
  return lines.map((line) => plane.stroke(bendOn(plane, line))).join("");
}
