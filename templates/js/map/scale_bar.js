// The scale bar in the reader's language; there is none on a map of the world, where Mercator has no one scale.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";

const WIDTH_PX = 140; // at most: it is half as long at least, which "1,000 km" fits into
const LEAST_ZOOM = 4; // below it, the north and the south of a map differ too much

export function attach(map) {
  const bar = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: WIDTH_PX }).addTo(map);
  const line = bar.getContainer().firstElementChild;
  let km = 0;
  const write = () => {
    line.textContent = i18n.km(km);
    line.hidden = map.getZoom() < LEAST_ZOOM;
  };
  const update = () => {
    const [number, unit] = line.textContent.split(" "); // as Leaflet has just written it
    km = Number(number) / (unit === "km" ? 1 : 1000);
    write();
  };
  map.on("move", update);
  map.whenReady(update);
  state.subscribe(["language"], write);
}
