// The azimuthal equidistant plane of a place: bearings and geodesic distances from its middle are true.

import { LONGEST_EDGE_DEG } from "../core/constants.json";
import * as geodesy from "./geodesy.js";

const FAR_KM = 3000; // from where on an edge of two degrees is as good as an arc about the middle
const LONGEST_ARC = 1; // degrees of that arc
const LETTERS = 8; // pixels: half the height of a label, and a little
const NEAR = 0.6; // pixels: a point so near the one before is left out
const ALL_KM = 20100; // beyond every point of the plane

function write(points) {
  return points.length < 2 ? "" : `M${points.map((point) => point.map((value) => value.toFixed(1)).join(" ")).join("L")}`;
}

/**
 * Bend a line as it is, straight in lon/lat, seen from a centre. Returns polar places: azimuth in degrees, km, and
 * whether the edge before is a seam, no part of the outline. Far away an edge goes around the centre: drawn straight
 * it would cut across.
 */
export function bend([lon, lat], line, isSeam = null) {
  const polars = [];
  for (let index = 0; index < line.length; index += 1) {
    const point = line[index];
    const before = line[Math.max(index - 1, 0)];
    const seam = isSeam !== null && index > 0 && isSeam(before, point);
    const length = Math.max(Math.abs(point[0] - before[0]), Math.abs(point[1] - before[1]));
    const parts = Math.ceil(length / LONGEST_EDGE_DEG) || 1;
    for (let part = 1; part <= parts; part += 1) {
      const share = part / parts;
      const x = before[0] + (point[0] - before[0]) * share;
      const y = before[1] + (point[1] - before[1]) * share;
      const [azimuth, metres] = geodesy.inverse(lon, lat, x, y);
      goAround(polars, azimuth, metres / 1000, seam);
      polars.push([azimuth, metres / 1000, seam]);
    }
  }
  return polars;
}

function goAround(polars, azimuth, km, seam) {
  const last = polars.at(-1);
  if (!last || last[1] < FAR_KM || km < FAR_KM) return;
  const turn = ((azimuth - last[0] + 540) % 360) - 180;
  const parts = Math.ceil(Math.abs(turn) / LONGEST_ARC);
  for (let part = 1; part < parts; part += 1) {
    polars.push([last[0] + (turn * part) / parts, last[1] + ((km - last[1]) * part) / parts, seam]);
  }
}

/** Lay a plane about [lon, lat], `km` to a pixel, its middle at [x, y] in pixels. */
export function lay(centre, km, [x, y]) {
  const [lon, lat] = centre;

  /** Return the azimuth in degrees, and the km from the middle, of a [lon, lat]. */
  function polar(point) {
    const [azimuth, metres] = geodesy.inverse(lon, lat, point[0], point[1]);
    return [azimuth, metres / 1000];
  }

  function toPixel([azimuth, far]) {
    const angle = (azimuth * Math.PI) / 180;
    return [x + (far / km) * Math.sin(angle), y - (far / km) * Math.cos(angle)];
  }

  /** Return the [lon, lat] at a pixel. */
  function toPlace([px, py]) {
    const azimuth = (Math.atan2(px - x, y - py) * 180) / Math.PI;
    return geodesy.destination(lon, lat, azimuth, Math.hypot(px - x, py - y) * km * 1000);
  }

  /** Turn polar places into pixels, without those that can hardly be told from the one before. */
  function toPixels(polars) {
    const points = [];
    for (const [index, place] of polars.entries()) {
      const point = toPixel(place);
      const last = points.at(-1);
      if (last && index < polars.length - 1 && Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) continue;
      points.push(point);
    }
    return points;
  }

  /** The path of a line, broken at its seams. */
  function stroke(polars) {
    const lines = [[]];
    for (const place of polars) {
      if (place[2]) lines.push([]);
      lines.at(-1).push(place);
    }
    return lines.map((line) => write(toPixels(line))).join("");
  }

  /** The path of bent rings, to be filled by the even-odd rule; where the antipode is inside, it is inside out. */
  function surface(rings, holdsAntipode) {
    return (holdsAntipode ? circle(ALL_KM) : "") + rings.map((ring) => `${write(toPixels(ring))}Z`).join("");
  }

  function circle(radius) {
    const r = radius / km;
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }

  /** The parts of a line in pixels that lie so far within a radius that a label along them does too. */
  function within(line, radius) {
    const runs = [[]];
    for (const point of line) {
      if (Math.hypot(point[0] - x, point[1] - y) < radius / km - LETTERS) runs.at(-1).push(point);
      else if (runs.at(-1).length > 0) runs.push([]);
    }
    return runs.filter(({ length }) => length > 1);
  }

  return {
    centre,
    polar,
    toPixel,
    toPixels,
    toPlace,
    stroke,
    surface,
    circle,
    within,
    antipode: [lon > 0 ? lon - 180 : lon + 180, -lat],
  };
}

/** Return whether a [lon, lat] is inside rings that are straight in lon/lat, by the even-odd rule. */
export function holds(rings, [lon, lat]) {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [x2, y2]] of ring.entries()) {
      const [x1, y1] = ring.at(index - 1);
      if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    }
  }
  return inside;
}
