"use strict";

/** Copy the text of an element; where the browser refuses, select it instead. Say in a live region which it was. */
mapgen.copy = async (element, status) => {
  let key = "ui:copied";
  try {
    await navigator.clipboard.writeText(element.textContent); // absent where the page is no secure context
  } catch {
    getSelection().selectAllChildren(element);
    key = "ui:copy_by_hand";
  }
  const { text, tag } = mapgen.speech.say(key);
  Object.assign(status, { textContent: text, lang: tag });
  status.dataset.t = key;
};
