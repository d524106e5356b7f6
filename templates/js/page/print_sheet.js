// The sheet for paper: a landscape page with the map as the reader has it, its key, figures and answers; what does not fit
// on it is on a second page.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import { inWords } from "../panel/choices.js";
import * as reachtable from "../panel/reachtable.js";
import * as quotes from "../rules/quotes.js";
import * as answerView from "../map/answer_view.js";
import { pinInWords } from "../map/pin.js";

const FIGURES_MM = [138, 128, 120, 112, 104, 96, 88]; // heights of the map
const SIZES_PT = [10, 9.5, 9, 8.5, 8, 7.5, 7];
const TRIALS = [
  [true, true],
  [false, true],
  [false, false],
]; // whether the answers, and the addresses of sources, are on the first page
const stage = document.querySelector(".stage");
const gap = document.createComment(""); // marks the place of the stage while it is on the sheet
const frame = document.createElement("figure");
let map = null;
let fit = null; // to the view of the story
let sheet = null;
let second = null; // its second page, if there is one
let before = null; // the reader's view and focus

/** Copy an element of the page, without what only a screen needs. */
function copy(element) {
  const twin = element.cloneNode(true);
  for (const control of twin.querySelectorAll("input, button, .note, [role='status']")) control.remove();
  for (const named of [twin, ...twin.querySelectorAll("[id]")]) named.removeAttribute("id");
  return twin;
}

function copies(selector) {
  return [...document.querySelectorAll(selector)].map(copy);
}

function key() {
  const { missiles, hiddenKinds } = state.chosen;
  const rows = [...document.querySelectorAll(".key [data-missile]")].filter((row) => missiles.has(row.dataset.missile));
  const kinds = [...document.querySelectorAll(".key [data-kind]")].filter((row) => !hiddenKinds.has(row.dataset.kind));
  const lists = [rows, kinds].map((each) => make("ul", "rows", ...each.map(copy)));
  return make("div", "sheet-key", ...lists, ...copies(".key .styles"));
}

function choices() {
  const words = inWords();
  return words ? [make("p", "sub", words)] : [];
}

/** What is said of the reader's pin. */
function pinAnswer() {
  const { pin } = state.chosen;
  return pin ? [make("p", "sub pin-answer", `${pinInWords(pin)}. ${answerView.aloud(pin)}`)] : [];
}

/** The figures of some cards, in the order to print them: first the first of each card, then the second of each, and so on. */
function inTurn(cards) {
  const rows = cards.flatMap((card) => {
    const own = [...card.querySelectorAll("tbody tr:not(.unseen)")].sort((a, b) => a.className.length - b.className.length);
    return own.map((row, turn) => ({ row, turn }));
  });
  return rows.sort((a, b) => a.turn - b.turn).map(({ row }) => row);
}

/** A missile with those of its figures that are kept; without any, its name and band are in the key. */
function missile(card, kept) {
  const items = kept
    .filter((row) => card.contains(row))
    .map((row) => {
      const [figure, said] = [...row.children].map(copy);
      return make("li", row.className, make("strong", "", ...figure.childNodes), " · ", ...said.childNodes);
    });
  if (items.length === 0) return [];
  const heads = ["h3", ".band", ".basis"].flatMap((part) => [copy(card.querySelector(part)), " "]);
  return [make("div", "sheet-missile", ...heads), make("ul", "sheet-figures", ...items)];
}

function sources(marked) {
  const numbers = [...new Set([...marked.querySelectorAll("sup a")].map((mark) => Number(mark.textContent)))].sort(
    (a, b) => a - b,
  );
  const entries = numbers.map((number) => {
    const entry = copy(document.getElementById(`source-${number}`));
    for (const more of entry.querySelectorAll("p")) more.remove();
    entry.value = number;
    return entry;
  });
  return [make("h2", "", word("ui:sources")), make("ol", "sheet-sources", ...entries)];
}

/** What each place is in reach of, and the reader's pin. */
function answers() {
  const lists = reachtable.brief();
  return lists.length > 0 ? [make("h2", "", word("ui:reach")), ...lists] : [];
}

/** Say what is not on the sheet, and where it is. */
function rest() {
  const { text, tag } = i18n.counted("print_rest", { total: quotes.sources.length });
  const line = make("p", "sheet-rest", text);
  line.lang = tag;
  return line;
}

