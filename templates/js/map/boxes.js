// The boxes that are taken on a sheet, in a grid of cells: a label is held against those near it, not against all.

const CELL = 64; // pixels
const SPREAD = 1 << 16; // more cells than a row has

/**
 * A box [left, top, right, bottom] in pixels, and whose it is.
 * @typedef {{ box: number[], owner: string | null }} Taken
 * @typedef {ReturnType<typeof inGrid>} Boxes
 */

/**
 * The numbers of the cells that a box touches.
 * @param {number[]} box
 */
function* cellsOf([left, top, right, bottom]) {
  for (let row = Math.floor(top / CELL); row * CELL <= bottom; row += 1) {
    for (let column = Math.floor(left / CELL); column * CELL <= right; column += 1) yield row * SPREAD + column;
  }
}

/**
 * Put boxes into a grid.
 * @param {Taken[]} all
 */
export function inGrid(all = []) {
  /** @type {Map<number, Taken[]>} */
  const cells = new Map();

  /** @param {Taken} taken */
  function add(taken) {
    for (const cell of cellsOf(taken.box)) {
      const own = cells.get(cell);
      if (own) own.push(taken);
      else cells.set(cell, [taken]);
    }
  }

  /**
   * Whether one of those that may touch a box meets a condition.
   * @param {number[]} box
   * @param {(taken: Taken) => boolean} condition
   */
  function some(box, condition) {
    for (const cell of cellsOf(box)) if (cells.get(cell)?.some(condition)) return true;
    return false;
  }

  for (const each of all) add(each);
  return { add, some };
}
