// Two buttons beside those that zoom: fit the rings into the map, and undo everything that the reader changed.

import { speak } from "../core/live_region.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as extent from "../rules/extent.js";
import * as rings from "../rules/rings.js";

const fitButton = document.querySelector("[data-does='fit']");
const resetButton = document.querySelector("[data-does='reset']");
let map = null;
let fitView = null; // to the view of the story

/** Fit the rings that are shown; without any, the view of the story. */
export function fitRings(options = {}) {
  const shown = rings.shown(state.chosen).filter(({ faint }) => !faint);
  const box = extent.of(shown.map(({ feature }) => ({ points: feature.points, km: feature.properties.radius_km })));
  if (!box) {
    fitView();
    return;
  }
  const [west, south, east, north] = box;
  permalink.noteMove();
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    { padding: [6, 6], ...options },
  );
}

/** Bring back what the page opened with; the language and the open tab stay. */
export function reset() {
  map.closePopup();
  state.change(state.opening());
  permalink.forgetMove();
  fitView();
  permalink.write();
  speak("ui:start_over");
  update();
  if (document.activeElement === document.body || document.activeElement === resetButton)
    map.getContainer().focus({ preventScroll: true });
}

function update() {
  resetButton.hidden = !permalink.differs();
}

export function attach(leafletMap, fitToStory) {
  map = leafletMap;
  fitView = fitToStory;
  fitButton.addEventListener("click", () => fitRings());
  resetButton.addEventListener("click", reset);
  state.subscribe(state.ALL, update);
  map.on("moveend", update);
  update();
}
