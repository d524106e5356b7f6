"use strict";

// Land, coasts, borders and their names: the quiet base under the rings.
mapgen.layers.push(
  (() => {
    const base = mapgen.read("basemap");
    const PRIORITY = { country: 300, sea: 500, city: 400 };
    const MERCATOR_END = mapgen.outlines.MERCATOR_LIMIT;
    const SUBJECT = 150; // the countries in question are named before any site

    const SIZE = 2 ** 16; // units of the drawing around the Earth: pixels at zoom 8, the deepest

    /** Draw the world once, as one picture that Leaflet scales: as layers of its own, each point would cost it an object. */
    function draw(map, [westEnd, eastEnd]) {
      map.createPane("land").style.zIndex = 210;
      const { detail, world } = base;
      const [west, south, east, north] = detail.window;
      const isSeam = mapgen.outlines.seamOn([west, east, -180, 180].map(across), [south, north, -90].map(down));
      const group = mapgen.svg("g", { id: "mapgen-land" });
      for (const { land, scale } of [world, detail]) {
        const rings = land.flat().map((ring) => project(mapgen.outlines.decode(ring, scale)));
        const coast = rings.flatMap((ring) => mapgen.outlines.stroke(ring, isSeam));
        group.append(path("land", rings.map(write).join("Z")), path("coast", coast.map(write).join("")));
      }
      for (const [className, lines] of [["border", detail.borders], ["mdl", detail.mdl]]) {
        const drawn = lines.map((line) => project(mapgen.outlines.decode(line, detail.scale)));
        group.append(path(className, drawn.map(write).join("")));
      }
      const [from, to] = [across(westEnd), across(eastEnd)];
      const picture = mapgen.svg("svg", { viewBox: `${from} 0 ${to - from} ${SIZE}`, preserveAspectRatio: "none" });
      picture.append(group);
      for (let turn = Math.floor(from / SIZE); turn * SIZE < to; turn += 1) {
        if (turn !== 0) picture.append(mapgen.svg("use", { href: "#mapgen-land", x: turn * SIZE }));
      }
      L.svgOverlay(picture, [[-MERCATOR_END, westEnd], [MERCATOR_END, eastEnd]], { pane: "land" }).addTo(map);
      map.on("zoomend", () => hideFarBorders(map));
      hideFarBorders(map);
    }

    function path(className, d) {
      return mapgen.svg("path", { class: className, d, "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke" });
    }

    /** Web Mercator in whole units. */
    function across(lon) {
      return Math.round(((lon + 180) / 360) * SIZE);
    }

    function down(lat) {
      const sine = Math.sin((Math.max(-MERCATOR_END, Math.min(MERCATOR_END, lat)) * Math.PI) / 180);
      return Math.round((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * SIZE);
    }

    function project(points) {
      return points.map((point) => [across(point[0]), down(point[1])]);
    }

    function write(points) {
      return `M${points.join(" ")}`;
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
