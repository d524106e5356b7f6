// What reaches what: the three-valued rule as mapgen/reach/rule.py has it, applied to distances and bands that Python settled.

import { REACH_COLUMNS } from "../core/constants.json";
import { cell } from "../core/csv.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import * as bands from "./bands.js";
import * as quotes from "./quotes.js";
import * as rings from "./rings.js";
/** @import { Choices } from "../core/state.js" */

const table = read("mapgen-reach");
const { sites } = state;
const { sources } = quotes;
export const PIN = "pin"; // the place that the reader's pin marks
export const ORDER = ["within", "depends", "beyond"]; // from the strongest answer to the weakest

/**
 * An answer for a missile, an origin and a place, as `mapgen reach --format json` prints it.
 * @typedef {{ missile: string, origin: string, place: string, distance_km: number, uncertainty_km: number, low_km: number | null,
 *   high_km: number, reach: Verdict }} ReachRecord
 * @typedef {"within" | "depends" | "beyond"} Verdict
 */

/** @returns {Verdict} */
function verdict(km, unsure, { low, high, floor }) {
  if (low !== null && km + unsure <= low) return "within";
  return km - unsure > high && floor === null ? "beyond" : "depends";
}

/** By how many km the distance would have to change for another verdict; null where no distance would change it. */
export function margin(km, unsure, band) {
  const toLow = band.low === null ? Infinity : Math.abs(km + unsure - band.low);
  const toHigh = band.floor === null ? Math.abs(km - unsure - band.high) : Infinity;
  const least = { within: toLow, beyond: toHigh, depends: Math.min(toLow, toHigh) }[verdict(km, unsure, band)];
  return least === Infinity ? null : Math.round(least * 1000) / 1000;
}

const MOST_DECIMALS = 3; // of a km: distances are rounded to the metre

function rounded(value, places) {
  return Number(value.toFixed(places));
}

/** How many decimals of a km a reader needs, so that the rounded numbers give the same verdict and a margin. */
export function decimals(record) {
  const { distance_km: km, uncertainty_km: unsure, reach } = record;
  const band = bandOf(record);
  const gap = margin(km, unsure, band);
  for (let places = km < 10 ? 1 : 0; places < MOST_DECIMALS; places += 1) {
    const hidesMargin = gap && rounded(gap, places) === 0;
    if (verdict(rounded(km, places), rounded(unsure, places), band) === reach && !hidesMargin) return places;
  }
  return MOST_DECIMALS;
}

/** What one figure says of a place; a floor never says that it is out of reach. */
function stance({ low_km: low, high_km: high, floor }, km, unsure) {
  if (km + unsure <= low) return "reaches";
  return km - unsure > high && !floor ? "short" : "open";
}

/** The numbers of the sources on either side, and whether the positions decide. */
export function reasons({ missile, distance_km: km, uncertainty_km: unsure }) {
  const sides = { reaches: new Set(), short: new Set(), open: new Set() };
  let position = false;
  for (const figure of bands.counted(missile, state.chosen)) {
    const says = stance(figure, km, unsure);
    sides[says].add(figure.source);
    position ||= says === "open" && stance(figure, km, 0) !== "open";
  }
  return { sides, position };
}

/**
 * The basis of a missile's ring around an origin.
 * @param {string} missile
 * @param {string} origin
 */
export function basis(missile, origin) {
  return rings.basis(missile, [origin]);
}

function limitOf(missile, chosen) {
  const { low_km: low, high_km: high, floor = null } = table.bands[missile];
  return bands.isDefault(chosen) ? { low, high, floor } : bands.of(missile, chosen);
}

/** The band that a record was judged by. */
export function bandOf({ missile, low_km: low, high_km: high }) {
  return { low, high, floor: limitOf(missile, state.chosen).floor };
}

/** The limits that count for each missile switched on: Python's, or those of the figures that the reader left. */
function limits(chosen) {
  const found = new Map();
  for (const missile of Object.keys(table.bands)) {
    const band = limitOf(missile, chosen);
    if (chosen.missiles.has(missile) && band) found.set(missile, band);
  }
  return found;
}

/** Each place that had been reported by then, with its distance and uncertainty. */
function placesFrom(origin, chosen) {
  const row = table.origins.indexOf(origin);
  return [...table.places.entries()]
    .filter(([, id]) => bands.knows(chosen, sites.get(id)))
    .map(([column, id]) => ({ id, km: table.distance_km[row][column], unsure: table.uncertainty_km[row][column] }));
}

/** A point that is no place of the story, with its distance and uncertainty. */
function pointFrom(origin, point, unsure = 0) {
  const { geometry, properties } = sites.get(origin);
  const [, metres] = geodesy.inverse(...geometry.coordinates, ...point);
  return { id: PIN, km: Math.round(metres) / 1000, unsure: (properties.uncertainty_km ?? 0) + unsure };
}

