// Geodesic rings on WGS84. Python has decided the radius; here it is only drawn.

import { EQUATORIAL_RADIUS_M, INVERSE_FLATTENING } from "../core/constants.json";

const A = EQUATORIAL_RADIUS_M; // semi-major axis, flattening and semi-minor axis of WGS84
const F = 1 / INVERSE_FLATTENING;
const B = A * (1 - F);
const RAD = Math.PI / 180;
const STEPS = 720; // of a ring; a site's own few kilometres need a twelfth of them

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
 * Measure from a point to another: Vincenty's inverse solution (Survey Review 23, 1975), good to the millimetre up to
 * 19,900 km; nearer to the antipode it may not settle, and gives its last word. Takes degrees; returns the azimuth at
 * the first point in degrees, clockwise from north, and metres.
 */
export function inverse(lon1, lat1, lon2, lat2) {
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RAD));
  const u2 = Math.atan((1 - F) * Math.tan(lat2 * RAD));
  const sinU1 = Math.sin(u1);
  const cosU1 = Math.cos(u1);
  const sinU2 = Math.sin(u2);
  const cosU2 = Math.cos(u2);
  const across = ((((lon2 - lon1 + 180) % 360) + 360) % 360) * RAD - Math.PI;
  let lambda = across;
  let sinS = 0;
  let cosS = 1;
  let sigma = 0;
  let cosSqAlpha = 1;
  let cos2m = 0;
  let y = 0;
  let x = 1;
  for (let round = 0, last = Infinity; Math.abs(lambda - last) > 1e-12 && round < 200; round += 1) {
    const sinL = Math.sin(lambda);
    const cosL = Math.cos(lambda);
    y = cosU2 * sinL;
    x = cosU1 * sinU2 - sinU1 * cosU2 * cosL;
    sinS = Math.hypot(y, x);
    if (sinS === 0 && cosL > 0 && Math.abs(lat1 - lat2) < 1) return [0, 0];
    cosS = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    sigma = Math.atan2(sinS, cosS);
    const sinAlpha = sinS === 0 ? 0 : (cosU1 * cosU2 * sinL) / sinS;
    cosSqAlpha = 1 - sinAlpha * sinAlpha;
    cos2m = cosSqAlpha < 1e-15 ? 0 : cosS - (2 * sinU1 * sinU2) / cosSqAlpha; // 0: along the equator
    const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
    last = lambda;
    lambda = across + (1 - c) * F * sinAlpha * (sigma + c * sinS * (cos2m + c * cosS * (2 * cos2m * cos2m - 1)));
  }
  const { k1, k2 } = series(cosSqAlpha);
  const turn = cosS * (2 * cos2m * cos2m - 1) - (k2 / 6) * cos2m * (4 * sinS * sinS - 3) * (4 * cos2m * cos2m - 3);
  return [Math.atan2(y, x) / RAD, B * k1 * (sigma - k2 * sinS * (cos2m + (k2 / 4) * turn))];
}

/** Vincenty's A and B, of the squared cosine of the geodesic's azimuth at the equator. */
function series(cosSqAlpha) {
  const u2 = (cosSqAlpha * (A * A - B * B)) / (B * B);
  return {
    k1: 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    k2: (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
  };
}

/** Walk a ring, longitudes running on over 180 degrees: no jump from one point to the next. */
function walk(lon, lat, km) {
  const points = [];
  const steps = km < 50 ? STEPS / 12 : STEPS;
  for (let step = 0; step <= steps; step += 1) {
    const point = destination(lon, lat, (step * 360) / steps, km * 1000);
    const last = points.at(-1);
    if (last) point[0] -= Math.round((point[0] - last[0]) / 360) * 360;
    points.push(point);
  }
  return points;
}

/**
 * Return the area within a distance of a point as polygons of [lon, lat] rings, and its outline as a line.
 * A ring that goes once round the Earth holds the nearer pole; one over 10,002 km that does not holds both.
 */
export function disc(lon, lat, km) {
  const line = walk(lon, lat, km);
  const [first, last] = [line[0], line.at(-1)];
  const pole = Math.abs(last[0] - first[0]) > 180 ? Math.sign(lat || 1) * 90 : null;
  if (pole !== null) return { polygons: [[[...line, [last[0], pole], [first[0], pole]]]], line };
  if (km < 10002) return { polygons: [[line]], line };
  const middle = line.reduce((sum, point) => sum + point[0], 0) / line.length;
  const world = [-90, 90].flatMap((edge) => [-180, 180].map((side) => [middle + side * Math.sign(edge), edge]));
  return { polygons: [[world, line]], line };
}
