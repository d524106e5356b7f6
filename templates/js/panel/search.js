// Find missiles and sites by any of their names, in every script of the page, however it is typed.

import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";
import * as gazetteer from "./gazetteer.js";
import * as hangul from "./hangul.js";
import * as spelling from "./spelling.js";

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ħ: "h", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th", ŋ: "ng", ə: "e" }; // without marks to drop
const PLAIN = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const MODIFIERS = /[\u02B0-\u02FF]/gu; // letters that stand for an apostrophe or a breath: Hawaiʻi
const LONG = 4; // letters: a word of so many may have one of them wrong
const NEAR = 0.5; // of the letters of a name, at most so many are typed otherwise for it to be offered
let entries = null;

/**
 * Reduce a text to what is compared: no case, accents, spaces, hyphens or apostrophes; plain Latin letters; hiragana for katakana; single jamo for Hangul.
 * @param {string} text
 */
function fold(text) {
  const letters = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(MODIFIERS, "")
    .replace(PLAIN, (letter) => LETTERS[letter])
    .replace(/[\u30A1-\u30F6]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 0x60));
  return hangul.single(letters);
}

/** Fold a name, and note where its words start. */
function folded(name) {
  const starts = new Set();
  let text = "";
  for (const word of name.split(/[\s\p{P}\p{S}]+/u)) {
    starts.add(text.length);
    text += fold(hangul.opened(word));
  }
  return { name, text, starts };
}

/** Every missile and site of the map with all its names; then the names of the base map, and the sources. */
function index() {
  const { missiles } = state.story;
  const others = read("names"); // by key: what neither a text nor a card says
  const sites = [...read("mapgen-sites").features].sort((a, b) => a.properties.label_order - b.properties.label_order);
  const own = [...missiles.map(({ id }) => ["missile", id]), ...sites.map(({ id }) => ["site", id])].map(([what, id]) => {
    const key = /** @type {TextKey} */ (`${what}:${id}`);
    const { everywhere } = i18n;
    const aliases = (what === "site" && read("evidence")[id].aliases) || [];
    const names = new Set([...everywhere(key), ...everywhere(`label:${id}`), ...aliases, ...(others[key] ?? [])]);
    return { key, what, id, names: [...names].map(folded) };
  });
  const more = gazetteer.entries().map((entry) => Object.assign(entry, { key: null, names: entry.names.map(folded) }));
  return [...own, ...more];
}

/** The name of an entry in the reader's language. */
function titleOf({ key, titles }) {
  if (key) return i18n.say(key).text;
  return titles[state.chosen.language] ?? titles.en;
}

/** Make the pattern of what was typed: its last syllable may be unfinished, its lone consonants open syllables. */
function pattern(query) {
  const letters = [...query.normalize("NFC")];
  const jamo = letters.flatMap((letter) => [...fold(letter)].map((part) => ({ part, isAlone: hangul.isAlone(letter) })));
  const last = jamo.length - 1;
  const parts = jamo.map(({ part, isAlone }, at) => (isAlone ? hangul.opening(part, at === last) : part));
  const inside = jamo.length > 1 || /\p{Lo}/u.test(query) ? 3 : Infinity; // one Latin letter is inside almost every name
  return jamo.length === 0 ? null : { text: new RegExp(parts.join(""), "gu"), inside };
}

/** How well a name fits: 0 as a whole, 1 from its start, 2 from the start of a word, 3 inside; Infinity not at all. */
function fit({ text, starts }, wanted) {
  const ranks = [...text.matchAll(wanted.text)].map(({ 0: found, index: at }) => {
    if (at === 0) return Number(found !== text);
    return starts.has(at) ? 2 : wanted.inside;
  });
  return Math.min(...ranks);
}

/** The name of an entry that fits best, its name in the chosen language before others. */
function best(entry, wanted) {
  const own = titleOf(entry);
  const ranked = entry.names.map((each) => ({ name: each.name, rank: fit(each, wanted) + (each.name === own ? 0 : 0.5) }));
  return ranked.reduce((a, b) => (b.rank < a.rank ? b : a));
}

function result(entry, { name, rank }) {
  const later = { city: 0.2, country: 0.2, sea: 0.2, source: 4 }[entry.what] ?? 0; // what the map is about comes first
  return { key: entry.key, what: entry.what, id: entry.id, at: entry.at, title: titleOf(entry), name, rank: rank + later };
}

/** What fits letter for letter: all of the query in one name, else each of its words in some name. */
function exact(query, asked) {
  const phrase = pattern(query);
  const words = query.trim().split(/\s+/u).map(pattern).filter(Boolean);
  return asked.map((entry) => {
    const hit = best(entry, phrase);
    const scattered = hit.rank === Infinity && words.every((word) => best(entry, word).rank < Infinity);
    return result(entry, scattered ? { ...best(entry, words[0]), rank: 9 } : hit);
  });
}

/** How many letters are typed wrong, if a text is the start of a word of a name; a little more, if it is not the whole word. */
function errors(typed, { text, starts }) {
  const bounds = [...starts, text.length];
  const away = bounds.slice(0, -1).map((from, at) => {
    const whole = spelling.distance(typed, text.slice(from, bounds[at + 1]));
    return Math.min(whole, spelling.distance(typed, text.slice(from), true) + 0.5);
  });
  return Math.min(...away);
}

/** What fits but for a single letter in each word; short words are taken as they are. */
function nearly(query, asked) {
  const words = query.split(/\s+/u).map(fold).filter(Boolean);
  return asked.map((entry) => {
    const ranked = entry.names.map((name) => {
      const away = words.map((word) => ({ away: errors(word, name), most: word.length < LONG ? 0.5 : 1.5 }));
      return {
        name: name.name,
        rank: away.every((each) => each.away <= each.most) ? 5 + Math.max(...away.map((each) => each.away)) : Infinity,
      };
    });
    return result(
      entry,
      ranked.reduce((one, other) => (other.rank < one.rank ? other : one)),
    );
  });
}

/**
 * List what fits a query, the best first; where nothing does, what would but for a typing error.
 * @param {string} query
 */
export function find(query) {
  entries ??= index();
  if (!pattern(query)) return [];
  const asked = fold(query).length > 1 ? entries : entries.filter(({ what }) => what !== "source"); // a letter is no title
  for (const search of [exact, nearly]) {
    const found = search(query, asked).filter(({ rank }) => rank < Infinity);
    if (found.length > 0) return found.sort((a, b) => a.rank - b.rank);
  }
  return [];
}

/**
 * The name that is spelt most like a query that finds nothing, in the reader's language before others; null where none is near.
 * @param {string} query
 */
export function nearest(query) {
  const typed = fold(query);
  const all = (entries ??= index()).filter(({ what }) => what !== "source").flatMap((entry) => entry.names);
  const ranked = all.map((name) => ({
    name: name.name,
    away: spelling.distance(typed, name.text) / Math.max(typed.length, name.text.length),
  }));
  const least = ranked.reduce((a, b) => (b.away < a.away ? b : a));
  return least.away <= NEAR ? least.name : null;
}

/**
 * The keys of what fits a query.
 * @param {string} query
 */
export function keys(query) {
  return new Set(find(query).map(({ key }) => key));
}
