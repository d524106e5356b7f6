// Scroll this document to an element, and no other: `scrollIntoView` in a frame would scroll the page around it too.

const SPARE_PX = 56; // at both edges of the window, where the tabs may be: scroll-padding in layout.css

/**
 * Bring an element into view: its beginning to the upper edge of the window, or, with `nearest`, no farther than needed.
 * @param {Element} element
 * @param {"start" | "nearest"} where
 */
export function bring(element, where = "start") {
  const { top, bottom } = element.getBoundingClientRect();
  const above = top - SPARE_PX;
  const below = bottom + SPARE_PX - innerHeight;
  if (where === "start" || above < 0) scrollTo({ top: scrollY + above });
  else if (below > 0) scrollTo({ top: scrollY + Math.min(below, above) });
}
