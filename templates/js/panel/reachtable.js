// The Reach tab: a row for each place and missile, which the reader sorts, filters and saves.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as answerWords from "../rules/answer_words.js";
import * as reach from "../rules/reach.js";
import * as rings from "../rules/rings.js";
import { pinAsText, pinInWords } from "../map/pin.js";
import { mark, publication } from "./footnote_marks.js";
import { saveText } from "./save.js";
import * as search from "./search.js";
/** @import { ReachRecord } from "../rules/reach.js" */

const { say, km } = i18n;
const KEYS = {
  place: (record) => (record.place === reach.PIN ? "" : say(`site:${record.place}`).text),
  answer: (record) => reach.ORDER.indexOf(record.reach),
  distance: (record) => record.distance_km,
  margin: reach.marginOf,
};
let [pane, answer, find] = [null, null, null]; // the tab, and its filters
let sorted = { by: null, down: false };

/** Put nodes in the places that a text leaves open: {name}. */
function fill(key, parts) {
  return say(key)
    .text.split(/\{(\w+)\}/u)
    .map((piece, index) => (index % 2 ? parts[piece] : piece));
}

/** The one origin that counts, if it is one: on a map of a single one, or chosen. */
function one() {
  const origins = rings.origins(state.chosen);
  return origins.length === 1 ? origins[0] : null;
}

/** The name of a place; the reader's pin is named by its position. */
function placeName({ place }) {
  return place === reach.PIN ? make("span", "", pinInWords()) : word(`site:${place}`);
}

/** The records of the reader's choice: of one origin, or the strongest answer of several. */
function records() {
  const found = reach.all(state.chosen);
  return one() ? found : reach.strongest(found);
}

/** Each word must be found in a name of the place, the site or the missile. */
function matches({ place, origin, missile }, words) {
  return words.every((found) => [`site:${place}`, `site:${origin}`, `missile:${missile}`].some((key) => found.has(key)));
}

function inOrder(rows) {
  const key = KEYS[sorted.by];
  if (!key) return rows;
  const { language } = state.chosen;
  const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, language) : a - b);
  return rows.sort((a, b) => compare(key(a), key(b)) * (sorted.down ? -1 : 1));
}

/** @param {ReachRecord} record @returns {TextKey} */
function basisOf({ missile, origin }) {
  return `ui:basis_${reach.basis(missile, origin)}`;
}

/** Whether a source places the missiles there, if it is the same in all rows: then the head of the table says it once. */
function sharedBasis(every) {
  const found = new Set(every.map(basisOf));
  return found.size === 1 ? [...found][0] : null;
}

/** @param {ReachRecord} record */
function row(record, shared) {
  const { missiles } = state.chosen;
  const small = make("small", "");
  const parts = [];
  if (missiles.size > 1) parts.push([word(`missile:${record.missile}`)]);
  if (one() === null) parts.push(fill("ui:reach_from", { name: word(`label:${record.origin}`) }));
  if (!shared) parts.push([word(basisOf(record))]);
  for (const [index, part] of parts.entries()) small.append(...(index > 0 ? [" · "] : []), ...part);
  const head = make("th", "", placeName(record), ...(parts.length > 0 ? [small] : []));
  head.scope = "row";
  const places = reach.decimals(record);
  const unsure = make("small", "", `± ${km(record.uncertainty_km, places)}`);
  const distance = make("td", "", `${km(record.distance_km, places)} `, unsure);
  const gap = reach.marginOf(record);
  const cells = [
    make("td", record.reach, word(reach.wording(record))),
    distance,
    make("td", "", gap === null ? "–" : km(gap, places)),
  ];
  const line = make("tr", "", head, ...cells);
  return record.reach === "depends" ? [line, reason(record)] : [line];
}

/** The sources on either side, opened on demand. */
function reason(record) {
  const { sides, position } = reach.reasons(record);
  const details = make("details", "why", make("summary", "", word("ui:which_source")));
  for (const side of /** @type {const} */ (["reaches", "short", "open"])) {
    const numbers = sides[side];
    if (numbers.size === 0) continue;
    const named = [...numbers].flatMap((number, index) => [index > 0 ? ", " : " ", publication(number), mark(number)]);
    details.append(make("p", "", word(`ui:${side}`), ":", ...named));
  }
  if (reach.floorDecides(record)) details.append(make("p", "", word("ui:floor_decides")));
  if (position) details.append(make("p", "", word("ui:position_decides")));
  const cell = make("td", "", details);
  cell.colSpan = 4;
  return make("tr", "reason", cell);
}

function caption(shared) {
  const from = one();
  const said =
    from === null
      ? [i18n.counted("reach_best", { n: rings.origins(state.chosen).length }).text]
      : fill("ui:reach_from_one", { name: word(`site:${from}`) });
  return shared ? [...said, " · ", word(shared)] : said;
}

