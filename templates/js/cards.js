"use strict";

// The cards of the sites and the entries of the sources: what is not in the page itself is filled in when it is wanted.
mapgen.cards = (() => {
  const origins = new Set(mapgen.state.story.origins);
  const drawn = Object.keys(mapgen.read("mapgen-reach").bands); // the missiles that rings are drawn for
  const faded = new Set(mapgen.read("faded"));

  /** Make an element with children; strings become text. */
  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** A text of ours, by key, that changes with the language. */
  function word(key) {
    const { text, tag } = mapgen.speech.say(key);
    const element = make("span", "", text);
    element.dataset.t = key;
    if (tag !== mapgen.state.chosen.language) element.lang = tag;
    return element;
  }

  /** An entry of a list to choose from, named by a text of ours. */
  function option(value, key) {
    const element = make("option", "", mapgen.speech.say(key).text);
    element.value = value;
    element.dataset.t = key;
    return element;
  }

  /** The symbol of a site; paler where it is no longer, or not yet, what its kind says. */
  function symbol(id) {
    const { kind } = mapgen.state.sites.get(id).properties;
    const element = mapgen.svg("svg", { class: `symbol kind-${kind}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" });
    if (faded.has(id)) element.classList.add("faded");
    element.append(mapgen.svg("use", { href: `#symbol-${kind}` }));
    return element;
  }

  /** A text of the data, written in English. */
  function english(name, className, text) {
    const element = make(name, className, text);
    element.lang = "en";
    return element;
  }

  function publication(number) {
    const source = mapgen.quotes.sources[number - 1];
    return make("cite", "", source["container-title"] ?? source.publisher ?? source.title);
  }

  /** Name a footnote mark after what it leads to, for those who hear it by itself. */
  function label(anchor) {
    const number = anchor.textContent;
    anchor.setAttribute("aria-label", `${number} ${publication(number).textContent}`);
  }

  /** The footnote marks of sources. */
  function marks(numbers) {
    const anchors = numbers.map((number) => {
      const anchor = make("a", "", String(number));
      anchor.href = `#source-${number}`;
      label(anchor);
      return anchor;
    });
    return make("sup", "", ...anchors.flatMap((anchor, index) => (index > 0 ? [" ", anchor] : [anchor])));
  }

  function mark(number) {
    return marks([number]);
  }

  function ringsButton(id) {
    const pressed = mapgen.state.chosen.origins.includes(id);
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
    const place = word("uncertainty_km" in site ? `within:${site.uncertainty_km}` : "ui:not_public");
    if (site.position_source) {
      row(place, word("ui:position_from"), " ", publication(site.position_source), mark(site.position_source));
    } else row(place, english("span", "", site.position_note ?? ""));
    if (site.operator) row(word("ui:operator"), english("span", "", site.operator));
    if (site.first_reported) row(word("ui:first_reported"), mapgen.speech.date(site.first_reported));
    if (site.missiles) {
      row(word("ui:associated"), ...site.missiles.flatMap((missile, index) => [index > 0 ? "; " : "", word(`missile:${missile}`)]));
    }
    const placed = new Set(site.missiles);
    const unplaced = origins.has(id) ? drawn.filter((missile) => !placed.has(missile)) : [];
    if (unplaced.length > 0) {
      row(word("ui:illustrative"), ...unplaced.flatMap((missile, index) => [index > 0 ? "; " : "", word(`missile:${missile}`)]));
    }
    if (site.aliases) row(word("ui:aliases"), site.aliases.join("; "));
    return make("dl", "", ...rows);
  }

  function claims(site) {
    return (site.claims ?? []).map(({ text, source, quote, verified, note }) => {
      const item = make("li", "", english("span", "", text), mark(source));
      if (verified === false) item.append(" ", make("span", "flag", word("ui:not_rechecked")));
      item.append(make("p", "said", publication(source), " ", ...(quote ? [mapgen.quotes.make(source, quote)] : [])));
      if (note) item.append(english("p", "note", note));
      return item;
    });
  }

  function contradictions(site) {
    return (site.contradictions ?? []).map(({ text, sources }) => make("li", "", english("span", "", text), marks(sources)));
  }

  /** Fill the card of a site with all that is known of it, once. */
  function fill(card) {
    const id = card.id.replace("site-", "");
    if (card.querySelector(".more")) return card;
    const site = mapgen.read("evidence")[id];
    const more = make("div", "more");
    const acts = make("p", "acts");
    if (origins.has(id)) acts.append(ringsButton(id));
    if (mapgen.azimuthal.has(id)) acts.append(fromButton(id));
    if (acts.hasChildNodes()) more.append(acts);
    more.append(facts(id, site));
    for (const [key, items] of [["ui:claims", claims(site)], ["ui:contradictions", contradictions(site)]]) {
      if (items.length > 0) more.append(make("h4", "", word(key)), make("ul", "claims", ...items));
    }
    if (site.notes) more.append(english("p", "note", site.notes));
    card.querySelector(".brief").remove();
    card.append(more);
    return card;
  }

  /** The name of a language in the chosen one, from the browser; the tag itself where it is none that it knows. */
  function languageName(tag) {
    try {
      return new Intl.DisplayNames(mapgen.state.chosen.language, { type: "language" }).of(tag);
    } catch {
      return tag;
    }
  }

  function language(tag) {
    const element = make("span", "", languageName(tag));
    element.dataset.tongue = tag;
    return element;
  }

  mapgen.state.listen((_, patch) => {
    if (!("language" in patch)) return;
    for (const element of document.querySelectorAll("[data-tongue]")) element.textContent = languageName(element.dataset.tongue);
  });

  /** What kind of source it is, its language, when it was read, its lasting copy. */
  function provenance({ accessed, custom, language: tag }) {
    const day = accessed?.["date-parts"]?.[0].map((part) => String(part).padStart(2, "0")).join("-");
    const parts = [];
    if (custom?.source_type) parts.push(word(`source:${custom.source_type}`));
    if (tag) parts.push(language(tag));
    if (day) parts.push(word(`accessed:${day}`));
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
      const number = mapgen.quotes.sources.findIndex(({ id }) => id === custom.seen_via) + 1;
      const via = number > 0 ? [publication(number), mark(number)] : [english("span", "", custom.seen_via)];
      lines.push(make("p", "note", word("ui:seen_through"), " ", ...via));
    }
    return lines;
  }

  /** Add to an entry of the sources where it comes from and how it was seen, and every quote of it on this map. */
  function fillSource(entry, index) {
    const source = mapgen.quotes.sources[index];
    const { note } = source;
    entry.append(provenance(source), ...chain(source));
    if (note) entry.append(english("p", "note", note));
    for (const quote of document.querySelectorAll(`#pane-ranges q[data-source="${index + 1}"]`)) {
      const figure = quote.closest("tr").querySelector("th [data-t]").dataset.t;
      const missile = quote.closest(".missile").id.replace("missile-", "missile:");
      entry.append(make("p", "said", word(missile), ", ", word(figure), ": ", quote.cloneNode(true)));
    }
    for (const [id, site] of Object.entries(mapgen.read("evidence"))) {
      for (const { source: number, quote } of site.claims ?? []) {
        if (number !== index + 1 || !quote) continue;
        entry.append(make("p", "said", word(`site:${id}`), ": ", mapgen.quotes.make(number, quote)));
      }
    }
  }

  function attach() {
    const cards = [...document.querySelectorAll("details.site")];
    for (const card of cards) {
      card.open = false;
      card.addEventListener("toggle", () => card.open && fill(card));
    }
    mapgen.later(() => document.querySelectorAll("sup a").forEach(label));
  }

  /** Fill the entries of the sources, once. */
  function fillSources() {
    const list = document.querySelector("ol.sources");
    if (list.dataset.filled) return;
    list.dataset.filled = "true";
    for (const [index, entry] of [...list.children].entries()) fillSource(entry, index);
  }

  return { make, option, word, symbol, mark, marks, publication, fill, fillSources, attach };
})();
