// Geodesics on WGS84, and the discs around a point. Python has decided the radius; here it is only drawn.

import { EQUATORIAL_RADIUS_M, INVERSE_FLATTENING, POLE_KM } from "../core/constants.json";
import { wholeRing } from "./bearings.js";

const A = EQUATORIAL_RADIUS_M; // semi-major axis, flattening and semi-minor axis of WGS84
const F = 1 / INVERSE_FLATTENING;
const B = A * (1 - F);
const RAD = Math.PI / 180;
const TOLERANCE_KM = 0.1; // how far an edge of a ring may stray from it
const ANTIPODAL = -0.999; // cosine of the distance on a sphere, some 177.4 degrees, beyond which Vincenty may not settle
const ON_EQUATOR = 1e-11; // sine of a latitude of less than a tenth of a millimetre
const HALVINGS = 60; // of the interval that holds an azimuth: as many as a double has digits

/**
 * Go from a point along a geodesic: Vincenty's direct solution (Survey Review 23, 1975), good to the millimetre.
 * Takes degrees, degrees clockwise from north, and metres; returns [lon, lat] in degrees.
 */
export function destination(lon, lat, azimuth, metres) {
  const tanU1 = (1 - F) * Math.tan(lat * RAD);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = Math.abs(lat) === 90 ? Math.sign(lat) : tanU1 * cosU1;
  const sinA = Math.sin(azimuth * RAD);
  const cosA = Math.cos(azimuth * RAD);
  const sigma1 = Math.atan2(sinU1, cosU1 * cosA);
  const sinAlpha = cosU1 * sinA;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const { k1, k2 } = series(cosSqAlpha);
  let sigma = metres / (B * k1);
  let cos2m = 0;
  for (let round = 0, last = Infinity; Math.abs(sigma - last) > 1e-13 && round < 60; round += 1) {
    const sinS = Math.sin(sigma);
    const cosS = Math.cos(sigma);
    cos2m = Math.cos(2 * sigma1 + sigma);
    const inner = cosS * (2 * cos2m * cos2m - 1) - (k2 / 6) * cos2m * (4 * sinS * sinS - 3) * (4 * cos2m * cos2m - 3);
    last = sigma;
    sigma = metres / (B * k1) + k2 * sinS * (cos2m + (k2 / 4) * inner);
  }
  cos2m = Math.cos(2 * sigma1 + sigma);
  const sinS = Math.sin(sigma);
  const cosS = Math.cos(sigma);
  const across = sinU1 * sinS - cosU1 * cosS * cosA;
  const lat2 = Math.atan2(sinU1 * cosS + cosU1 * sinS * cosA, (1 - F) * Math.hypot(sinAlpha, across));
  const lambda = Math.atan2(sinS * sinA, cosU1 * cosS - sinU1 * sinS * cosA);
  const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
  const bend = sigma + c * sinS * (cos2m + c * cosS * (2 * cos2m * cos2m - 1));
  return [lon + (lambda - (1 - c) * F * sinAlpha * bend) / RAD, lat2 / RAD];
}

/**
 * Measure from a point to another: Vincenty's inverse solution (Survey Review 23, 1975), and near the antipode, where it
 * may not settle, Karney's way of finding the azimuth; good to a few centimetres. Takes degrees; returns the azimuth at the
 * first point in degrees, clockwise from north, and metres.
 */
export function inverse(lon1, lat1, lon2, lat2) {
  const from = reduced(lat1);
  const to = reduced(lat2);
  const across = ((((lon2 - lon1 + 180) % 360) + 360) % 360) * RAD - Math.PI;
  const cosine = from.sin * to.sin + from.cos * to.cos * Math.cos(across);
  if (cosine < ANTIPODAL) return inverseNearAntipode(from, to, across);
  let lambda = across;
  let arc = null;
  for (let round = 0, last = Infinity; Math.abs(lambda - last) > 1e-12 && round < 200; round += 1) {
    arc = arcBetween(from, to, lambda);
    if (arc.sin === 0 && arc.cos > 0) return [0, 0];
    last = lambda;
    lambda = across + lag(arc);
  }
  return [Math.atan2(arc.y, arc.x) / RAD, lengthOf(arc)];
}

/** Sine and cosine of the reduced latitude. */
function reduced(lat) {
  const angle = Math.atan((1 - F) * Math.tan(lat * RAD));
  return { sin: Math.sin(angle), cos: Math.cos(angle) };
}

/** The arc on Bessel's sphere between two latitudes that are an angle of longitude apart. */
function arcBetween(from, to, lambda) {
  const y = to.cos * Math.sin(lambda);
  const x = from.cos * to.sin - from.sin * to.cos * Math.cos(lambda);
  const sin = Math.hypot(y, x);
  const cos = from.sin * to.sin + from.cos * to.cos * Math.cos(lambda);
  const sinAlpha = sin === 0 ? 0 : (from.cos * y) / sin;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const cos2m = cosSqAlpha < 1e-15 ? 0 : cos - (2 * from.sin * to.sin) / cosSqAlpha; // 0: along the equator
  return { y, x, sigma: Math.atan2(sin, cos), sin, cos, sinAlpha, cosSqAlpha, cos2m };
}

/** By how much the longitude on Bessel's sphere is ahead of that on the ellipsoid, in radians. */
function lag({ sigma, sin, cos, sinAlpha, cosSqAlpha, cos2m }) {
  const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
  return (1 - c) * F * sinAlpha * (sigma + c * sin * (cos2m + c * cos * (2 * cos2m * cos2m - 1)));
}

