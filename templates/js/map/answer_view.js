// The answer for a place, an origin or a point, as an element that follows the reader's choices while it is on the page.

import { make } from "../core/dom.js";
import * as positions from "../core/positions.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as bands from "../rules/bands.js";
import * as geodesy from "../geo/geodesy.js";
import * as i18n from "../core/i18n.js";
import * as answers from "../rules/answers.js";
import * as answerWords from "../rules/answer_words.js";
/** @import { Line, Words } from "../rules/answer_words.js" */

const shown = new Map(); // by element: what fills it

/**
 * @param {string} name of the element
 * @param {Line} line
 */
function sentence(name, { text, reach }) {
  const element = make(name, `verdict ${reach}`.trim(), text);
  element.lang = state.chosen.language;
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Words} words
 */
function fill(element, { head, lines }) {
  const list = lines.length > 0 ? [make("ul", "", ...lines.map((line) => sentence("li", line)))] : [];
  element.replaceChildren(sentence("p", head), ...list);
}

/** Make an element of an answer that is found anew whenever the reader chooses otherwise. */
function follow(find) {
  const element = make("div", "answer");
  fill(element, find());
  shown.set(element, find);
  return element;
}

/** Fill anew the answers that are on the page; the others are gone. */
function update() {
  for (const [element, find] of shown) {
    if (element.isConnected) fill(element, find());
    else shown.delete(element);
  }
}

/** The words for a point; seen from a site, also how far it is from there, if that is not said yet. */
function wordsOfPoint(answer, point) {
  const { head, lines } = answerWords.ofPoint(answer);
  const from = bands.seenFrom(state.chosen);
  if (from === null || answer.answers.some(({ record }) => record.origin === from)) return { head, lines };
  const km = geodesy.inverse(...state.sites.get(from).geometry.coordinates, ...point)[1] / 1000;
  return { head, lines: [{ text: answerWords.awayFrom(from, i18n.km(km)), reach: "" }, ...lines] };
}

/** The words for a site: what an origin reaches, or how far any other is and what reaches it. */
function wordsOfSite(id) {
  const { chosen } = state;
  if (answers.isOrigin(id)) return answerWords.ofOrigin(answers.ofOrigin(id, chosen));
  return wordsOfPoint(answers.ofSite(id, chosen), state.sites.get(id).geometry.coordinates);
}

/**
 * A button that leads to the Reach tab: to the rows of a site, or of the pin where there is no site.
 * @param {string} site
 */
export function tableButton(site) {
  const button = make("button", "rings", word("ui:in_table"));
  Object.assign(button, { type: "button", value: site });
  button.dataset.does = "table";
  return button;
}

/**
 * The answer for a site on the map.
 * @param {string} id
 */
export function ofSite(id) {
  return follow(() => wordsOfSite(id));
}

/**
 * The answer for a point, in words that can be said.
 * @param {[number, number]} point lon, lat
 */
export function aloud(point) {
  return answerWords.aloud(answerWords.ofPoint(answers.ofPoint(point, state.chosen)));
}

/**
 * The answer for a point, with its position above and buttons below: what stands at the pin, and at any place that is clicked.
 * @param {[number, number]} point lon, lat
 * @param {...Node} acts
 */
export function ofPoint(point, ...acts) {
  return titled(make("h3", "popup-title"), point, acts);
}

/**
 * The same below the title of something else.
 * @param {[number, number]} point lon, lat
 */
export function ofPointBelow(point) {
  return titled(make("h4", "popup-title"), point, []);
}

function titled(heading, point, acts) {
  const name = () => heading.replaceChildren(positions.withCity(point), " ", copyButton(point));
  const element = follow(() => {
    name();
    return wordsOfPoint(answers.ofPoint(point, state.chosen), point);
  });
  return make("div", "callout", heading, element, make("p", "acts", ...acts));
}

/**
 * A button that copies a position.
 * @param {[number, number]} point lon, lat
 */
export function copyButton(point) {
  const button = make("button", "copy", word("ui:copy"));
  Object.assign(button, { type: "button", value: positions.asText(point) });
  button.dataset.does = "copy-position";
  return button;
}

export function attach() {
  state.subscribe(state.ALL, update);
}
