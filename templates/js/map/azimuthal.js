// See the world from here: a view in which the rings of a site are circles and all distances from it are true.

import { EQUATOR_KM } from "../core/constants.json";
import { make, svg } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as large from "../core/large.js";
import { read } from "../core/data.js";
import { oneTabStop } from "../core/roving_tabindex.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as geodesy from "../geo/geodesy.js";
import * as outlines from "../geo/outlines.js";
import { outline } from "../geo/planar_circle.js";
import { bend, holds, lay } from "../geo/plane.js";
import * as union from "../geo/union.js";
import * as misleading from "../rules/misleading.js";
import * as ringLabels from "../rules/ring_labels.js";
import * as rings from "../rules/rings.js";
import * as symbols from "./azimuthal_spots.js";
import * as labels from "./labels.js";
import { LINES, names } from "./layers/land.js";
import { notes } from "./layers/notes.js";
import { marks, wordsOf } from "./layers/marks.js";
import * as spread from "./spread.js";
/** @import { Label } from "./registry.js" */

const { limits_km: LIMITS, circles_km: CIRCLES } = read("azimuthal");
const FLAT = "map"; // in the address of a page that opens in the azimuthal view: the map
const opened = state.chosen.from;
const { sites } = symbols;
const base = read("basemap");
const stage = document.querySelector(".azimuthal");
const drawing = stage.querySelector("svg");
const NEAR_KM = 2.5; // to a pixel: a view in which rivers and provinces are shown
const FINE = new Set(["province", "river"]);
const [lons, lats] = base.seams.map((places, axis) => places.map((at) => outlines.unproject(at, at, base.size)[axis]));
const isSeam = outlines.seamOn(lons, lats);
let land = null;
let opener = null;
let showSite = null; // which shows the card of a site in the panel
let settle = null; // the one stop of the Tab key among the sites

/** The rings of the land, closed, as seen from the centre: those of the world, then those of the window in detail. */
function landFrom(from) {
  land ??= { parts: base.parts.map(partOf) };
  if (land.from !== from.id) {
    const { coordinates } = from.geometry;
    land.bent = land.parts.map((part) =>
      Object.fromEntries(Object.entries(part).map(([name, own]) => [name, own.map(bendFrom(coordinates))])),
    );
    land.from = from.id;
  }
  return land;
}

function bendFrom(place) {
  return (ring) => bend(place, ring, isSeam);
}

function partOf({ unit, cover, whole, cut, lake }) {
  return { cover: ringsOf(cover, unit), land: ringsOf(whole + cut, unit), lake: ringsOf(lake, unit) };
}

function ringsOf(d, unit) {
  const closed = outlines.read(d, base.size, unit);
  for (const ring of closed) ring.push(ring[0]);
  return closed;
}

function centre() {
  return sites.find((feature) => feature.id === state.chosen.from);
}

/** Where the view ends: as chosen, else some way beyond the widest ring. */
function limitKm(shown) {
  const widest = Math.max(500, ...shown.map(({ feature }) => endOf(feature)));
  return state.chosen.limit ?? LIMITS.find((limit) => limit >= widest) ?? LIMITS.at(-1);
}

/** How far a ring goes from the centre, with some room around it. */
function endOf({ properties: { radius_km: km }, points }) {
  const from = centre().geometry.coordinates;
  const away = Math.max(...points.map((point) => geodesy.inverse(...from, ...point)[1] / 1000));
  return Math.max(1.15 * km, 1.02 * (km + away));
}

