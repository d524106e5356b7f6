// The search field: it lists what it finds as one types, and leads there.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { speak } from "../core/live_region.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as bands from "../rules/bands.js";
import { showOnMap } from "../map/layers/sites.js";
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

/** One result: its name, the other name that was found, and what it is. */
function option({ key, what, id, name }, index) {
  const own = word(key);
  const small = make("small", "", ...(name === own.textContent ? [] : [make("bdi", "", name), " · "]));
  if (what === "site") small.append(word(`kind:${sites.get(id).properties.kind}`));
  else small.append(word(i18n.everywhere(`band:${id}`).length > 0 ? `band:${id}` : "ui:no_figures"));
  const mark = what === "site" ? symbol(id) : make("i", `bar ring-${colours.get(id)}`);
  const item = make("li", "", mark, make("span", "", own, small));
  Object.assign(item, { id: `finder-${index}`, role: "option" });
  return item;
}

function select(index) {
  active = index;
  for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === index));
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", `finder-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
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
  const all = search.find(input.value);
  found = all.slice(0, MOST);
  const nothing = make("li", "none", word("ui:no_results"));
  Object.assign(nothing, { role: "option", ariaDisabled: "true" });
  list.replaceChildren(...(found.length > 0 ? found.map(option) : [nothing]));
  open(true);
  select(found.length > 0 ? 0 : -1);
  speak("ui:results", { n: i18n.number(all.length) });
}

/** Go to a result: a missile's figures, a site's popup on the map, or its card where it is not on the map. */
function go({ what, id }) {
  input.select();
  open(false);
  if (what === "missile") panel.showMissile(id);
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
  const isOpen = chosen.from === null && document.querySelector(".folium-map").offsetWidth > 0;
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

export function attach() {
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
