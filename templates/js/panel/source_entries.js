// The entries of the sources: what the page does not carry as text is filled in when the reader opens their tab.

import { make } from "../core/dom.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";
import { english, word } from "../core/words.js";
import * as quotes from "../rules/quotes.js";
import { mark, publication } from "./footnote_marks.js";

/** The name of a language in the chosen one, as the browser knows it; else its tag. */
function languageName(tag) {
  try {
    return new Intl.DisplayNames(state.chosen.language, { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

function language(tag) {
  const element = make("span", "", languageName(tag));
  element.dataset.tongue = tag;
  return element;
}

/** Write the parts of a CSL date as 2025-08-20. */
function iso(parts) {
  return parts.map((part, index) => String(part).padStart(index > 0 ? 2 : 4, "0")).join("-");
}

/** What kind of source it is, its language, when it was read, its lasting copy. */
function provenance({ accessed, custom, language: tag }) {
  const days = [...new Set(accessed?.["date-parts"]?.map(iso))].join("/"); // of a range, the first and the last
  const parts = [];
  if (custom?.source_type) parts.push(word(`source:${custom.source_type}`));
  if (tag) parts.push(language(tag));
  if (days) parts.push(word(`accessed:${days}`));
  if (custom?.archive_url) {
    const anchor = make("a", "", word("ui:archived"));
    anchor.href = custom.archive_url;
    parts.push(anchor);
  }
  return make("p", "provenance", ...parts.flatMap((part, index) => [index > 0 ? " · " : "", part]));
}

/** The link of the chain between us and the source: what was seen, and through which other source. */
function chain({ custom }) {
  const lines = [];
  if (custom?.seen_as) lines.push(make("p", "note", word("ui:second_hand"), ": ", english("span", "", custom.seen_as)));
  if (custom?.seen_via) {
    const number = quotes.sources.findIndex(({ id }) => id === custom.seen_via) + 1;
    const via = number > 0 ? [publication(number), mark(number)] : [english("span", "", custom.seen_via)];
    lines.push(make("p", "note", word("ui:seen_through"), " ", ...via));
  }
  return lines;
}

/** Add to an entry of the sources where it comes from and how it was seen, and every quote of it on this map. */
function fillEntry(entry, index) {
  const source = quotes.sources[index];
  const { note } = source;
  entry.append(provenance(source), ...chain(source));
  if (note) entry.append(english("p", "note", note));
  for (const quote of document.querySelectorAll(`#pane-ranges q[data-source="${index + 1}"]`)) {
    const figure = quote.closest("tr").querySelector("th [data-t]").dataset.t;
    const missile = quote.closest(".missile").id.replace("missile-", "");
    entry.append(make("p", "said", word(`missile:${missile}`), word("form:comma"), word(figure), ": ", quote.cloneNode(true)));
  }
  for (const [id, site] of Object.entries(read("evidence"))) {
    for (const { source: number, quote } of site.claims ?? []) {
      if (number !== index + 1 || !quote) continue;
      entry.append(make("p", "said", word(`site:${id}`), ": ", quotes.make(number, quote)));
    }
  }
}

/** Fill all entries, once. */
export function fill() {
  const list = document.querySelector("ol.sources");
  if (list.dataset.filled) return;
  list.dataset.filled = "true";
  for (const [index, entry] of [...list.children].entries()) fillEntry(entry, index);
}

/** Follow the language that the reader chooses. */
export function attach() {
  state.subscribeLater(["language"], () => {
    for (const element of document.querySelectorAll("[data-tongue]")) element.textContent = languageName(element.dataset.tongue);
  });
}
