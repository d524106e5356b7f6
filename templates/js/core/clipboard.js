// The clipboard.

import * as i18n from "./i18n.js";

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
