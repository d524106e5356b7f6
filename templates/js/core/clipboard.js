// The clipboard.

import * as i18n from "./i18n.js";
import { speak } from "./live_region.js";

/**
 * Copy the text of an element; where the browser refuses, select it instead. Say in a live region which it was.
 * @param {HTMLElement} element
 * @param {HTMLElement} status
 */
export async function copy(element, status) {
  /** @type {TextKey} */
  let key = "ui:copied";
  try {
    await navigator.clipboard.writeText(element.textContent); // absent where the page is no secure context
  } catch {
    getSelection().selectAllChildren(element);
    key = "ui:copy_by_hand";
  }
  const { text, tag } = i18n.say(key);
  Object.assign(status, { textContent: text, lang: tag });
  status.dataset.t = key;
}

/**
 * Copy the value of a button, and let the button say so; where the browser refuses, select the text beside the button.
 * @param {HTMLButtonElement} button
 */
export async function copyValue(button) {
  /** @type {TextKey} */
  let key = "ui:copied";
  try {
    await navigator.clipboard.writeText(button.value);
    const words = /** @type {HTMLElement} */ (button.firstElementChild);
    words.dataset.t = key;
    words.textContent = i18n.say(key).text;
  } catch {
    getSelection().selectAllChildren(button.parentElement);
    key = "ui:copy_by_hand";
  }
  speak(key);
}