/**
 * Every record of `mapgen reach --format json`, for the origins, missiles and figures that the reader chose; those of the
 * reader's pin first.
 * @param {Choices} chosen
 * @returns {ReachRecord[]}
 */
export function all(chosen) {
  const { pin } = chosen;
  return judged(chosen, (origin) => [...(pin ? [pointFrom(origin, pin)] : []), ...placesFrom(origin, chosen)]);
}

/**
 * The records of a single place of the story.
 * @param {string} place
 * @param {Choices} chosen
 */
export function ofPlace(place, chosen) {
  return judged(chosen, (origin) => placesFrom(origin, chosen).filter(({ id }) => id === place));
}

/**
 * The records of any point, as of a pin there; `unsure` is the uncertainty of its position in km.
 * @param {[number, number]} point
 * @param {Choices} chosen
 * @param {number} [unsure]
 */
export function ofPoint(point, chosen, unsure) {
  return judged(chosen, (origin) => [pointFrom(origin, point, unsure)]);
}

/** @returns {ReachRecord[]} */
function judged(chosen, targetsFrom) {
  const limited = limits(chosen);
  return rings.origins(chosen).flatMap((origin) => {
    const places = targetsFrom(origin);
    const placed = [...limited].filter(([missile]) => rings.originsOf(missile, [origin]).length > 0);
    return placed.flatMap(([missile, band]) =>
      places.map(({ id, km, unsure }) => {
        const reach = verdict(km, unsure, band);
        const { low: low_km, high: high_km } = band;
        return { missile, origin, place: id, distance_km: km, uncertainty_km: unsure, low_km, high_km, reach };
      }),
    );
  });
}

/**
 * For each missile and place the origin with the strongest verdict, the nearest among equals.
 * @param {ReachRecord[]} records
 */
export function strongest(records) {
  const kept = new Map();
  for (const record of records) {
    const key = `${record.missile} ${record.place}`;
    const other = kept.get(key);
    const by = other ? ORDER.indexOf(record.reach) - ORDER.indexOf(other.reach) || record.distance_km - other.distance_km : -1;
    if (by < 0) kept.set(key, record);
  }
  return [...kept.values()];
}

export function marginOf(record) {
  return margin(record.distance_km, record.uncertainty_km, bandOf(record));
}

/**
 * What the verdict "depends" depends on; mapgen/reach/rule.py has the same rule.
 * @param {ReachRecord} record
 * @returns {"floor" | "positions" | "flown" | "figure" | null} null for other verdicts
 */
export function ground(record) {
  const { reach, distance_km: km, uncertainty_km: unsure, low_km: low, high_km: high } = record;
  if (reach !== "depends") return null;
  if (floorDecides(record)) return "floor";
  if ((low !== null && km - unsure <= low) || km + unsure > high) return "positions";
  return low === null ? "flown" : "figure";
}

/**
 * The text that says a verdict in a few words: in a row, in the name of a marker, on paper.
 * @param {ReachRecord} record
 * @returns {TextKey}
 */
export function wording(record) {
  const on = ground(record);
  return on === "figure" || on === "positions" ? `ui:on_${on}` : `ui:${record.reach}`;
}

/** Whether only a floor keeps a place from being beyond every figure. */
export function floorDecides(record) {
  return bandOf(record).floor !== null && record.distance_km - record.uncertainty_km > record.high_km;
}

/**
 * Write the lines of `mapgen reach --format csv`; with sentences, one for each record, in a last column of their own.
 * @param {ReachRecord[]} records
 * @param {string[]} [sentences]
 */
export function csv(records, sentences) {
  const columns = sentences ? [...REACH_COLUMNS, "answer"] : REACH_COLUMNS;
  const lines = records.map((record, index) => {
    const { sides, position } = reasons(record);
    const [reaches, short, open] = Object.values(sides).map((numbers) =>
      [...numbers].map((number) => sources[number - 1].id).join(" "),
    );
    const words = read("reach-words")[basis(record.missile, record.origin)];
    const row = { ...record, basis: words, margin_km: marginOf(record), position_decides: position ? "yes" : "no" };
    Object.assign(row, {
      high_limit_is: { flown: "at least, flown", "at-least": "at least" }[bandOf(record).floor] ?? "at most",
    });
    Object.assign(row, { sources_that_reach: reaches, sources_that_fall_short: short, sources_that_leave_it_open: open });
    Object.assign(row, { answer: sentences?.[index] });
    return columns.map((column) => cell(row[column]));
  });
  return [columns, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}
