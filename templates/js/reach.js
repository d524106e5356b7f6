"use strict";

// What reaches what: the three-valued rule as mapgen/reach.py has it, applied to distances and bands that Python settled.
mapgen.reach = (() => {
  const table = mapgen.read("mapgen-reach");
  const figures = mapgen.read("reach"); // by missile: [low, high, whether it is a floor, number of its source]
  const { sources } = mapgen.quotes;
  const rings = mapgen.read("mapgen-ranges").features.map((feature) => feature.properties);
  const bases = new Map(rings.map((ring) => [`${ring.missile} ${ring.origin}`, ring.basis]));
  const ORDER = ["within", "depends", "beyond"]; // from the strongest to the weakest
  const RECORD = ["missile", "origin", "place", "distance_km", "uncertainty_km", "low_km", "high_km", "reach", "basis", "margin_km"];
  const REASONS = ["sources_that_reach", "sources_that_fall_short", "sources_that_leave_it_open", "position_decides"];
  const COLUMNS = [...RECORD, ...REASONS];

  function verdict(km, unsure, low, high) {
    if (low !== null && km + unsure <= low) return "within";
    return km - unsure > high ? "beyond" : "depends";
  }

  /** By how many km the distance would have to change for another verdict. */
  function margin(km, unsure, low, high) {
    const toLow = low === null ? Infinity : Math.abs(km + unsure - low);
    const toHigh = Math.abs(km - unsure - high);
    const least = { within: toLow, beyond: toHigh, depends: Math.min(toLow, toHigh) }[verdict(km, unsure, low, high)];
    return Math.round(least * 1000) / 1000;
  }

  /** What one figure says of a place; a floor never says that it is out of reach. */
  function stance([low, high, isFloor], km, unsure) {
    if (km + unsure <= low) return "reaches";
    return km - unsure > high && !isFloor ? "short" : "open";
  }

  /** The numbers of the sources on either side, and whether the positions decide. */
  function reasons({ missile, distance_km: km, uncertainty_km: unsure }) {
    const sides = { reaches: new Set(), short: new Set(), open: new Set() };
    let position = false;
    for (const figure of figures[missile]) {
      const says = stance(figure, km, unsure);
      sides[says].add(figure[3]);
      position ||= says === "open" && stance(figure, km, 0) !== "open";
    }
    return { sides, position };
  }

  /** The basis of a missile's ring around an origin; of the union of all where that is null. */
  function basis(missile, origin) {
    return bases.get(`${missile} ${origin}`);
  }

  /** Every record of `mapgen reach --format json`, for one origin or all, and for the missiles switched on. */
  function all({ origin, missiles }) {
    const records = [];
    for (const [row, from] of table.origins.entries()) {
      if (origin !== null && origin !== from) continue;
      for (const [missile, { low_km: low, high_km: high }] of Object.entries(table.bands)) {
        if (!missiles.has(missile)) continue;
        for (const [column, place] of table.places.entries()) {
          const given = [table.distance_km[row][column], table.uncertainty_km[row][column], low, high];
          const [distance_km, uncertainty_km, low_km, high_km] = given;
          records.push({ missile, origin: from, place, distance_km, uncertainty_km, low_km, high_km, reach: verdict(...given) });
        }
      }
    }
    return records;
  }

  /** For each missile and place the origin with the strongest verdict, the nearest among equals. */
  function best(records) {
    const kept = new Map();
    for (const record of records) {
      const key = `${record.missile} ${record.place}`;
      const other = kept.get(key);
      const by = other ? ORDER.indexOf(record.reach) - ORDER.indexOf(other.reach) || record.distance_km - other.distance_km : -1;
      if (by < 0) kept.set(key, record);
    }
    return [...kept.values()];
  }

  function marginOf({ distance_km: km, uncertainty_km: unsure, low_km: low, high_km: high }) {
    return margin(km, unsure, low, high);
  }

  /** Write the lines of `mapgen reach --format csv`. */
  function csv(records) {
    const lines = records.map((record) => {
      const { sides, position } = reasons(record);
      const [reaches, short, open] = Object.values(sides).map((numbers) => [...numbers].map((number) => sources[number - 1].id).join(" "));
      const words = mapgen.read("reach-words")[basis(record.missile, record.origin)];
      const row = { ...record, basis: words, margin_km: marginOf(record), position_decides: position ? "yes" : "no" };
      Object.assign(row, { sources_that_reach: reaches, sources_that_fall_short: short, sources_that_leave_it_open: open });
      return COLUMNS.map((column) => cell(row[column]));
    });
    return [COLUMNS, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
  }

  function cell(value) {
    const text = String(value ?? "");
    return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  return { ORDER, verdict, margin, marginOf, reasons, basis, all, best, csv };
})();
