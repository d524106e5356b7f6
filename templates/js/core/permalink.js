// The address keeps what the reader sees after its hash: a link, or the file opened again, shows the same thing.

import * as state from "./state.js";

const { story } = state;
const fields = new Map();
const missiles = new Set(story.missiles.map(({ id }) => id));
const shownFirst = story.missiles.filter(({ shown }) => shown).map(({ id }) => id);
let map = null;
let opened = null; // the view of the map as the page opened
let moved = false; // whether the reader moved the map; when the map only follows the size of the window, nobody did

/**
 * Keep something in the address under a key: `toText(chosen)` returns it as text, or null where it is as the page opens;
 * `fromText(text)` returns a patch of the choices, or a function to call once all choices of the address are made.
 */
export function keep(key, toText, fromText) {
  fields.set(key, { toText, fromText });
}

keep(
  "lang",
  ({ language }) => (language === story.language ? null : language),
  (tag) => (story.languages.includes(tag) ? { language: tag } : {}),
);
keep(
  "missiles",
  (chosen) => ([...chosen.missiles].join() === shownFirst.join() ? null : [...chosen.missiles].join()),
  (text) => ({ missiles: new Set(text.split(",").filter((id) => missiles.has(id))) }),
);
keep(
  "hide",
  ({ hiddenKinds }) => [...hiddenKinds].join() || null,
  (text) => ({
    hiddenKinds: new Set(text.split(",").filter((kind) => document.querySelector(`[data-kind="${CSS.escape(kind)}"]`))),
  }),
);
keep(
  "origin",
  ({ origins, from }) => origins.join(",") || (from && from !== story.view.from ? "all" : null),
  (text) => ({ origins: text.split(",").filter((id) => story.origins.includes(id)) }),
);

let isCovered = () => false;
const OWN = new Set(["lang", "present", "step"]);

/** While `test()` holds, a step of the story stands for all choices: the address names no other. */
export function cover(test) {
  isCovered = test;
}

function view() {
  const { lat, lng } = map.getCenter();
  return [lat.toFixed(2), lng.toFixed(2), map.getZoom()].join(",");
}

/** Go to a view of the address, if it is one. */
function goTo(text) {
  const [lat, lng, zoom] = text.split(",").map(Number);
  if (![lat, lng, zoom].every(Number.isFinite)) return;
  moved = true;
  map.setView([lat, lng], zoom, { animate: false });
}

const FRAMES = ["embed", "present"]; // words of an address that say how the page is shown, not what

function hash() {
  const params = new URLSearchParams(location.hash.slice(1));
  for (const [key, { toText }] of fields) {
    const text = isCovered() && !OWN.has(key) ? null : toText(state.chosen);
    if (text === null) params.delete(key);
    else params.set(key, text);
  }
  return words(params);
}

/** Write words of an address; those that have no value stand alone. */
function words(params) {
  return params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll(/\b(embed|present)=/gu, "$1");
}

/**
 * The address of the page as the reader sees it, wherever it is shown. A frame in a sandbox cannot keep it in its own.
 * @param {boolean} [isBeside] whether the file of the page is named, and no more: for a page in the same folder
 */
export function address(isBeside = false) {
  const [page] = location.href.split("#");
  const params = new URLSearchParams(hash());
  for (const name of FRAMES) params.delete(name);
  const text = words(params);
  return (isBeside ? page.split("/").at(-1) : page) + (text && `#${text}`);
}

/** Write the address anew. */
export function write() {
  const text = hash();
  if (text === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // a frame without an origin of its own may not change its address: then there is no link to keep
  }
}

function read() {
  const params = new URLSearchParams(location.hash.slice(1));
  const found = [...fields].filter(([key]) => params.has(key)).map(([key, { fromText }]) => fromText(params.get(key)));
  const patch = Object.assign({}, ...found.filter((each) => typeof each !== "function"));
  if (Object.keys(patch).length > 0) state.change(patch);
  for (const act of found) if (typeof act === "function") act();
  state.catchUp();
}

/** Whether the reader, or the address, has moved the map. */
export function isMoved() {
  return moved;
}

/** Take note that the reader moved the map. */
export function noteMove() {
  moved = true;
}

/** Whatever is done on the map may move it, but for what is done in a popup. */
function touch({ target }) {
  if (!target.closest(".leaflet-popup")) noteMove();
}

/** Forget it: the map is where it was as the page opened. */
export function forgetMove() {
  moved = false;
}

const KEPT = new Set(["lang", "tab", "status", "find", "present", "step"]); // what the reader reads, not what the map shows

/** Whether the map shows something else than as the page opened. */
export function differs() {
  return [...fields].some(([key, { toText }]) => !KEPT.has(key) && toText(state.chosen) !== null);
}

/** Follow the address that the page was opened with, and keep it up to date from then on. */
export function attach(leafletMap) {
  map = leafletMap;
  opened = view();
  keep(
    "at",
    () => (moved && view() !== opened ? view() : null),
    (text) => () => goTo(text),
  );
  read();
  write();
  state.subscribe(state.ALL, write);
  for (const kind of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(kind, touch, { passive: true });
  map.on("moveend", write);
  addEventListener("mapgen:tab", write);
  addEventListener("hashchange", read);
}
