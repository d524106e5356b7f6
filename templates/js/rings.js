"use strict";

// The range rings as values: which of them the reader's choice shows, and their shapes. Where they are drawn knows how.
mapgen.rings = (() => {
  const { features } = mapgen.read("mapgen-ranges");
  const { sites } = mapgen.state;
  const colours = new Map(mapgen.state.story.missiles.map((missile) => [missile.id, missile.colour]));
  const bases = new Map(features.map(({ properties: each }) => [`${each.missile} ${each.origin}`, each.basis]));
  const together = features.filter(({ properties }) => properties.origin === null);
  const drawn = new Map(together.map(({ properties, geometry }) => [properties.radius_km, geometry]));
  const isSeam = mapgen.outlines.seamOn([-180, 180], [-90, 90]);
  const unions = new Map(); // those drawn here, by radius and points: to draw one takes a moment

  /** The origins that count: those chosen, else all; and of these only those reported by then. */
  function origins(chosen) {
    const asked = chosen.origins.length > 0 ? chosen.origins : mapgen.state.story.origins;
    return asked.filter((id) => mapgen.bands.knows(chosen, sites.get(id)));
  }

  /** The basis of a missile's rings around some origins together: illustrative if it is for one of them. */
  function basis(missile, from) {
    return from.some((id) => bases.get(`${missile} ${id}`) === "illustrative") ? "illustrative" : "reported";
  }

  /** The rings of a missile around some origins together, the wide one first; one where both limits are the same. */
  function around(missile, from, chosen) {
    const band = mapgen.bands.of(missile, chosen);
    if (!band || from.length === 0) return [];
    const limits = [["high", band.high, band.flown ? "flown" : "estimated"], ["low", band.low, "estimated"]];
    const given = band.low === band.high ? limits.slice(1) : limits.filter(([, km]) => km !== null);
    const origin = from.length === 1 ? from[0] : null;
    return given.map(([bound, radius_km, kind]) => ({
      properties: { missile, origin, bound, radius_km, kind, basis: basis(missile, from) },
      points: from.map((id) => sites.get(id).geometry.coordinates),
      whole: from.length === mapgen.state.story.origins.length,
    }));
  }

  /** What is shown: each ring, and whether it only stands behind those of the chosen origins. */
  function shown(chosen) {
    const all = origins({ ...chosen, origins: [] });
    const from = origins(chosen);
    const found = [];
    for (const { id } of mapgen.state.story.missiles) {
      if (!chosen.missiles.has(id)) continue;
      if (from.length < all.length) found.push(...around(id, all, chosen).map((feature) => ({ feature, faint: true })));
      found.push(...around(id, from, chosen).map((feature) => ({ feature, faint: false })));
    }
    return found;
  }

  /** Polygons and lines of a ring: of one origin the geodesic ring, of all as Python drew it, else drawn here. */
  function shape({ properties: { origin, radius_km: km }, points, whole }) {
    if (points.length === 1 && origin) {
      const { polygons, line } = mapgen.geodesy.disc(...points[0], km);
      return { polygons, lines: [line] };
    }
    const geometry = whole ? drawn.get(km) : null;
    if (!geometry) {
      const key = `${km} ${points.join(" ")}`;
      if (!unions.has(key)) unions.set(key, mapgen.union.shape(points, km));
      return unions.get(key);
    }
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return { polygons, lines: polygons.flat().flatMap((edge) => mapgen.outlines.stroke(edge.slice(0, -1), isSeam)) };
  }

  /** Classes: of the colour, of the line, of the area. */
  function hue(feature) {
    return `ring-${colours.get(feature.properties.missile)}`;
  }

  function lineStyle(feature) {
    const { bound, basis: based, kind } = feature.properties;
    return `ring ${bound} ${based} ${kind} ${hue(feature)}`;
  }

  function areaStyle(feature) {
    const { bound, basis: based } = feature.properties;
    return `area ${bound === "low" ? "inner" : "outer"} ${based} ${hue(feature)}`;
  }

  /** The label of a ring: its figure, and its missile's name where several are shown. */
  function label(feature) {
    const { missile, radius_km: km } = feature.properties;
    const name = mapgen.state.chosen.missiles.size > 1 ? `${mapgen.speech.say(`ring:${missile}`).text} ` : "";
    const { language } = mapgen.state.chosen;
    return { text: name + mapgen.speech.exactly(km), tag: language, priority: 100, className: `of-ring ${hue(feature)}` };
  }

  return { origins, basis, shown, shape, hue, lineStyle, areaStyle, label };
})();
