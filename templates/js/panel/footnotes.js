// Footnote marks, which lead to the entries of the sources.

import { read } from "../core/data.js";
import { make, typeset } from "../core/dom.js";

/**
 * Return the nodes of the name of the publication that a source appeared in.
 * @param {number} number
 */
function publicationNodes(number) {
  return typeset(read("publications")[number - 1]);
}

/**
 * Return the name of the publication as bare text.
 * @param {number} number
 * @returns {string}
 */
export function publicationName(number) {
  return publicationNodes(number)
    .map((node) => node.textContent ?? node)
    .join("");
}

/**
 * Make the name of a publication.
 * @param {number} number
 */
export function publication(number) {
  const name = make("cite", "", ...publicationNodes(number));
  name.dir = "auto";
  return name;
}

/** Name a footnote mark after what it leads to, for readers who hear it by itself. */
export function label(anchor) {
  const number = anchor.textContent;
  anchor.setAttribute("aria-label", `${number} ${publicationName(Number(number))}`);
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
