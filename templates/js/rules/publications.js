// The names of publications, by the footnote number of a source.

import { read } from "../core/data.js";
import { typeset } from "../core/dom.js";

/**
 * Return the nodes of the name of the publication that a source appeared in.
 * @param {number} number
 */
export function nodes(number) {
  return typeset(read("publications")[number - 1]);
}

/**
 * Return the name of the publication as bare text.
 * @param {number} number
 * @returns {string}
 */
export function nameOf(number) {
  return nodes(number)
    .map((node) => node.textContent ?? node)
    .join("");
}
