// The area within a distance of a point as GeoJSON has areas (RFC 7946): cut at the antimeridian, closed over the poles that
// it holds, outer rings counterclockwise. A meridian crosses the ring of a disc twice, or once if the disc holds one pole.

import * as geodesy from "./geodesy.js";

const DECIMALS = 4; // of degrees: 11 m at most, where rings may stray by 100 m

function crossing([lon, lat], [toLon, toLat]) {
  return [180, lat + ((180 - lon) / (toLon - lon)) * (toLat - lat)];
}

/** The parts of a closed ring west and east of 180 degrees, each from one crossing to the other; the eastern from -180 on. */
function halves(ring) {
  const start = ring.findIndex(([lon], index) => lon <= 180 && ring.at(index - 1)[0] > 180);
  const turned = [...ring.slice(start), ...ring.slice(0, start)];
  const end = turned.findIndex(([lon]) => lon > 180);
  const [first, second] = [crossing(turned.at(-1), turned[0]), crossing(turned[end - 1], turned[end])];
  const west = [first, ...turned.slice(0, end), second];
  const east = [second, ...turned.slice(end), first].map(([lon, lat]) => [lon - 360, lat]);
  return first[1] < second[1] ? [west, east] : [west.toReversed(), east.toReversed()]; // northward, and back
}

/** Shift a ring by whole turns, so that its western end lies between -180 and 180 degrees. */
function settled(ring) {
  const west = Math.min(...ring.map(([lon]) => lon));
  const turn = 360 * Math.floor((west + 180) / 360);
  return ring.map(([lon, lat]) => [lon - turn, lat]);
}

/** Everything but a ring. */
function outside(ring) {
  const corners = [
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
  ];
  if (ring.every(([lon]) => lon <= 180)) return [[corners, ring]];
  const [west, east] = halves(ring);
  return [[[...corners.slice(0, 2), ...west, ...corners.slice(2), ...east]]];
}

/** The area between a line around the world, which begins and ends on one meridian, and a pole. */
function around(line, pole) {
  const eastward = line[0][0] < line.at(-1)[0] ? line : line.toReversed();
  const turn = 360 * Math.floor((eastward[0][0] + 180) / 360);
  const ring = eastward.slice(0, -1).map(([lon, lat]) => [lon - turn, lat]);
  const end = ring.findIndex(([lon]) => lon > 180);
  const [before, after] = end < 0 ? [ring.at(-1), [ring[0][0] + 360, ring[0][1]]] : [ring[end - 1], ring[end]];
  const [, lat] = crossing(before, after);
  const eastern = end < 0 ? [] : ring.slice(end).map(([lon, y]) => [lon - 360, y]);
  const whole = [[-180, lat], ...eastern, ...(end < 0 ? ring : ring.slice(0, end)), [180, lat]];
  const back = [
    [180, pole],
    [-180, pole],
  ];
  return [[pole > 0 ? [...whole, ...back] : [...whole, ...back].toReversed()]];
}

function areaOf([lon, lat], km) {
  const { polygons, line } = geodesy.disc(lon, lat, km);
  const [outer, hole] = polygons[0];
  if (hole) return outside(settled(line.slice(0, -1)).toReversed());
  if (outer.length > line.length) return around(line, outer.at(-1)[1]);
  const ring = settled(line.slice(0, -1)).toReversed();
  return ring.every(([x]) => x <= 180) ? [[ring]] : halves(ring).map((half) => [half]);
}

/** Whether a ring runs counterclockwise. */
function isCounter(ring) {
  const twice = ring.reduce((sum, [x, y], index) => sum + ring.at(index - 1)[0] * y - x * ring.at(index - 1)[1], 0);
  return twice > 0;
}

/** A closed ring in the direction that its place asks for, without places that rounding has made the same. */
function closed(ring, index) {
  const rounded = ring.map((place) => place.map((degrees) => Number(degrees.toFixed(DECIMALS)) || 0));
  const kept = rounded.filter((place, at) => String(place) !== String(rounded.at(at - 1)));
  const turned = isCounter(kept) === (index === 0) ? kept : kept.toReversed();
  return [...turned, turned[0]];
}

/**
 * The area within a distance of a point.
 * @param {[number, number]} point lon, lat
 * @param {number} km
 * @returns {Polygon | MultiPolygon}
 */
export function disc(point, km) {
  return together(areaOf(point, km).map((rings) => rings.map(closed)));
}

/**
 * Polygons as a geometry of GeoJSON.
 * @param {any[]} polygons
 * @returns {Polygon | MultiPolygon}
 */
export function together(polygons) {
  return polygons.length === 1 ? { type: "Polygon", coordinates: polygons[0] } : { type: "MultiPolygon", coordinates: polygons };
}
