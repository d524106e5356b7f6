// The area within a distance of at least one of several points, for those that Python has not drawn already.

import { MEAN_RADIUS_KM } from "../core/constants.json";
import * as geodesy from "./geodesy.js";

const RAD = Math.PI / 180;
const UNSURE = 0.006; // of a distance: a sphere is never farther off from the ellipsoid than this

function unit([lon, lat]) {
  const level = Math.cos(lat * RAD);
  return [level * Math.cos(lon * RAD), level * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

/** Whether a place is within some metres of a point: worked out on the ellipsoid only where a sphere is too coarse to tell. */
function isWithin(place, placeUnit, point, pointUnit, metres) {
  const cosine = placeUnit[0] * pointUnit[0] + placeUnit[1] * pointUnit[1] + placeUnit[2] * pointUnit[2];
  const guess = Math.acos(Math.max(-1, Math.min(1, cosine))) * MEAN_RADIUS_KM * 1000; // on a sphere
  if (Math.abs(guess - metres) > UNSURE * metres + 1000) return guess < metres;
  return geodesy.inverse(place[0], place[1], point[0], point[1])[1] < metres - 1;
}

/** Return each point's disc, and the stretches of their rings that no other disc holds. */
export function shape(points, km) {
  const discs = points.map((point) => geodesy.disc(...point, km));
  const units = points.map(unit);
  const lines = discs.flatMap(({ line }, index) => {
    const free = line.map((place) => {
      const placeUnit = unit(place);
      return !points.some((point, other) => other !== index && isWithin(place, placeUnit, point, units[other], km * 1000));
    });
    return stretches(line, free);
  });
  return { discs, polygons: discs.flatMap(({ polygons }) => polygons), lines };
}

/** Cut a line into the runs of its free places, with one place more at each end, so that they meet. */
function stretches(line, free) {
  const runs = [];
  let run = [];
  for (const [index, place] of line.entries()) {
    if (free[index]) run.push(place);
    if (!free[index] || index === line.length - 1) {
      if (run.length > 1) runs.push(run);
      run = [];
    }
  }
  return runs;
}
