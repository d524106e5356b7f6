// Turn stored outlines into what Leaflet draws: decoded, repeated around the world, stroked without their seams.

import { MERCATOR_LIMIT } from "../core/constants.json";

/** Read path data in units of a square Mercator map of a size: its lines, as [lon, lat] points. */
export function read(path, size, unit = 1) {
  return path
    .split("M")
    .slice(1)
    .map((piece) => {
      const numbers = piece.match(/-?\d+/g);
      const points = [];
      let [x, y] = [0, 0];
      for (let index = 0; index < numbers.length; index += 2) {
        x += numbers[index] * unit;
        y += numbers[index + 1] * unit;
        points.push(unproject(x, y, size));
      }
      return points;
    });
}

/** The [lon, lat] of a place on a square Mercator map; its southern edge is the pole. */
export function unproject(x, y, size) {
  const lat = (2 * Math.atan(Math.exp((1 - (2 * y) / size) * Math.PI)) * 180) / Math.PI - 90;
  return [(x / size) * 360 - 180, y < size ? lat : -90];
}

/** Cut a closed ring into lines, leaving out the edges that `isSeam` calls no part of the outline. */
export function stroke(ring, isSeam) {
  const lines = [[ring[0]]];
  for (let index = 1; index <= ring.length; index += 1) {
    const to = ring[index % ring.length];
    if (isSeam(ring[index - 1], to)) lines.push([]);
    lines.at(-1).push(to);
  }
  return lines.filter(({ length }) => length > 1);
}

/** Return whether a line goes where a Mercator map cannot show it. */
export function leavesMercator(line) {
  return line.some(([, lat]) => Math.abs(lat) > MERCATOR_LIMIT);
}

/** Cut off the parts of a line beyond the limit of Mercator: drawn at the limit, they would look like an edge. */
export function withinMercator(line) {
  if (!leavesMercator(line)) return [line];
  const runs = [[]];
  for (const [index, [lon, lat]] of line.entries()) {
    const before = line[index - 1];
    const edge = Math.sign(lat) * MERCATOR_LIMIT;
    const out = Math.abs(lat) > MERCATOR_LIMIT;
    const wasOut = before && Math.abs(before[1]) > MERCATOR_LIMIT;
    if (before && out !== wasOut) {
      const limit = out ? edge : Math.sign(before[1]) * MERCATOR_LIMIT;
      const part = (limit - before[1]) / (lat - before[1]);
      const crossing = [before[0] + part * (lon - before[0]), limit];
      if (out) runs.at(-1).push(crossing);
      else runs.push([crossing]);
    }
    if (!out) runs.at(-1).push([lon, lat]);
  }
  return runs.filter((run) => run.length > 1);
}

/** Return a function that says whether an edge runs along one of the given meridians or parallels. */
export function seamOn(lons, lats) {
  return (from, to) => (from[0] === to[0] && lons.includes(to[0])) || (from[1] === to[1] && lats.includes(to[1]));
}

/** Repeat a shape (any nesting of [lon, lat]) so often that it fills the world's copies in view, in Leaflet's places. */
export function repeat(shape, [west, east]) {
  const [left, right] = extent(shape);
  const copies = [];
  for (let turn = Math.ceil((west - right) / 360); turn <= Math.floor((east - left) / 360); turn += 1) {
    copies.push(leafletPoints(shape, turn * 360));
  }
  return copies;
}

function leafletPoints(shape, shift) {
  return typeof shape[0] === "number" ? L.latLng(shape[1], shape[0] + shift) : shape.map((part) => leafletPoints(part, shift));
}

function extent(shape) {
  if (typeof shape[0] === "number") return [shape[0], shape[0]];
  let [west, east] = [Infinity, -Infinity];
  for (const part of shape) {
    const [left, right] = extent(part);
    west = Math.min(west, left);
    east = Math.max(east, right);
  }
  return [west, east];
}

/** Find a [lon, lat] on the map in pixels, on the copy of the world nearest to the middle. */
export function toPixel(map, [lon, lat]) {
  return map.latLngToContainerPoint([lat, lon + 360 * Math.round((map.getCenter().lng - lon) / 360)]);
}
