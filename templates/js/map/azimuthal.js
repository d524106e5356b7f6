// See the world from here: a view in which the rings of a site are circles and all distances from it are true.

import { make, svg } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import { oneTabStop } from "../core/roving_tabindex.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import { lay } from "../geo/plane.js";
import * as bands from "../rules/bands.js";
import * as rings from "../rules/rings.js";
import * as aim from "./aim.js";
import { landOf, path } from "./azimuthal_basemap.js";
import { letter } from "./azimuthal_names.js";
import { markOf, planarCircles, ringOf } from "./azimuthal_rings.js";
import * as symbols from "./azimuthal_spots.js";
import * as hints from "./hints.js";
import { marks } from "./layers/marks.js";
import { map } from "./leaflet_map.js";
import * as pin from "./pin.js";
import * as popup from "./popup.js";
import * as spread from "./spread.js";

const { limits_km: LIMITS, circles_km: CIRCLES } = read("azimuthal");
const FLAT = "map"; // in the address of a page that opens in the azimuthal view: the map
const opened = state.chosen.from;
const { sites } = symbols;
const stage = document.querySelector(".azimuthal");
const drawing = stage.querySelector("svg");
const heading = stage.querySelector(".azimuthal-title");
const NEAR_KM = 2.5; // to a pixel: a view in which rivers and provinces are shown
const [NARROW_PX, BUTTONS] = [600, 54]; // a view with buttons beside the disc, and their width
let opener = null;
let settle = null; // the one stop of the Tab key among the sites
let lettered = null; // what the names of the last drawing are placed by

function centre() {
  return sites.find((feature) => feature.id === bands.seenFrom(state.chosen));
}

/** Where the view ends: as chosen, else some way beyond the widest ring, with the pin inside. */
function limitKm(shown) {
  const { pin: place } = state.chosen;
  const away = place ? geodesy.inverse(...centre().geometry.coordinates, ...place)[1] / 1000 : 0;
  const widest = Math.max(500, away, ...shown.map(({ feature }) => endOf(feature)));
  return state.chosen.limit ?? LIMITS.find((limit) => limit >= widest) ?? LIMITS.at(-1);
}

function drawnHere() {
  return rings.shown(rings.inSight(state.chosen)).filter(({ faint }) => !faint);
}

/** How far a ring goes from the centre, with some room around it. */
function endOf({ properties: { radius_km: km }, points }) {
  const from = centre().geometry.coordinates;
  const away = Math.max(...points.map((point) => geodesy.inverse(...from, ...point)[1] / 1000));
  return Math.max(1.15 * km, 1.02 * (km + away));
}

/** Draw the view with its names, if it is open. */
export function draw() {
  drawDisc();
  writeNames();
}

function drawDisc() {
  const from = centre();
  if (!from) return;
  const shown = drawnHere();
  const limit = limitKm(shown);
  title(from, limit); // first, because the disc is below it
  const { plane, size, top, isNear } = frameOf(from, limit);
  const circles = circlesOf(limit);
  const drawn = rings.joined(shown.map(({ feature }) => feature)).map((same) => ringOf(plane, from, same));
  const marked = marks.map((mark) => markOf(plane, mark));
  const side = size.x < NARROW_PX ? BUTTONS : 0;
  const placed = symbols.place(plane, limit, [side, top, size.x - side, size.y]);
  const focused = stage.querySelector("[data-spot]:focus")?.dataset.spot;
  const sheet = sheetOf({ plane, from, limit, isNear, circles, drawn, marked });
  const drawnPin = symbols.drawingOfPin(plane, limit);
  drawing.querySelector(".azimuthal-map").replaceChildren(sheet, ...placed.flatMap((spot) => spot.drawn), ...drawnPin);
  if (focused) stage.querySelector(`[data-spot="${focused}"]`)?.focus({ preventScroll: true });
  settle();
  lettered = { from, plane, limit, circles, drawn, marked, placed, size };
  hints.hide();
  popup.settle();
}

function writeNames() {
  if (lettered && centre()) letter(drawing.querySelector(".labels"), lettered);
}

