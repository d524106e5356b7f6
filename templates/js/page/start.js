// Set everything going: fit the view, draw the layers, place the labels, say when the map can be used; then the tabs.

import { whenParsed } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import * as motion from "../core/motion.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as quotes from "../rules/quotes.js";
import * as azimuthal from "../map/azimuthal.js";
import * as emptyNote from "../map/empty_note.js";
import * as highlight from "../map/highlight.js";
import * as labels from "../map/labels.js";
import { map } from "../map/leaflet_map.js";
import * as measure from "../map/measure.js";
import * as mercatorNote from "../map/mercator_note.js";
import * as pin from "../map/pin.js";
import * as popup from "../map/popup.js";
import * as scaleBar from "../map/scale_bar.js";
import { layers } from "../map/layer_registry.js";
import * as fitAndReset from "../map/fit_and_reset.js";
import { nameParts } from "../map/map_parts.js";
import * as choices from "../panel/choices.js";
import * as finder from "../panel/finder.js";
import * as headline from "../panel/headline.js";
import * as key from "../panel/key.js";
import * as panel from "../panel/panel.js";
import * as reachtable from "../panel/reachtable.js";
import * as siteCards from "../panel/site_cards.js";
import * as sitelist from "../panel/sitelist.js";
import * as sourceLine from "../panel/source_line.js";
import * as sourceEntries from "../panel/source_entries.js";
import * as stops from "../panel/stops.js";
import * as article from "../present/article.js";
import * as present from "../present/present.js";
import * as steps from "../present/steps.js";
import * as bar from "../take/bar.js";
import * as announcements from "./announcements.js";
import * as embed from "./embed.js";
import * as printSheet from "./print_sheet.js";

const element = map.getContainer();
const { view } = state.story;
const [[west, south], [east, north]] = view.bounds;
const middle = (west + east) / 2;
// degrees to each side: the map pans over one world, or one and a half where the view is wider than 180 degrees
const half = east - west > 180 ? 270 : 180;
const bounds = L.latLngBounds([
  [-85, middle - half],
  [85, middle + half],
]);
const span = [bounds.getWest(), bounds.getEast()];

const NARROW_PX = 600; // a map as narrow as a phone's is fitted to the rings exactly, not to the nearest step of zoom

function fit() {
  const { zoomSnap } = map.options;
  if (map.getSize().x < NARROW_PX) map.options.zoomSnap = 0;
  if (view.center) map.setView([view.center[1], view.center[0]], view.zoom ?? map.getZoom(), { animate: false });
  else
    map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { animate: false, padding: [6, 6] },
    );
  map.options.zoomSnap = zoomSnap;
}

/** Adapt to a new size of the map; if the reader has not moved it, fit the story's view again. */
function resize() {
  const before = map.getSize();
  map.invalidateSize({ pan: false });
  if (permalink.isMoved() || map.getSize().equals(before)) return;
  fit();
}

function ready() {
  document.documentElement.dataset.mapgenReady = "true";
  performance.mark("mapgen:ready");
}

element.setAttribute("role", "region");
element.dataset.tLabel = "ui:map_label";
element.setAttribute("aria-label", i18n.say("ui:map_label").text);
L.control.zoom({ position: "topleft" }).addTo(map);
scaleBar.attach(map);
present.begin();
fit();
map.setMaxBounds(bounds); // only now: before, Leaflet would start to pan from its first view into it
i18n.attach();
motion.attach(map);
labels.attach(map);
popup.attach(map, siteCards.fill);
for (const layer of layers) layer.draw(map, span);
nameParts(map);
embed.attach();
panel.attach();
choices.attach();
headline.attach();
highlight.attach();
key.attach();
azimuthal.attach();
pin.attach(map);
measure.attach(map);
mercatorNote.attach(map);
emptyNote.attach();
finder.attach(([lon, lat]) => {
  if (!map.getBounds().contains([lat, lon])) map.setView([lat, lon], map.getZoom(), { animate: false });
});
steps.attach(map);
present.attach(map, fit);
article.attach(map);
printSheet.attach(map, fit);
map.on("moveend", labels.place); // which follows a zoom and a change of size too
state.subscribeLater(state.ALL, labels.place);
labels.whenRespaced(() => {
  labels.place();
  azimuthal.draw();
});
addEventListener("resize", resize);
new ResizeObserver(() => state.later(resize)).observe(element); // a folded panel, a longer key in another language
// The map and its switches can be used. Its labels are placed next, then what the tabs hold is read, and all is shown together; an
// address that asks for another map than the page opens with is followed then.
const isAsked = location.hash.length > 1;
if (!isAsked) ready();
labels.place();
whenParsed(() => {
  quotes.attach();
  siteCards.attach();
  sourceEntries.attach();
  reachtable.attach();
  sitelist.attach();
  sourceLine.attach();
  stops.attach();
  fitAndReset.attach(map, fit);
  permalink.attach(map);
  announcements.attach();
  bar.attach();
  article.listen();
  if (isAsked) ready();
});
