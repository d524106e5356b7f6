// The scale bar: a length in the reader's language, at the middle of the map; none where Mercator has no one scale.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";

const WIDTH_PX = 140; // at most: it is half as long at least, which "1,000 km" fits into
const LEAST_ZOOM = 4; // below it, north and south of a map differ too much

export function attach(map) {
  const bar = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: WIDTH_PX });
  bar._updateMetric = (metres) => {
    const round = bar._getRoundNum(metres);
    bar._updateScale(bar._mScale, i18n.km(round / 1000), round / metres);
    bar._mScale.hidden = map.getZoom() < LEAST_ZOOM;
  };
  bar.addTo(map);
  bar.getContainer().setAttribute("aria-hidden", "true"); // what it says of a screen is nothing to those who hear the page
  state.subscribe(["language"], () => bar._update());
}
