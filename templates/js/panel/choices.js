// The switches above the key: which figures count, and what had been reported by when. Key and cards follow.

import { make, svg, whenIdle } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as bandWords from "../rules/band_words.js";
import * as bands from "../rules/bands.js";
import * as rings from "../rules/rings.js";
import * as publications from "../rules/publications.js";
import { marks } from "./footnote_marks.js";
/** @import { Choices } from "../core/state.js" */

const which = document.getElementById("figures");
const when = document.getElementById("as-of");

function option(value, ...children) {
  const element = make("option", "", ...children);
  element.value = value;
  return element;
}

/** One entry for each source of a figure, and for each year at whose end something was new. */
function fill() {
  const group = make("optgroup", "");
  for (const number of bands.sources()) group.append(option(String(number)));
  which.append(group);
  for (const year of bands.years()) when.append(option(String(year)));
  name(state.chosen);
}

/** How many figures of the missiles switched on a choice leaves. */
function countOf(chosen, choice) {
  const every = [...chosen.missiles].flatMap((missile) => bands.figures.get(missile) ?? []);
  return every.filter((figure) => bands.isSeen(figure, { ...chosen, ...choice })).length;
}

/** Write what an entry chooses, and how many figures that leaves; return whether it leaves none. */
function write(entry, words, count) {
  entry.dataset.name = words;
  entry.textContent = `${words} (${i18n.number(count)})`;
  entry.classList.toggle("useless", count === 0);
  return count === 0;
}

/** Name the entries, with the number of figures each leaves; one that leaves none is grey, and stands after the others. */
function name(chosen) {
  const group = which.querySelector("optgroup");
  group.label = i18n.say("ui:one_source").text;
  const { text } = i18n.say("ui:by_end_of");
  for (const entry of when.options) {
    const year = Number(entry.value);
    if (year) write(entry, text.replace("{year}", entry.value), countOf(chosen, { asOf: year }));
  }
  const useless = [...group.children]
    .toSorted((a, b) => a.value - b.value)
    .filter((entry) => {
      const number = Number(entry.value);
      return write(entry, `${number} ${publications.nameOf(number)}`, countOf(chosen, { figures: number }));
    });
  const useful = [...group.children].filter((entry) => !useless.includes(entry)).toSorted((a, b) => a.value - b.value);
  group.replaceChildren(...useful, ...useless);
  const undated = document.querySelector(".key .undated");
  undated.hidden = chosen.asOf === null;
  undated.textContent = i18n.say("ui:undated_now").text;
}

/**
 * The band of a missile in words: Python's, or of the figures that the reader left.
 * @param {string} missile
 * @param {Choices} chosen
 */
export function spell(missile, chosen) {
  return bandWords.spell(missile, chosen) ?? i18n.say("ui:no_such_figure").text;
}

/** Point at a tick of a ruler: it says which figure, of what kind, who says so, and when. */
function nameTicks() {
  for (const card of document.querySelectorAll(".missile")) {
    const rows = [...card.querySelectorAll(".figures tbody tr")];
    for (const [index, tick] of [...card.querySelectorAll(".ruler .tick")].entries()) {
      const [head, cell] = rows[index].children;
      const who = [cell.querySelector("cite"), cell.querySelector(".year")].filter(Boolean);
      const title = svg("title");
      title.textContent = [...head.children, ...who].map((each) => each.textContent).join(" · ");
      tick.querySelector("title")?.remove();
      tick.prepend(title);
    }
  }
}

/** The row of a missile in the key, and the limits in its card. */
function showBand(row, chosen) {
  const id = row.dataset.missile;
  const card = document.getElementById(`missile-${id}`);
  const band = bands.of(id, chosen);
  const isDefault = bands.isDefault(chosen);
  const value = row.querySelector(".value");
  const anchor = value.querySelector("a");
  if (!anchor) return; // it has no figure
  const text = isDefault ? word(`band:${id}`) : make("span", "", spell(id, chosen));
  anchor.replaceChildren(text);
  row.classList.toggle("empty", !band);
  for (const note of value.querySelectorAll("sup")) note.remove();
  if (band) value.append(marks(band.sources));
  card.querySelector(".band strong").replaceChildren(text.cloneNode(true));
  const flag = card.querySelector(".band .flag");
  if (flag) flag.hidden = !isDefault;
  const figures = bands.figures.get(id);
  for (const [index, line] of [...card.querySelectorAll(".figures tbody tr")].entries()) {
    line.classList.toggle("unseen", !bands.isSeen(figures[index], chosen));
  }
  for (const [index, tick] of [...card.querySelectorAll(".ruler .tick")].entries()) {
    tick.classList.toggle("unseen", !bands.isSeen(figures[index], chosen));
  }
}

/** Write the day that the page speaks of above the title, and above a small frame. */
function showDay({ asOf }) {
  const day = asOf === null ? null : i18n.say("ui:as_of_year").text.replace("{year}", asOf);
  for (const element of document.querySelectorAll("[data-t='ui:as_of']")) element.textContent = day ?? i18n.say("ui:as_of").text;
}

/** All origins are those that had been reported by then. */
function countOrigins(chosen) {
  const all = document.querySelector("#origin option[value='']");
  const count = rings.origins({ ...chosen, origins: [] }).length;
  if (all) all.textContent = i18n.counted("all_origins", { n: count }).text;
}

/** Choose no origin that had not been reported by then. */
function keepKnown(chosen) {
  const known = rings.origins(chosen);
  if (known.length < chosen.origins.length) state.change({ origins: known });
}

function update(chosen) {
  name(chosen);
  which.value = String(chosen.figures);
  when.value = chosen.asOf === null ? "" : String(chosen.asOf);
  showDay(chosen);
  countOrigins(chosen);
  for (const row of document.querySelectorAll(".key [data-missile]")) showBand(row, chosen);
}

/** Read which figures count from the address. */
function figuresFrom(text) {
  if (text === "low" || text === "high") return { figures: text };
  return bands.sources().includes(Number(text)) ? { figures: Number(text) } : {};
}

export function attach() {
  fill();
  permalink.keep("figures", ({ figures }) => (figures === "band" ? null : String(figures)), figuresFrom);
  permalink.keep(
    "by",
    ({ asOf }) => asOf && String(asOf),
    (text) => (bands.years().includes(Number(text)) ? { asOf: Number(text) } : {}),
  );
  whenIdle(nameTicks);
  which.addEventListener("change", () => {
    const { value } = which;
    state.change({ figures: /^\d+$/u.test(value) ? Number(value) : value });
  });
  when.addEventListener("change", () => {
    state.change({ asOf: when.value === "" ? null : Number(when.value) });
  });
  state.subscribe(["asOf", "origins"], keepKnown);
  state.subscribe(["missiles"], (chosen) => whenIdle(() => name(chosen)));
  state.subscribe(["figures", "asOf", "origins"], update);
  state.subscribeLater(["language"], (chosen) => {
    update(chosen);
    nameTicks();
  });
}

/** What the reader chose otherwise than the page opens, for a sheet or a picture; empty if nothing. */
export function inWords() {
  const made = [...document.querySelectorAll(".key select")].filter(({ selectedIndex }) => selectedIndex > 0);
  const said = made.map(({ labels, selectedOptions: [entry] }) => {
    const label = labels[0].textContent.replace(/[?？؟]$/u, "");
    return `${label}: ${entry.dataset.name ?? entry.textContent}`;
  });
  return said.join(" · ");
}
