// The data of the map as files: rings as areas, sites, figures and sources; as the reader's switches have them, or all.

import { cell } from "../core/csv.js";
import { read } from "../core/data.js";
import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as areas from "../geo/areas.js";
import * as bands from "../rules/bands.js";
import * as publications from "../rules/publications.js";
import * as rings from "../rules/rings.js";

const sources = read("mapgen-sources");

/** @param {string} key */
function word(key) {
  return i18n.say(/** @type {TextKey} */ (key)).text;
}

/** The content hash, as the foot of the page has it. */
export function contentHash() {
  return word("content_hash").split(" ").at(-1);
}

function ring(properties, numbers, geometry) {
  const named = { layer: "ranges", name: word(`missile:${properties.missile}`), ...properties };
  return { type: "Feature", properties: { ...named, footnotes: numbers }, geometry };
}

function numberOf(id) {
  return sources.findIndex((source) => source.id === id) + 1;
}

/** Every ring of the page: the unions, and the ring of each origin. */
function everyRing() {
  return read("mapgen-ranges").features.flatMap(({ properties, geometry }) => {
    const numbers = properties.sources.map(numberOf);
    if (properties.origin === null) return [ring(properties, numbers, geometry)];
    const points = /** @type {any[]} */ (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates);
    return [properties.origin].flat().map((origin, index) => {
      return ring({ ...properties, origin }, numbers, areas.disc(points[index], properties.radius_km));
    });
  });
}

/** The numbers of the sources whose figures set a limit. */
function settersOf({ missile, bound, radius_km: km, floor }) {
  const counted = bands.counted(missile, state.chosen).filter(({ kind }) => (kind === "flown") === (floor === "flown"));
  const found = counted.filter((figure) => figure[bound === "low" ? "low_km" : "high_km"] === km);
  return [...new Set(found.map(({ source }) => source))];
}

/** The rings on the map. A union that only the browser has drawn is written as the areas of its origins. */
function shownRings() {
  const shown = rings.shown(state.chosen).filter(({ faint }) => !faint);
  return shown.flatMap(({ feature }) => {
    const { missile, origin, bound, radius_km, floor, basis } = feature.properties;
    const numbers = settersOf({ missile, bound, radius_km, floor });
    const ids = numbers.map((number) => sources[number - 1].id);
    const kind = floor === "flown" ? "flown" : "estimated";
    const properties = { missile, origin, bound, radius_km, basis, kind, sources: ids, ...(floor ? { floor } : {}) };
    const { polygons, discs } = rings.shape(feature);
    if (origin === null && !discs) return [ring(properties, numbers, areas.together(polygons))];
    return feature.from.map((id, index) => {
      const own = { ...properties, origin: id, basis: rings.basis(missile, [id]) };
      return ring(own, numbers, areas.disc(feature.points[index], radius_km));
    });
  });
}

/** @param {boolean} isAll */
export function ringFeatures(isAll) {
  return isAll ? everyRing() : shownRings();
}

function isShown({ geometry, properties }) {
  return geometry !== null && !state.chosen.hiddenKinds.has(properties.kind);
}

/** The sites of the map, or those that it shows. */
function sitesOf(isAll) {
  const { features } = read("mapgen-sites");
  return isAll ? features : features.filter((site) => isShown(site) && bands.knows(state.chosen, site));
}

/** @param {boolean} isAll */
export function siteFeatures(isAll) {
  return sitesOf(isAll).map(({ type, id, geometry, properties }) => {
    const named = Object.assign({ layer: "sites" }, properties, { name: word(`site:${id}`) });
    return { type, id, geometry, properties: named };
  });
}

/** A file of GeoJSON. */
export function geojson(features) {
  const { date } = state.story;
  const about = { type: "FeatureCollection", title: word("title"), date, content_hash: contentHash() };
  return `${JSON.stringify({ ...about, features })}\n`;
}

function csv(rows) {
  const lines = rows.length > 0 ? [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))] : [];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** The numbers of the sources on a site. */
function citedBy(id) {
  const { claims = [], position_source: position, contradictions = [] } = read("evidence")[id] ?? {};
  const numbers = [...claims.map(({ source }) => source), position ?? [], contradictions.map((each) => each.sources)];
  return [...new Set(numbers.flat(2))];
}

