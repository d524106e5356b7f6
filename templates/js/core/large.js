// How many times as large as usual the map is lettered and drawn: in a presentation, for a room that looks from afar.

const STEADY_PX = 850; // a width to which what is 1.15 to 1.5 times as large is in proportion
const ROOM_PX = 1920; // a wider window is a larger screen: its letters grow with it
const SHAPE = 1.78; // of a screen, width to height
let factor = 1;

/** 1, or more in a presentation. */
export function times() {
  return factor;
}

/**
 * Letter and draw larger, as fits the window, or as usual again.
 * @param {boolean} isLarge
 */
export function set(isLarge) {
  const width = Math.min(innerWidth, SHAPE * innerHeight);
  factor = isLarge ? Math.min(1.5, Math.max(1.15, width / STEADY_PX)) * Math.max(1, width / ROOM_PX) : 1;
  document.documentElement.style.setProperty("--large", factor.toFixed(3));
}
