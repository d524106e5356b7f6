// Footnote marks, which lead to the entries of the sources.

import { make } from "../core/dom.js";
import * as publications from "../rules/publications.js";

/**
 * Make the name of a publication.
 * @param {number} number
 */
export function publication(number) {
  const name = make("cite", "", ...publications.nodes(number));
  name.dir = "auto";
  return name;
}

/** Name a footnote mark after what it leads to, for readers who hear it by itself. */
export function label(anchor) {
  const number = anchor.textContent;
  anchor.setAttribute("aria-label", `${number} ${publications.nameOf(Number(number))}`);
}

/**
 * Make the footnote marks of some sources.
 * @param {number[]} numbers
 */
export function marks(numbers) {
  const anchors = numbers.map((number) => {
    const anchor = make("a", "", String(number));
    anchor.href = `#source-${number}`;
    label(anchor);
    return anchor;
  });
  return make("sup", "", ...anchors.flatMap((anchor, index) => (index > 0 ? [" ", anchor] : [anchor])));
}

/**
 * Make the footnote mark of a source.
 * @param {number} number
 */
export function mark(number) {
  return marks([number]);
}