/** Draw the view, if it is open. */
export function draw() {
  const from = centre();
  if (!from) return;
  const { width, height } = drawing.getBoundingClientRect();
  const shown = shownFrom(from).filter(({ faint }) => !faint);
  const limit = limitKm(shown);
  const top = stage.querySelector(".azimuthal-bar").getBoundingClientRect().height + 8;
  const radius = Math.max(40, Math.min(width / 2, (height - top) / 2) - 8);
  /** @type {[number, number]} */
  const middle = [width / 2, top + (height - top) / 2];
  const plane = lay(from.geometry.coordinates, limit / radius, middle);
  const sheet = svg("g", { "clip-path": "url(#azimuthal-edge)" });
  const edge = drawing.querySelector("#azimuthal-edge circle");
  for (const [name, value] of Object.entries({ cx: middle[0], cy: middle[1], r: radius })) edge.setAttribute(name, String(value));
  sheet.append(path("sea", plane.circle(limit)));
  sheet.append(...landOf(plane, from, limit / radius < NEAR_KM));
  const circles = circlesOf(limit);
  for (const km of circles) sheet.append(path("circle", plane.circle(km)));
  const drawn = rings.joined(shown.map(({ feature }) => feature)).map((same) => ringOf(plane, from, same));
  const areas = svg("g", { class: "areas" });
  areas.append(...drawn.map(({ area }) => area));
  const marked = marks.map((mark) => markOf(plane, mark));
  for (const { feature, line } of drawn.filter((each) => each.feature.properties.floor)) {
    sheet.append(path(`open-edge ${rings.hue(feature)}`, line.getAttribute("d")));
  }
  sheet.append(areas, ...planarCircles(plane), ...marked.flatMap(({ elements }) => elements), ...drawn.map(({ line }) => line));
  const placed = symbols.place(plane, limit, [0, top, width, height]);
  const focused = stage.querySelector("[data-spot]:focus")?.dataset.spot;
  drawing.querySelector(".azimuthal-map").replaceChildren(sheet, ...placed.flatMap((spot) => spot.drawn));
  if (focused) stage.querySelector(`[data-spot="${focused}"]`)?.focus({ preventScroll: true });
  settle();
  letter({ from, plane, limit, circles, drawn, marked, placed, size: { x: width, y: height } });
  title(from, limit);
}

/** What rings are shown: where the reader chose no origin, those of the centre, which are circles, if it is one. */
function shownFrom(from) {
  const { chosen } = state;
  const isOwn = chosen.origins.length === 0 && state.story.origins.includes(from.id);
  return rings.shown(isOwn ? { ...chosen, origins: [from.id] } : chosen);
}

function path(className, d) {
  return svg("path", { class: className, d, "fill-rule": "evenodd" });
}

function landOf(plane, from, isNear) {
  const { parts, bent } = landFrom(from);
  return base.parts.flatMap(({ unit, lines }, index) => {
    const surfaces = ["cover", "land", "lake"].map((name) => {
      const own = bent[index][name];
      return [name, own.length > 0 ? plane.surface(own, holds(parts[index][name], plane.antipode)) : ""];
    });
    const coast = ["coast", bent[index].land.map(plane.stroke).join("")];
    const shown = LINES.filter((name) => lines[name] && (isNear || !FINE.has(name)));
    const strokes = shown.map((name) => [name, linesOf(plane, lines[name], unit)]);
    return [surfaces[0], surfaces[1], coast, surfaces[2], ...strokes].filter(([, d]) => d).map(([name, d]) => path(name, d));
  });
}

function linesOf(plane, d, unit) {
  const lines = outlines.read(d, base.size, unit);
  return lines.map((line) => plane.stroke(bendOn(plane, line))).join("");
}

/** Bend a line, straight in lon/lat, as it is seen from the centre of a plane. */
function bendOn(plane, line) {
  return bend(plane.centre, line);
}

function circlesOf(limit) {
  const gap = CIRCLES.find((km) => limit / km <= 6) ?? CIRCLES.at(-1);
  return [...Array.from({ length: Math.ceil(limit / gap) - 1 }, (_, index) => (index + 1) * gap), limit];
}

/** Planar circles, where the reader wants to see them. */
function planarCircles(plane) {
  return misleading.shown(state.chosen).map(({ feature }) => {
    const d = plane.stroke(bendOn(plane, outline(feature.points[0], feature.properties.radius_km)));
    return svg("path", { class: `naive ${rings.hue(feature)}`, d });
  });
}

