// The symbol of a site, as map, cards and lists show it.

import { svg } from "../core/dom.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";

const faded = new Set(read("faded"));

/**
 * Make the symbol of a site; it is paler where the site is no longer, or not yet, what its kind says.
 * @param {string} id
 */
export function symbol(id) {
  const { kind } = state.sites.get(id).properties;
  const element = svg("svg", { class: `symbol kind-${kind}`, viewBox: "-8 -8 16 16", "aria-hidden": "true" });
  if (faded.has(id)) element.classList.add("faded");
  element.append(svg("use", { href: `#symbol-${kind}` }));
  return element;
}
