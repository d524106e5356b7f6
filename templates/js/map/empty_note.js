// Where the reader's choices leave no ring, a note on the map says why, and offers the missiles that have one.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as bands from "../rules/bands.js";
import * as publications from "../rules/publications.js";
import * as rings from "../rules/rings.js";
import * as takeaway from "../rules/takeaway.js";
import * as fitAndReset from "./fit_and_reset.js";
/** @import { Choices } from "../core/state.js" */

const note = document.querySelector(".map-empty");
const NAMED = 3; // missiles that are named before the others are counted

function named(ids) {
  const names = ids.slice(0, NAMED).map((id) => i18n.say(`ring:${id}`).text);
  const more = ids.length - names.length;
  if (more > 0) return i18n.counted("and_more", { names: names.join(i18n.say("form:comma").text), n: more }).text;
  return i18n.listed(names);
}

function fill(key, parts) {
  return i18n.filled(i18n.say(key).text, parts);
}

/** Why the missiles switched on have no ring. */
function reason(chosen) {
  const on = state.story.missiles.map(({ id }) => id).filter((id) => chosen.missiles.has(id));
  if (on.length === 0) return takeaway.sentence(chosen);
  const missiles = named(on);
  if (on.some((id) => bands.of(id, chosen))) return fill("ui:empty_origin", { missiles });
  if (typeof chosen.figures === "number")
    return fill("ui:empty_source", { missiles, source: publications.nameOf(chosen.figures) });
  if (chosen.asOf !== null) return fill("ui:empty_year", { missiles, year: String(chosen.asOf) });
  return fill("ui:empty_low", { missiles });
}

/** The missiles that would have a ring, by the same choices. */
function others(chosen) {
  const every = new Set(state.story.missiles.map(({ id }) => id));
  const drawn = rings.shown({ ...chosen, missiles: every }).map(({ feature }) => feature.properties.missile);
  return [...new Set(drawn)];
}

/** @param {Choices} chosen */
function update(chosen) {
  const isEmpty = rings.shown(chosen).length === 0;
  note.hidden = !isEmpty;
  if (!isEmpty) {
    note.replaceChildren();
    return;
  }
  const found = others(chosen);
  const reset = make("button", "copy", word("ui:start_over"));
  reset.addEventListener("click", fitAndReset.reset);
  const acts = [reset];
  if (found.length > 0) {
    const show = make("button", "copy", word("ui:show_them"));
    show.addEventListener("click", () => state.change({ missiles: new Set(found) }));
    acts.unshift(show);
  }
  const texts = [make("p", "", make("strong", "", reason(chosen)))];
  if (found.length > 0) texts.push(make("p", "", fill("ui:empty_others", { missiles: named(found) })));
  note.replaceChildren(...texts, make("p", "acts", ...acts));
}

/** What the note says, for the live region; empty where there are rings. */
export function text() {
  return [...note.querySelectorAll("p:not(.acts)")].map((line) => line.textContent).join(" ");
}

export function attach() {
  state.subscribe(["missiles", "origins", "figures", "asOf", "language"], update);
}
