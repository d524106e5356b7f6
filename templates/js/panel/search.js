// Find missiles and sites by any of their names, in every script of the page, however it is typed.

import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";

const COMPOUND = /[\u116A-\u11C2]/gu; // jamo of Hangul: vowels that are typed as two, and closing consonants
const OPENING = "[\u1100-\u1112]";
const VOWEL = "[\u1160-\u1175]"; // the first of them is silent
const ALONE = /[\u3131-\u314E]/u; // a consonant by itself: in what is typed, any syllable that it opens
/** @type {Array<[number, string]>} */
const TYPED_AS = [
  [0x116a, "ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ"],
  [0x11a8, "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"],
];
const singles = new Map(); // by compound jamo: the vowels or opening consonants that it is typed with
for (const [first, row] of TYPED_AS) {
  for (const [step, typed] of row.split(" ").entries()) singles.set(String.fromCodePoint(first + step), typed.normalize("NFKC"));
}
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ħ: "h", ŧ: "t", ß: "ss", æ: "ae", œ: "oe", þ: "th", ŋ: "ng", ə: "e" }; // without marks to drop
const PLAIN = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const MODIFIERS = /[\u02B0-\u02FF]/gu; // letters that stand for an apostrophe or a breath: Hawaiʻi
let entries = null;

/**
 * Reduce a text to what is compared: no case, accents, spaces, hyphens or apostrophes; plain Latin letters; hiragana for katakana; single jamo for Hangul.
 * @param {string} text
 */
function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(MODIFIERS, "")
    .replace(PLAIN, (letter) => LETTERS[letter])
    .replace(/[\u30A1-\u30F6]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 0x60))
    .replace(COMPOUND, (jamo) => singles.get(jamo) ?? jamo);
}

/** Fold a name, and note where its words start. */
function folded(name) {
  const starts = new Set();
  let text = "";
  for (const word of name.split(/[\s\p{P}\p{S}]+/u)) {
    starts.add(text.length);
    text += fold(word.replace(ALONE, "$&\u1160"));
  }
  return { name, text, starts };
}

/** Every missile and site of the map with all its names. */
function index() {
  const { missiles } = state.story;
  const others = read("names"); // by key: what neither a text nor a card says
  const sites = [...read("mapgen-sites").features].sort((a, b) => a.properties.label_order - b.properties.label_order);
  return [...missiles.map(({ id }) => ["missile", id]), ...sites.map(({ id }) => ["site", id])].map(([what, id]) => {
    const key = /** @type {TextKey} */ (`${what}:${id}`);
    const { everywhere } = i18n;
    const aliases = (what === "site" && read("evidence")[id].aliases) || [];
    const names = new Set([...everywhere(key), ...everywhere(`label:${id}`), ...aliases, ...(others[key] ?? [])]);
    return { key, what, id, names: [...names].map(folded) };
  });
}

/** Make the pattern of what was typed: its last syllable may be unfinished, its lone consonants open syllables. */
function pattern(query) {
  const jamo = [...query.normalize("NFC")].flatMap((letter) => [...fold(letter)].map((part) => [part, ALONE.test(letter)]));
  const last = jamo.length - 1;
  const parts = jamo.map(([part, alone], at) => {
    if (!alone) return part;
    return part + (at === last ? `(?=${VOWEL})` : `${VOWEL}+${OPENING}*?`);
  });
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
function best(key, names, wanted) {
  const own = i18n.say(key).text;
  const ranked = names.map((each) => ({ name: each.name, rank: fit(each, wanted) + (each.name === own ? 0 : 0.5) }));
  return ranked.reduce((a, b) => (b.rank < a.rank ? b : a));
}

/**
 * List what fits a query, the best first: all of it in one name, else each of its words in some name.
 * @param {string} query
 */
export function find(query) {
  entries ??= index();
  const phrase = pattern(query);
  if (!phrase) return [];
  const words = query.trim().split(/\s+/u).map(pattern).filter(Boolean);
  const found = entries.map(({ key, what, id, names }) => {
    const hit = best(key, names, phrase);
    const scattered = hit.rank === Infinity && words.every((word) => best(key, names, word).rank < Infinity);
    const { name, rank } = scattered ? { ...best(key, names, words[0]), rank: 9 } : hit;
    return { key, what, id, name, rank };
  });
  return found.filter(({ rank }) => rank < Infinity).sort((a, b) => a.rank - b.rank);
}

/**
 * The keys of what fits a query.
 * @param {string} query
 */
export function keys(query) {
  return new Set(find(query).map(({ key }) => key));
}
