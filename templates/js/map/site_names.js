// The names of the symbols for readers who hear them: what a site is called, what it is, and what is said of it.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as answers from "../rules/answers.js";
import * as answerWords from "../rules/answer_words.js";

/** What an origin reaches, or how far any other site is and what reaches it, in a few words. */
function answerOf(id, seenFrom) {
  const { chosen } = state;
  if (answers.isOrigin(id)) return answerWords.briefOfOrigin(answers.ofOrigin(id, chosen));
  return answerWords.brief(answers.ofSite(id, chosen), seenFrom);
}

/**
 * "Osan Air Base, US base, 173 km from Sakkanmol, within every figure"; where the world is seen from a site, also how far that is.
 * @param {string} id
 * @param {number} [km] from the site that the world is seen from
 */
export function nameOf(id, km) {
  const seenFrom = km === undefined ? null : bands.seenFrom(state.chosen);
  const name = i18n.say(`site:${id}`).text;
  const away = seenFrom === null || seenFrom === id ? "" : answerWords.awayFrom(seenFrom, i18n.km(km));
  const kind = i18n.say(`kind:${state.sites.get(id).properties.kind}`).text;
  return [name, away, kind, answerOf(id, seenFrom)].filter(Boolean).join(i18n.say("form:comma").text);
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
