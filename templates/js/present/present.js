// Present: the map fills the window, larger, with title, sentence and key; keys, clicks and swipes go through the steps.

import { make, svg } from "../core/dom.js";
import * as large from "../core/large.js";
import { fill, tell } from "../core/live_region.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as lettering from "../map/lettering.js";
import * as headline from "../panel/headline.js";
import { beSilent, choose, look, steps } from "./steps.js";

const SWIPE_PX = 45;
const REST_MS = 3000; // of the mouse, until the buttons go
const LEAST_WORDS = 0.7; // times as large as usual
const BESIDE_SHARE = 0.27; // of the window's width, that the words have beside a map
const MAP_SHARE = 0.45; // of the window's height, that the map keeps at least
const MARKS = /\u202F?[⁰¹²³⁴-⁹]+/gu; // of footnotes: no words to hear
const root = document.documentElement;
const head = document.querySelector(".head");
const title = head.querySelector("h1");
const items = [...head.querySelectorAll(".steps > li")];
const drawings = [...document.querySelectorAll(".folium-map, .azimuthal")];
const count = make("span", "present-count");
const TURNS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  Enter: 1,
  " ": 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
  Home: -Infinity,
  End: Infinity,
};
let map = null;
let fitView = null; // to the view of the story
let before = null; // what the reader had before; null: this is no presentation
let least = 0; // the first step: 0 is the map as the reader had it
let now = null;
let touched = null; // where a finger came down
let resting = 0; // the timer that ends when the mouse has rested

/** The step that the address asks for, if the story has it. */
function asked() {
  const text = new URLSearchParams(location.hash.slice(1)).get("step") ?? "";
  return /^\d{1,2}$/u.test(text) && Number(text) <= steps.length ? Number(text) : null;
}

/** Bring back what the reader had chosen. */
function restore() {
  beSilent();
  state.change(before.choices);
  if (!before.isMoved) permalink.forgetMove();
}

/** Look where the step does, or all of what the reader looked at. */
function aim() {
  if (now > 0) look(steps[now - 1]);
  else if (before.isMoved) map.fitBounds(before.bounds, { animate: false });
  else fitView();
}

/** Say a step; footnote marks are no words to hear. */
function announce(number) {
  const text = items[number - 1].textContent.replace(MARKS, "");
  const words = fill("ui:step_of", { n: String(number), total: String(steps.length), text });
  tell(words.replace(/[.。]$/u, ""), headline.text());
}

/** Go to a step, or to the first or last one. */
function go(number) {
  const to = Math.max(least, Math.min(steps.length, number));
  if (to === now) return;
  const isFirst = now === null;
  now = to;
  for (const [index, item] of items.entries()) item.classList.toggle("now", index === to - 1);
  count.textContent = steps.length > 0 ? `${to} / ${steps.length}` : "";
  if (to > 0) choose(steps[to - 1]);
  else if (!isFirst) restore();
  fitWords();
  dispatchEvent(new Event("resize")); // the words leave the map another height
  aim();
  permalink.write();
  if (to > 0) announce(to);
}

/** Make the words as large as the map's letters, or so much smaller that they fit and the map has enough room. */
function fitWords() {
  const stage = drawings[0].parentElement;
  const share = stage.offsetTop === 0 ? Math.max(1, head.clientWidth / innerWidth / BESIDE_SHARE) : 1; // more beside a disc
  for (let size = share * large.times(); size > LEAST_WORDS; size *= 0.94) {
    root.style.setProperty("--words", size.toFixed(3));
    if (head.scrollHeight <= head.clientHeight + 1 && stage.offsetHeight > MAP_SHARE * innerHeight) return;
  }
}

/** Lay the page out as a presentation, or as a page again. */
function lay(isLarge) {
  root.classList.toggle("present", isLarge);
  large.set(isLarge);
  lettering.forget();
}

/** Begin the presentation at a step: that of the address, else the first; what the reader has made of the map comes first. */
function open() {
  if (before) return;
  before = {
    choices: { ...state.chosen },
    isMoved: permalink.isMoved(),
    bounds: map.getBounds(),
    center: map.getCenter(),
    zoom: map.getZoom(),
    focused: document.activeElement,
  };
  for (const drawing of drawings) drawing.inert = true;
  map.closePopup();
  lay(true);
  dispatchEvent(new Event("resize"));
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  const to = asked() ?? (permalink.differs() || steps.length === 0 ? 0 : 1);
  least = Math.min(to, 1);
  now = null;
  go(to);
}

