"use strict";

// The range rings as values: which of them the reader's choice shows, and their shapes. Where they are drawn knows how.
mapgen.rings = (() => {
  const { features } = mapgen.read("mapgen-ranges");
  const colours = new Map(mapgen.state.story.missiles.map((missile) => [missile.id, missile.colour]));
  const isSeam = mapgen.outlines.seamOn([-180, 180], [-90, 90]);

  /** The features of one origin, the wide ring first; one ring where both limits are the same. */
  function pick(own, origin) {
    const rings = own.filter((feature) => feature.properties.origin === origin);
    const [low, high] = ["low", "high"].map((bound) => rings.find((feature) => feature.properties.bound === bound));
    return low && low.properties.radius_km === high.properties.radius_km ? [low] : [high, low].filter(Boolean);
  }

  /** What is shown: each ring, and whether it only stands behind those of the chosen origin. */
  function shown({ missiles, origin }) {
    const rings = [];
    for (const { id } of mapgen.state.story.missiles) {
      if (!missiles.has(id)) continue;
      const own = features.filter((feature) => feature.properties.missile === id);
      if (origin !== null) rings.push(...pick(own, null).map((feature) => ({ feature, faint: true })));
      rings.push(...pick(own, origin).map((feature) => ({ feature, faint: false })));
    }
    return rings;
  }

  /** Polygons and lines of a feature: as Python cut them or, for a point, the geodesic ring around it. */
  function shape({ geometry, properties }) {
    if (geometry.type === "Point") {
      const { polygons, line } = mapgen.geodesy.disc(...geometry.coordinates, properties.radius_km);
      return { polygons, lines: [line] };
    }
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return { polygons, lines: polygons.flat().flatMap((edge) => mapgen.outlines.stroke(edge.slice(0, -1), isSeam)) };
  }

  /** Classes: of the colour, of the line, of the area. */
  function hue(feature) {
    return `ring-${colours.get(feature.properties.missile)}`;
  }

  function lineStyle(feature) {
    const { bound, basis, kind } = feature.properties;
    return `ring ${bound} ${basis} ${kind} ${hue(feature)}`;
  }

  function areaStyle(feature) {
    const { bound, basis } = feature.properties;
    return `area ${bound === "low" ? "inner" : "outer"} ${basis} ${hue(feature)}`;
  }

  /** The label of a ring: its figure, and its missile's name where several are shown. */
  function label(feature) {
    const { missile, radius_km: km } = feature.properties;
    const { text, tag } = mapgen.speech.say(`km:${km}`);
    const name = mapgen.state.chosen.missiles.size > 1 ? `${mapgen.speech.say(`ring:${missile}`).text} ` : "";
    return { text: name + text, tag, priority: 100, className: `of-ring ${hue(feature)}` };
  }

  return { shown, shape, hue, lineStyle, areaStyle, label };
})();
