// What the reader has chosen, and who wants to know when it changes.

import { read } from "./data.js";

export const story = read("mapgen-story");
export const sites = new Map(read("mapgen-sites").features.map((feature) => [feature.id, feature]));

/**
 * What the reader can choose.
 * @typedef {object} Choices
 * @property {string} language
 * @property {Set<string>} missiles ids of those shown
 * @property {Set<string>} hiddenKinds of sites
 * @property {string[]} origins ids of the sites that rings are drawn from; empty: all of them together
 * @property {"band" | "low" | "high" | number} figures which figures count: all, the lowest, the highest, or those of one source
 * @property {number | null} asOf only what had been reported by the end of this year; null: by the day of the story
 * @property {[number, number] | null} pin lon, lat of the reader's own pin
 * @property {string | null} from id of the site that the world is seen from: the azimuthal view
 * @property {number | null} limit where that view ends, in km; null: chosen by its rings
 * @property {boolean} naive whether planar circles are shown behind the rings
 */

/**
 * What is chosen as the page opens, but for the language, which stays the reader's.
 * @returns {Omit<Choices, "language">}
 */
export function opening() {
  return {
    missiles: new Set(story.missiles.filter((missile) => missile.shown).map((missile) => missile.id)),
    hiddenKinds: new Set(),
    origins: [],
    figures: "band",
    asOf: null,
    pin: null,
    from: story.view.from ?? null,
    limit: null,
    naive: false,
  };
}

/** @type {Choices} */
export const chosen = { language: story.language, ...opening() };
export const ALL = Object.keys(chosen);
const subscriptions = [];
const waiting = new Set(); // what is to be called in a later frame
const LONGEST_FRAME_MS = 100;

/**
 * Call `listener(chosen)` whenever a choice with one of these keys changes; those who subscribe first are called first.
 * @param {string[]} keys
 * @param {(choices: Choices) => void} listener
 */
export function subscribe(keys, listener) {
  subscriptions.push({ keys, listener });
}

/**
 * The same in a later frame, each listener in a task of its own: for what takes long and need not be seen at once.
 * @param {string[]} keys
 * @param {(choices: Choices) => void} listener
 */
export function subscribeLater(keys, listener) {
  subscribe(keys, () => later(listener));
}

/**
 * Call `act(chosen)` in a later frame, once: the reader sees first that the click was heard.
 * @param {(choices: Choices) => void} act
 */
export function later(act) {
  waiting.add(act);
  if (!document.documentElement.dataset.mapgenBusy) afterFrame(work);
  document.documentElement.dataset.mapgenBusy = "true";
}

/** Act once what has changed so far is on the screen; a page that is not painted has no frames. */
function afterFrame(act) {
  const timer = setTimeout(act, LONGEST_FRAME_MS);
  requestAnimationFrame(() => {
    clearTimeout(timer);
    setTimeout(act);
  });
}

/** Call the next of those that wait, and let the reader act before the one after it. */
function work() {
  const [act] = waiting;
  waiting.delete(act);
  act?.(chosen);
  if (waiting.size > 0) setTimeout(work);
  else delete document.documentElement.dataset.mapgenBusy;
}

/** Call at once all those that wait. */
export function catchUp() {
  for (const act of waiting) {
    waiting.delete(act);
    act(chosen);
  }
}

/**
 * Take over some of the choices, and tell those who want to know.
 * @param {Partial<Choices>} patch
 */
export function change(patch) {
  Object.assign(chosen, patch);
  for (const { keys, listener } of subscriptions) if (keys.some((key) => key in patch)) listener(chosen);
}

/**
 * Return a set with one member added or taken out.
 * @template Member
 * @param {Set<Member>} set
 * @param {Member} member
 * @param {boolean} present
 */
export function toggled(set, member, present) {
  const copy = new Set(set);
  if (present) copy.add(member);
  else copy.delete(member);
  return copy;
}
