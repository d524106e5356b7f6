// The takeaway under the title: it follows every choice.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as takeaway from "../rules/takeaway.js";

const line = document.querySelector(".takeaway");

function write(chosen) {
  const words = line.firstElementChild;
  words.textContent = takeaway.sentence(chosen);
  const { tag } = i18n.say("ui:take_end");
  if (tag === chosen.language) words.removeAttribute("lang");
  else words.lang = tag;
}

/** The takeaway as it stands under the title. */
export function text() {
  return line.textContent;
}

export function attach() {
  state.subscribe(["missiles", "origins", "figures", "asOf", "language"], write);
}
