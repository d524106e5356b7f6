"use strict";

// See the world from here: a view in which the rings of a site are circles and all distances from it are true.
mapgen.azimuthal = (() => {
  const { limits_km: LIMITS, circles_km: CIRCLES } = mapgen.read("azimuthal");
  const sites = mapgen.read("mapgen-sites").features.filter((feature) => feature.geometry);
  const base = mapgen.read("basemap");
  const stage = document.querySelector(".azimuthal");
  const drawing = stage.querySelector("svg");
  const EQUATOR_KM = 40075; // of WGS84
  const NEAR_KM = 20; // to a pixel: a view in which borders, known for East Asia only, are shown
  const [lons, lats] = base.seams.map((places, axis) => places.map((at) => mapgen.outlines.unproject(at, at, base.size)[axis]));
  const isSeam = mapgen.outlines.seamOn(lons, lats);
  let land = null;
  let opener = null;
  let settle = null; // the one stop of the Tab key among the sites

  /** The rings of the land, closed, as seen from the centre: those of the world, then those of the window in detail. */
  function landFrom(from) {
    land ??= { outlines: base.land.map(ringsOf) };
    if (land.from !== from.id) {
      const { coordinates } = from.geometry;
      land.bent = land.outlines.map((rings) => rings.map((ring) => mapgen.plane.bend(coordinates, ring, isSeam)));
      land.from = from.id;
    }
    return land;
  }

  function ringsOf({ unit, whole, cut }) {
    const rings = mapgen.outlines.read(whole + cut, base.size, unit);
    for (const ring of rings) ring.push(ring[0]);
    return rings;
  }

  function centre() {
    return sites.find((feature) => feature.id === mapgen.state.chosen.from);
  }

  /** Where the view ends: as chosen, else some way beyond the widest ring. */
  function limitKm(shown) {
    const widest = Math.max(500 / 1.15, ...shown.map(({ feature }) => feature.properties.radius_km));
    return mapgen.state.chosen.limit ?? LIMITS.find((limit) => limit >= 1.15 * widest) ?? LIMITS.at(-1);
  }

  function draw() {
    const from = centre();
    if (!from) return;
    const { width, height } = drawing.getBoundingClientRect();
    const shown = mapgen.rings.shown(mapgen.state.chosen).filter(({ faint }) => !faint);
    const limit = limitKm(shown);
    const top = stage.querySelector(".azimuthal-bar").getBoundingClientRect().height + 8;
    const radius = Math.max(40, Math.min(width / 2, (height - top) / 2) - 8);
    const middle = [width / 2, top + (height - top) / 2];
    const plane = mapgen.plane.lay(from.geometry.coordinates, limit / radius, middle);
    const sheet = mapgen.svg("g", { "clip-path": "url(#azimuthal-edge)" });
    const edge = drawing.querySelector("#azimuthal-edge circle");
    for (const [name, value] of [["cx", middle[0]], ["cy", middle[1]], ["r", radius]]) edge.setAttribute(name, value);
    sheet.append(path("sea", plane.circle(limit)));
    sheet.append(...landOf(plane, from), ...(limit / radius < NEAR_KM ? bordersOf(plane) : []));
    const circles = circlesOf(limit);
    for (const km of circles) sheet.append(path("circle", plane.circle(km)));
    const rings = shown.map(({ feature }) => ringOf(plane, from, feature));
    const areas = mapgen.svg("g", { class: "areas" });
    areas.append(...rings.map(({ area }) => area));
    sheet.append(areas, ...mapgen.naive.inPlane(plane), ...rings.map(({ line }) => line));
    const spots = spotsOf(plane, limit);
    const focused = stage.querySelector("[data-spot]:focus")?.dataset.spot;
    drawing.querySelector(".azimuthal-map").replaceChildren(sheet, ...spots.map(({ element }) => element));
    spots.find(({ feature }) => feature.id === focused)?.element.focus({ preventScroll: true });
    settle();
    letter({ from, plane, limit, circles, rings, spots, size: { x: width, y: height } });
    say(from, limit);
  }

  function path(className, d) {
    return mapgen.svg("path", { class: className, d, "fill-rule": "evenodd" });
  }

  function landOf(plane, from) {
    const { outlines, bent } = landFrom(from);
    const fills = bent.map((rings, index) => plane.surface(rings, mapgen.plane.holds(outlines[index], plane.antipode)));
    return [path("land", fills.join("")), path("coast", bent.flat().map(plane.stroke).join(""))];
  }

  function bordersOf(plane) {
    return ["border", "mdl"].map((name) => {
      const lines = mapgen.outlines.read(base[name], base.size);
      return path(name, lines.map((line) => plane.stroke(bend(plane, line))).join(""));
    });
  }

  function bend(plane, line) {
    return mapgen.plane.bend(plane.centre, line);
  }

  function circlesOf(limit) {
    const gap = CIRCLES.find((km) => limit / km <= 6) ?? CIRCLES.at(-1);
    return [...Array.from({ length: Math.ceil(limit / gap) - 1 }, (_, index) => (index + 1) * gap), limit];
  }

  /** A ring here: a circle where it is the centre's own, else its outline bent. */
  function ringOf(plane, from, feature) {
    const { origin, radius_km: km } = feature.properties;
    const own = origin === from.id;
    const { polygons, lines, discs: drawn } = mapgen.rings.shape(feature);
    // an area that is cut at the antimeridian would show the cut as a hairline: here its discs are drawn whole
    const discs = drawn ?? (origin === null && isCut(polygons) ? mapgen.union.shape(feature.points, km).discs : null);
    const bent = lines.map((line) => bend(plane, line));
    const line = path(mapgen.rings.lineStyle(feature), own ? plane.circle(km) : bent.map(plane.stroke).join(""));
    const style = mapgen.rings.areaStyle(feature);
    const points = own ? [circlePoints(plane, km)] : bent.map(plane.toPixels);
    if (own) return { feature, line, area: path(style, plane.circle(km)), points };
    if (origin !== null) return { feature, line, area: path(style, discOf(plane, lines[0], feature.points[0], km)), points };
    if (discs) {
      const area = mapgen.svg("g", { class: `${style} joined` }); // tinted as one
      area.append(...discs.map((disc, index) => path("", discOf(plane, disc.line, feature.points[index], km))));
      return { feature, line, area, points };
    }
    const rings = polygons.flat();
    const inside = mapgen.plane.holds(rings, plane.antipode);
    return { feature, line, area: path(style, plane.surface(rings.map((ring) => bend(plane, ring)), inside)), points };
  }

  function isCut(polygons) {
    return polygons.flat().some((ring) => ring.some(([lon]) => Math.abs(lon) === 180));
  }

  function discOf(plane, line, point, km) {
    const holdsAntipode = mapgen.geodesy.inverse(...point, ...plane.antipode)[1] <= km * 1000;
    const rings = [bend(plane, line)];
    return plane.surface(rings, holdsAntipode);
  }

  function circlePoints(plane, km) {
    return Array.from({ length: 181 }, (_, index) => plane.toPixel([90 + index * 2, km]));
  }

  function spotsOf(plane, limit) {
    const { chosen } = mapgen.state;
    const { from } = chosen;
    return sites
      .filter((feature) => !chosen.hiddenKinds.has(feature.properties.kind) && mapgen.bands.knows(chosen, feature))
      .map((feature) => ({ feature, polar: plane.polar(feature.geometry.coordinates) }))
      .filter(({ polar }) => polar[1] <= limit)
      .sort((a, b) => b.feature.properties.label_order - a.feature.properties.label_order)
      .map(({ feature, polar }) => {
        const [x, y] = plane.toPixel(polar);
        const { text } = mapgen.speech.say(`site:${feature.id}`);
        const away = feature.id === from ? "" : `, ${mapgen.speech.km(polar[1])}`;
        const element = mapgen.svg("g", {
          class: `spot kind-${feature.properties.kind}`,
          transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
          tabindex: "-1",
          role: "button",
          "aria-label": text + away,
        });
        element.dataset.spot = feature.id;
        const symbol = mapgen.svg("use", { href: `#symbol-${feature.properties.kind}` });
        element.append(mapgen.svg("circle", { class: "hit-area", r: 12 }), symbol);
        return { feature, km: polar[1], x, y, element };
      });
  }

  function asPoints(lines) {
    return lines.map((line) => line.map(([x, y]) => ({ x, y })));
  }

  function letter({ from, plane, limit, circles, rings, spots, size }) {
    const group = drawing.querySelector(".labels");
    group.replaceChildren();
    const half = 7;
    const taken = spots.map(({ feature, x, y }) => ({ box: [x - half, y - half, x + half, y + half], owner: feature.id }));
    const radii = new Set(rings.map(({ feature }) => feature.properties.radius_km));
    const wanted = rings.map(({ feature, points }) => Object.assign(mapgen.rings.label(feature), { lines: asPoints(points) }));
    for (const km of circles.filter((each) => !radii.has(each))) {
      const text = mapgen.speech.km(km);
      const lines = asPoints([circlePoints(plane, km < limit ? km : 0.985 * km)]);
      wanted.push({ text, tag: mapgen.state.chosen.language, priority: 120, className: "of-circle", lines });
    }
    for (const { feature, km, x, y } of spots) {
      const { text, tag } = mapgen.speech.say(`label:${feature.id}`);
      const own = feature.id === from.id;
      wanted.push({
        text: own ? text : `${text} ${mapgen.speech.km(km)}`,
        tag,
        point: { x, y },
        reach: half + 3,
        priority: own ? 10 : 200 + feature.properties.label_order / 1000,
        className: `of-site of-${feature.properties.role}`,
        owner: feature.id,
      });
    }
    const kmToPixel = limit / ((size.x - 2 * half) / 2);
    wanted.push(...mapgen.landLabels(Math.log2(EQUATOR_KM / 256 / kmToPixel), (place) => {
      const polar = plane.polar(place);
      const [x, y] = plane.toPixel(polar);
      return polar[1] < limit ? { x, y } : { x: -999, y: -999 };
    }));
    mapgen.labels.fill(group, size, wanted, taken);
  }

  function say(from, limit) {
    const { text, tag } = mapgen.speech.say("ui:view_from");
    const heading = stage.querySelector(".azimuthal-title");
    heading.lang = tag;
    heading.textContent = text
      .replace("{site}", mapgen.speech.say(`site:${from.id}`).text)
      .replace("{limit}", mapgen.speech.km(limit));
    const index = LIMITS.indexOf(limit);
    stage.querySelector("[data-does='nearer']").disabled = index === 0;
    stage.querySelector("[data-does='farther']").disabled = index === LIMITS.length - 1;
  }

  /** Take the next limit, inwards or outwards. */
  function step(by) {
    const limit = limitKm(mapgen.rings.shown(mapgen.state.chosen));
    const nearest = LIMITS.findIndex((each) => each >= limit);
    const next = Math.max(0, Math.min(LIMITS.length - 1, nearest + by));
    mapgen.state.change({ limit: LIMITS[next] });
  }

  function update(chosen, patch) {
    if ("from" in patch) {
      const open = chosen.from !== null;
      if (open && stage.hidden) opener = document.activeElement;
      document.documentElement.classList.toggle("azimuthal-open", open);
      const wasOpen = !stage.hidden;
      stage.hidden = !open;
      if (open && !wasOpen) stage.querySelector(".azimuthal-title").focus({ preventScroll: true });
      if (!open && wasOpen) {
        const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector(".folium-map");
        back.focus({ preventScroll: true });
        dispatchEvent(new Event("resize"));
      }
    }
    if (chosen.from !== null) draw();
  }

  function attach() {
    settle = mapgen.roving(drawing, "[data-spot]");
    mapgen.state.listen(update);
    addEventListener("resize", () => mapgen.state.chosen.from !== null && draw());
    stage.addEventListener("keydown", (event) => {
      if (event.key === "Escape") mapgen.state.change({ from: null });
      const by = { "+": -1, "=": -1, "-": 1 }[event.key];
      if (by) step(by);
      const spot = event.target.closest("[data-spot]");
      if (spot && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        mapgen.panel.showSite(spot.dataset.spot);
      }
    });
    stage.addEventListener("click", (event) => {
      const spot = event.target.closest("[data-spot]");
      if (spot) mapgen.panel.showSite(spot.dataset.spot);
    });
  }

  return { attach, step, limits: LIMITS, has: (id) => sites.some((feature) => feature.id === id) };
})();
