// The live region: what changes is said there, for readers who do not see it change.

import * as i18n from "./i18n.js";

const region = document.querySelector(".aloud");
let waiting = []; // what one act of the reader changes is said together: a second text would silence the first

/**
 * Return a text of ours by key, with its {names} filled in.
 * @param {TextKey} key
 * @param {Record<string, string>} parts
 */
export function fill(key, parts = {}) {
  return i18n.filled(i18n.say(key).text, parts);
}

/**
 * Say some texts.
 * @param {...string} texts
 */
export function tell(...texts) {
  waiting.push(...texts);
  queueMicrotask(() => {
    if (waiting.length > 0) region.textContent = waiting.join(". ");
    waiting = [];
  });
}

/**
 * Say a text of ours, by key.
 * @param {TextKey} key
 * @param {Record<string, string>} [parts]
 */
export function speak(key, parts) {
  tell(fill(key, parts));
}
