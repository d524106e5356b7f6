// Aim at the map: the reader is asked for a place by a sentence and a crosshair, and gives it with a click; Escape ends.

import { make } from "../core/dom.js";
import { speak } from "../core/live_region.js";
import { word } from "../core/words.js";

let map = null;
let asked = null; // what takes the place, and what is done when nobody asks any more
let note = null;

/**
 * Ask for places: `take(latlng)` gets each one that is clicked; `ended()` is called when the asking ends.
 * @param {TextKey} key what is asked for
 * @param {(latlng: any) => void} take
 * @param {() => void} ended
 */
export function ask(key, take, ended) {
  stop();
  asked = { take, ended };
  note = make("p", "aim-note", word(key));
  document.querySelector(".stage").append(note);
  map.getContainer().classList.add("aiming");
  speak(key);
}

/** Ask no more. */
export function stop() {
  if (!asked) return;
  const { ended } = asked;
  asked = null;
  note.remove();
  map.getContainer().classList.remove("aiming");
  ended();
}

/** Take a click before the symbols and rings that it may hit. */
function click(event) {
  if (!asked || event.target.closest(".leaflet-control") || map.dragging.moved()) return;
  event.stopPropagation();
  asked.take(map.mouseEventToLatLng(event));
}

function press(event) {
  if (event.key !== "Escape" || !asked) return;
  event.stopPropagation();
  stop();
}

export function attach(leafletMap) {
  map = leafletMap;
  map.getContainer().addEventListener("click", click, true);
  document.addEventListener("keydown", press, true);
}
