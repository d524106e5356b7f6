// The samples in the long key and in the short one: the tints and lines of a missile's rings, as the map draws them now.

import { svg } from "../core/dom.js";
import * as rings from "../rules/rings.js";
/** @import { Choices } from "../core/state.js" */

/** A ring of the sample: the high limit is above, the low one below. */
function drawing(feature) {
  const { bound, floor } = feature.properties;
  const y = bound === "low" ? 11 : 3;
  const line = (style) => svg("line", { class: style, x1: 1, x2: 33, y1: y, y2: y });
  return [
    svg("rect", { class: rings.areaStyle(feature), y: y - 1, width: 34, height: 19 - y }),
    ...(floor ? [line(`open-edge ${rings.hue(feature)}`)] : []),
    line(rings.lineStyle([feature])),
  ];
}

/** @param {Choices} inSight */
export function draw(inSight) {
  for (const row of document.querySelectorAll("[data-missile], [data-in-short]")) {
    const { missile, inShort } = row.dataset;
    row.querySelector(".swatch")?.replaceChildren(...rings.drawnFor(missile ?? inShort, inSight).flatMap(drawing));
  }
}
