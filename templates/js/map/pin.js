// The reader's own pin: put anywhere on the map, it gets the answer that the places of the story get.

import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";

const button = document.querySelector("[data-does='pin']");
const STEP = 10; // pixels that an arrow key moves it
let map = null;
let marker = null;
let openReach = null; // which opens the Reach tab

function write(degrees, plus, minus) {
  return `${i18n.number(Math.abs(degrees), 2)}° ${degrees < 0 ? minus : plus}`;
}

/** Positions here have two decimals. */
function rounded(degrees) {
  return Math.round(degrees * 100) / 100;
}

/** Where a pin is, in words. */
export function pinInWords([lon, lat] = state.chosen.pin) {
  return i18n.say("ui:pin_at").text.replace("{position}", `${write(lat, "N", "S")}, ${write(lon, "E", "W")}`);
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

function toggle() {
  if (state.chosen.pin !== null) {
    state.change({ pin: null });
    return;
  }
  put(map.getCenter());
  openReach();
  marker.getElement().focus({ preventScroll: true });
}

function press({ originalEvent: event }) {
  const [x, y] = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key] ?? [];
  if (event.key === "Delete" || event.key === "Backspace") state.change({ pin: null });
  if (x === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  put(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add([x, y])));
}

function draw({ pin }) {
  button.setAttribute("aria-pressed", String(pin !== null));
  if (pin === null) {
    marker?.remove();
    marker = null;
    return;
  }
  const [lon, lat] = pin;
  const near = lon + 360 * Math.round((map.getCenter().lng - lon) / 360);
  if (marker) marker.setLatLng([lat, near]);
  else {
    const icon = L.divIcon({ className: "pin", iconSize: [26, 26] });
    marker = L.marker([lat, near], { icon, draggable: true, zIndexOffset: 1000 }).addTo(map);
    marker.on("dragend", () => put(marker.getLatLng()));
    marker.on("keydown", press);
  }
  marker.getElement().setAttribute("aria-label", pinInWords());
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

/** Let the reader put a pin on a map; `open` opens the Reach tab, which has its answer. */
export function attach(leafletMap, open) {
  map = leafletMap;
  openReach = open;
  permalink.keep("pin", pinAsText, fromText);
  button.addEventListener("click", toggle);
  map.on("click", ({ latlng }) => state.chosen.pin !== null && put(latlng));
  state.subscribe(["pin", "language"], draw);
}
