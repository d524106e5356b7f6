"use strict";

/**
 * Make the elements that a selector finds in a container one stop of the Tab key; arrow keys go to the nearest in their
 * direction, Home and End to the first and the last. `isInView` tells of an element what may be out of view, without
 * laying out the page. Returns what must be called once they are there, and when there are others, or others in view.
 */
mapgen.roving = (container, selector, isInView = () => true) => {
  const TURN = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  let stop = null; // the element that Tab goes to

  function all() {
    return [...container.querySelectorAll(selector)];
  }

  function nearest(elements, from, key) {
    const [dx, dy] = TURN[key];
    const spots = elements.map((element, index) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2 + index / 1000, top + height / 2]; // of a pile each stands a hair apart, to be gone to
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

  function goal(key, from) {
    const elements = all();
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
};
