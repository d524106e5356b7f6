// The part of the world that some rings take up, as west, south, east and north in degrees; east may be above 180.

import { MEAN_RADIUS_KM } from "../core/constants.json";

const FULL_TURN = 300; // wider than this, the whole world is shown: mapgen/document/view.py
const WORLD = [-60, 78]; // latitudes of a map of the whole world

const degrees = (radians) => (radians * 180) / Math.PI;

/** How far a ring goes to the north and south of its middle, in degrees. */
function reach({ km }) {
  return degrees(km / MEAN_RADIUS_KM);
}

/** How far a ring goes to the west and east of its middle, in degrees. */
function halfWidth(lat, km) {
  const angle = km / MEAN_RADIUS_KM;
  const across = Math.sin(angle) / Math.cos((lat * Math.PI) / 180);
  return angle >= Math.PI / 2 || Math.abs(lat) + degrees(angle) >= 90 || across >= 1 ? 180 : degrees(Math.asin(across));
}

/**
 * @param {Array<{ points: Array<[number, number]>, km: number }>} rings each around some points
 * @returns {[number, number, number, number] | null} null without any ring
 */
export function of(rings) {
  const discs = rings.flatMap(({ points, km }) => points.map(([lon, lat]) => ({ lon, lat, km })));
  if (discs.length === 0) return null;
  const middle = discs[0].lon;
  const near = ({ lon }) => ((((lon - middle + 180) % 360) + 360) % 360) - 180 + middle;
  const west = Math.min(...discs.map((disc) => near(disc) - halfWidth(disc.lat, disc.km)));
  const east = Math.max(...discs.map((disc) => near(disc) + halfWidth(disc.lat, disc.km)));
  if (east - west > FULL_TURN) return [middle - 180, WORLD[0], middle + 180, WORLD[1]];
  const south = Math.min(...discs.map((disc) => disc.lat - reach(disc)));
  const north = Math.max(...discs.map((disc) => disc.lat + reach(disc)));
  return [west, Math.max(south, -80), east, Math.min(north, 83)];
}
