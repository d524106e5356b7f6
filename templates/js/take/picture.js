// A picture of what the reader sees: the map or the view from a site, with its title, takeaway, key, sources and day, as an SVG
// that stands by itself, or as pixels. Nothing is fetched: the SVG is drawn through an image with a data: address.

import { svg } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bandWords from "../rules/band_words.js";
import * as bands from "../rules/bands.js";
import * as answerView from "../map/answer_view.js";
import { pinInWords } from "../map/pin.js";
import { inWords } from "../panel/choices.js";
import * as sourceLine from "../panel/source_line.js";
import { MARGIN, begin } from "./column.js";
import { grouped, matrixOf, trace } from "./trace.js";

const TIP = 12; // pixels from the middle of the pin on the map to its tip
const PIN = "M0 0C-3-7-9-9-9-15A9 9 0 0 1 9-15C9-9 3-7 0 0Z";
const LEAST = 360; // pixels: width of a picture
const EDGE = 4; // pixels around the disc of the view from a site
const FOOT = /** @type {const} */ (["story_id", "content_hash", "ui:generator", "ui:base_credit"]);
const stage = document.querySelector(".stage");
const element = document.querySelector(".folium-map");

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** How high the marker of a symbol lies. */
function levelOf(symbol) {
  return Number(symbol.closest(".leaflet-marker-icon")?.style.zIndex ?? 0);
}

/** What is drawn in a pane of the map: SVG, symbols of sites, the reader's pin. */
function inPane(pane, place) {
  const { frame, defs } = place;
  const drawings = [...pane.querySelectorAll("svg")].sort((a, b) => levelOf(a) - levelOf(b));
  const parts = drawings.flatMap((each) =>
    chosenMark(each, frame).concat(trace(each, { frame, defs, matrix: matrixOf(each, frame) })),
  );
  return grouped(pane, getComputedStyle(pane), parts, place);
}

function middleOf(each, frame) {
  const { left, top, width, height } = each.getBoundingClientRect();
  return [left + width / 2 - frame.left, top + height / 2 - frame.top];
}

/**
 * The circle around a site that the reader has chosen.
 * @returns {Element[]}
 */
function chosenMark(symbol, frame) {
  const marker = symbol.closest(".site-marker.chosen");
  if (!marker) return [];
  const [cx, cy] = middleOf(marker, frame);
  return [svg("circle", { cx, cy, r: 8, fill: "none", stroke: css("--ink"), "stroke-width": 1.5 })];
}

function pinMark(frame) {
  return [...stage.querySelectorAll(".folium-map .pin")].map((pin) => {
    const [x, y] = middleOf(pin, frame);
    const look = { fill: css("--accent"), stroke: css("--paper"), "stroke-width": 2 };
    return svg("path", { d: PIN, transform: `translate(${x} ${y + TIP})`, ...look });
  });
}

/** What is measured: both ends, and the words between. */
function measured(frame) {
  const ends = [...stage.querySelectorAll(".measure-end")].map((end) => {
    const [cx, cy] = middleOf(end, frame);
    return svg("circle", { cx, cy, r: 5, fill: css("--paper"), stroke: css("--ink"), "stroke-width": 2 });
  });
  const labels = [...stage.querySelectorAll(".measure-label")].flatMap((label) => {
    const { width, height } = label.getBoundingClientRect();
    const [x, y] = middleOf(label, frame);
    const box = svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 4, fill: css("--ink") });
    return [box, words(label, x, y + 4.5, { fill: css("--paper"), "text-anchor": "middle" })];
  });
  return [...ends, ...labels];
}

function words(like, x, y, look) {
  const { fontFamily: family, fontSize: size, fontWeight: weight } = getComputedStyle(like);
  const text = svg("text", { x, y, "font-family": family, "font-size": Number.parseFloat(size), "font-weight": weight, ...look });
  text.textContent = like.textContent.trim();
  return text;
}

function scaleBar(frame) {
  const bar = element.querySelector(".leaflet-control-scale-line");
  const box = bar.getBoundingClientRect();
  const [x, y] = [box.left - frame.left, box.top - frame.top];
  const d = `M${x} ${y}v${box.height}h${box.width}v${-box.height}`;
  const halo = { fill: "none", stroke: css("--halo"), "stroke-width": 3, "stroke-linejoin": "round" };
  const [left, below] = [x + 5, y + box.height - 5];
  return [
    svg("path", { d, fill: "none", stroke: css("--quiet"), "stroke-width": 2 }),
    words(bar, left, below, halo),
    words(bar, left, below, { fill: css("--ink") }),
  ];
}

function heightOf(pane) {
  return Number(getComputedStyle(pane).zIndex) || 0;
}

/** The map, in the order in which its panes lie on one another. */
function mapParts(place) {
  const panes = [...element.querySelectorAll(".leaflet-map-pane > .leaflet-pane")].filter(
    (pane) => !pane.matches(".leaflet-popup-pane, .leaflet-tooltip-pane"),
  );
  panes.sort((a, b) => heightOf(a) - heightOf(b));
  const { frame } = place;
  const sea = svg("rect", { width: frame.width, height: frame.height, fill: css("--sea") });
  return [sea, ...panes.flatMap((pane) => inPane(pane, place)), ...pinMark(frame), ...measured(frame), ...scaleBar(frame)];
}

