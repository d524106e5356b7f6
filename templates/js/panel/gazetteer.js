// What the search finds beside missiles and sites: the names on the base map, and the sources.

import { read } from "../core/data.js";
import { sources } from "../rules/quotes.js";
import { nameOf } from "../rules/publications.js";

/**
 * A name on the map or a source, with all that it may be found by; `at` is its position.
 * @typedef {{ what: "city" | "country" | "sea" | "source", id: string, names: string[], titles: Record<string, string>,
 *   at?: [number, number] }} Entry
 */

/** A name once: the base map may have it for several zooms. */
function places() {
  const found = new Map();
  for (const { kind, names, lon, lat } of read("basemap").labels) {
    const titles = Object.fromEntries(Object.entries(names).map(([tag, name]) => [tag, name.replaceAll("\n", " ")]));
    const id = `${kind} ${titles.en}`;
    if (!found.has(id)) found.set(id, { what: kind, id, names: Object.values(titles), titles, at: [lon, lat] });
  }
  return [...found.values()];
}

function plain(title) {
  return String(title ?? "").replace(/<[^>]+>/gu, "");
}

/** @returns {Entry[]} */
function works() {
  return sources.map(({ title }, index) => {
    const name = nameOf(index + 1);
    return {
      what: "source",
      id: String(index + 1),
      names: [plain(title), name].filter(Boolean),
      titles: { en: plain(title) || name },
    };
  });
}

/** @returns {Entry[]} */
export function entries() {
  return [...places(), ...works()];
}