/** Fill the sheet, without the last figures, and with the answers if they are wanted on it. */
function fill(cards, rows, left, hasAnswers) {
  const kept = rows.slice(0, rows.length - left);
  const head = make(
    "header",
    "",
    ...copies(".head .kicker, .head h1, .head .takeaway, .head .steps > .now, .head .summary:not([hidden])"),
  );
  const own = hasAnswers ? answers() : [];
  const texts = make("div", "sheet-texts", head, ...cards.flatMap((card) => missile(card, kept)), ...own);
  const drawing = make("div", "sheet-map", frame, ...choices(), ...pinAnswer(), key());
  sheet.replaceChildren(drawing, texts, make("footer", "", rest(), ...copies(".foot > p:not(.take, .scale-note)")));
  texts.append(...sources(sheet));
}

function fits(parts = [...sheet.children]) {
  return parts.every((part) => part.scrollHeight <= part.clientHeight + 1);
}

/** Lend the sheet the stage, with all that the reader sees on it. */
function lend() {
  const { zoomSnap, minZoom, maxBounds } = map.options;
  before = {
    focused: document.activeElement,
    center: map.getCenter(),
    zoom: map.getZoom(),
    bounds: map.getBounds(),
    zoomSnap,
    minZoom,
    maxBounds,
  };
  stage.before(gap);
  frame.replaceChildren(stage);
}

/** Show on the sheet the view that the page opened with, or all of the view that the reader moved to. */
function fitMap() {
  Object.assign(map.options, { zoomSnap: 0, minZoom: 0 });
  map.setMaxBounds(null);
  map.invalidateSize({ pan: false });
  if (permalink.isMoved()) map.fitBounds(before.bounds, { animate: false });
  else fit();
  dispatchEvent(new Event("resize"));
}

function giveBack() {
  const { center, zoom, zoomSnap, minZoom, maxBounds, focused } = before;
  gap.replaceWith(stage);
  map.invalidateSize({ pan: false });
  map.setView(center, zoom, { animate: false });
  Object.assign(map.options, { zoomSnap, minZoom });
  map.setMaxBounds(maxBounds);
  dispatchEvent(new Event("resize"));
  focused.focus({ preventScroll: true });
}

/** A second page, with what the sheet has no room for. */
function overflow(cards, rows, hasAnswers) {
  const left = cards.flatMap((card) => missile(card, rows));
  const parts = [...(hasAnswers ? [] : answers()), ...left];
  if (parts.length === 0) return;
  second = make("section", "sheet-second", ...copies(".head h1"), ...parts);
  if (left.length > 0) second.append(...sources(second));
  sheet.after(second);
}

/** Lay the sheet out, unseen: in smaller letters, then without answers, without addresses, with fewer figures, until it fits. */
function show() {
  if (sheet) return;
  state.catchUp();
  sheet = make("section", "sheet");
  document.body.append(sheet);
  lend();
  const cards = [...state.chosen.missiles].map((id) => document.getElementById(`missile-${id}`));
  const rows = inTurn(cards);
  fill(cards, rows, 0, true);
  for (const height of FIGURES_MM) {
    sheet.style.setProperty("--figure", `${height}mm`);
    if (fits([frame.parentElement])) break; // the key below it is whole
  }
  fitMap();
  for (const [hasAnswers, addresses] of TRIALS) {
    if (!hasAnswers && addresses) fill(cards, rows, 0, false); // not again where only the addresses go
    sheet.classList.toggle("addresses", addresses);
    for (const size of SIZES_PT) {
      sheet.style.fontSize = `${size}pt`;
      if (!fits()) continue;
      overflow(cards, [], hasAnswers);
      return;
    }
  }
  let [least, most] = [1, rows.length];
  while (least < most) {
    const left = (least + most) >> 1;
    fill(cards, rows, left, false);
    if (fits()) most = left;
    else least = left + 1;
  }
  fill(cards, rows, least, false);
  overflow(cards, rows.slice(rows.length - least), false);
}

function hide() {
  if (!sheet) return;
  giveBack();
  sheet.remove();
  second?.remove();
  [sheet, second] = [null, null];
}

export function attach(leafletMap, fitView) {
  map = leafletMap;
  fit = fitView;
  addEventListener("beforeprint", show);
  addEventListener("afterprint", hide);
}