/** The part of the window that the picture shows. */
function frameOf(isRound) {
  const box = element.getBoundingClientRect();
  if (!isRound) return box;
  const disc = document.querySelector("#azimuthal-edge circle");
  const [middle, radius] = ["cy", "r"].map((name) => Number(disc.getAttribute(name)));
  return new DOMRect(box.left, box.top + middle - radius - EDGE, box.width, 2 * (radius + EDGE));
}

/** Add what the map or the view from a site shows. */
function addMap(sheet, isRound) {
  const frame = frameOf(isRound);
  const place = { frame, matrix: new DOMMatrix(), defs: sheet.defs };
  const drawing = /** @type {SVGSVGElement} */ (stage.querySelector(".azimuthal svg"));
  const parts = isRound ? trace(drawing, { ...place, matrix: matrixOf(drawing, frame) }) : mapParts(place);
  const clip = svg("clipPath", { id: "picture-edge" });
  clip.append(svg("rect", { width: frame.width, height: frame.height }));
  sheet.defs.append(clip);
  const edge = svg("g", { "clip-path": "url(#picture-edge)" });
  edge.append(...parts);
  const moved = svg("g", { transform: `translate(${(sheet.width - frame.width) / 2} ${sheet.y})` });
  moved.append(edge);
  sheet.parts.push(moved);
  sheet.y += frame.height + 8;
}

function item(row, selector, width, height, said) {
  return { drawing: row.querySelector(selector), width, height, words: said.replaceAll(/\s+/gu, " ").trim() };
}

function missileItem(row) {
  const { missile: id } = row.dataset;
  const band = bandWords.spell(id, state.chosen);
  const basis = row.querySelector("small").textContent;
  return item(row, ".swatch", 34, 20, `${i18n.say(`ring:${id}`).text} ${band} · ${basis}`);
}

/** @returns {any[]} */
function keyRows(selector) {
  return [...document.querySelectorAll(`.key ${selector}`)];
}

/** The key: the missiles on the map, the lines of their rings, and the kinds of sites. */
function addKey(sheet) {
  const { missiles, hiddenKinds } = state.chosen;
  const isDrawn = ({ dataset: { missile: id } }) => missiles.has(id) && bandWords.spell(id, state.chosen) !== null;
  const kinds = keyRows("[data-kind]").filter(({ dataset }) => !hiddenKinds.has(dataset.kind));
  const like = document.querySelector(".key .row");
  sheet.row(keyRows("[data-missile]").filter(isDrawn).map(missileItem), like, 13);
  sheet.row(
    keyRows("[data-style]:not([hidden])").map((each) => item(each, "svg", 36, 10, each.textContent)),
    like,
    12,
  );
  sheet.row(
    kinds.concat(keyRows(".pale")).map((each) => item(each, ".symbol", 16, 16, each.querySelector("label, .label").textContent)),
    like,
    12,
  );
}

function addFoot(sheet) {
  const { pin } = state.chosen;
  const quiet = document.querySelector(".source-line");
  if (pin) sheet.write(`${pinInWords(pin)}. ${answerView.aloud(pin)}`, document.querySelector(".summary"), 12.5);
  if (!quiet.hidden) sheet.write(sourceLine.text(), document.querySelector(".summary"), 12.5, 2);
  const credit = document.querySelector(".credit")?.textContent.trim();
  const parts = FOOT.map((key) => i18n.say(key).text);
  sheet.write([credit, ...parts].filter(Boolean).join(" · "), quiet, 10.5, MARGIN);
}

/**
 * Compose the picture of the present state; null where no map can be seen, as in a frame that shows the texts instead.
 * @returns {{ text: string, width: number, height: number } | null}
 */
export function compose() {
  const isRound = bands.seenFrom(state.chosen) !== null;
  const { width: own, height: isThere } = element.getBoundingClientRect();
  if (!own || !isThere) return null;
  const wide = Math.max(LEAST, own) > 600;
  const sheet = begin(Math.max(LEAST, Math.round(own)));
  const [kicker, title, takeaway] = [".kicker", "h1", ".takeaway"].map((each) => document.querySelector(`.head ${each}`));
  sheet.write(kicker.textContent.trim(), kicker, 12, 2);
  sheet.write(title.textContent.trim(), title, wide ? 26 : 21, 4, true);
  sheet.write(takeaway.textContent.trim(), takeaway, wide ? 17 : 15, 4);
  sheet.write(inWords(), document.querySelector(".source-line"), 12, 2);
  if (isRound) sheet.write(stage.querySelector(".azimuthal-title").textContent, document.querySelector(".summary"), 12.5, 2);
  sheet.y += 6;
  addMap(sheet, isRound);
  addKey(sheet);
  addFoot(sheet);
  return finished(sheet, title.textContent.trim());
}

function finished(sheet, title) {
  const [width, height] = [sheet.width, Math.ceil(sheet.y)];
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, lang: state.chosen.language });
  const name = svg("title");
  name.textContent = title;
  picture.append(name, sheet.defs, svg("rect", { width, height, fill: css("--paper") }), ...sheet.parts);
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`, width, height };
}

/**
 * Draw a picture as pixels: a data: address of a PNG.
 * @param {{ text: string, width: number, height: number }} picture
 * @param {number} scale pixels for each of its own
 */
export async function png({ text, width, height }, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
