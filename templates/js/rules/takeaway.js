// The sentence under the headline: what the rings mean for the places of interest. The same values as
// mapgen/reach/takeaway.py, in the same words as mapgen/reach/takeaway_words.py.

import { read } from "../core/data.js";
import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bandWords from "./band_words.js";
import * as bands from "./bands.js";
import * as publications from "./publications.js";
import * as reach from "./reach.js";
import * as rings from "./rings.js";
/** @import { Choices } from "../core/state.js" */
/** @import { ReachRecord } from "./reach.js" */

/**
 * The places that get the same answer, and all such groups.
 * @typedef {"within" | "flown" | "between" | "edge" | "open" | "beyond"} Answer
 * @typedef {{ answer: Answer, places: string[] }} Group
 * @typedef {{ missiles: string[], origins: string[], groups: Group[], isOff: boolean, isAllInHigh: boolean }} Takeaway
 */

/** @type {Answer[]} */
const ANSWERS = ["within", "flown", "between", "edge", "open", "beyond"];
const BY_GROUND = /** @type {const} */ ({ flown: "flown", figure: "between", positions: "edge", floor: "open" });
const FIGURES = { between: "ui:take_part", edge: "ui:take_range" }; // that an answer is about; elsewhere, every one
const NAMED = 4; // most places that are all named; of more, all but the first FIRST are counted
const FIRST = 3;
const shownFirst = state.story.missiles.filter(({ shown }) => shown).map(({ id }) => id);

/**
 * @param {ReachRecord} record
 * @returns {Answer}
 */
function answer(record) {
  const ground = reach.ground(record);
  return ground ? BY_GROUND[ground] : /** @type {Answer} */ (record.reach);
}

/** For each place the strongest answer; among equals, that of the nearest origin. */
function strongestByPlace(records) {
  const best = new Map();
  for (const record of records) {
    const rank = ANSWERS.indexOf(answer(record));
    const other = best.get(record.place);
    if (!other || rank < other.rank || (rank === other.rank && record.distance_km < other.record.distance_km)) {
      best.set(record.place, { record, rank });
    }
  }
  return [...best.values()].map(({ record }) => record);
}

/** The places by answer; the farthest place within every figure first, in other groups the nearest. */
function groupsOf(best) {
  const found = ANSWERS.map((name) => {
    const own = best.filter((record) => answer(record) === name);
    own.sort((a, b) => (a.distance_km - b.distance_km) * (name === "within" ? -1 : 1));
    return { answer: name, places: own.map(({ place }) => place) };
  });
  return found.filter(({ places }) => places.length > 0);
}

/**
 * Sum up what the missiles switched on reach; the reader's pin is no place of the story.
 * @param {Choices} chosen
 * @returns {Takeaway}
 */
export function of(chosen) {
  const from = rings.origins(chosen);
  const drawn = state.story.missiles
    .map(({ id }) => id)
    .filter((id) => bands.of(id, chosen) && rings.originsOf(id, from).length > 0);
  const missiles = drawn.filter((id) => chosen.missiles.has(id));
  const used = new Set(missiles.flatMap((id) => rings.originsOf(id, from)));
  const best = strongestByPlace(reach.strongest(reach.all({ ...chosen, pin: null })));
  const answers = best.map(answer);
  return {
    missiles,
    origins: from.filter((id) => used.has(id)),
    groups: groupsOf(best),
    isOff: chosen.missiles.size === 0 && drawn.length > 0,
    isAllInHigh:
      missiles.length === 1 &&
      chosen.figures === "band" &&
      answers.includes("between") &&
      (answers.includes("within") || !answers.includes("edge")) &&
      answers.every((each) => ["within", "between", "edge"].includes(each)) &&
      best.every(({ distance_km: km, uncertainty_km: unsure, high_km: high }) => km + unsure <= high),
  };
}

/** A text of ours in the chosen language, with its {names} filled in. */
function fill(key, parts) {
  return i18n.filled(i18n.say(key).text, parts);
}

/** Words with a count and with other words. */
function count(name, n, parts = {}) {
  return i18n.counted(name, { n, ...parts }).text;
}

