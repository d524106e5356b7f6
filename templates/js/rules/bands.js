// Which figures count by the reader's choice, and the band that they span: mapgen/records/bands.py, for the figures switched on.

import { read } from "../core/data.js";
import * as state from "../core/state.js";
/** @import { Choices } from "../core/state.js" */

const table = read("figures");
const DAYS_END = "-12-31";

export const figures = new Map(Object.entries(table));

/** The last day that counts; null for all of them. */
function lastDay({ asOf }) {
  return asOf === null ? null : `${asOf}${DAYS_END}`;
}

/**
 * Whether the choice lets a figure be seen: reported by then, and of the one source if there is one.
 * @param {FigureRow} figure
 * @param {Choices} chosen
 */
export function isSeen({ source, out_by: day }, chosen) {
  const by = lastDay(chosen);
  return (by === null || (day !== null && day <= by)) && (typeof chosen.figures !== "number" || source === chosen.figures);
}

/**
 * The figures of a missile that count: those set apart or not verified only where there is no other.
 * @param {string} missile
 * @param {Choices} chosen
 */
export function counted(missile, chosen) {
  const seen = (figures.get(missile) ?? []).filter((each) => isSeen(each, chosen));
  const taken = seen.filter((each) => each.sets_limit);
  return taken.length > 0 ? taken : seen;
}

/**
 * The band of a missile by the reader's choice, with the sources of its limits; null where there is no figure.
 * @param {string} missile
 * @param {Choices} chosen
 */
export function of(missile, chosen) {
  const taken = counted(missile, chosen);
  const stated = taken.filter(({ kind }) => kind !== "flown");
  if (taken.length === 0 || (chosen.figures === "low" && stated.length === 0)) return null;
  const lowest = stated.length > 0 ? Math.min(...stated.map((each) => each.low_km)) : null;
  const highest = Math.max(...taken.map((each) => each.high_km));
  const [low, high] = { low: [lowest, lowest], high: [highest, highest] }[chosen.figures] ?? [lowest, highest];
  const highestFigures = taken.filter((each) => each.high_km === highest);
  const flown = !stated.some((each) => each.high_km === highest) && chosen.figures !== "low";
  const setters = [
    ...stated.filter((each) => each.low_km === low),
    ...(flown ? taken : stated).filter((each) => each.high_km === high),
  ];
  const cited = new Set(setters.map(({ source }) => source));
  const limiting = chosen.figures === "low" ? setters : highestFigures;
  /** @type {"flown" | "at-least"} */
  const kind = flown ? "flown" : "at-least";
  const floor = limiting.every((each) => each.floor) ? kind : null;
  return { low: flown && chosen.figures === "high" ? null : low, high, floor, sources: [...cited] };
}

/**
 * Whether a site had been reported by then; one without a date always had.
 * @param {Choices} chosen
 * @param {Site} site
 */
export function knows(chosen, { properties }) {
  const day = properties.first_reported;
  return chosen.asOf === null || !day || Number(day.slice(0, 4)) <= chosen.asOf;
}

/**
 * The site in the centre of the azimuthal view; null where the map is shown, also if the site had not been reported by the
 * chosen year.
 * @param {Choices} chosen
 */
export function seenFrom(chosen) {
  const { from } = chosen;
  return from !== null && knows(chosen, state.sites.get(from)) ? from : null;
}

/**
 * Whether every figure counts, as when the page opens.
 * @param {Choices} chosen
 */
export function isDefault({ figures: which, asOf }) {
  return which === "band" && asOf === null;
}

/** The years at whose ends something was new, up to the one before the story was compiled. */
export function years() {
  const now = Number(state.story.date.slice(0, 4));
  const days = [...figures.values()].flat().map((each) => each.out_by);
  const found = new Set(days.filter(Boolean).map((day) => Number(day.slice(0, 4))));
  return [...found].filter((year) => year < now).toSorted((a, b) => b - a);
}

/** The numbers of the sources that figures come from. */
export function sources() {
  const numbers = new Set([...figures.values()].flat().map(({ source }) => source));
  return [...numbers].toSorted((a, b) => a - b);
}
