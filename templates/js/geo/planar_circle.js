// The planar circle: what Leaflet's L.circle draws for a radius, to be shown behind the true ring.

import { LEAFLET_RADIUS_KM, MERCATOR_LIMIT } from "../core/constants.json";

const RAD = Math.PI / 180;

const ordinate = (lat) => Math.atanh(Math.sin(Math.max(-MERCATOR_LIMIT, Math.min(MERCATOR_LIMIT, lat)) * RAD));
const latitude = (y) => Math.atan(Math.sinh(y)) / RAD;

/**
 * Walk the outline that L.circle draws, an ellipse on the Mercator map: see _project in Leaflet's Circle.js.
 * @param {[number, number]} place lon, lat in degrees
 * @param {number} km
 */
export function outline([lon, lat], km) {
  const wide = km / LEAFLET_RADIUS_KM / RAD;
  const [top, bottom] = [ordinate(lat + wide), ordinate(lat - wide)];
  const y = (top + bottom) / 2;
  const lat2 = latitude(y);
  const cosine =
    (Math.cos(wide * RAD) - Math.sin(lat * RAD) * Math.sin(lat2 * RAD)) / (Math.cos(lat * RAD) * Math.cos(lat2 * RAD));
  const x = Math.acos(cosine) / RAD || wide / Math.cos(lat * RAD);
  return Array.from({ length: 361 }, (_, step) => {
    const angle = step * RAD;
    return [lon + x * Math.cos(angle), latitude(y + ((top - bottom) / 2) * Math.sin(angle))];
  });
}
