// The words of the azimuthal view: along its rings and circles, beside its symbols, and of countries and seas.

import { EQUATOR_KM } from "../core/constants.json";
import * as i18n from "../core/i18n.js";
import * as large from "../core/large.js";
import * as state from "../core/state.js";
import * as ringLabels from "../rules/ring_labels.js";
import { asPoints, circlePoints } from "./azimuthal_rings.js";
import * as symbols from "./azimuthal_spots.js";
import * as labels from "./labels.js";
import { names } from "./layers/basemap.js";
import { notes } from "./layers/notes.js";
/** @import { Label } from "./layer_registry.js" */

/** The labels of what is drawn along lines: rings, and the circles between them. */
function alongLines({ plane, limit, circles, drawn }) {
  const radii = new Set(drawn.map(({ feature }) => feature.properties.radius_km));
  const inside = ({ points }) => points.flatMap((line) => plane.within(line, limit));
  const ofRings = drawn.map((each) => Object.assign(ringLabels.label(each.same), { lines: asPoints(inside(each)) }));
  const ofCircles = circles
    .filter((each) => each === limit || !radii.has(each))
    .map((km) => {
      const lines = asPoints([circlePoints(plane, km < limit ? km : 0.985 * km)]);
      return { text: i18n.km(km), tag: state.chosen.language, priority: 120, className: "of-circle", lines };
    });
  return [...ofRings, ...ofCircles];
}

/** The name of a symbol, with its distance from the centre where there is room for it. */
function nameOf({ feature, km, at, isSpread }, from) {
  const { text, tag } = i18n.say(`label:${feature.id}`);
  const half = 7 * large.times();
  const isOwn = feature.id === from.id;
  const must = isOwn || isSpread;
  const away = i18n.km(km);
  return {
    text,
    texts: isOwn ? [text] : [`${text} ${away}`, `${text}\n${away}`, ...(isSpread ? [text] : [])],
    tag,
    point: at,
    reach: half + 3,
    half,
    must,
    priority: must ? 10 : 200 + feature.properties.label_order / 1000,
    className: `of-site of-${feature.properties.role}${isSpread ? " spread" : ""}`,
    owner: feature.id,
  };
}

/** Names of countries and seas, not at the edge of the disc, and the callouts of the story. */
function words(plane, limit) {
  const inside = (place) => {
    const polar = plane.polar(place);
    return polar[1] < 0.92 * limit ? pixelOf(plane.toPixel(polar)) : { x: -999, y: -999 };
  };
  const radius = plane.toPixel([90, limit])[0] - plane.toPixel([0, 0])[0];
  const zoom = Math.log2((EQUATOR_KM / 256 / limit) * radius);
  return [...names(zoom, inside), ...notes((place) => pixelOf(plane.toPixel(plane.polar(place))))];
}

function pixelOf([x, y]) {
  return { x, y };
}

/** Write all words of the view into a group, the most important first; beside the disc there is room for them too. */
export function letter(group, view) {
  const { from, plane, limit, marked, placed, size } = view;
  const isOpen = symbols.isOpen(); // then the other symbols are faint, and make room
  group.replaceChildren();
  /** @type {Label[]} */
  const wanted = [
    ...alongLines(view),
    ...marked.flatMap(({ labels: own }) => own),
    ...placed.filter(({ isSpread }) => isSpread || !isOpen).map((spot) => nameOf(spot, from)),
    ...(isOpen ? [] : words(plane, limit)),
  ];
  const holds = ([left, top, right, bottom]) => left > 3 && top > 0 && right < size.x - 3 && bottom < size.y;
  labels.fill(group, Object.assign(size, { holds }), wanted, controls(group.ownerSVGElement));
}

/** The boxes of what lies over the drawing. */
function controls(drawing) {
  const frame = drawing.getBoundingClientRect();
  return [...document.querySelectorAll(".azimuthal-title, .azimuthal-acts button, .fold")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return { box: [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top], owner: null };
  });
}
