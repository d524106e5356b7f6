// Planar circles on the map, behind the true rings, and in the key how far they are off.

import * as i18n from "../../core/i18n.js";
import * as permalink from "../../core/permalink.js";
import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import { outline } from "../../geo/planar_circle.js";
import * as misleading from "../../rules/misleading.js";
import * as ringLabels from "../../rules/ring_labels.js";
import * as rings from "../../rules/rings.js";
import { drawing } from "../drawing.js";
import { register } from "../layer_registry.js";

const offer = document.querySelector(".naive-offer");
let group = null;
let look = null;
let span = null;

function draw(map, worldSpan) {
  span = worldSpan;
  map.createPane("naive").style.zIndex = 305;
  look = { pane: "naive", renderer: drawing("naive"), interactive: false, smoothFactor: 0 };
  group = L.layerGroup().addTo(map);
  permalink.keep(
    "naive",
    ({ naive }) => (naive ? "1" : null),
    () => ({ naive: true }),
  );
  state.subscribe(["missiles", "origins", "figures", "asOf", "naive", "language"], update);
  update(state.chosen);
}

function update(chosen) {
  const found = misleading.all(chosen);
  offer.hidden = found.length === 0;
  offer.querySelector("input").checked = chosen.naive;
  group.clearLayers();
  for (const { feature } of misleading.shown(chosen)) {
    const line = outline(feature.points[0], feature.properties.radius_km);
    for (const copy of outlines.repeat([line], span)) {
      L.polyline(copy, { ...look, className: `naive ${rings.hue(feature)}` }).addTo(group);
    }
  }
  offer.querySelector("ul").replaceChildren(...found.map(sentence));
}

function sentence({ feature, error }) {
  const item = document.createElement("li");
  const { text, tag } = i18n.say("ui:naive_error");
  item.lang = tag;
  const percent = i18n.number((100 * error) / feature.properties.radius_km);
  item.textContent = i18n.filled(text, { ring: ringLabels.named(feature), error: i18n.km(error), percent });
  return item;
}

register({ draw });
