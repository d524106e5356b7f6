"use strict";

// The flat circle, shown for what it is: what Leaflet's L.circle draws for a radius, behind the true ring.
mapgen.naive = (() => {
  const errors = mapgen.read("naive"); // km by radius, by origin: only where it matters
  const EARTH_KM = 6371; // Leaflet's sphere
  const RAD = Math.PI / 180;
  const { MERCATOR_LIMIT } = mapgen.outlines;

  const ordinate = (lat) => Math.atanh(Math.sin(Math.max(-MERCATOR_LIMIT, Math.min(MERCATOR_LIMIT, lat)) * RAD));
  const latitude = (y) => Math.atan(Math.sinh(y)) / RAD;

  /** Walk the outline that L.circle draws, an ellipse on the Mercator map: see _project in Leaflet's Circle.js. */
  function outline([lon, lat], km) {
    const wide = km / EARTH_KM / RAD;
    const [top, bottom] = [ordinate(lat + wide), ordinate(lat - wide)];
    const y = (top + bottom) / 2;
    const lat2 = latitude(y);
    const cosine = (Math.cos(wide * RAD) - Math.sin(lat * RAD) * Math.sin(lat2 * RAD)) / (Math.cos(lat * RAD) * Math.cos(lat2 * RAD));
    const x = Math.acos(cosine) / RAD || wide / Math.cos(lat * RAD);
    return Array.from({ length: 361 }, (_, step) => {
      const angle = step * RAD;
      return [lon + x * Math.cos(angle), latitude(y + ((top - bottom) / 2) * Math.sin(angle))];
    });
  }

  /** The rings shown for which a flat circle would mislead, with its error. */
  function misleading(chosen) {
    if (chosen.origins.length !== 1) return [];
    const own = errors[chosen.origins[0]] ?? {};
    return mapgen.rings
      .shown(chosen)
      .filter(({ faint, feature }) => !faint && own[feature.properties.radius_km])
      .map(({ feature }) => ({ feature, error: own[feature.properties.radius_km] }));
  }

  function shown(chosen) {
    return chosen.naive ? misleading(chosen) : [];
  }

  /** Draw the circles on an azimuthal plane. */
  function inPlane(plane) {
    return shown(mapgen.state.chosen).map(({ feature }) => {
      const d = plane.stroke(mapgen.plane.bend(plane.centre, outline(feature.points[0], feature.properties.radius_km)));
      return mapgen.svg("path", { class: `naive ${mapgen.rings.hue(feature)}`, d });
    });
  }

  return { outline, misleading, shown, inPlane };
})();
