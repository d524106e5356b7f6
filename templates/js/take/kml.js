// Rings and sites as KML, for Google Earth and the like. It fills no area that holds a pole or is wider than half the world:
// such a ring is a line.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as outlines from "../geo/outlines.js";
import { contentHash } from "./data.js";

const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // XML 1.0, section 2.2
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const LOOKS = [
  ["high", "1.5", "1f"],
  ["low", "2.5", "40"],
]; // limit, width of its line, opacity of its area
const isSeam = outlines.seamOn([-180, 180], [-90, 90]);

function xml(text) {
  return String(text)
    .replaceAll(NOT_XML, "\ufffd")
    .replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign]);
}

function tag(name, ...content) {
  return `<${name}>${content.join("")}</${name}>\n`;
}

function coordinates(line) {
  return tag("coordinates", line.map((place) => place.join(",")).join(" "));
}

/** A colour that an element of the page has under a name, as KML has it: opacity, blue, green, red. */
function colour(element, property, opacity = "ff") {
  const [red, green, blue] = getComputedStyle(element)
    .getPropertyValue(property)
    .match(/[\da-f]{2}/giu);
  return opacity + blue + green + red;
}

function canBeFilled(polygon) {
  const lons = polygon[0].map(([lon]) => lon);
  return Math.max(...lons) - Math.min(...lons) <= 180 && polygon[0].every(([, lat]) => Math.abs(lat) < 90);
}

function shapes({ type, coordinates: held }) {
  if (type === "Point") return tag("Point", coordinates([held]));
  const polygons = type === "Polygon" ? [held] : held;
  const filled = polygons.filter(canBeFilled).map(([outer, ...holes]) => {
    const edges = [["outerBoundaryIs", outer], ...holes.map((hole) => ["innerBoundaryIs", hole])];
    const boundaries = edges.map(([name, line]) => tag(name, tag("LinearRing", coordinates(line))));
    return tag("Polygon", "<tessellate>1</tessellate>", ...boundaries);
  });
  const lines = polygons.flat().flatMap((ring) => outlines.stroke(ring.slice(0, -1), isSeam));
  const drawn = lines.map((line) => tag("LineString", "<tessellate>1</tessellate>", coordinates(line)));
  return tag("MultiGeometry", ...filled, ...drawn);
}

function values(properties) {
  const known = Object.entries(properties).filter(([, value]) => value !== null);
  const data = known.map(([name, value]) => {
    return `<Data name="${name === "name" ? "full_name" : name}">${tag("value", xml([value].flat().join(" ")))}</Data>`;
  });
  return tag("ExtendedData", ...data);
}

function placemark(name, style, { properties, geometry }) {
  return tag("Placemark", tag("name", xml(name)), `<styleUrl>#${style}</styleUrl>`, values(properties), shapes(geometry));
}

function nameOf({ missile, radius_km: km, floor, origin }) {
  const where = i18n.say(origin === null ? "ui:all_origins" : `site:${origin}`).text;
  return [i18n.say(`ring:${missile}`).text, i18n.limit(km, floor ?? null), where].join(i18n.say("form:comma").text);
}

function ringStyles() {
  return state.story.missiles.flatMap(({ id, colour: number }) => {
    const row = document.querySelector(`.key [data-missile="${CSS.escape(id)}"]`);
    return LOOKS.map(([bound, width, opacity]) => {
      const line = tag("LineStyle", `<color>${colour(row, "--ring")}</color><width>${width}</width>`);
      const area = tag("PolyStyle", `<color>${colour(row, "--ring", opacity)}</color><outline>0</outline>`);
      return `<Style id="ring-${number}-${bound}">${line}${area}</Style>`;
    });
  });
}

function kindStyle(kind) {
  const symbol = document.querySelector(`.key [data-kind="${CSS.escape(kind)}"] .symbol`);
  const icon = tag("IconStyle", `<color>${colour(symbol, "--kind")}</color><scale>0.8</scale>`);
  return `<Style id="kind-${xml(kind)}">${icon}</Style>`;
}

function file(styles, placemarks) {
  const about = [tag("name", xml(i18n.say("title").text)), tag("description", `${state.story.date} · ${contentHash()}`)];
  const document = tag("Document", ...about, ...styles, ...placemarks);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n${document}</kml>\n`;
}

/** Rings, as features of GeoJSON, as KML. */
export function ofRings(features) {
  const numbers = new Map(state.story.missiles.map(({ id, colour: number }) => [id, number]));
  const placemarks = features.map((feature) => {
    const { missile, bound } = feature.properties;
    return placemark(nameOf(feature.properties), `ring-${numbers.get(missile)}-${bound}`, feature);
  });
  return file(ringStyles(), placemarks);
}

/** Sites, as features of GeoJSON, as KML; those without a public position have no place in it. */
export function ofSites(features) {
  const placed = features.filter(({ geometry }) => geometry !== null);
  const kinds = [...new Set(placed.map(({ properties }) => properties.kind))];
  return file(
    kinds.map(kindStyle),
    placed.map((feature) => placemark(feature.properties.name, `kind-${feature.properties.kind}`, feature)),
  );
}
