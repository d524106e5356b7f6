// The rings for which a planar circle would mislead: Python has measured by how much.

import { read } from "../core/data.js";
import * as rings from "./rings.js";
/** @import { Choices } from "../core/state.js" */

const errors = read("naive"); // km by radius, by origin: only where it matters

/**
 * Return the rings shown for which a planar circle would mislead, each with its error in km.
 * @param {Choices} chosen
 */
export function all(chosen) {
  if (chosen.origins.length !== 1) return [];
  const own = errors[chosen.origins[0]] ?? {};
  return rings
    .shown(chosen)
    .filter(({ faint, feature }) => !faint && own[feature.properties.radius_km])
    .map(({ feature }) => ({ feature, error: own[feature.properties.radius_km] }));
}

/**
 * Return those whose planar circles the reader wants to see.
 * @param {Choices} chosen
 */
export function shown(chosen) {
  return chosen.naive ? all(chosen) : [];
}
