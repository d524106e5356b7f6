// Texts in the chosen language: the page carries each text in every language, by key.

import { whenIdle } from "./dom.js";
import { read } from "./data.js";
import * as state from "./state.js";

const rows = new Map(read("texts-keys").map((key, index) => [key, index]));
const rules = {}; // of plurals, by language
const LATER = ".pane, .folium-map"; // what is large: it follows a new language when the rest of the page has
const WITHIN = `:is(${LATER}) *`;

/** @returns {string | null} */
function find(tag, key) {
  return read(`texts-${tag}`)[rows.get(key)];
}

/**
 * Return a text in the chosen language, else in English, with the language it is in.
 * @param {TextKey} key
 */
export function say(key) {
  const tag = state.chosen.language;
  const text = find(tag, key);
  return text ? { text, tag } : { text: find("en", key), tag: "en" };
}

/**
 * Return a text in every language that has it.
 * @param {TextKey} key
 */
export function everywhere(key) {
  return [...new Set([...state.story.languages, "en"])].flatMap((tag) => find(tag, key) || []);
}

/**
 * Put values into the places that a text leaves open: {name}. What a value holds is written as it is, `$&` and `{name}` too.
 * @param {string} text
 * @param {Record<string, string>} parts
 */
export function filled(text, parts) {
  return text.replace(/\{(\w+)\}/gu, (place, name) => parts[name] ?? place);
}

/**
 * Write a number with the separators of the language, with at most `decimals` decimals, and at least `least`. The browser's own
 * formats take long to load, and their digits and groups may be others than Python's.
 * @param {number} value
 * @param {number} decimals
 * @param {number} least
 */
export function number(value, decimals = 0, least = 0) {
  const [whole, part = ""] = value.toFixed(decimals).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, () => say("form:group").text);
  const kept = part.slice(0, least) + part.slice(least).replace(/0+$/u, "");
  return kept === "" ? grouped : grouped + say("form:decimal").text + kept;
}

/** The form of a counted text in a language: for just this number, else for its plural category (CLDR). */
function formOf(tag, name, count) {
  const own = (form) => find(tag, `count:${name}:${form}`);
  rules[tag] ??= new Intl.PluralRules(tag);
  return own(`=${count}`) ?? own(rules[tag].select(count)) ?? own("other");
}

/**
 * Write a text with counts, in the form that fits `total` where there is one, else `n`, with the language it is in. Other
 * open places stay open: see `filled`.
 * @param {string} name
 * @param {{ n?: number, total?: number, [part: string]: number | string }} parts its numbers, and other words
 */
export function counted(name, parts) {
  const count = parts.total ?? parts.n;
  const own = formOf(state.chosen.language, name, count);
  const text = own ?? formOf("en", name, count);
  const tag = own ? state.chosen.language : "en";
  const words = Object.entries(parts).map(([key, part]) => [key, typeof part === "number" ? number(part) : part]);
  return { text: filled(text, Object.fromEntries(words)), tag };
}

/**
 * Write names one after another: A, B and C; or A, B, C where more will follow.
 * @param {string[]} names
 */
export function listed(names, isOpen = false) {
  const [comma, and] = [say("form:comma").text, say("form:and").text];
  if (isOpen || names.length < 2) return names.join(comma);
  return names.slice(0, -1).join(comma) + and + names.at(-1);
}

/**
 * Write a distance: in whole km from 10 km on, below that with one decimal, if nothing else is asked for.
 * @param {number} value
 * @param {number} [decimals]
 */
export function km(value, decimals = value < 10 ? 1 : 0) {
  return filled(say("form:km").text, { n: number(value, decimals) });
}

/**
 * Write a figure as published, without inventing decimals.
 * @param {number} value
 */
export function digits(value) {
  return number(value, 3);
}

/**
 * Write a limit of a band; a floor reads as one.
 * @param {number} value
 * @param {"flown" | "at-least" | null} [floor]
 */
export function limit(value, floor = null) {
  const forms = /** @type {const} */ ({ flown: "flown_limit", "at-least": "at_least" });
  return filled(say(`form:${floor ? forms[floor] : "km"}`).text, { n: digits(value) });
}

/**
 * Write a floor where room is short.
 * @param {number} value
 */
export function shortFloor(value) {
  return filled(say("form:short_floor").text, { n: digits(value) });
}

/** Write a date in the chosen language. */
function write(time) {
  time.dateTime ||= time.textContent;
  time.textContent = say(`date:${time.dateTime}`).text;
}

/**
 * Make a date of the form 2025, 2025-08 or 2025-08-20.
 * @param {string} iso
 */
export function date(iso) {
  const time = document.createElement("time");
  time.dateTime = iso;
  write(time);
  return time;
}

/** Put words with hyphens into elements of their own, so that they are not broken there. */
function unbroken(text) {
  return text.split(/( )/u).map((word) => {
    if (!word.includes("-")) return word;
    const element = document.createElement("span");
    element.className = "whole";
    element.textContent = word;
    return element;
  });
}

/** Write the texts of some elements in the language; `where` tells which. */
function swap(where, language) {
  for (const element of document.querySelectorAll(`[data-t]${where}`)) {
    const { text, tag } = say(element.dataset.t);
    element.replaceChildren(...("whole" in element.dataset ? unbroken(text) : [text]));
    if (tag === language) element.removeAttribute("lang");
    else element.lang = tag;
  }
  for (const element of document.querySelectorAll(`time${where}`)) write(element);
  for (const element of document.querySelectorAll(`[data-t-label]${where}`)) {
    const count = element.dataset.number ? ` (${element.dataset.number})` : "";
    const label = say(element.dataset.tLabel).text + count;
    element.setAttribute("aria-label", label);
    if (element.title) element.title = label;
  }
}

/**
 * Show the button of a language as pressed.
 * @param {string} language
 */
export function press(language) {
  for (const button of document.querySelectorAll("[data-does='speak']")) {
    button.setAttribute("aria-pressed", String(button.value === language));
  }
}

function update({ language }) {
  const before = document.documentElement.lang;
  for (const part of document.querySelectorAll(LATER)) part.lang = before; // else all of the page is laid out at once
  document.documentElement.lang = language;
  document.documentElement.dir = say("dir").text;
  document.title = say("title").text;
  swap(`:not(${WITHIN})`, language);
  for (const element of document.querySelectorAll("[data-language]")) {
    element.hidden = element.dataset.language !== language;
  }
  press(language);
}

function updateLater({ language }) {
  for (const part of document.querySelectorAll(LATER)) part.removeAttribute("lang");
  swap(`:is(${WITHIN})`, language);
}

/** Follow the language that the reader chooses. */
export function attach() {
  state.subscribe(["language"], update);
  state.subscribeLater(["language"], updateLater);
  whenIdle(() => document.querySelectorAll("time").forEach(write)); // they are in tabs that are still closed
}