/** A ring here, of one missile or of several: a circle where it is the centre's own, else its outline bent. */
function ringOf(plane, from, same) {
  const [feature] = same;
  const { origin, radius_km: km } = feature.properties;
  const own = origin === from.id;
  const { polygons, lines, discs: known } = rings.shape(feature);
  // an area that is cut at the antimeridian would show the cut as a hairline: here its discs are drawn whole
  const discs = known ?? (origin === null && isCut(polygons) ? union.shape(feature.points, km).discs : null);
  const bent = lines.map((each) => bendOn(plane, each));
  const line = path(rings.lineStyle(same), own ? plane.circle(km) : bent.map(plane.stroke).join(""));
  const style = rings.areaStyle(feature);
  const points = own ? [circlePoints(plane, km)] : bent.map(plane.toPixels);
  if (own) return { same, feature, line, area: path(style, plane.circle(km)), points };
  if (origin !== null) return { same, feature, line, area: path(style, discOf(plane, lines[0], feature.points[0], km)), points };
  if (discs) {
    const area = svg("g", { class: `${style} joined` }); // tinted as one
    area.append(...discs.map((disc, index) => path("", discOf(plane, disc.line, feature.points[index], km))));
    return { same, feature, line, area, points };
  }
  const edges = polygons.flat();
  const inside = holds(edges, plane.antipode);
  return {
    same,
    feature,
    line,
    area: path(
      style,
      plane.surface(
        edges.map((edge) => bendOn(plane, edge)),
        inside,
      ),
    ),
    points,
  };
}

/** A mark of an overlay: its drawing, and its labels. */
function markOf(plane, mark) {
  const bent = mark.lines.map((line) => bendOn(plane, line));
  const d = mark.is_filled ? plane.surface(bent, holds(mark.lines, plane.antipode)) : bent.map(plane.stroke).join("");
  const spots = mark.points.map((place) => plane.toPixel(plane.polar(place)));
  const elements = spots.map(([cx, cy]) => svg("circle", { class: `${mark.style} point`, cx, cy, r: 4 }));
  if (d) elements.push(path(mark.style, d));
  const words = wordsOf(mark);
  const look = { priority: 150, className: `of-mark in-${mark.colour}` };
  const along = bent.length > 0 ? [Object.assign({ lines: asPoints(bent.map(plane.toPixels)) }, words, look)] : [];
  const beside = spots.map(([x, y]) => Object.assign({ point: { x, y }, reach: 7 }, words, look));
  return { elements, labels: words ? [...along, ...beside] : [] };
}

function isCut(polygons) {
  return polygons.flat().some((ring) => ring.some(([lon]) => Math.abs(lon) === 180));
}

function discOf(plane, line, point, km) {
  const holdsAntipode = geodesy.inverse(...point, ...plane.antipode)[1] <= km * 1000;
  return plane.surface([bendOn(plane, line)], holdsAntipode);
}

function circlePoints(plane, km) {
  return Array.from({ length: 181 }, (_, index) => plane.toPixel([90 + index * 2, km]));
}

/** Show the card of a site, or spread the symbols that lie on one another here. */
function press(id) {
  const pile = symbols.pileAt(id);
  if (pile.length < 2) {
    showSite(id);
    return;
  }
  draw();
  stage.querySelector(`[data-spot="${id}"]`).focus({ preventScroll: true });
  spread.announce(pile);
}

/** Put the spread symbols back; false if there are none. */
function fold() {
  const wasSpread = symbols.isOpen();
  symbols.fold();
  if (wasSpread) draw();
  return wasSpread;
}

function asPoints(lines) {
  return lines.map((line) => line.map(([x, y]) => ({ x, y })));
}

function letter({ from, plane, limit, circles, drawn, marked, placed, size }) {
  const group = drawing.querySelector(".labels");
  group.replaceChildren();
  const half = 7 * large.times();
  const radii = new Set(drawn.map(({ feature }) => feature.properties.radius_km));
  const inside = ({ points }) => points.flatMap((line) => plane.within(line, limit));
  /** @type {Label[]} */
  const wanted = drawn.map((each) => Object.assign(ringLabels.label(each.same), { lines: asPoints(inside(each)) }));
  for (const km of circles.filter((each) => each === limit || !radii.has(each))) {
    const text = i18n.km(km);
    const lines = asPoints([circlePoints(plane, km < limit ? km : 0.985 * km)]);
    wanted.push({ text, tag: state.chosen.language, priority: 120, className: "of-circle", lines });
  }
  wanted.push(...marked.flatMap(({ labels: own }) => own));
  for (const { feature, km, at, isSpread } of placed) {
    const { text, tag } = i18n.say(`label:${feature.id}`);
    const own = feature.id === from.id;
    const must = own || isSpread;
    wanted.push({
      text: own ? text : `${text} ${i18n.km(km)}`,
      tag,
      point: at,
      reach: half + 3,
      half,
      must,
      priority: must ? 10 : 200 + feature.properties.label_order / 1000,
      className: `of-site of-${feature.properties.role}${isSpread ? " spread" : ""}`,
      owner: feature.id,
    });
  }
  if (symbols.isOpen()) {
    labels.fill(group, Object.assign(size, { holds: inView(size) }), wanted);
    return;
  }
  const [middle, edge] = [plane.toPixel([0, 0]), plane.toPixel([90, limit])];
  const radius = edge[0] - middle[0];
  wanted.push(
    ...names(Math.log2((EQUATOR_KM / 256 / limit) * radius), (place) => {
      const polar = plane.polar(place);
      const [x, y] = plane.toPixel(polar);
      return polar[1] < limit ? { x, y } : { x: -999, y: -999 };
    }),
  );
  wanted.push(...notes((place) => pixelOf(plane.toPixel(plane.polar(place)))));
  labels.fill(group, Object.assign(size, { holds: inDisc(middle, radius - 2) }), wanted);
}

