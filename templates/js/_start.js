"use strict";

// Set everything going: fit the view, draw the layers, place the labels, say when the map can be used; then the tabs.
(() => {
  const element = document.querySelector(".folium-map");
  const map = globalThis[element.id];
  const { view } = mapgen.state.story;
  const [[west, south], [east, north]] = view.bounds;
  const middle = (west + east) / 2;
  const half = east - west > 180 ? 270 : 180; // one world about the middle; where the view is as wide, one and a half
  const bounds = L.latLngBounds([[-85, middle - half], [85, middle + half]]);
  const span = [bounds.getWest(), bounds.getEast()];

  function fit() {
    if (view.center) map.setView([view.center[1], view.center[0]], view.zoom ?? map.getZoom(), { animate: false });
    else map.fitBounds([[south, west], [north, east]], { animate: false, padding: [6, 6] });
    return map.getSize().x > 0;
  }

  /** Follow the place there is; a frame that was opened unseen has some only when it is shown. An address may ask for a view. */
  function resize() {
    map.invalidateSize({ pan: false });
    if (!fitted && !mapgen.hash.isMoved()) fitted = fit();
  }

  function ready() {
    document.documentElement.dataset.mapgenReady = "true";
    performance.mark("mapgen:ready");
  }

  element.setAttribute("role", "region");
  element.dataset.tLabel = "ui:map_label";
  element.setAttribute("aria-label", mapgen.speech.say("ui:map_label").text);
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  let fitted = fit();
  map.setMaxBounds(bounds); // only now: before, Leaflet would start to pan from folium's view into it
  mapgen.motion.attach(map);
  mapgen.labels.attach(map);
  mapgen.popup.attach(map);
  for (const layer of mapgen.layers) layer.draw(map, span);
  mapgen.frame.attach();
  mapgen.panel.attach();
  mapgen.choices.attach();
  mapgen.azimuthal.attach();
  mapgen.pin.attach(map);
  mapgen.note.attach(map);
  mapgen.finder.attach();
  mapgen.sheet.attach(map, fit);
  map.on("moveend", mapgen.labels.place); // which follows a zoom and a change of size too
  mapgen.labels.place();
  mapgen.state.listen(mapgen.labels.place);
  addEventListener("resize", resize);
  new ResizeObserver(resize).observe(element); // a longer or shorter key beside it, in another language
  // The map and its switches can be used. What the tabs hold is read next, and all is shown together; an address that asks
  // for another map than the page opens with is followed then.
  const isAsked = location.hash.length > 1;
  if (!isAsked) ready();
  mapgen.whole(() => {
    mapgen.quotes.attach();
    mapgen.cards.attach();
    mapgen.reachtable.attach();
    mapgen.sitelist.attach();
    mapgen.hash.attach(map);
    mapgen.aloud.attach();
    if (isAsked) ready();
  });
})();
