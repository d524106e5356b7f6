// The range rings as values: which of them the reader's choice shows, and their shapes. The views draw them.

import { read } from "../core/data.js";
import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import * as outlines from "../geo/outlines.js";
import * as union from "../geo/union.js";
import * as bands from "./bands.js";
/** @import { Choices } from "../core/state.js" */

const { features } = read("mapgen-ranges");
const { sites } = state;
const colours = new Map(state.story.missiles.map((missile) => [missile.id, missile.colour]));
const bases = new Map(
  features.flatMap(({ properties: { missile, origin, basis: each } }) => [origin].flat().map((id) => [`${missile} ${id}`, each])),
);
const together = features.filter(({ properties }) => properties.origin === null);
const paired = new Map(state.story.missiles.map(({ id, origins: own }) => [id, own && new Set(own)]));
const drawn = new Map(
  together.map(({ properties: each, geometry }) => [nameOf(each.radius_km, originsOf(each.missile)), geometry]),
);
const FINE_KM = 3000;
const FINE_ORIGINS = 60;
const isSeam = outlines.seamOn([-180, 180], [-90, 90]);
const unions = new Map(); // those drawn here, by radius and origins: to draw one takes a moment

/** What tells a union of rings from others. */
function nameOf(km, from) {
  return `${km} ${from.join()}`;
}

/**
 * The origins, among some, that rings of a missile are drawn from: the story may pair each missile with its own only.
 * @param {string} missile
 * @param {string[]} from
 */
export function originsOf(missile, from = state.story.origins) {
  const own = paired.get(missile);
  return own ? from.filter((id) => own.has(id)) : from;
}

/**
 * The origins that count: those chosen, else all; and of these only those reported by then.
 * @param {Choices} chosen
 */
export function origins(chosen) {
  const asked = chosen.origins.length > 0 ? chosen.origins : state.story.origins;
  return asked.filter((id) => bands.knows(chosen, sites.get(id)));
}

/**
 * How many of some origins a source places a missile at.
 * @param {string} missile
 * @param {string[]} from
 */
export function placed(missile, from) {
  return from.filter((id) => bases.get(`${missile} ${id}`) === "reported").length;
}

/**
 * The basis of a missile's rings around some origins together: illustrative if it is for one of them, none if there is no ring.
 * @param {string} missile
 * @param {string[]} asked
 * @returns {"reported" | "illustrative" | "none"}
 */
export function basis(missile, asked) {
  const from = originsOf(missile, asked);
  if (from.length === 0) return "none";
  return placed(missile, from) < from.length ? "illustrative" : "reported";
}

/** The rings of a missile around some origins together, the wide one first, alone where both limits are the same. */
function around(missile, asked, chosen) {
  const from = originsOf(missile, asked);
  const band = bands.of(missile, chosen);
  if (!band || from.length === 0) return [];
  const limits = [
    ["high", band.high, band.floor],
    ["low", band.low, null],
  ];
  const given = band.low === band.high ? limits.slice(0, 1) : limits.filter(([, km]) => km !== null);
  const origin = from.length === 1 ? from[0] : null;
  const alone = given.length === 1;
  return given.map(([limit, radius_km, floor]) => ({
    properties: {
      missile,
      origin,
      bound: chosen.figures === "low" ? "low" : limit,
      radius_km,
      floor,
      alone,
      basis: basis(missile, from),
    },
    from,
    points: from.map((id) => sites.get(id).geometry.coordinates),
  }));
}

/**
 * The choices as the view in sight draws them: the view from a site has, where no origin is chosen, the rings of that site.
 * @param {Choices} chosen
 * @returns {Choices}
 */
export function inSight(chosen) {
  const { origins: asked } = chosen;
  const from = bands.seenFrom(chosen);
  return asked.length === 0 && state.story.origins.includes(from) ? { ...chosen, origins: [from] } : chosen;
}

/**
 * The rings of one missile by the reader's choice, as they are drawn where it is switched on.
 * @param {string} missile
 * @param {Choices} chosen
 */
export function drawnFor(missile, chosen) {
  return around(missile, origins(chosen), chosen);
}

/**
 * The rings to show; those of all origins are faint where the reader chose some of them.
 * @param {Choices} chosen
 */
export function shown(chosen) {
  const all = origins({ ...chosen, origins: [] });
  const from = origins(chosen);
  const found = [];
  for (const { id } of state.story.missiles) {
    if (!chosen.missiles.has(id)) continue;
    if (originsOf(id, from).length < originsOf(id, all).length)
      found.push(...around(id, all, chosen).map((feature) => ({ feature, faint: true })));
    found.push(...around(id, from, chosen).map((feature) => ({ feature, faint: false })));
  }
  return found;
}

/**
 * Polygons and lines of a ring: of one origin the geodesic ring, of all as Python drew it, else drawn here. `isFine`: drawn
 * here in any case, four times as smooth, unless it is so wide, or of so many, that nobody would see a difference.
 */
export function shape({ properties: { origin, radius_km: km }, from, points }, isFine = false) {
  if (origin) {
    const { polygons, line } = geodesy.disc(...points[0], km);
    return { polygons, lines: [line] };
  }
  const key = nameOf(km, from);
  const geometry = /** @type {Polygon | MultiPolygon | undefined} */ (drawn.get(key));
  if (!geometry || (isFine && km <= FINE_KM && from.length <= FINE_ORIGINS)) {
    if (!unions.has(key)) unions.set(key, union.shape(points, km));
    return unions.get(key);
  }
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return { polygons, lines: polygons.flat().flatMap((edge) => outlines.stroke(edge.slice(0, -1), isSeam)) };
}

/** CSS class of a missile's colour. */
export function hue(feature) {
  return `ring-${colours.get(feature.properties.missile)}`;
}

/** CSS classes of a line, of one ring or of several that coincide. */
export function lineStyle([feature, ...others]) {
  const { bound, basis: based, floor } = feature.properties;
  return `ring ${bound} ${based} ${floor ? "floor " : ""}${hue(feature)}${others.length > 0 ? " joint" : ""}`;
}

/** CSS classes of an area. */
export function areaStyle(feature) {
  const { bound, basis: based } = feature.properties;
  return `area ${bound === "low" ? "inner" : "outer"} ${based} ${hue(feature)}`;
}

/** Put rings together that are the same line: of several missiles, with one radius around the same origins. */
export function joined(separate) {
  const groups = new Map();
  for (const feature of separate) {
    const { radius_km: km, floor } = feature.properties;
    const key = `${nameOf(km, feature.from)} ${floor}`;
    groups.set(key, [...(groups.get(key) ?? []), feature]);
  }
  return [...groups.values()];
}