function pixelOf([x, y]) {
  return { x, y };
}

/** Whether words stand in the view: the names of symbols that are spread may leave the disc. */
function inView(size) {
  return ([left, top, right, bottom]) => left > 0 && top > 0 && right < size.x && bottom < size.y;
}

/** Whether words stand inside the disc. */
function inDisc([x, y], radius) {
  return ([left, top, right, bottom]) => Math.hypot(Math.max(x - left, right - x), Math.max(y - top, bottom - y)) <= radius;
}

/** Say from where the world is seen, and how far. */
function title(from, limit) {
  const { text, tag } = i18n.say("ui:view_from");
  const heading = stage.querySelector(".azimuthal-title");
  heading.lang = tag;
  const [before, after] = text.replace("{limit}", i18n.km(limit)).split("{site}");
  heading.replaceChildren(before, make("bdi", "", i18n.say(`site:${from.id}`).text), after);
  const index = LIMITS.indexOf(limit);
  stage.querySelector("[data-does='nearer']").disabled = index === 0;
  stage.querySelector("[data-does='farther']").disabled = index === LIMITS.length - 1;
}

/** Take the next limit, inwards or outwards. */
export function step(by) {
  const limit = limitKm(shownFrom(centre()).filter(({ faint }) => !faint));
  const nearest = LIMITS.findIndex((each) => each >= limit);
  const next = Math.max(0, Math.min(LIMITS.length - 1, nearest + by));
  state.change({ limit: LIMITS[next] });
}

/** Open the view, or close it; the focus goes along, and back. */
function turn({ from }) {
  const open = from !== null;
  if (open && stage.hidden) opener = document.activeElement;
  document.documentElement.classList.toggle("azimuthal-open", open);
  const wasOpen = !stage.hidden;
  stage.hidden = !open;
  if (open && !wasOpen && document.hasFocus()) stage.querySelector(".azimuthal-title").focus({ preventScroll: true });
  if (!open && wasOpen) {
    const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector(".folium-map");
    if (document.hasFocus()) back.focus({ preventScroll: true });
    dispatchEvent(new Event("resize"));
  }
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

/**
 * Let the reader see the world from a site; `show` shows the card of a site in the panel.
 * @param {(id: string) => void} show
 */
export function attach(show) {
  showSite = show;
  settle = oneTabStop(drawing, "[data-spot]");
  state.subscribe(["from"], turn);
  state.subscribe(
    state.ALL.filter((key) => key !== "language"),
    () => fold() || draw(),
  );
  state.subscribeLater(["language"], draw);
  addEventListener("resize", draw);
  if (opened) {
    document.documentElement.classList.add("azimuthal-open");
    stage.hidden = false;
    draw();
  }
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
  stage.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !fold()) state.change({ from: null });
    const by = { "+": -1, "=": -1, "-": 1 }[event.key];
    if (by) step(by);
    const spot = event.target.closest("[data-spot]");
    if (spot && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      press(spot.dataset.spot);
    }
  });
  stage.addEventListener("click", (event) => {
    const spot = event.target.closest("[data-spot]");
    if (spot) press(spot.dataset.spot);
    else fold();
  });
}
