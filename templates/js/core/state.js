// What the reader has chosen, and who wants to know when it changes.

import { read } from "./data.js";

export const story = read("mapgen-story");
export const sites = new Map(read("mapgen-sites").features.map((feature) => [feature.id, feature]));
export const chosen = {
  language: story.language,
  missiles: new Set(story.missiles.filter((missile) => missile.shown).map((missile) => missile.id)),
  hiddenKinds: new Set(),
  origins: [], // those that rings are drawn from; none: all of them together
  figures: "band", // which figures count: "band" (all), "low", "high", or the number of one source
  asOf: null, // the year at whose end the reader stands; null: the day of the story
  pin: null, // [lon, lat] of the reader's own pin
  from: null, // the site that the world is seen from: the azimuthal view
  limit: null, // where that view ends, in km; null: chosen by its rings
  naive: false, // whether planar circles are shown behind the rings
};
export const ALL = Object.keys(chosen);
const subscriptions = [];

/** Call `listener(chosen)` whenever a choice with one of these keys changes; those who subscribe first are called first. */
export function subscribe(keys, listener) {
  subscriptions.push({ keys, listener });
}

/** Take over some of the choices, and tell those who want to know. */
export function change(patch) {
  Object.assign(chosen, patch);
  for (const { keys, listener } of subscriptions) if (keys.some((key) => key in patch)) listener(chosen);
}

/** Return a set with one member added or taken out. */
export function toggled(set, member, present) {
  const copy = new Set(set);
  if (present) copy.add(member);
  else copy.delete(member);
  return copy;
}
