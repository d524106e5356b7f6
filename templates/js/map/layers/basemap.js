// Land, coasts, borders and their names: the quiet base under the rings.

import { MERCATOR_LIMIT } from "../../core/constants.json";
import { svg } from "../../core/dom.js";
import { read } from "../../core/data.js";
import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import { drawing } from "../drawing.js";
import { register } from "../layer_registry.js";

const base = read("basemap");
const PRIORITY = { country: 300, sea: 500, city: 400 };
export const LINES = ["province", "river", "border", "disputed", "mdl"]; // from below to the top
const FINE_ZOOM = 5.75; // from which on rivers and provinces are shown
const BEYOND = 3600; // degrees: farther than any window shows
const SUBJECT = 150; // the countries in question are named before any site
const SMALL_SUBJECT = 290; // but those of places that are much too small for their names after the sites, and only nearby

/** Draw the world once, as one picture that Leaflet scales: as layers of its own, each point would cost it an object. */
function draw(map, span) {
  map.createPane("land").style.zIndex = 210;
  const group = svg("g", { id: "mapgen-land" });
  for (const part of base.parts) group.append(...drawingOf(part));
  const [from, to] = span.map((lon) => ((lon + 180) / 360) * base.size);
  const picture = svg("svg", { viewBox: `${from} 0 ${to - from} ${base.size}`, preserveAspectRatio: "none" });
  picture.append(group);
  for (let turn = Math.floor(from / base.size); turn * base.size < to; turn += 1) {
    if (turn !== 0) picture.append(svg("use", { href: "#mapgen-land", x: turn * base.size }));
  }
  L.svgOverlay(
    picture,
    [
      [-MERCATOR_LIMIT, span[0]],
      [MERCATOR_LIMIT, span[1]],
    ],
    { pane: "land" },
  ).addTo(map);
  hang(map, span);
  map.on("zoomend", () => hideFine(map));
  hideFine(map);
}

/** A part covers those before it: the story's window in detail lies on the coarse world. */
function drawingOf({ unit, cover, whole, cut, shore, lake, lines }) {
  const drawn = [
    ["cover", cover],
    ["land", whole + cut],
    ["coast", whole + shore],
    ["lake", lake],
    ...LINES.map((name) => [name, lines[name]]),
  ];
  return drawn.filter(([, d]) => d).map(([name, d]) => path(name, d, unit));
}

function path(className, d, unit) {
  const look = { "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke" };
  return svg("path", { class: className, d, transform: `scale(${unit})`, ...look });
}

/** Cover what is drawn beyond the span: a wide window would show parts of further worlds there, without their sites. */
function hang(map, [west, east]) {
  map.createPane("curtain").style.zIndex = 330; // over the rings
  const look = { pane: "curtain", renderer: drawing("curtain"), className: "curtain" };
  for (const [from, to] of [
    [west - BEYOND, west],
    [east, east + BEYOND],
  ]) {
    L.rectangle(
      [
        [-MERCATOR_LIMIT, from],
        [MERCATOR_LIMIT, to],
      ],
      look,
    ).addTo(map);
  }
}

/** Rivers and provinces are in the story's window only, and a map of a continent has no room for them. */
function hideFine(map) {
  map.getContainer().classList.toggle("far", map.getZoom() < FINE_ZOOM);
}

/** Return the names of countries, seas and cities for a zoom, as labels; `toPixel` turns [lon, lat] into pixels. */
export function names(zoom, toPixel) {
  const sites = new Set([...document.querySelectorAll(".site-marker")].map((marker) => marker.dataset.label));
  return base.labels
    .filter((label) => isDue(label, zoom))
    .map((label) => (label.kind === "city" ? cityName(label, toPixel) : areaName(label, zoom, toPixel)))
    .filter(({ text }) => text && !sites.has(text));
}

/** Whether a name shows at a zoom; the story's own countries are named at every zoom. */
function isDue(label, zoom) {
  const { min_zoom: from = 0, max_zoom: to = 20, subject } = label;
  if (zoom >= from && zoom < to + 1) return true;
  return (
    subject && zoom < from && !base.labels.some((other) => other.names.en === label.names.en && (other.min_zoom ?? 0) < from)
  );
}

function cityName(label, toPixel) {
  const words = wordsOf(label);
  return Object.assign(words, { point: toPixel([label.lon, label.lat]), reach: 6, dotted: true });
}

/** The name of an area stands in any of its spots, on two lines where one is too long. */
function areaName(label, zoom, toPixel) {
  const words = wordsOf(label);
  const { text } = words;
  const middle = text?.includes("\n") ? -1 : (text?.lastIndexOf(" ") ?? -1);
  const texts = middle < 0 ? [text] : [text, `${text.slice(0, middle)}\n${text.slice(middle + 1)}`];
  const spots = (label.spots ?? [[label.lon, label.lat]]).map(toPixel);
  if (!label.subject) return Object.assign(words, { texts, spots });
  const isSmall = label.subject === "place" && zoom < (label.min_zoom ?? 0) - 1;
  return Object.assign(words, { texts, spots, leads: true, must: !isSmall, priority: isSmall ? SMALL_SUBJECT : SUBJECT });
}

function wordsOf({ kind, rank, names: named }) {
  const tag = state.chosen.language in named ? state.chosen.language : "en";
  return { text: named[tag], tag, priority: PRIORITY[kind] + rank, className: `of-${kind}` };
}

register({ draw, labels: (map) => names(map.getZoom(), (place) => outlines.toPixel(map, place)) });
