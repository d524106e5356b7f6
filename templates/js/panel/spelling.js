// How far one spelling is from another: the fewest letters to add, drop, change, or swap with their neighbours.

/**
 * The distance of Damerau and Levenshtein, as "optimal string alignment": from a typed text to a name, or only to the start of the name.
 * @param {string} typed
 * @param {string} name
 * @param {boolean} isStart
 */
export function distance(typed, name, isStart = false) {
  let [before, last] = [[], Array.from({ length: name.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= typed.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= name.length; at += 1) {
      const same = typed[row - 1] === name[at - 1] ? 0 : 1;
      line[at] = Math.min(last[at] + 1, line[at - 1] + 1, last[at - 1] + same);
      const isSwap = row > 1 && at > 1 && typed[row - 1] === name[at - 2] && typed[row - 2] === name[at - 1];
      if (isSwap) line[at] = Math.min(line[at], before[at - 2] + 1);
    }
    [before, last] = [last, line];
  }
  return isStart ? Math.min(...last) : last[name.length];
}