function namesOf({ answer: said, places }) {
  const names = places.map((id) => i18n.say(`label:${id}`).text ?? i18n.say(`site:${id}`).text);
  if (names.length <= NAMED) return count("take_names", names.length, { names: i18n.listed(names) });
  const key = said === "within" ? "take_names_nearer" : "take_names_more";
  return count(key, names.length, { more: names.length - FIRST, names: i18n.listed(names.slice(0, FIRST), true) });
}

/** The sentence for some choices, without the missile. */
class Words {
  /**
   * @param {Takeaway} takeaway
   * @param {Choices} chosen
   */
  constructor(takeaway, chosen) {
    this.takeaway = takeaway;
    this.chosen = chosen;
    this.places = i18n.say("called:places").text; // only where the story says what they are called together
    this.total = takeaway.groups.reduce((sum, { places }) => sum + places.length, 0);
  }

  claim() {
    const { missiles, groups, isOff, isAllInHigh } = this.takeaway;
    if (missiles.length === 0) return fill(isOff ? "ui:take_off" : "ui:take_nothing");
    if (groups.length === 0) {
      return fill("ui:take_no_place", { figure: this.figure("ui:take_range"), each: this.origins("take_from_each") });
    }
    if (isAllInHigh && this.places) return this.allInHigh();
    const [first, ...others] = groups;
    return others.reduce((said, group) => fill("ui:take_join", { first: said, second: this.next(group) }), this.first(first));
  }

  allInHigh() {
    const { missiles, groups } = this.takeaway;
    const { low, high, floor } = bands.of(missiles[0], this.chosen);
    return count("take_high", groups.find((group) => group.answer === "within")?.places.length ?? 0, {
      who: count("take_all", this.total, { places: this.places }),
      highest: fill("ui:take_bracket", { words: fill("ui:take_highest"), more: i18n.limit(high, floor) }),
      low: i18n.limit(low),
      from: this.origins("take_from"),
    });
  }

  /** The strongest answer, with its figures and origins. */
  first(group) {
    return count(`take_${group.answer === "between" ? "within" : group.answer}`, group.places.length, {
      who: this.who(group, true),
      figure: this.figure(FIGURES[group.answer] ?? "ui:take_every"),
      from: this.origins("take_from"),
      each: this.origins("take_from_each"),
    });
  }

  /** A weaker answer, of the same figures and origins. */
  next(group) {
    return count(`take_${group.answer}_then`, group.places.length, { who: this.who(group, false) });
  }

  who(group, isFirst) {
    const n = group.places.length;
    if (!this.places) return namesOf(group);
    if (!isFirst) return count("take_count", n);
    if (n === this.total) return count("take_all", n, { places: this.places });
    return count("take_some", n, { total: this.total, places: this.places });
  }

  origins(key) {
    const { origins } = this.takeaway;
    if (origins.length === 1) return i18n.say(`site:${origins[0]}`).text;
    return count(key, origins.length, { origins: i18n.say("called:origins").text });
  }

  /** The figures that are meant, with the band of the missile if it is one. */
  figure(key) {
    const { missiles } = this.takeaway;
    const words = this.choice() ?? fill(key);
    if (missiles.length > 1) return words;
    return fill("ui:take_bracket", { words, more: bandWords.spell(missiles[0], this.chosen) });
  }

  /** The figures that the reader chose. */
  choice() {
    const { figures } = this.chosen;
    if (typeof figures === "number") return fill("ui:take_source", { source: publications.nameOf(figures) });
    return { low: fill("ui:take_lowest"), high: fill("ui:take_highest") }[figures];
  }
}

/**
 * The takeaway in a sentence of the reader's language; it names the missile if the map has several families, or if that is
 * another than the map opens with.
 * @param {Choices} chosen
 */
export function sentence(chosen) {
  const takeaway = of(chosen);
  const { missiles } = takeaway;
  let said = new Words(takeaway, chosen).claim();
  if (missiles.length > 1) said = count("take_missiles", missiles.length, { sentence: said });
  else if (missiles.length === 1 && (read("families") > 1 || missiles.join() !== shownFirst.join())) {
    said = fill("ui:take_missile", { missile: i18n.say(`ring:${missiles[0]}`).text, sentence: said });
  }
  return fill("ui:take_end", { sentence: said.charAt(0).toUpperCase() + said.slice(1) });
}
