"use strict";

// Land, coasts, borders and their names: the quiet base under the rings.
mapgen.layers.push(
  (() => {
    const base = mapgen.read("basemap");
    const PRIORITY = { country: 300, sea: 500, city: 400 };
    const SUBJECT = 150; // the countries in question are named before any site

    function draw(map, span) {
      map.createPane("land").style.zIndex = 210;
      const look = { pane: "land", renderer: L.svg({ pane: "land", padding: 0.5 }), interactive: false, smoothFactor: 0.8 };
      const { detail, world } = base;
      const [west, south, east, north] = detail.window;
      const isSeam = mapgen.outlines.seamOn([west, east, -180, 180], [south, north, -90]);
      for (const outlines of [world, detail]) {
        const polygons = outlines.land.map((polygon) => polygon.map((ring) => mapgen.outlines.decode(ring, outlines.scale)));
        for (const copy of mapgen.outlines.repeat(polygons, span)) L.polygon(copy, { ...look, className: "land" }).addTo(map);
        const coast = polygons.flat().flatMap((ring) => mapgen.outlines.stroke(ring, isSeam));
        for (const copy of mapgen.outlines.repeat(coast, span)) L.polyline(copy, { ...look, className: "coast" }).addTo(map);
      }
      for (const [className, stored] of [["border", detail.borders], ["mdl", detail.mdl]]) {
        const lines = stored.map((line) => mapgen.outlines.decode(line, detail.scale));
        for (const copy of mapgen.outlines.repeat(lines, span)) L.polyline(copy, { ...look, className }).addTo(map);
      }
      map.on("zoomend", () => hideFarBorders(map));
      hideFarBorders(map);
    }

    /** Borders are stored for East Asia only: on a map of the world they would stop in the middle of nowhere. */
    function hideFarBorders(map) {
      map.getContainer().classList.toggle("far", map.getZoom() < 4);
    }

    /** The names for a zoom, each at its place in pixels. */
    function names(zoom, toPixel) {
      const { language } = mapgen.state.chosen;
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

    mapgen.landLabels = names;

    return { name: "land", draw, labels: (map) => names(map.getZoom(), (place) => mapgen.outlines.toPixel(map, place)) };
  })(),
);
