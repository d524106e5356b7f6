// The bearings of a ring's vertices: close together where a map projection stretches, wide apart elsewhere. The rule is
// that of mapgen/geodesy/bearings.py, which gives its reasons; tests/browser/test_geo.py compares the two.

import { INVERSE_FLATTENING, LEAST_BEND, LEAST_EDGES, POLE_SHARE, RECTIFYING_RADIUS_KM, SPARE } from "../core/constants.json";

const FLATTENING = 1 / INVERSE_FLATTENING;
const RAD = Math.PI / 180;

const near = [0, ...Array.from({ length: 60 }, (_, step) => 1e-8 * (0.2 / 1e-8) ** (step / 59))];
const middle = Array.from({ length: 38 }, (_, step) => 0.2 + ((Math.PI - 0.4) * (step + 1)) / 39);
const SAMPLES = [...near, ...middle, ...near.toReversed().map((angle) => Math.PI - angle)]; // radians, as in Python

/** Return the latitude in radians that is proportional to the distance from the equator, of a latitude in degrees. */
function rectifying(lat) {
  const n = FLATTENING / (2 - FLATTENING);
  const phi = lat * RAD;
  const [two, four, six] = [2, 4, 6].map((times) => Math.sin(times * phi));
  return phi - ((3 / 2) * n - (9 / 16) * n ** 3) * two + (15 / 16) * n ** 2 * four - (35 / 48) * n ** 3 * six;
}

/** Estimate how many edges a radian of bearing needs, for a ring about a latitude; returns a function of the bearing. */
function edgesPerRadian(lat, km, toleranceKm) {
  const radius = km / RECTIFYING_RADIUS_KM;
  const mu = rectifying(lat);
  const [sinR, cosR, sinMu, cosMu] = [Math.sin(radius), Math.cos(radius), Math.sin(mu), Math.cos(mu)];
  const north = Math.sin((Math.PI / 2 - mu - radius) / 2) ** 2;
  const south = Math.sin((Math.PI / 2 + mu - radius) / 2) ** 2;
  const widthKm = RECTIFYING_RADIUS_KM * (sinR + FLATTENING * radius * cosMu * cosMu);
  return (bearing) => {
    const toNorth = north + cosMu * sinR * Math.sin(bearing / 2) ** 2;
    const toSouth = south + cosMu * sinR * Math.cos(bearing / 2) ** 2;
    const cosLat = Math.sqrt(Math.max(4 * toNorth * toSouth, 1e-30));
    const northward = cosMu * cosR * Math.cos(bearing) - sinMu * sinR;
    const mercator = (sinR * (toSouth - toNorth) * northward) / cosLat ** 2;
    const plain = mercator * (2 - Math.min((northward / cosLat) ** 2, 1));
    const strongest = Math.max(Math.abs(cosR + mercator), Math.abs(cosR + plain));
    const bend = Math.max(strongest, LEAST_BEND * (Math.abs(cosR) + Math.abs(plain))) + (FLATTENING * sinR) / cosLat;
    const byBend = Math.sqrt((bend * widthKm) / (8 * SPARE * toleranceKm));
    return Math.max(byBend, widthKm / (POLE_SHARE * (RECTIFYING_RADIUS_KM * cosLat + toleranceKm)));
  };
}

/** Choose bearings from north by east to south in degrees; a ring is symmetric, so the same serve west. */
export function halfRing(lat, km, toleranceKm) {
  const perRadian = SAMPLES.map(edgesPerRadian(lat, km, toleranceKm));
  const edges = [0];
  for (let index = 1; index < SAMPLES.length; index += 1) {
    const step = SAMPLES[index] - SAMPLES[index - 1];
    edges.push(edges[index - 1] + Math.max(perRadian[index], perRadian[index - 1]) * step);
  }
  const count = Math.max(LEAST_EDGES, Math.ceil(edges.at(-1)));
  const bearings = [];
  for (let vertex = 0, after = 1; vertex <= count; vertex += 1) {
    const wanted = (edges.at(-1) * vertex) / count;
    while (after < edges.length - 1 && edges[after] < wanted) after += 1;
    const share = (wanted - edges[after - 1]) / (edges[after] - edges[after - 1]);
    bearings.push((SAMPLES[after - 1] + share * (SAMPLES[after] - SAMPLES[after - 1])) / RAD);
  }
  bearings[count] = 180;
  return bearings;
}

/** Choose the bearings of a whole ring, clockwise from 0 to 360 degrees. */
export function wholeRing(lat, km, toleranceKm) {
  const half = halfRing(lat, km, toleranceKm);
  const back = half.slice(0, -1).map((bearing) => 360 - bearing);
  return [...half, ...back.toReversed()];
}
