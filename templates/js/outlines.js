"use strict";

// Turn stored outlines into what Leaflet draws: decoded, repeated around the world, stroked without their seams.
mapgen.outlines = (() => {
  const MERCATOR_LIMIT = 85.0511287798; // degrees of latitude: where the square Web Mercator map ends (EPSG:3857)

  /** Decode an encoded polyline, longitude first, in units of `scale` degrees, into [lon, lat] points. */
  function decode(text, scale) {
    const points = [];
    const at = [0, 0];
    for (const [index, number] of text.match(/[_-~]*[?-^]/g).entries()) {
      const bits = [...number].reduceRight((sum, character) => sum * 32 + ((character.charCodeAt(0) - 63) % 32), 0);
      at[index % 2] += bits % 2 ? -(bits + 1) / 2 : bits / 2;
      if (index % 2) points.push(at.map((units) => clean(units * scale)));
    }
    return points;
  }

  /** Undo what multiplying does to whole degrees, so that seams are found again. */
  function clean(degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }

  /** Cut a closed ring into lines, leaving out the edges that `isSeam` calls no part of the outline. */
  function stroke(ring, isSeam) {
    const lines = [];
    let line = [];
    for (let index = 0; index < ring.length; index += 1) {
      const [from, to] = [ring[index], ring[(index + 1) % ring.length]];
      if (isSeam(from, to)) {
        if (line.length > 1) lines.push(line);
        line = [];
      } else {
        if (line.length === 0) line.push(from);
        line.push(to);
      }
    }
    if (line.length > 1) lines.push(line);
    return lines;
  }

  /** Return whether a line goes where a Mercator map cannot show it. */
  function leavesMercator(line) {
    return line.some(([, lat]) => Math.abs(lat) > MERCATOR_LIMIT);
  }

  /** Cut off what of a line lies beyond the limit of Mercator: drawn at the limit, it would look like an edge. */
  function withinMercator(line) {
    if (!leavesMercator(line)) return [line];
    const runs = [[]];
    for (const [index, [lon, lat]] of line.entries()) {
      const before = line[index - 1];
      const edge = Math.sign(lat) * MERCATOR_LIMIT;
      const out = Math.abs(lat) > MERCATOR_LIMIT;
      const wasOut = before && Math.abs(before[1]) > MERCATOR_LIMIT;
      if (before && out !== wasOut) {
        const limit = out ? edge : Math.sign(before[1]) * MERCATOR_LIMIT;
        const part = (limit - before[1]) / (lat - before[1]);
        const crossing = [before[0] + part * (lon - before[0]), limit];
        if (out) runs.at(-1).push(crossing);
        else runs.push([crossing]);
      }
      if (!out) runs.at(-1).push([lon, lat]);
    }
    return runs.filter((run) => run.length > 1);
  }

  /** Return whether an edge lies on one of the given meridians or parallels. */
  function seamOn(lons, lats) {
    return (from, to) => lons.some((lon) => from[0] === lon && to[0] === lon) || lats.some((lat) => from[1] === lat && to[1] === lat);
  }

  /** Repeat a shape (any nesting of [lon, lat]) so often that it fills the world's copies in view, as Leaflet points. */
  function repeat(shape, [west, east]) {
    const [left, right] = extent(shape);
    const copies = [];
    for (let turn = Math.ceil((west - right) / 360); turn <= Math.floor((east - left) / 360); turn += 1) {
      copies.push(leafletPoints(shape, turn * 360));
    }
    return copies;
  }

  function leafletPoints(shape, shift) {
    return typeof shape[0] === "number" ? [shape[1], shape[0] + shift] : shape.map((part) => leafletPoints(part, shift));
  }

  function extent(shape) {
    if (typeof shape[0] === "number") return [shape[0], shape[0]];
    let [west, east] = [Infinity, -Infinity];
    for (const part of shape) {
      const [left, right] = extent(part);
      west = Math.min(west, left);
      east = Math.max(east, right);
    }
    return [west, east];
  }

  /** Find a [lon, lat] on the map in pixels, on the copy of the world nearest to the middle. */
  function toPixel(map, [lon, lat]) {
    return map.latLngToContainerPoint([lat, lon + 360 * Math.round((map.getCenter().lng - lon) / 360)]);
  }

  return { MERCATOR_LIMIT, decode, stroke, seamOn, leavesMercator, withinMercator, repeat, toPixel };
})();