/** The records that the filters of the tab leave. */
function filtered(every) {
  const words = find.value.split(/\s+/u).filter(Boolean).map(search.keys);
  return every.filter((record) => (!answer.value || record.reach === answer.value) && matches(record, words));
}

/** Fill the table, if it is in sight: to fill it takes a moment. */
function show() {
  if (!pane.classList.contains("open")) return;
  const every = records();
  const kept = filtered(every);
  const shared = sharedBasis(every);
  pane.querySelector("tbody").replaceChildren(...inOrder(kept).flatMap((record) => row(record, shared)));
  pane.querySelector("caption").replaceChildren(...caption(shared));
  pane.querySelector(".count").replaceChildren(i18n.counted("rows", { n: kept.length, total: every.length }).text);
  for (const button of pane.querySelectorAll(".save")) {
    button.replaceChildren(...fill("ui:download", { format: button.value.toUpperCase() }));
  }
  for (const head of pane.querySelectorAll("[data-sort]")) {
    const direction = sorted.down ? "descending" : "ascending";
    head.setAttribute("aria-sort", head.dataset.sort === sorted.by ? direction : "none");
  }
}

/** What is printed: a heading for each missile, if there are several, and its answers, each with the places that have it. */
export function brief() {
  const [lists, items] = [new Map(), new Map()];
  const every = inOrder(records()).sort((a, b) => KEYS.answer(a) - KEYS.answer(b));
  for (const record of /** @type {ReachRecord[]} */ (every)) {
    const { missile } = record;
    const said = reach.wording(record);
    const key = `${missile} ${said}`;
    if (!lists.has(missile)) lists.set(missile, make("ul", "sheet-reach"));
    if (!items.has(key)) items.set(key, make("li", record.reach, make("strong", "", word(said))));
    const distance = make("span", "whole", km(record.distance_km, reach.decimals(record)));
    items.get(key).append(" · ", placeName(record), " ", distance);
    lists.get(missile).append(items.get(key));
  }
  const several = lists.size > 1;
  return [...lists].flatMap(([missile, list]) => (several ? [make("h3", "", word(`missile:${missile}`)), list] : [list]));
}

/** Sort by a column, or turn its order round. */
function sortBy(by) {
  sorted = { by, down: sorted.by === by && !sorted.down };
  show();
}

/** What a row of the table is about. */
function rowOf({ missile, place }) {
  return `${missile} ${place}`;
}

/** Save for each row in the table what `mapgen reach` prints of it, from every origin that counts; a pin with its position. */
function save(format) {
  const rows = new Set(filtered(records()).map(rowOf));
  const place = state.chosen.pin && `${reach.PIN} ${pinAsText(state.chosen)}`;
  const kept = reach.all(state.chosen).filter((record) => rows.has(rowOf(record)));
  const found = kept.map((record) => (record.place === reach.PIN ? Object.assign(record, { place }) : record));
  const text = format === "csv" ? reach.csv(found) : `${JSON.stringify(found, null, 2)}\n`;
  saveText(`${state.story.id}-reach.${format}`, format === "csv" ? "text/csv" : "application/json", text);
}

/**
 * Leave in the table only the rows of a site, as a place or as an origin; without one, all rows: those of the pin are first.
 * @param {string} site
 */
export function showOnly(site) {
  answer.value = "";
  find.value = site ? say(`site:${site}`).text : "";
  sorted = { by: null, down: false };
  show();
}

/** Save what is said of the pin, from every origin that counts: the strongest answer first, each with its sentence. */
export function savePin() {
  const { chosen } = state;
  const place = `${reach.PIN} ${pinAsText(chosen)}`;
  const found = reach.ofPoint(chosen.pin, chosen);
  const decided = new Set(reach.strongest(found));
  const sorts = (a, b) => Number(decided.has(b)) - Number(decided.has(a)) || a.distance_km - b.distance_km;
  const rows = found.toSorted(sorts);
  const sentences = rows.map((record) => answerWords.ofRecord(record));
  for (const record of rows) record.place = place;
  const text = reach.csv(rows, sentences);
  saveText(`${state.story.id}-pin.csv`, "text/csv", text);
}

export function attach() {
  [pane, answer, find] = ["pane-reach", "reach-answer", "reach-find"].map((id) => document.getElementById(id));
  for (const head of pane.querySelectorAll("[data-sort]")) {
    const button = make("button", "", ...head.childNodes);
    button.type = "button";
    button.addEventListener("click", () => sortBy(head.dataset.sort));
    head.append(button);
  }
  for (const button of pane.querySelectorAll(".save")) button.addEventListener("click", () => save(button.value));
  answer.addEventListener("change", show);
  find.addEventListener("input", show);
  state.subscribeLater(state.ALL, show);
  addEventListener("mapgen:tab", () => state.later(show));
  show();
}
