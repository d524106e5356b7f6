// The reader's own pin: put anywhere on the map, it says at once how far it is from the nearest origin and what reaches it.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import * as positions from "../core/positions.js";
import { bring } from "../core/scrolling.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import * as aim from "./aim.js";
import * as answerView from "./answer_view.js";
import * as popup from "./popup.js";
import * as spread from "./spread.js";

const button = /** @type {HTMLButtonElement} */ (document.querySelector("[data-does='pin']"));
const STEP = 10; // pixels that an arrow key moves it
const TIP = 25; // pixels from the top of its symbol to its tip
const ABOVE = -1 - TIP; // pixels: where its callout ends
let map = null;
let marker = null;
let callout = null; // its content, which is in the page while it is open
let isOther = false; // whether another popup, or a spread pile, was open when the mouse went down

/** Positions here have two decimals. */
function rounded(degrees) {
  return Math.round(degrees * 100) / 100;
}

/** Where a pin is, in words. */
export function pinInWords(pin = state.chosen.pin) {
  return i18n.say("ui:pin_at").text.replace("{position}", positions.withCity(pin));
}

/**
 * The place of a pin: as precise as it is written, so that a link to it gives the same distances.
 * @returns {[number, number]}
 */
function placed(lon, lat) {
  return [rounded(((((lon + 180) % 360) + 360) % 360) - 180), rounded(Math.max(-90, Math.min(90, lat)))];
}

function put({ lat, lng }) {
  state.change({ pin: placed(lng, lat) });
}

function focus() {
  marker.getElement().focus({ preventScroll: true });
}

/** The first press asks where: with a mouse or finger by a click on the map, with a key it starts in the middle of the view. */
function toggle({ detail: clicks }) {
  if (button.getAttribute("aria-pressed") === "true") {
    aim.stop();
    state.change({ pin: null });
  } else if (clicks === 0) {
    put(map.getCenter());
    focus();
  } else {
    popup.close();
    aim.ask("ui:aim", take, settle);
    button.setAttribute("aria-pressed", "true");
  }
}

function take(latlng) {
  put(latlng);
  aim.stop();
  focus();
}

/** The button is pressed while there is a pin. */
function settle() {
  button.setAttribute("aria-pressed", String(state.chosen.pin !== null));
}

function press({ originalEvent: event }) {
  const [x, y] = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key] ?? [];
  if (event.key === "Delete" || event.key === "Backspace") state.change({ pin: null });
  if (event.key === "Enter" || event.key === " ") answer(false);
  else if (x === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (x !== undefined) put(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add([x, y])));
}

function act(does, key) {
  const element = make("button", "rings", word(key));
  element.type = "button";
  element.dataset.does = does;
  return element;
}

/** The callout at the pin; quiet, it leaves the focus where it is. */
export function answer(isQuiet) {
  if (map.getSize().x === 0) return; // a frame shows texts in place of the map
  const save = act("save-pin", "ui:download");
  save.replaceChildren(i18n.say("ui:download").text.replace("{format}", "CSV"));
  callout = answerView.ofPoint(state.chosen.pin, answerView.tableButton(""), save, act("take-pin", "ui:take_pin"));
  popup.callout(callout, marker.getLatLng(), { isQuiet, offset: [0, ABOVE] });
}

function remove() {
  if (callout?.isConnected) popup.close();
  marker?.remove();
  marker = null;
}

function draw({ pin }) {
  settle();
  if (pin === null) {
    remove();
    return;
  }
  const [lon, lat] = pin;
  const near = lon + 360 * Math.round((map.getCenter().lng - lon) / 360);
  if (marker) marker.setLatLng([lat, near]);
  else {
    const icon = L.divIcon({ className: "pin", iconSize: [26, 26], iconAnchor: [13, TIP] });
    marker = L.marker([lat, near], { icon, draggable: true, zIndexOffset: 1000 }).addTo(map);
    marker.on("dragstart", popup.close);
    marker.on("dragend", () => put(marker.getLatLng()));
    marker.on("click", () => answer(false));
    marker.on("keydown", press);
  }
  answer(true);
}

/** Name the pin; its callout follows the language by itself. */
function name({ pin }) {
  marker?.getElement().setAttribute("aria-label", pinInWords(pin));
}

/** Where a pin is, as the address has it: lon,lat. */
export function pinAsText({ pin }) {
  return pin && pin.map((degrees) => degrees.toFixed(2)).join(",");
}

/** Read a pin from the address. */
function fromText(text) {
  const [lon, lat] = text.split(",").map(Number);
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { pin: placed(lon, lat) } : {};
}

/**
 * Put the pin somewhere, and go there.
 * @param {[number, number]} point lon, lat
 */
export function putAt([lon, lat]) {
  bring(map.getContainer(), "nearest"); // on a phone the reader has scrolled past the map
  put({ lat, lng: lon });
  focus();
}

/** A click on a band, a line or bare map: it moves the pin; without one, the place answers as a pin would. */
function click({ latlng }) {
  if (isOther) return; // the click has closed another popup, or folded a pile
  if (state.chosen.pin !== null) {
    put(latlng);
    return;
  }
  const point = placed(latlng.lng, latlng.lat);
  const keep = act("", "ui:keep_pin");
  keep.addEventListener("click", () => putAt(point));
  popup.callout(answerView.ofPoint(point, keep), latlng);
}

/** Let the reader put a pin on a map. */
export function attach(leafletMap) {
  map = leafletMap;
  aim.attach(map);
  permalink.keep("pin", pinAsText, fromText);
  button.addEventListener("click", toggle);
  map.on("preclick", () => (isOther = spread.isOpen() || (popup.isOpen() && !callout?.isConnected)));
  map.on("click", click);
  state.subscribe(["pin"], draw);
  state.subscribe(["pin", "language"], name);
}
