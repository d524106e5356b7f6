// Measure between two points: the geodesic, its length and the bearing in which it sets out. Escape ends.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { tell } from "../core/live_region.js";
import * as geodesy from "../geo/geodesy.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as aim from "./aim.js";
import * as popup from "./popup.js";

const button = /** @type {HTMLButtonElement} */ (document.querySelector("[data-does='measure']"));
const STEP = 10; // pixels that an arrow key moves an end
const APART = 100; // pixels between the ends as a key puts them
const EDGE_KM = 50; // of the line that is drawn
const ENDS = /** @type {const} */ (["ui:measure_start", "ui:measure_end"]);
let map = null;
let ends = []; // markers
let line = null;
let label = null;

/** The points of a geodesic from one place to another, as Leaflet's places, with its length in km and its first bearing. */
function geodesic(from, to) {
  const [azimuth, metres] = geodesy.inverse(from.lng, from.lat, to.lng, to.lat);
  const count = Math.max(1, Math.ceil(metres / 1000 / EDGE_KM));
  const points = [from];
  for (let edge = 1; edge <= count; edge += 1) {
    const [lon, lat] = geodesy.destination(from.lng, from.lat, azimuth, (metres * edge) / count);
    const last = points.at(-1).lng;
    points.push(L.latLng(lat, lon + 360 * Math.round((last - lon) / 360))); // on over the antimeridian
  }
  return { points, km: metres / 1000, bearing: (azimuth + 360) % 360 };
}

/** Write the line and what is measured; `isSaid` says it aloud too. */
function draw(isSaid) {
  if (ends.length < 2) return;
  const { points, km, bearing } = geodesic(ends[0].getLatLng(), ends[1].getLatLng());
  ends[1].setLatLng(points.at(-1));
  line.setLatLngs(points);
  const text = i18n.filled(i18n.say("ui:measured").text, {
    distance: i18n.km(km),
    bearing: i18n.number(Math.round(bearing) % 360),
  });
  label.setLatLng(points.at(-1)).setContent(make("span", "", text));
  if (isSaid) tell(text);
}

function press({ originalEvent: event, target: marker }) {
  const [x, y] = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key] ?? [];
  if (x === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  marker.setLatLng(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add([x, y])));
  draw(true);
}

/** Name the ends in the reader's language; the sentence follows too. */
function name() {
  for (const [index, marker] of ends.entries()) marker.getElement().setAttribute("aria-label", i18n.say(ENDS[index]).text);
  draw(false);
}

function put(latlng) {
  const icon = L.divIcon({ className: "measure-end", iconSize: [24, 24] });
  const marker = L.marker(latlng, { icon, draggable: true, zIndexOffset: 900 }).addTo(map);
  marker.on("drag", () => draw(false));
  marker.on("dragend", () => draw(true));
  marker.on("keydown", press);
  ends.push(marker);
  if (ends.length === 2) {
    line = L.polyline([], { pane: "measure", interactive: false, className: "measure-line" }).addTo(map);
    label = L.tooltip({ permanent: true, direction: "top", offset: [0, -10], className: "measure-label" })
      .setLatLng(latlng)
      .addTo(map);
    draw(true);
  }
  name();
}

/** Take both away; the focus goes back to the button. */
function end() {
  for (const part of [...ends, line, label]) part?.remove();
  [ends, line, label] = [[], null, null];
  button.setAttribute("aria-pressed", "false");
}

function focusEnd() {
  ends[1].getElement().focus({ preventScroll: true });
}

/** With a mouse or finger two clicks on the map; with a key both ends are put into the view, to be moved. */
function toggle({ detail: clicks }) {
  if (button.getAttribute("aria-pressed") === "true") {
    aim.stop();
    end();
    return;
  }
  popup.close();
  button.setAttribute("aria-pressed", "true");
  if (clicks === 0) {
    const middle = map.getSize().divideBy(2);
    for (const by of [-APART / 2, APART / 2]) put(map.containerPointToLatLng(middle.add([by, 0])));
    focusEnd();
    return;
  }
  aim.ask("ui:measure_aim", take, () => ends.length < 2 && end());
}

function take(latlng) {
  put(latlng);
  if (ends.length < 2) return;
  aim.stop();
  focusEnd();
}

function leave({ key }) {
  if (key !== "Escape" || ends.length < 2 || bands.seenFrom(state.chosen)) return;
  end();
  button.focus({ preventScroll: true });
}

/** Let the reader measure on a map. */
export function attach(leafletMap) {
  map = leafletMap;
  map.createPane("measure").style.zIndex = 595;
  button.addEventListener("click", toggle);
  document.addEventListener("keydown", leave);
  state.subscribe(["language"], name);
}
