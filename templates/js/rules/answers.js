// The answer for one point, place or origin, as values: how far it is, from which origin, and what reaches what. The rule
// is that of reach.js; answer_words.js puts the answers into words.

import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import * as reach from "./reach.js";
import * as rings from "./rings.js";
/** @import { Choices } from "../core/state.js" */
/** @import { ReachRecord } from "./reach.js" */

const { sites, story } = state;
const places = new Set(story.places);

/**
 * One missile's answer for a point or place: the record that decides, as `mapgen reach` finds it; among how many origins
 * it was found; and whether its origin is the nearest of them.
 * @typedef {{ record: ReachRecord, of: number, isNearest: boolean }} Answer
 *
 * How far a point or place is from the nearest origin, and an answer for each missile that is shown and has a figure.
 * @typedef {{ nearest: { origin: string, km: number, of: number } | null, answers: Answer[] }} PointAnswer
 *
 * How many places lie within every figure of a missile from one origin, how many depend, and how many lie beyond.
 * @typedef {{ missile: string, within: number, depends: number, beyond: number, total: number }} OriginAnswer
 */

/** The records that decide, one for each missile, in the order of the story. */
function decided(records, chosen) {
  const from = rings.origins(chosen);
  const answers = reach.strongest(records).map((record) => {
    const own = records.filter(({ missile }) => missile === record.missile);
    const least = Math.min(...own.map((each) => each.distance_km));
    return { record, of: rings.originsOf(record.missile, from).length, isNearest: record.distance_km === least };
  });
  const order = story.missiles.map(({ id }) => id);
  return answers.sort((a, b) => order.indexOf(a.record.missile) - order.indexOf(b.record.missile));
}

function nearestTo(point, chosen) {
  const from = rings.origins(chosen);
  const all = from.map((origin) => ({
    origin,
    km: geodesy.inverse(...sites.get(origin).geometry.coordinates, ...point)[1] / 1000,
  }));
  return all.length > 0 ? { ...all.reduce((a, b) => (b.km < a.km ? b : a)), of: all.length } : null;
}

/**
 * The answer for any point of the map; `unsure` is the uncertainty of its position in km.
 * @param {[number, number]} point lon, lat
 * @param {Choices} chosen
 * @param {number} [unsure]
 * @returns {PointAnswer}
 */
export function ofPoint(point, chosen, unsure = 0) {
  return { nearest: nearestTo(point, chosen), answers: decided(reach.ofPoint(point, chosen, unsure), chosen) };
}

/**
 * The answer for a site with a public position: by the table that Python made where it is a place of the story.
 * @param {string} id
 * @param {Choices} chosen
 * @returns {PointAnswer}
 */
export function ofSite(id, chosen) {
  const { geometry, properties } = sites.get(id);
  if (!places.has(id)) return ofPoint(geometry.coordinates, chosen, properties.uncertainty_km);
  return { nearest: nearestTo(geometry.coordinates, chosen), answers: decided(reach.ofPlace(id, chosen), chosen) };
}

/**
 * What the missiles shown reach from one origin, whichever origins are chosen: only those that the story draws from there.
 * @param {string} origin
 * @param {Choices} chosen
 * @returns {OriginAnswer[]}
 */
export function ofOrigin(origin, chosen) {
  const counts = new Map();
  for (const { missile, reach: verdict } of reach.all({ ...chosen, origins: [origin], pin: null })) {
    const count = counts.get(missile) ?? { missile, within: 0, depends: 0, beyond: 0, total: 0 };
    counts.set(missile, { ...count, [verdict]: count[verdict] + 1, total: count.total + 1 });
  }
  return [...counts.values()];
}

/**
 * Whether rings are drawn from a site.
 * @param {string} id
 */
export function isOrigin(id) {
  return story.origins.includes(id);
}
