// The cards of the sites: what the page does not carry as text is filled in when the reader opens a card.

import { make, whenIdle } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import * as positions from "../core/positions.js";
import * as state from "../core/state.js";
import { english, word } from "../core/words.js";
import * as quotes from "../rules/quotes.js";
import * as rings from "../rules/rings.js";
import * as answerView from "../map/answer_view.js";
import * as azimuthal from "../map/azimuthal.js";
import { label, mark, marks, publication } from "./footnote_marks.js";

const origins = new Set(state.story.origins);
const drawn = Object.keys(read("mapgen-reach").bands); // the missiles that rings are drawn for

function ringsButton(id) {
  const pressed = state.chosen.origins.includes(id);
  const button = make("button", "rings", word(pressed ? "ui:showing_rings" : "ui:show_rings"));
  Object.assign(button, { type: "button", value: id });
  button.dataset.does = "origin";
  button.setAttribute("aria-pressed", String(pressed));
  return button;
}

/** The button that leads to the azimuthal view of a site. */
function fromButton(id) {
  const button = make("button", "rings", word("ui:see_from"));
  Object.assign(button, { type: "button", value: id });
  button.dataset.does = "from";
  return button;
}

function facts(id, site) {
  const rows = [];
  const row = (term, ...children) => rows.push(make("dt", "", term), make("dd", "", ...children));
  const { geometry } = state.sites.get(id);
  if (geometry)
    row(word("ui:position"), positions.inWords(geometry.coordinates), " ", answerView.copyButton(geometry.coordinates));
  const place = word("uncertainty_km" in site ? `within:${site.uncertainty_km}` : "ui:not_public");
  if (site.position_source) {
    row(place, word("ui:position_from"), " ", publication(site.position_source), mark(site.position_source));
  } else row(place, english("span", "", site.position_note ?? ""));
  if (site.operator) row(word("ui:operator"), english("span", "", site.operator));
  if (site.first_reported) row(word("ui:first_reported"), i18n.date(site.first_reported));
  if (site.missiles) {
    row(word("ui:associated"), ...site.missiles.flatMap((missile, index) => [index > 0 ? "; " : "", word(`missile:${missile}`)]));
  }
  const placed = new Set(site.missiles);
  const unplaced = origins.has(id)
    ? drawn.filter((missile) => !placed.has(missile) && rings.originsOf(missile, [id]).length > 0)
    : [];
  if (unplaced.length > 0) {
    row(word("ui:illustrative"), ...unplaced.flatMap((missile, index) => [index > 0 ? "; " : "", word(`missile:${missile}`)]));
  }
  if (site.aliases) {
    row(word("ui:aliases"), ...site.aliases.flatMap((alias, index) => [index > 0 ? "; " : "", make("bdi", "", alias)]));
  }
  return make("dl", "", ...rows);
}

function claims(site) {
  return (site.claims ?? []).map(({ text, source, quote, verified, note }) => {
    const item = make("li", "", english("span", "", text), mark(source));
    if (verified === false) item.append(" ", make("span", "flag", word("ui:not_rechecked")));
    item.append(make("p", "said", publication(source), " ", ...(quote ? [quotes.make(source, quote)] : [])));
    if (note) item.append(english("p", "note", note));
    return item;
  });
}

function contradictions(site) {
  return (site.contradictions ?? []).map(({ text, sources }) => make("li", "", english("span", "", text), marks(sources)));
}

/** Fill the card of a site with all that is known of it, once. */
export function fill(card) {
  const id = card.id.replace("site-", "");
  if (card.querySelector(".more")) return card;
  const site = read("evidence")[id];
  const more = make("div", "more");
  const acts = make("p", "acts");
  if (origins.has(id)) acts.append(ringsButton(id));
  if (azimuthal.has(id)) acts.append(fromButton(id));
  if (acts.hasChildNodes()) more.append(acts);
  more.append(facts(id, site));
  for (const [key, items] of [
    ["ui:claims", claims(site)],
    ["ui:contradictions", contradictions(site)],
  ]) {
    if (items.length > 0) more.append(make("h4", "", word(key)), make("ul", "claims", ...items));
  }
  if (site.notes) more.append(english("p", "note", site.notes));
  card.querySelector(".brief").remove();
  card.append(more);
  return card;
}

/** Fill the cards as they are opened; name the footnote marks of the page. */
export function attach() {
  for (const card of document.querySelectorAll("details.site")) {
    card.open = false;
    card.addEventListener("toggle", () => card.open && fill(card));
  }
  whenIdle(() => document.querySelectorAll("sup a").forEach(label));
}
