// The panel: tabs, switches, and the ways from a number to its source.

import { copy, copyValue } from "../core/clipboard.js";
import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import { bring } from "../core/scrolling.js";
import * as state from "../core/state.js";
import { option } from "../core/words.js";
import * as rings from "../rules/rings.js";
import * as azimuthal from "../map/azimuthal.js";
import * as popup from "../map/popup.js";
import * as reachtable from "./reachtable.js";
import * as sitelist from "./sitelist.js";
import * as sourceEntries from "./source_entries.js";
import * as theme from "./theme.js";

const choice = document.getElementById("origin"); // absent where rings have but one origin
const bar = document.querySelector(".tabs");
const tabs = [...document.querySelectorAll("[role='tab']")];

/** @typedef {"ranges" | "sites" | "reach" | "sources"} Tab */

/**
 * Return the name of the tab that is open.
 * @returns {Tab}
 */
export function tab() {
  return /** @type {Tab} */ (tabs.find((each) => each.tabIndex === 0).id.replace("tab-", ""));
}

/**
 * Open a tab by name; `focus` moves the focus to it.
 * @param {string} name
 * @param {boolean} focus
 */
export function openTab(name, focus = false) {
  for (const each of tabs) {
    const open = each.id === `tab-${name}`;
    each.setAttribute("aria-selected", String(open));
    each.tabIndex = open ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).classList.toggle("open", open);
    if (open && focus) each.focus({ preventScroll: true });
  }
  dispatchEvent(new Event("mapgen:tab"));
}

/** Show an entry of a tab, and mark it so that the eye finds it. */
function reveal(name, element) {
  if (name === "sources") sourceEntries.fill();
  openTab(name);
  if (element.tagName === "DETAILS") element.open = true;
  for (const found of document.querySelectorAll(".found")) found.classList.remove("found");
  element.classList.add("found");
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  bring(element);
}

function target(link) {
  return document.getElementById(decodeURIComponent(link.hash.slice(1)));
}

function unfold() {
  if (document.documentElement.classList.contains("folded")) document.querySelector(".fold").click();
}

/** Bring the tabs, with the beginning of the open one below them, to the top of the window. */
export function scrollToTabs() {
  const pane = document.querySelector(".pane.open");
  document.documentElement.classList.add("at-tab"); // so that all of the panel is laid out
  scrollTo({ top: scrollY + pane.getBoundingClientRect().top - bar.offsetHeight });
}

const does = {
  speak: ({ value }) => {
    i18n.press(value);
    state.later(() => state.change({ language: value }));
  },
  theme: () => state.later(theme.toggle),
  evidence: (link) => reveal("ranges", target(link)),
  origin: (button) => {
    const { origins } = state.chosen;
    const again = origins.includes(button.value);
    state.change({ origins: again ? origins.filter((id) => id !== button.value) : [...origins, button.value] });
    if (!again) popup.close();
  },
  from: (button) => {
    popup.close();
    const patch = state.story.origins.includes(button.value) ? { origins: [button.value] } : {};
    state.change({ ...patch, from: button.value, limit: null });
  },
  back: () => state.change({ from: null }),
  nearer: () => azimuthal.step(-1),
  farther: () => azimuthal.step(1),
  table: (button) => {
    reachtable.showOnly(button.value);
    reveal("reach", document.querySelector("#pane-reach tbody tr") ?? document.getElementById("pane-reach"));
  },
  "save-pin": () => reachtable.savePin(),
  "take-pin": () => state.change({ pin: null }),
  "copy-position": (button) => copyValue(button),
  copy: () => copy(document.getElementById("citation"), document.getElementById("copied")),
  print: () => print(),
  skip: () => {
    unfold();
    const panel = document.getElementById("panel");
    panel.focus({ preventScroll: true });
    bring(panel, "nearest");
  },
  "skip-tabs": () => {
    unfold();
    scrollToTabs();
    tabs.find((each) => each.tabIndex === 0).focus({ preventScroll: true });
  },
  fold: (button) => {
    const folded = document.documentElement.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    state.later(() => dispatchEvent(new Event("resize")));
  },
};

