// Say in words where the Mercator map cannot show a ring: it ends at 85 degrees.

import { speak } from "../core/live_region.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as rings from "../rules/rings.js";
import { cut } from "./layers/ranges.js";

const note = document.querySelector(".map-note");

export function attach(map) {
  const update = (event) => {
    const bounds = map.getBounds();
    const atEnd = bounds.getNorth() > 84 || bounds.getSouth() < -84;
    const shown = atEnd && cut().length > 0 && bands.seenFrom(state.chosen) === null;
    if (event && shown && note.hidden) speak("ui:mercator_limit");
    note.hidden = !shown;
    const from = rings.origins(state.chosen)[0];
    note.querySelector("button").value = from;
  };
  map.on("moveend", update);
  state.subscribeLater(state.ALL, () => update());
  update();
}
