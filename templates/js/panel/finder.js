// The search field: it lists what it finds as one types, and leads there.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { speak, tell } from "../core/live_region.js";
import * as positions from "../core/positions.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as bands from "../rules/bands.js";
import { showOnMap } from "../map/layers/sites.js";
import * as pin from "../map/pin.js";
import { symbol } from "../map/site_symbol.js";
import * as panel from "./panel.js";
import * as search from "./search.js";

const MOST = 20; // results listed: more would not be read
const COMPOSING = 229; // the code of every key that an input method takes
const input = document.getElementById("finder");
const list = document.getElementById("finder-list");
const { sites } = state;
const colours = new Map(state.story.missiles.map(({ id, colour }) => [id, colour]));
let found = [];
let active = -1;
let view = null; // which brings a position into the middle of the map

/** What a result is, in a word. */
function kindOf({ what, id }) {
  const kinds = { site: () => `kind:${sites.get(id).properties.kind}`, missile: () => bandKey(id) };
  const others = { city: "ui:a_city", country: "ui:a_country", sea: "ui:a_sea", source: "ui:a_source", point: "ui:position" };
  return word(/** @type {TextKey} */ (kinds[what]?.() ?? others[what]));
}

function bandKey(id) {
  return i18n.everywhere(`band:${id}`).length > 0 ? `band:${id}` : "ui:no_figures";
}

function markOf({ what, id }) {
  if (what === "site") return symbol(id);
  return make("i", what === "missile" ? `bar ring-${colours.get(id)}` : "bar");
}

/** One result: its name, the other name that was found, and what it is. */
function option(each, index) {
  const { key, title, name } = each;
  const own = key ? word(key) : make("bdi", "", title);
  const small = make("small", "", ...(name === own.textContent ? [] : [make("bdi", "", name), " · "]), kindOf(each));
  const item = make("li", "", markOf(each), make("span", "", own, small));
  Object.assign(item, { id: `finder-${index}`, role: "option" });
  return item;
}

function select(index) {
  active = index;
  for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === index));
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", `finder-${index}`);
    const { offsetTop, offsetHeight } = list.children[index];
    list.scrollTop = Math.max(offsetTop + offsetHeight - list.clientHeight, Math.min(offsetTop, list.scrollTop));
  }
}

/** Go to the result after the active one, or before it, and round at the ends. */
function step(by) {
  if (found.length > 0) select((active + by + found.length) % found.length);
}

function open(opened) {
  list.hidden = !opened;
  input.setAttribute("aria-expanded", String(opened));
  if (!opened) select(-1);
}

function show() {
  if (!input.value.trim()) {
    open(false);
    return;
  }
  const at = positions.parse(input.value);
  const title = at && positions.inWords(at);
  const all = [...(at ? [{ what: "point", key: null, id: "", at, title, name: title }] : []), ...search.find(input.value)];
  found = all.slice(0, MOST);
  list.replaceChildren(...(found.length > 0 ? found.map(option) : nothing()));
  open(true);
  select(found.length > 0 ? 0 : -1);
  speak("ui:results", { n: i18n.number(all.length) });
  if (found.length === 0) tell(list.textContent);
}

/** Say that nothing was found, and what is spelt most like it: to choose that is to search for it. */
function nothing() {
  const words = make("span", "", word("ui:no_results")); // one item of the row, whose items stand side by side
  const none = make("li", "none", words);
  Object.assign(none, { role: "option", ariaDisabled: "true" });
  const name = search.nearest(input.value);
  if (!name) return [none];
  found = [{ what: "spelling", key: null, id: "", at: null, title: name, name }];
  words.append(". ", i18n.filled(i18n.say("ui:nearest_spelling").text, { name }));
  Object.assign(none, { id: "finder-0", ariaDisabled: "false" });
  return [none];
}

/** Show part of the map, and for a city or a position the pin there, with its answer. */
function goTo({ what, at }) {
  if (bands.seenFrom(state.chosen) !== null) state.change({ from: null });
  view(at);
  if (what === "city" || what === "point") pin.putAt(at);
}

/** Go to a result: a missile's figures, a site's popup on the map, or its card where it is not on the map. */
function go(result) {
  const { what, id, name } = result;
  if (what === "spelling") {
    input.value = name;
    show();
    return;
  }
  input.select();
  open(false);
  if (what === "missile") panel.showMissile(id);
  else if (what === "source") panel.showSource(id);
  else if (result.at) goTo(result);
  else if (isOnMap(sites.get(id))) {
    const { hiddenKinds } = state.chosen;
    const { kind } = sites.get(id).properties;
    if (hiddenKinds.has(kind)) state.change({ hiddenKinds: state.toggled(hiddenKinds, kind, false) });
    showOnMap(id);
  } else panel.showSite(id);
}

/** Whether a site can be shown on the map: its location is public and was known by then, and no other view covers the map. */
function isOnMap(feature) {
  const { chosen } = state;
  const isOpen = bands.seenFrom(chosen) === null && document.querySelector(".folium-map").offsetWidth > 0;
  return isOpen && feature.geometry !== null && bands.knows(chosen, feature);
}

const keys = {
  ArrowDown: () => (list.hidden ? show() : step(1)),
  ArrowUp: () => (list.hidden ? show() : step(-1)),
  Enter: () => active >= 0 && go(found[active]),
  Escape() {
    input.value = "";
    open(false);
  },
};

/** Whether a key belongs to an input method. Safari ends a composition before the Enter that confirms it: its code tells. */
function isComposing(event) {
  return event.isComposing || event.keyCode === COMPOSING;
}

/** Follow what is typed; `bringIntoView` brings a position into the middle of the map. */
export function attach(bringIntoView) {
  view = bringIntoView;
  input.parentElement.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (isComposing(event) || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => {
    const index = [...list.children].indexOf(target.closest("li"));
    if (found[index]) go(found[index]);
  });
}