const sets = {
  missile: ({ value, checked }) => {
    state.change({ missiles: state.toggled(state.chosen.missiles, value, checked) });
  },
  naive: ({ checked }) => state.change({ naive: checked }),
  kind: ({ value, checked }) => {
    state.change({ hiddenKinds: state.toggled(state.chosen.hiddenKinds, value, !checked) });
  },
};

/** Open a tab and go to its beginning. */
function turnTo(name, focus = false) {
  openTab(name, focus);
  scrollToTabs();
  if (name === "sources") state.later(sourceEntries.fill);
}

function turn(event) {
  const index = tabs.indexOf(event.target);
  const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || index < 0) return;
  event.preventDefault(); // Home and End would scroll
  const next = tabs.at(to % tabs.length);
  turnTo(next.id.replace("tab-", ""), true);
}

export function attach() {
  choice?.append(...state.story.origins.map((id) => option(id, `site:${id}`)));
  document.addEventListener("click", (event) => {
    const opened = event.target.closest("[role='tab']");
    if (opened) turnTo(opened.id.replace("tab-", ""));
    const mark = event.target.closest("sup a");
    if (mark) {
      event.preventDefault();
      reveal("sources", target(mark));
    }
    const actor = event.target.closest("[data-does]");
    if (!actor || !(actor.dataset.does in does)) return;
    event.preventDefault();
    does[actor.dataset.does](actor);
  });
  document.addEventListener("change", ({ target: input }) => {
    if (input === choice) state.change({ origins: input.value ? [input.value] : [] });
    sets[input.dataset.does]?.(input);
  });
  document.addEventListener("keydown", turn);
  state.subscribe(["missiles", "hiddenKinds"], check);
  state.subscribe(["origins", "from", "language", "asOf"], showOrigins);
  permalink.keep(
    "tab",
    () => (tab() === "ranges" ? null : tab()),
    (name) => () => document.getElementById(`tab-${name}`) && turnTo(name),
  );
}

/** Check the boxes of what is shown. */
function check({ missiles, hiddenKinds }) {
  for (const input of document.querySelectorAll("[data-does='missile']")) input.checked = missiles.has(input.value);
  for (const input of document.querySelectorAll("[data-does='kind']")) input.checked = !hiddenKinds.has(input.value);
}

/** Say from where rings are drawn, and whether a source places each missile there. */
function showOrigins(chosen) {
  const from = rings.origins(rings.inSight(chosen));
  for (const row of document.querySelectorAll(".key [data-missile]")) {
    const basis = row.querySelector("small");
    if (!basis) continue; // it has no figure
    const { missile } = row.dataset;
    const [own, all] = [rings.placed(missile, from), rings.originsOf(missile, from).length];
    const said =
      own > 0 && own < all
        ? i18n.counted("basis_some", { n: own, total: all })
        : i18n.say(`ui:basis_${rings.basis(missile, from)}`);
    basis.textContent = said.text;
    if (said.tag === chosen.language) basis.removeAttribute("lang");
    else basis.lang = said.tag;
  }
  showChoice(chosen);
  for (const button of document.querySelectorAll("[data-does='origin']")) {
    const pressed = chosen.origins.includes(button.value);
    button.setAttribute("aria-pressed", String(pressed));
    button.firstElementChild.dataset.t = pressed ? "ui:showing_rings" : "ui:show_rings";
    button.firstElementChild.textContent = i18n.say(button.firstElementChild.dataset.t).text;
  }
}

/** What the list of origins says: one of them, all, or how many were chosen one by one. */
function showChoice({ origins }) {
  if (!choice) return;
  const several = choice.querySelector("[data-several]");
  several.hidden = origins.length < 2;
  const words = i18n.counted("several_origins", { n: origins.length }).text;
  several.textContent = several.hidden ? "" : words;
  choice.value = origins.length > 1 ? several.value : (origins[0] ?? "");
}

/**
 * Show the card of a site in its tab.
 * @param {string} id
 */
export function showSite(id) {
  const card = document.getElementById(`site-${id}`);
  sitelist.uncover(card);
  reveal("sites", card);
}

/**
 * Show a source in its tab.
 * @param {string} number
 */
export function showSource(number) {
  reveal("sources", document.getElementById(`source-${number}`));
}

/**
 * Show the figures of a missile in their tab.
 * @param {string} id
 */
export function showMissile(id) {
  reveal("ranges", document.getElementById(`missile-${id}`));
}