/** The plane of the view, below its bar. */
function frameOf(from, limit) {
  const { width, height } = drawing.getBoundingClientRect();
  const top = stage.querySelector(".azimuthal-bar").getBoundingClientRect().height + 8;
  const r = Math.max(40, Math.min(width / 2, (height - top) / 2) - 8);
  const [cx, cy] = [width / 2, top + (height - top) / 2];
  const edge = drawing.querySelector("#azimuthal-edge circle");
  for (const [name, value] of Object.entries({ cx, cy, r })) edge.setAttribute(name, String(value));
  const km = limit / r; // to a pixel
  return { plane: lay(from.geometry.coordinates, km, [cx, cy]), size: { x: width, y: height }, top, isNear: km < NEAR_KM };
}

/** What is drawn below the symbols, cut off at the edge of the disc. */
function sheetOf({ plane, from, limit, isNear, circles, drawn, marked }) {
  const sheet = svg("g", { "clip-path": "url(#azimuthal-edge)" });
  sheet.append(path("sea", plane.circle(limit)), ...landOf(plane, from, isNear));
  for (const km of circles) sheet.append(path("circle", plane.circle(km)));
  for (const { feature, line } of drawn.filter((each) => each.feature.properties.floor)) {
    sheet.append(path(`open-edge ${rings.hue(feature)}`, line.getAttribute("d")));
  }
  const areas = svg("g", { class: "areas" });
  areas.append(...drawn.map(({ area }) => area));
  const lines = drawn.map(({ line }) => line);
  sheet.append(areas, ...planarCircles(plane), ...marked.flatMap(({ elements }) => elements), ...lines);
  return sheet;
}

function circlesOf(limit) {
  const gap = CIRCLES.find((km) => limit / km <= 6) ?? CIRCLES.at(-1);
  return [...Array.from({ length: Math.ceil(limit / gap) - 1 }, (_, index) => (index + 1) * gap), limit];
}

/** Show the answer for the pin or a site, or spread the symbols that lie on one another here. */
function press(id) {
  if (id === symbols.PIN) {
    pin.answer(false);
    return;
  }
  const pile = symbols.pileAt(id);
  if (pile.length < 2) {
    const [lng, lat] = state.sites.get(id).geometry.coordinates;
    popup.open(`site-${id}`, L.latLng(lat, lng));
    return;
  }
  popup.close();
  draw();
  stage.querySelector(`[data-spot="${id}"]`).focus({ preventScroll: true });
  spread.announce(pile);
}

/**
 * A click beside the symbols folds them, or is one on the map at this place.
 * @param {any} event
 */
function click({ target, clientX, clientY }) {
  const spot = target.closest("[data-spot]");
  if (spot) press(spot.dataset.spot);
  else if (!fold() && target !== drawing && drawing.contains(target)) {
    const { left, top } = drawing.getBoundingClientRect();
    const [lng, lat] = lettered.plane.toPlace([clientX - left, clientY - top]);
    map.fire("preclick").fire("click", { latlng: L.latLng(lat, lng) });
  }
}

/** Where the view, if it is open, shows a place. */
function pixelOf({ lng, lat }) {
  return stage.hidden || !lettered ? null : lettered.plane.toPixel(lettered.plane.polar([lng, lat]));
}

/** Put the spread symbols back; false if there are none. */
function fold() {
  const wasSpread = symbols.isOpen();
  symbols.fold();
  if (wasSpread) draw();
  return wasSpread;
}

/** Say from where the world is seen, and how far. */
function title(from, limit) {
  const { text, tag } = i18n.say("ui:view_from");
  heading.lang = tag;
  const [before, after] = text.replace("{limit}", i18n.km(limit)).split("{site}");
  heading.replaceChildren(before, make("bdi", "", i18n.say(`site:${from.id}`).text), after);
  const index = LIMITS.indexOf(limit);
  stage.querySelector("[data-does='nearer']").disabled = index === 0;
  stage.querySelector("[data-does='farther']").disabled = index === LIMITS.length - 1;
}

