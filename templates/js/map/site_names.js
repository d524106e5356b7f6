// The names of the symbols for readers who hear them: what a site is called, what it is, and what is said of it.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as answers from "../rules/answers.js";
import * as answerWords from "../rules/answer_words.js";

/** What an origin reaches, or how far any other site is and what reaches it, in a few words. */
function answerOf(id) {
  const { chosen } = state;
  if (answers.isOrigin(id)) return answerWords.briefOfOrigin(answers.ofOrigin(id, chosen));
  return answerWords.brief(answers.ofSite(id, chosen));
}

/**
 * "Osan Air Base, US base, 173 km, within every figure"; `name` is what comes first.
 * @param {string} id
 * @param {string} name
 */
export function nameOf(id, name = i18n.say(`site:${id}`).text) {
  const kind = i18n.say(`kind:${state.sites.get(id).properties.kind}`).text;
  return [name, kind, answerOf(id)].filter(Boolean).join(i18n.say("form:comma").text);
}

/** Name the symbols on the map. */
export function nameMarkers() {
  const names = new Map(); // several copies of the world may show a site
  for (const element of document.querySelectorAll(".site-marker")) {
    const id = element.dataset.site;
    if (!names.has(id)) names.set(id, nameOf(id));
    element.setAttribute("aria-label", names.get(id));
  }
}