/** The sites as a table; the columns are those of `mapgen export --table sites` that the page has. */
export function sitesTable(isAll) {
  const rows = sitesOf(isAll).map(({ id, geometry, properties: own }) => {
    const [lon, lat] = geometry?.coordinates ?? [];
    const numbers = citedBy(id);
    return {
      site: id,
      name: word(`site:${id}`),
      role: own.role,
      kind: own.kind,
      kind_name: word(`kind:${own.kind}`),
      country: own.country,
      status: own.status,
      status_name: word(`status:${own.status}`),
      lon,
      lat,
      uncertainty_km: own.uncertainty_km,
      first_reported: own.first_reported,
      missiles: (own.missiles ?? []).join(" "),
      sources: numbers.map((number) => sources[number - 1].id).join(" "),
      footnotes: numbers.join(" "),
    };
  });
  return csv(rows);
}

/**
 * The figures of all missiles, or those that are seen for the missiles on the map: by missile, each with its place there,
 * and whether it counts.
 */
function figuresOf(isAll) {
  const chosen = isAll ? { ...state.chosen, ...state.opening() } : state.chosen;
  const missiles = state.story.missiles.filter(({ id }) => isAll || chosen.missiles.has(id));
  return missiles.flatMap(({ id }) => {
    const counted = bands.counted(id, chosen);
    const own = [...(bands.figures.get(id) ?? [])].map((figure, index) => ({
      missile: id,
      index,
      figure,
      counts: counted.includes(figure),
    }));
    return own.filter(({ figure }) => bands.isSeen(figure, chosen));
  });
}

/** The range figures as a table; the columns are those of `mapgen export --table ranges` that the page has. */
export function figuresTable(isAll) {
  const rows = figuresOf(isAll).map(({ missile, index, figure, counts }) => ({
    missile,
    missile_name: word(`missile:${missile}`),
    low_km: figure.low_km,
    high_km: figure.high_km,
    figure: word(`figure:${missile}:${index}`),
    kind: figure.kind,
    sets_limit: counts ? "yes" : "no",
    source: sources[figure.source - 1].id,
    footnote: figure.source,
    publisher: publications.nameOf(figure.source),
    url: sources[figure.source - 1].URL,
  }));
  return csv(rows);
}

/** The numbers of all sources, or of those of the figures and sites that are shown. */
function citedNumbers(isAll) {
  if (isAll) return sources.map((_, index) => index + 1);
  const figures = figuresOf(false).map(({ figure }) => figure.source);
  const onSites = sitesOf(false).flatMap(({ id }) => citedBy(id));
  return [...new Set([...figures, ...onSites])].sort((a, b) => a - b);
}

/**
 * The sources as CSL-JSON.
 * @param {boolean} isAll
 */
export function csl(isAll) {
  return `${JSON.stringify(
    citedNumbers(isAll).map((number) => sources[number - 1]),
    null,
    2,
  )}\n`;
}

/** The values of a source by their place in it, as mapgen/citations/stencils.py names them; a date is one value, in three forms. */
function valuesOf(value, place, found) {
  if (Array.isArray(value) && typeof value[0] === "number") {
    const date = value.map((part) => String(part).padStart(2, "0"));
    Object.assign(found, { [place]: date.join("-"), [`${place}/`]: date.join("/"), [`${place}Y`]: date[0] });
  } else if (value !== null && typeof value === "object") {
    for (const [key, each] of Object.entries(value)) valuesOf(each, place ? `${place}.${key}` : key, found);
  } else found[place] = value;
  return found;
}

/**
 * The sources as BibTeX or as RIS: Python left in each entry only what the source does not hold anyway.
 * @param {0 | 1} format
 * @param {boolean} isAll
 */
export function citations(format, isAll) {
  const { stencils, of } = read("citations");
  const entries = citedNumbers(isAll).map((number) => {
    const values = valuesOf(sources[number - 1], "", {});
    const parts = stencils[of[number - 1]][format];
    return parts.map((part, index) => (index % 2 ? values[part] : part)).join("");
  });
  return entries.join("\n");
}
