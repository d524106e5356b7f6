// The Leaflet map, without tiles: nothing but what the page itself holds is drawn on it.

import * as state from "../core/state.js";

const element = document.querySelector(".folium-map");
const { view } = state.story;
const [[west, south], [east, north]] = view.bounds;
const [lon, lat] = view.center ?? [(west + east) / 2, (south + north) / 2];

export const map = L.map(element, {
  center: [lat, lon], // until the page fits the view into the room there is
  zoom: view.zoom ?? 5,
  minZoom: 1,
  maxZoom: 8, // a pixel is half a kilometre, which is the resolution of the outlines
  zoomSnap: 0.25,
  zoomDelta: 0.5,
  wheelPxPerZoomLevel: 120,
  zoomControl: false,
  attributionControl: false,
});

// Leaflet would round a fitted zoom where it only moves, to a marker that gets the focus for example.
map.panTo = (center, options) => map.setView(center, undefined, options);

globalThis[element.id] = map; // where folium puts its maps: a page that holds ours can find it
