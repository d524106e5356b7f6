// One stop of the Tab key for a group of elements; arrow keys go from one to the next.

/**
 * Make the elements that a selector finds in a container one stop of the Tab key. An arrow key moves the focus to the
 * nearest element in its direction, Home and End move it to the first and the last.
 *
 * `isInView(element)` says whether an element that may be out of view is in view, without laying out the page.
 * With `rows`, a selector, the elements stand in rows, and arrow keys go along them in the order of the document.
 * Returns a function. Call it once the elements are there, and again when there are others, or others are in view.
 */
export function oneTabStop(container, selector, isInView = () => true, rows = "") {
  const TURN = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  let stop = null; // the element that Tab goes to

  function all() {
    return [...container.querySelectorAll(selector)];
  }

  function nearest(elements, from, key) {
    const [dx, dy] = TURN[key];
    const spots = elements.map((element, index) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2 + index / 1000, top + height / 2]; // elements in one place are set a hair apart, so that an arrow key reaches each
    });
    const [x, y] = spots[elements.indexOf(from)];
    let [best, least] = [from, Infinity];
    for (const [index, element] of elements.entries()) {
      const [right, down] = [spots[index][0] - x, spots[index][1] - y];
      const along = right * dx + down * dy;
      const aside = Math.abs(right * dy - down * dx);
      if (along <= 0 || aside > along || along + 2 * aside >= least) continue;
      [best, least] = [element, along + 2 * aside];
    }
    return best;
  }

  /** To the side along the row, up and down to the beginning of the row above or below. */
  function inRows(elements, from, key) {
    const [dx, dy] = TURN[key];
    const shown = elements.filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const along = document.documentElement.dir === "rtl" ? -dx : dx;
    if (dx !== 0) return shown[shown.indexOf(from) + along] ?? from;
    const firsts = shown.filter((element, index) => element.closest(rows) !== shown[index - 1]?.closest(rows));
    const own = firsts.findIndex((element) => element.closest(rows) === from.closest(rows));
    return firsts[own + dy] ?? from;
  }

  function goal(key, from) {
    const elements = all();
    if (rows && Object.hasOwn(TURN, key)) return inRows(elements, from, key);
    if (key === "Home") return elements[0];
    if (key === "End") return elements.at(-1);
    return Object.hasOwn(TURN, key) ? nearest(elements, from, key) : null;
  }

  /** Keep one stop: what has the focus, else what had it last, else the first; in view if there is one. */
  function settle() {
    const elements = all();
    const inView = elements.filter(isInView);
    const focused = elements.find((element) => element === document.activeElement);
    stop = focused ?? (inView.includes(stop) ? stop : (inView[0] ?? elements[0]));
    for (const element of elements) element.tabIndex = element === stop ? 0 : -1;
  }

  container.addEventListener("focusin", ({ target }) => target.matches(selector) && settle());
  container.addEventListener("keydown", (event) => {
    if (!event.target.matches(selector) || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = goal(event.key, event.target);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
  });
  return settle;
}
