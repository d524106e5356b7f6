// Answers in words, in the reader's language: on the map, aloud, on paper and in files they are the same.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as reach from "./reach.js";
/** @import { Answer, OriginAnswer, PointAnswer } from "./answers.js" */
/** @import { ReachRecord } from "./reach.js" */

const { say, filled } = i18n;

/**
 * A sentence with what it says of reach, if it says one thing: "within", "depends" or "beyond"; else "".
 * @typedef {{ text: string, reach: string }} Line
 *
 * A first sentence, and lines below it where there are several missiles.
 * @typedef {{ head: Line, lines: Line[] }} Words
 */

/** Join what is said of what: "Hwasong-15: depends". */
function colon(...parts) {
  return parts.join(say("ui:colon").text);
}

function fill(key, parts) {
  return filled(say(key).text, parts);
}

/** A distance with its uncertainty, as precise as the verdict needs: "301 ± 6 km". */
function distance(record) {
  const places = reach.decimals(record);
  const [km, unsure] = [record.distance_km, record.uncertainty_km].map((value) => i18n.number(value, places));
  return fill("form:km", { n: record.uncertainty_km > 0 ? `${km} ± ${unsure}` : km });
}

function from(origin, of, isNearest) {
  const { text } = i18n.counted(isNearest ? "from_nearest" : "from_strongest", { n: of });
  return filled(text, { origin: say(`label:${origin}`).text });
}

/**
 * How far something is from a site: "173 km from Sakkanmol".
 * @param {string} origin
 * @param {string} away
 */
export function awayFrom(origin, away) {
  return fill("ui:distance_from", { distance: away, from: from(origin, 1, true) });
}

/** @param {Answer} answer */
function place({ record, of, isNearest }) {
  return fill("ui:distance_from", { distance: distance(record), from: from(record.origin, of, isNearest) });
}

/** On what it depends: on a floor, on a flown distance, on the positions, or on the figure one goes by. */
function condition(record) {
  const { distance_km: km } = record;
  const { low, high, floor } = reach.bandOf(record);
  const kind = /** @type {"flown" | "at-least" | null} */ (floor);
  const limits = { low: low === null ? "" : i18n.limit(low), high: i18n.limit(high, kind) };
  const on = reach.ground(record);
  if (on === "flown") return fill("ui:depends_flown", { high: i18n.limit(high) });
  const near = low !== null && Math.abs(km - low) < Math.abs(km - high) ? limits.low : limits.high;
  return fill(`ui:depends_${on}`, { ...limits, limit: near });
}

/**
 * What is said of reach: "within every published figure (lowest: 380 km)".
 * @param {ReachRecord} record
 */
export function verdict(record) {
  const { low, high } = reach.bandOf(record);
  const isAll = state.chosen.figures === "band";
  if (record.reach === "within") return fill(isAll ? "ui:within_all" : "ui:within_chosen", { low: i18n.limit(low) });
  if (record.reach === "beyond") return fill(isAll ? "ui:beyond_all" : "ui:beyond_chosen", { high: i18n.limit(high) });
  return condition(record);
}

function missileName(missile) {
  return say(`ring:${missile}`).text;
}

/** Whether answers lead to one origin at one distance, so that it need not be said for each. */
function isOnePlace(answers) {
  const origins = new Set(answers.map(({ record }) => `${record.origin} ${distance(record)}`));
  return origins.size === 1;
}

/** Without any figure: how far the nearest origin is. */
function bare(nearest) {
  if (!nearest) return say("ui:no_answer").text;
  const text = fill("ui:distance_from", { distance: i18n.km(nearest.km), from: from(nearest.origin, nearest.of, true) });
  return colon(text, say("ui:no_answer").text);
}

/**
 * The answer for a point or place. Where several missiles are shown, each has a line.
 * @param {PointAnswer} answer
 * @returns {Words}
 */
export function ofPoint({ nearest, answers }) {
  if (answers.length === 0) return { head: { text: bare(nearest), reach: "" }, lines: [] };
  const [first] = answers;
  if (answers.length === 1) {
    return { head: { text: colon(place(first), verdict(first.record)), reach: first.record.reach }, lines: [] };
  }
  const isOne = isOnePlace(answers);
  const lines = answers.map((each) => {
    const name = missileName(each.record.missile);
    const where = isOne ? [] : [place(each)];
    return { text: colon(name, ...where, verdict(each.record)), reach: each.record.reach };
  });
  const head = isOne
    ? place(first)
    : fill("ui:distance_from", { distance: i18n.km(nearest.km), from: from(nearest.origin, nearest.of, true) });
  return { head: { text: head, reach: "" }, lines };
}

/**
 * What a single record says: "301 ± 6 km from Sakkanmol: within every published figure (lowest: 380 km)".
 * @param {ReachRecord} record
 */
export function ofRecord(record) {
  return colon(place({ record, of: 1, isNearest: true }), verdict(record));
}

/** How many places from an origin, by answer; answers that no place has are left out. */
function counts(answer) {
  const found = /** @type {const} */ (["within", "depends", "beyond"]).filter((each) => answer[each] > 0);
  return found.map((each) => i18n.counted(`places_${each}`, { n: answer[each] }).text).join(say("form:comma").text);
}

function fromHere({ total }, answer) {
  return filled(i18n.counted("from_here", { total }).text, { answer });
}

/**
 * What an origin reaches.
 * @param {OriginAnswer[]} answers
 * @returns {Words}
 */
export function ofOrigin(answers) {
  const [first] = answers;
  if (!first) return { head: { text: say("ui:no_answer").text, reach: "" }, lines: [] };
  if (answers.length === 1) return { head: { text: fromHere(first, counts(first)), reach: "" }, lines: [] };
  const lines = answers.map((each) => ({ text: colon(missileName(each.missile), counts(each)), reach: "" }));
  return { head: { text: fromHere(first, ""), reach: "" }, lines };
}

/**
 * All of an answer in one text, for those who hear it.
 * @param {Words} words
 */
export function aloud({ head, lines }) {
  return [head, ...lines].map(({ text }) => text).join(". ");
}

/**
 * An answer in a few words, for the name of a symbol: "173 km from Sakkanmol, within every figure"; the distance from the
 * site that the world is seen from is said beside it.
 * @param {PointAnswer} answer
 * @param {string | null} seenFrom
 */
export function brief({ nearest, answers }, seenFrom) {
  if (!nearest) return "";
  const away = (origin, km) => (origin === seenFrom ? "" : awayFrom(origin, km));
  const [said, ...others] = new Set(answers.map(({ record }) => reach.wording(record)));
  if (!said || others.length > 0) return away(nearest.origin, i18n.km(nearest.km));
  const [{ record }] = answers;
  const parts = [away(record.origin, i18n.km(record.distance_km, reach.decimals(record))), say(said).text];
  return parts.filter(Boolean).join(say("form:comma").text);
}

/**
 * What an origin reaches in a few words: "8 of 20 places within every figure".
 * @param {OriginAnswer[]} answers
 */
export function briefOfOrigin(answers) {
  if (answers.length !== 1) return "";
  const [{ within, total }] = answers;
  return i18n.counted("places_of", { n: within, total }).text;
}
