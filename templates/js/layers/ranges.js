"use strict";

// The range rings: the union over all origins, or the rings of the origin that the reader has chosen.
mapgen.layers.push(
  (() => {
    const { features } = mapgen.read("mapgen-ranges");
    const colours = new Map(mapgen.state.story.missiles.map((missile) => [missile.id, missile.colour]));
    const isSeam = mapgen.outlines.seamOn([-180, 180], [-90, 90]);
    let map = null;
    let span = null;
    let areas = null;
    let lines = null;
    let group = null;
    let drawn = [];

    function draw(leafletMap, worldSpan) {
      map = leafletMap;
      span = worldSpan;
      map.createPane("areas").style.zIndex = 300;
      map.createPane("rings").style.zIndex = 310;
      areas = { pane: "areas", renderer: L.svg({ pane: "areas", padding: 0.5 }), interactive: false, smoothFactor: 0 };
      lines = { pane: "rings", renderer: L.svg({ pane: "rings", padding: 0.5 }), smoothFactor: 0 };
      group = L.layerGroup().addTo(map);
      mapgen.state.listen(redraw);
      redraw(mapgen.state.chosen, mapgen.state.chosen);
    }

    function redraw({ missiles, origin }, patch) {
      if (!("missiles" in patch || "origin" in patch)) return;
      group.clearLayers();
      drawn = [];
      for (const missile of mapgen.state.story.missiles) {
        if (!missiles.has(missile.id)) continue;
        const own = features.filter((feature) => feature.properties.missile === missile.id);
        if (origin !== null) for (const feature of pick(own, null)) outline(feature, "faint");
        for (const feature of pick(own, origin)) ring(feature);
      }
    }

    /** The features of one origin, the wide ring first; one ring where both limits are the same. */
    function pick(own, origin) {
      const rings = own.filter((feature) => feature.properties.origin === origin);
      const [low, high] = ["low", "high"].map((bound) => rings.find((feature) => feature.properties.bound === bound));
      return low && low.properties.radius_km === high.properties.radius_km ? [low] : [high, low].filter(Boolean);
    }

    function ring(feature) {
      const { bound, basis, kind } = feature.properties;
      const inner = bound === "low" ? "inner" : "outer";
      for (const copy of mapgen.outlines.repeat(shape(feature).polygons, span)) {
        L.polygon(copy, { ...areas, className: `area ${inner} ${basis} ${hue(feature)}` }).addTo(group);
      }
      const copies = outline(feature, `${bound} ${basis} ${kind}`);
      for (const copy of copies) {
        const hit = L.polyline(copy, { ...lines, className: "hit" }).addTo(group);
        hit.on("click", (event) => mapgen.popup.open(`missile-${feature.properties.missile}`, event.latlng, feature.properties));
      }
      drawn.push({ feature, outline: copies.flat() });
    }

    function outline(feature, style) {
      const copies = mapgen.outlines.repeat(shape(feature).lines, span);
      for (const copy of copies) {
        L.polyline(copy, { ...lines, interactive: false, className: `ring ${style} ${hue(feature)}` }).addTo(group);
      }
      return copies;
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

    function hue(feature) {
      return `ring-${colours.get(feature.properties.missile)}`;
    }

    function labels() {
      const several = mapgen.state.chosen.missiles.size > 1;
      return drawn.map(({ feature, outline: parts }) => {
        const { missile, radius_km: km } = feature.properties;
        const { text, tag } = mapgen.speech.say(`km:${km}`);
        const name = several ? `${mapgen.speech.say(`ring:${missile}`).text} ` : "";
        return {
          text: name + text,
          tag,
          lines: parts.map((part) => part.map((point) => map.latLngToContainerPoint(point))),
          priority: 100,
          className: `of-ring ${hue(feature)}`,
        };
      });
    }

    return { name: "ranges", draw, labels };
  })(),
);
