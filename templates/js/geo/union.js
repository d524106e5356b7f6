// The area within a distance of at least one of several points, for those that Python has not drawn already.
//
// Another disc covers one arc of a ring, around the bearing of its centre. On a sphere the arc follows from the angle
// between the centres; where only that much would leave open which disc an end of the arc is in, the end is sought on
// the ellipsoid. What no arc covers is the outline: its parts meet where two rings cross.

import { MEAN_RADIUS_KM } from "../core/constants.json";
import * as geodesy from "./geodesy.js";

const RAD = Math.PI / 180;
const UNSURE = 8; // degrees by which an arc that is reckoned on a sphere may be off at each end
const PRUNED_KM = 15000; // radius up to which it is not farther off
const MOST_STEPS = 60; // of the Illinois rule (Dowell and Jarratt, BIT 11, 1971); some 8 are enough
const CLOSE_M = 1e-4; // from the other ring: as close as distances are known
const SAME_DEGREES = 1e-11; // between two bearings: a step so small changes nothing any more

/** Return each point's disc, and the stretches of their rings that no other disc holds. */
export function shape(points, km) {
  const places = new Map(points.map((point) => [nameOf(point), { point, ...directions(point) }]));
  const centres = [...places.values()];
  const discs = centres.map(({ point }) => geodesy.disc(...point, km));
  const lines = centres.flatMap((centre) => outline(centre, centres, km));
  return { discs, polygons: discs.flatMap(({ polygons }) => polygons), lines };
}

/** One name for a position, where there are several: a pole, the antimeridian. */
function nameOf([lon, lat]) {
  return `${Math.abs(lat) === 90 ? 0 : (lon + 360) % 360} ${lat}`;
}

/** The stretches of a ring that no other disc holds. */
function outline(centre, centres, km) {
  const others = centres.filter((other) => other !== centre);
  const arcs = covered(centre, others, km);
  const free = gaps(arcs);
  if (free.length === 0) return [];
  const vertices = geodesy.bearingsOf(centre.point[1], km);
  const turns = [...vertices, ...vertices.slice(1).map((bearing) => bearing + 360)];
  return free.map(([from, to]) => {
    const between = turns.filter((bearing) => bearing > from && bearing < to);
    return geodesy.walk(...centre.point, km, [from, ...between, to]);
  });
}

/** The arcs of a ring that other discs hold, as intervals of bearings in degrees that begin between 0 and 360. */
function covered(centre, others, km) {
  const guesses = others.map((other) => ({ other, ...guess(centre, other, km) }));
  const sure = km > PRUNED_KM ? [] : merged(guesses.flatMap(({ azimuth, half }) => arc(azimuth, half - UNSURE)));
  const isSure = (bearing) => sure.some(([from, to]) => turnedFrom(from, bearing - UNSURE) + 2 * UNSURE < to);
  const exact = guesses.flatMap(({ other, azimuth, half }) => {
    const isInside = sure.length > 0 && half > 0 && isSure(azimuth - half) && isSure(azimuth + half);
    return isInside ? [] : exactArc(centre.point, other.point, km);
  });
  return merged([...sure, ...exact]);
}

/** The directions up, east and north at a place on a sphere, as vectors. */
function directions([lon, lat]) {
  const [sinLon, cosLon, sinLat, cosLat] = [Math.sin(lon * RAD), Math.cos(lon * RAD), Math.sin(lat * RAD), Math.cos(lat * RAD)];
  return {
    up: [cosLat * cosLon, cosLat * sinLon, sinLat],
    east: [-sinLon, cosLon, 0],
    north: [-sinLat * cosLon, -sinLat * sinLon, cosLat],
  };
}

/** Guess on a sphere around which bearing, and by how many degrees to each side, another disc covers a ring. */
function guess(here, there, km) {
  const [east, north] = [dot(here.east, there.up), dot(here.north, there.up)];
  const tanHalfApart = Math.hypot(east, north) / (1 + dot(here.up, there.up));
  const cosHalf = tanHalfApart / Math.tan(km / MEAN_RADIUS_KM); // of a right-angled spherical triangle (Napier)
  return { azimuth: Math.atan2(east, north) / RAD, half: Math.acos(Math.max(-1, Math.min(1, cosHalf))) / RAD };
}

function dot(one, other) {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}

/** The arc of a ring that another disc covers, on the ellipsoid: none, all of it, or one interval. */
function exactArc(centre, other, km) {
  const [azimuth] = geodesy.inverse(...centre, ...other);
  const beyond = (bearing) => {
    const place = geodesy.destination(...centre, bearing, km * 1000);
    return geodesy.inverse(...place, ...other)[1] - km * 1000;
  };
  const [nearest, farthest] = [beyond(azimuth), beyond(azimuth + 180)];
  if (nearest >= 0) return [];
  if (farthest <= 0) return [[0, 360]];
  const [west, east] = [-180, 180].map((turn) => crossing(beyond, azimuth, nearest, azimuth + turn, farthest));
  return arc((west + east) / 2, (east - west) / 2);
}

/** Find the bearing between two at which a function that changes its sign there is zero. */
function crossing(beyond, low, lowValue, high, highValue) {
  let bearing = low;
  let replaced = 0;
  for (let step = 0, last = high; step < MOST_STEPS && Math.abs(bearing - last) > SAME_DEGREES; step += 1) {
    last = bearing;
    bearing = (low * highValue - high * lowValue) / (highValue - lowValue);
    const value = beyond(bearing);
    const side = Math.sign(value);
    if (Math.abs(value) < CLOSE_M) break;
    if (side < 0) [low, lowValue, highValue] = [bearing, value, side === replaced ? highValue / 2 : highValue];
    else [high, highValue, lowValue] = [bearing, value, side === replaced ? lowValue / 2 : lowValue];
    replaced = side;
  }
  return bearing;
}

/** An arc around a bearing, beginning between 0 and 360 degrees; none if it has no width. */
function arc(azimuth, half) {
  if (!(half > 0)) return [];
  const from = turnedFrom(0, azimuth - half);
  return [[from, from + 2 * half]];
}

/** The same bearing, 0 to 360 degrees after another. */
function turnedFrom(from, bearing) {
  return from + ((((bearing - from) % 360) + 360) % 360);
}

/** Join arcs that overlap; what runs on over 360 degrees covers the beginning too. */
function merged(arcs) {
  const over = arcs.filter(([, to]) => to > 360).map(([, to]) => [0, to - 360]);
  const joined = [];
  for (const [from, to] of [...arcs, ...over].toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** What arcs leave free of a ring, as intervals of bearings; the one over north in one piece. */
function gaps(arcs) {
  if (arcs.length === 0) return [[0, 360]];
  const end = arcs.at(-1)[1];
  const free = arcs.slice(1).map(([from], index) => [arcs[index][1], from]);
  if (end - 360 < arcs[0][0]) free.push([end, arcs[0][0] + 360]);
  return free.filter(([from, to]) => to > from);
}