function leave() {
  const { focused } = before;
  for (const drawing of drawings) drawing.inert = false;
  lay(false);
  dispatchEvent(new Event("resize"));
  restore();
  if (before.isMoved) map.setView(before.center, before.zoom, { animate: false });
  else fitView();
  before = null;
  now = null;
  permalink.write();
  if (document.fullscreenElement) document.exitFullscreen();
  const back = focused?.isConnected && focused !== document.body ? focused : document.querySelector(".go-present");
  back.focus({ preventScroll: true });
  dispatchEvent(new Event("resize"));
}

function press(event) {
  const { key, target } = event;
  if (!before || event.ctrlKey || event.altKey || event.metaKey) return;
  const isButton = target instanceof Element && target.closest("button, a") !== null;
  if (key === "Escape") leave();
  else if (key in TURNS && !(isButton && (key === "Enter" || key === " "))) go(now + TURNS[key]);
  else return;
  event.preventDefault();
  event.stopPropagation(); // from the map, whose own keys these are too
}

function click({ target }) {
  if (before && !target.closest("a, button")) go(now + 1);
}

function swipe({ changedTouches }) {
  const finger = changedTouches[0];
  if (!before || !touched) return;
  const [x, y] = [finger.clientX - touched.clientX, finger.clientY - touched.clientY];
  touched = null;
  if (Math.abs(x) < SWIPE_PX || Math.abs(x) < 2 * Math.abs(y)) return;
  go(now + (x < 0 === (root.dir !== "rtl") ? 1 : -1));
}

/** Show the buttons while the mouse moves. */
function point() {
  const { classList } = head.parentElement;
  clearTimeout(resting);
  classList.add("pointing");
  resting = setTimeout(() => classList.remove("pointing"), REST_MS);
}

function act(name, key, sign, does) {
  const button = make("button", name, sign);
  button.type = "button";
  button.dataset.tLabel = key;
  button.setAttribute("aria-label", fill(key));
  button.addEventListener("click", does);
  return button;
}

/** What a presenter without a keyboard, or who hears the page, presses. */
function acts() {
  const [back, on] = steps.length > 0 ? [-1, 1] : [];
  const turns = [
    [back, "ui:previous", "‹"],
    [on, "ui:next", "›"],
  ].map(([by, key, sign]) => act("", key, sign, () => go(now + by)));
  const end = act("", "ui:present_end", "×", leave);
  return make("p", "present-acts", ...(back ? [turns[0], count, turns[1]] : []), end);
}

/** The button that opens it; a browser that lets it may fill the whole screen. */
function opener() {
  const icon = svg("svg", { width: 22, height: 18, viewBox: "0 0 22 18", "aria-hidden": "true" });
  icon.append(svg("path", { d: "M1.5 1.5h19v11h-19zM7 17l4-4 4 4M9 4.5l4.5 2.5L9 9.5z" }));
  const button = act("go-present", "ui:present", icon, () => {
    root.requestFullscreen?.().catch(() => {});
    open();
  });
  button.title = fill("ui:present");
  return button;
}

/** Before anything is placed on the map: an address may ask for it from the beginning. */
export function begin() {
  if (root.classList.contains("present")) large.set(true);
}

export function attach(leafletMap, fitToStory) {
  map = leafletMap;
  fitView = fitToStory;
  head.append(acts());
  head.querySelector(".switches").after(opener());
  permalink.keep(
    "present",
    () => (before ? "" : null),
    () => open,
  );
  permalink.keep(
    "step",
    () => (before && steps.length > 0 ? String(now) : null),
    () => () => {
      const to = asked();
      if (to === null) return;
      if (before) go(to);
      else if (to > 0) follow(to);
    },
  );
  permalink.cover(() => before !== null && now > 0);
  document.addEventListener("keydown", press, true);
  document.addEventListener("click", click);
  document.addEventListener("touchstart", ({ touches }) => (touched = touches.length === 1 ? touches[0] : null), {
    passive: true,
  });
  document.addEventListener("touchend", swipe, { passive: true });
  document.addEventListener("mousemove", ({ movementX, movementY }) => {
    if (before && (movementX !== 0 || movementY !== 0)) point(); // a browser also sends one as the page moves below the mouse
  });
  document.addEventListener("fullscreenchange", () => {
    if (before && !document.fullscreenElement) leave(); // the key that ended it was Escape
  });
  addEventListener("beforeprint", () => before && lay(false)); // paper is lettered as ever
  addEventListener("afterprint", () => before && lay(true));
  addEventListener("resize", ({ isTrusted }) => {
    if (!before || !isTrusted) return;
    lay(true);
    fitWords();
    dispatchEvent(new Event("resize"));
    aim();
  });
}

/** Show a step as the page around this one asks; 0: what the page opens with. */
export function follow(number) {
  if (before) go(number);
  else if (number > 0) {
    choose(steps[number - 1]);
    look(steps[number - 1]);
  } else {
    beSilent();
    state.change(state.opening());
    permalink.forgetMove();
    fitView();
  }
}
