// What the parts of the map are to readers who hear it: drawings are silent, the scale bar says that it is one.

import * as i18n from "../core/i18n.js";

const SPOKEN = new Set(["mapPane", "markerPane", "popupPane", "tooltipPane"]);

/** Hide the drawings from readers who hear the map, and name the scale bar. */
export function nameParts(map) {
  for (const [name, pane] of Object.entries(map.getPanes())) {
    if (!SPOKEN.has(name)) pane.setAttribute("aria-hidden", "true");
  }
  const scale = map.getContainer().querySelector(".leaflet-control-scale");
  scale.setAttribute("role", "group");
  scale.dataset.tLabel = "ui:scale_bar";
  scale.setAttribute("aria-label", i18n.say("ui:scale_bar").text);
}
