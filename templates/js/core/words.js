// Elements whose words change with the language.

import { make } from "./dom.js";
import * as i18n from "./i18n.js";
import * as state from "./state.js";

const NAMES = /^(?:site|missile|chain):/u; // texts of the data, which may run from right to left

/**
 * Make a span with a text of ours, by key.
 * @param {TextKey} key
 */
export function word(key) {
  const { text, tag } = i18n.say(key);
  const element = make("span", "", text);
  element.dataset.t = key;
  if (NAMES.test(key)) element.dir = "auto";
  if (tag !== state.chosen.language) element.lang = tag;
  return element;
}

/**
 * Make an entry of a list to choose from, named by a text of ours.
 * @param {string} value
 * @param {TextKey} key
 */
export function option(value, key) {
  const element = make("option", "", i18n.say(key).text);
  element.value = value;
  element.dataset.t = key;
  return element;
}

/**
 * Make an element with a text of the data, which is written in English.
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
export function english(name, className, text) {
  const element = make(name, className, text);
  element.lang = "en";
  element.dir = "auto"; // names in it may run from right to left
  return element;
}
