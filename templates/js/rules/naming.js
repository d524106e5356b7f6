// Whether a reader takes words for the name of their own symbol: mapgen/figure/naming.py has the same rule.

/** Pixels by which words are nearer to their own symbol than to another one; less where the two nearly touch. */
export const CLEAR = 4;
/** Pixels that a leader line, and words at its end, keep from the edge of another symbol. */
export const APART = 3;

/**
 * @typedef {number[]} Box left, top, right and bottom
 * @typedef {{ x: number, y: number }} Spot
 */

/**
 * The distance from a box to a point; 0 inside.
 * @param {Box} box
 * @param {Spot} point
 */
export function gap([left, top, right, bottom], { x, y }) {
  return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
}

function between(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The distance from the line between two points to a third. */
function gapToLine(from, to, { x, y }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const part = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const at = Math.max(0, Math.min(1, part));
  return Math.hypot(from.x + at * dx - x, from.y + at * dy - y);
}

/**
 * Whether words in a box read as the name of their own symbol: no other one is nearer, nor as near.
 * @param {Box} box
 * @param {Spot} own the middle of their symbol
 * @param {Spot[]} others the middles of all other symbols
 */
export function isToldApart(box, own, others) {
  const near = gap(box, own);
  return others.every((other) => gap(box, other) >= near + Math.min(CLEAR, between(own, other) / 2));
}

/**
 * Whether a leader line from the edge of a symbol to words in a box leads from this symbol and passes no other.
 * @param {Box} box
 * @param {[Spot, Spot]} line from the edge of the symbol to the box
 * @param {Spot} own
 * @param {Spot[]} others
 * @param {number} half half the width of a symbol
 */
export function isLedApart(box, [from, to], own, others, half) {
  return (
    beginsApart(from, own, others) &&
    others.every((other) => {
      if (gap(box, other) < half + APART) return false;
      return gapToLine(from, to, other) >= Math.min(half + APART, between(from, other)) - 0.01;
    })
  );
}

/**
 * Whether a leader line that starts at a point belongs to its own symbol: no other one is nearer to it.
 * @param {Spot} from
 * @param {Spot} own
 * @param {Spot[]} others
 */
export function beginsApart(from, own, others) {
  const near = between(from, own);
  return others.every((other) => between(from, other) >= near + Math.min(CLEAR, between(own, other) / 2));
}
