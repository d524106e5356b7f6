// Land, coasts, borders and their names: the quiet base under the rings.

import { MERCATOR_LIMIT } from "../../core/constants.json";
import { svg } from "../../core/dom.js";
import { read } from "../../core/data.js";
import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import { register } from "../registry.js";

const base = read("basemap");
const PRIORITY = { country: 300, sea: 500, city: 400 };
const BEYOND = 3600; // degrees: farther than any window shows
const SUBJECT = 150; // the countries in question are named before any site

/** Draw the world once, as one picture that Leaflet scales: as layers of its own, each point would cost it an object. */
function draw(map, span) {
  map.createPane("land").style.zIndex = 210;
  const group = svg("g", { id: "mapgen-land" });
  for (const { unit, whole, cut, shore } of base.land) {
    group.append(path("land", whole + cut, unit), path("coast", whole + shore, unit));
  }
  group.append(path("border", base.border), path("mdl", base.mdl));
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
  map.on("zoomend", () => hideFarBorders(map));
  hideFarBorders(map);
}

function path(className, d, unit = 1) {
  const look = { "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke" };
  return svg("path", { class: className, d, transform: `scale(${unit})`, ...look });
}

/** Cover what is drawn beyond the span: a wide window would show parts of further worlds there, without their sites. */
function hang(map, [west, east]) {
  map.createPane("curtain").style.zIndex = 330; // over the rings
  const look = { pane: "curtain", renderer: L.svg({ pane: "curtain", padding: 0.5 }), className: "curtain" };
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

/** Borders are stored for East Asia only: on a map of the world they would stop in the middle of nowhere. */
function hideFarBorders(map) {
  map.getContainer().classList.toggle("far", map.getZoom() < 4);
}

/** Return the names of countries, seas and cities for a zoom, as labels; `toPixel` turns [lon, lat] into pixels. */
export function names(zoom, toPixel) {
  const { language } = state.chosen;
  const sites = new Set([...document.querySelectorAll(".site-marker")].map((marker) => marker.dataset.label));
  return base.labels
    .filter((label) => zoom >= (label.min_zoom ?? 0) && zoom < (label.max_zoom ?? 20) + 1)
    .map((label) => {
      const tag = language in label.names ? language : "en";
      return {
        text: label.names[tag],
        tag,
        point: toPixel([label.lon, label.lat]),
        reach: label.kind === "city" ? 6 : 0,
        dotted: label.kind === "city",
        priority: label.kind === "country" && label.rank === 1 ? SUBJECT : PRIORITY[label.kind] + label.rank,
        className: `of-${label.kind}`,
      };
    })
    .filter((label) => label.text && !sites.has(label.text));
}

register({ draw, labels: (map) => names(map.getZoom(), (place) => outlines.toPixel(map, place)) });