/** Take the next limit, inwards or outwards. */
export function step(by) {
  const limit = limitKm(drawnHere());
  const nearest = LIMITS.findIndex((each) => each >= limit);
  const next = Math.max(0, Math.min(LIMITS.length - 1, nearest + by));
  state.change({ limit: LIMITS[next] });
}

/** Say what the view will show, and take away what it has shown from another place. */
function prepare() {
  title(centre(), limitKm(drawnHere()));
  for (const part of drawing.querySelectorAll(".azimuthal-map, .labels")) part.replaceChildren();
}

/** Open the view, or close it: one of the two, view and map, is there. */
function show(chosen) {
  const isOpen = bands.seenFrom(chosen) !== null;
  const wasOpen = !stage.hidden;
  popup.close();
  document.documentElement.classList.toggle("azimuthal-open", isOpen);
  stage.hidden = !isOpen;
  if (isOpen) prepare();
  if (isOpen === wasOpen) return;
  aim.stop();
  if (!isOpen) dispatchEvent(new Event("resize"));
}

/** The same as the reader chooses: the focus goes along, and back; as the page opens, nothing has it. */
function turn(chosen) {
  const wasOpen = !stage.hidden;
  const focused = document.activeElement;
  const isInside = stage.contains(focused);
  show(chosen);
  if (!stage.hidden && !wasOpen) opener = focused;
  if (focused === document.body || !document.hasFocus()) return;
  const back = opener?.isConnected && opener !== document.body ? opener : map.getContainer();
  if (stage.hidden === wasOpen || isInside) (stage.hidden ? back : heading).focus({ preventScroll: true });
}

/**
 * Whether the world can be seen from a site: its place must be public.
 * @param {string} id
 */
export function has(id) {
  return sites.some((feature) => feature.id === id);
}

/** A link that names no origin shows the rings of the centre, if it is one. */
function ownOrigin(id) {
  const isNamed = new URLSearchParams(location.hash.slice(1)).has("origin");
  return isNamed || !state.story.origins.includes(id) ? {} : { origins: [id] };
}

/** Let the reader see the world from a site. */
export function attach() {
  settle = oneTabStop(stage, "[data-spot]"); // an SVG that listens for the focus would be a stop itself
  state.subscribe(["from"], turn);
  state.subscribe(["asOf"], (chosen) => {
    if (stage.hidden === (bands.seenFrom(chosen) !== null)) show(chosen); // as of a year when the site was not known: the map
  });
  popup.follow(pixelOf);
  state.subscribeLater(state.ALL, () => {
    symbols.fold();
    drawDisc();
  });
  state.subscribeLater(state.ALL, writeNames);
  state.subscribeLater(["from", "asOf"], ({ pin: place }) => place && !popup.isOpen() && pin.answer(true));
  addEventListener("resize", draw);
  if (opened) {
    document.documentElement.classList.add("azimuthal-open");
    stage.hidden = false;
    draw();
  }
  keepInAddress();
  stage.addEventListener("keydown", type);
  stage.addEventListener("click", click);
}

function keepInAddress() {
  permalink.keep(
    "from",
    ({ from }) => (from === opened ? null : (from ?? FLAT)),
    (id) => (has(id) ? { from: id, ...ownOrigin(id) } : id === FLAT ? { from: null } : {}),
  );
  permalink.keep(
    "limit",
    ({ from, limit }) => (from === null ? null : limit && String(limit)),
    (text) => ({ limit: LIMITS.find((each) => each === Number(text)) ?? null }),
  );
}

/** @param {KeyboardEvent} event */
function type(event) {
  if (event.key === "Escape") {
    event.stopPropagation(); // nothing on the map below ends with it
    if (popup.isOpen()) popup.close();
    else if (!fold()) state.change({ from: null });
  }
  const by = { "+": -1, "=": -1, "-": 1 }[event.key];
  if (by) step(by);
  const spot = event.target.closest("[data-spot]");
  if (spot && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    press(spot.dataset.spot);
  }
}