/** The length of an arc on the ellipsoid in metres. */
function lengthOf({ sigma, sin, cos, cosSqAlpha, cos2m }) {
  const { k1, k2 } = series(cosSqAlpha);
  const turn = cos * (2 * cos2m * cos2m - 1) - (k2 / 6) * cos2m * (4 * sin * sin - 3) * (4 * cos2m * cos2m - 3);
  return B * k1 * (sigma - k2 * sin * (cos2m + (k2 / 4) * turn));
}

/**
 * Measure between points that are nearly antipodal. Seen from the one that is farther from the equator, laid south, the
 * longitude at which a geodesic comes to the other's latitude grows with its azimuth, from 0 to 180 degrees: so the
 * azimuth is found by halving (Karney, Journal of Geodesy 87, 2013, section 4).
 */
function inverseNearAntipode(from, to, across) {
  const swapped = Math.abs(from.sin) < Math.abs(to.sin);
  const [start, end] = swapped ? [to, from] : [from, to];
  const flip = start.sin > 0 ? -1 : 1;
  const side = Math.sign(across) || 1;
  if (Math.max(Math.abs(start.sin), Math.abs(end.sin)) < ON_EQUATOR && Math.abs(across) <= (1 - F) * Math.PI) {
    return [90 * side, A * Math.abs(across)]; // the only ones this near the antipode that run along the equator
  }
  const sines = { start: Math.min(flip * start.sin, -1e-300), end: flip * end.sin }; // south: 0 would be neither
  let [low, high] = [0, Math.PI];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const azimuth = (low + high) / 2;
    if (arcTo(sines, start.cos, end.cos, azimuth).lambda < Math.abs(across)) low = azimuth;
    else high = azimuth;
  }
  const arc = arcTo(sines, start.cos, end.cos, (low + high) / 2);
  const [sinA, cosA] = swapped ? [arc.sinEnd, -arc.cosEnd] : [arc.sinStart, arc.cosStart];
  return [Math.atan2(sinA * side, cosA * flip) / RAD, lengthOf(arc)];
}

/** The arc that sets out at an azimuth from a southern latitude, northward again when it comes to the other. */
function arcTo({ start: sin1, end: sin2 }, cos1, cos2, azimuth) {
  const [sinStart, cosStart] = [Math.sin(azimuth), Math.cos(azimuth)];
  const sinAlpha = sinStart * cos1;
  const northward = Math.sqrt(Math.max(0, (cosStart * cos1) ** 2 + (sin1 - sin2) * (sin1 + sin2)));
  const sigma1 = Math.atan2(sin1, cosStart * cos1);
  const sigma2 = Math.atan2(sin2, northward);
  const omega1 = Math.atan2(sinAlpha * sin1, cosStart * cos1);
  const omega2 = Math.atan2(sinAlpha * sin2, northward);
  const sigma = sigma2 - sigma1;
  const [sin, cos, cos2m] = [Math.sin(sigma), Math.cos(sigma), Math.cos(sigma1 + sigma2)];
  const arc = { sigma, sin, cos, sinAlpha, cosSqAlpha: 1 - sinAlpha * sinAlpha, cos2m };
  const [sinEnd, cosEnd] = [sinAlpha / Math.max(cos2, 1e-300), northward / Math.max(cos2, 1e-300)];
  return { ...arc, lambda: omega2 - omega1 - lag(arc), sinStart, cosStart, sinEnd, cosEnd };
}

/** Vincenty's A and B, of the squared cosine of the geodesic's azimuth at the equator. */
function series(cosSqAlpha) {
  const u2 = (cosSqAlpha * (A * A - B * B)) / (B * B);
  return {
    k1: 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    k2: (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
  };
}

/** Walk along bearings at a distance from a point, longitudes running on over 180 degrees: without a jump. */
export function walk(lon, lat, km, bearings) {
  const points = [];
  for (const bearing of bearings) {
    const point = destination(lon, lat, bearing, km * 1000);
    const last = points.at(-1);
    if (last) point[0] -= Math.round((point[0] - last[0]) / 360) * 360;
    points.push(point);
  }
  return points;
}

/** The bearings of a ring's vertices, clockwise from 0 to 360 degrees. */
export function bearingsOf(lat, km) {
  return wholeRing(lat, km, TOLERANCE_KM);
}

/** Return the area within a distance of a point as polygons of [lon, lat] rings, and its outline as a line. */
export function disc(lon, lat, km) {
  const poles = [90, -90].map((pole) => inverse(lon, lat, lon, pole)[1] / 1000);
  const margin = Math.min(POLE_KM, km / 1000); // a ring that would pass a pole closer than this gets a radius twice that wider
  const radius = poles.some((pole) => Math.abs(km - pole) < margin) ? km + 2 * margin : km;
  const [north, south] = poles.map((pole) => radius > pole);
  const line = walk(lon, lat, radius, bearingsOf(lat, radius));
  if (!north && !south) return { polygons: [[line]], line };
  if (north && south) return { polygons: [[worldAround(lon + 180), line]], line };
  const pole = north ? 90 : -90;
  return { polygons: [[[...line, [line.at(-1)[0], pole], [line[0][0], pole]]]], line };
}

/** The whole map as a ring, clockwise as the rings of discs are, from 180 degrees west of a meridian to 180 east. */
function worldAround(middle) {
  return [
    [middle - 180, -90],
    [middle - 180, 90],
    [middle + 180, 90],
    [middle + 180, -90],
  ];
}
