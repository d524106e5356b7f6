"use strict";

// The reader's own pin: put anywhere on the map, it gets the answer that the places of the story get.
mapgen.pin = (() => {
  const button = document.querySelector("[data-does='pin']");
  const STEP = 10; // pixels that an arrow key moves it
  let map = null;
  let marker = null;

  function write(degrees, [plus, minus]) {
    return `${mapgen.speech.number(Math.abs(degrees), 2)}° ${degrees < 0 ? minus : plus}`;
  }

  /** Positions here have two decimals. */
  function rounded(degrees) {
    return Math.round(degrees * 100) / 100;
  }

  /** Where it stands, in words. */
  function name([lon, lat] = mapgen.state.chosen.pin) {
    return mapgen.speech.say("ui:pin_at").text.replace("{position}", `${write(lat, "NS")}, ${write(lon, "EW")}`);
  }

  function put({ lat, lng }) {
    const lon = ((((lng + 180) % 360) + 360) % 360) - 180;
    mapgen.state.change({ pin: [rounded(lon), rounded(Math.max(-90, Math.min(90, lat)))] });
  }

  function toggle() {
    if (mapgen.state.chosen.pin !== null) {
      mapgen.state.change({ pin: null });
      return;
    }
    put(map.getCenter());
    mapgen.panel.openTab("reach");
    marker.getElement().focus({ preventScroll: true });
  }

  function press({ originalEvent: event }) {
    const [x, y] = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key] ?? [];
    if (event.key === "Delete" || event.key === "Backspace") mapgen.state.change({ pin: null });
    if (x === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add([x, y])));
  }

  function draw({ pin }, patch) {
    if (!("pin" in patch || "language" in patch)) return;
    button.setAttribute("aria-pressed", String(pin !== null));
    if (pin === null) {
      marker?.remove();
      marker = null;
      return;
    }
    const [lon, lat] = pin;
    const near = lon + 360 * Math.round((map.getCenter().lng - lon) / 360);
    if (marker) marker.setLatLng([lat, near]);
    else {
      const icon = L.divIcon({ className: "pin", iconSize: [26, 26] });
      marker = L.marker([lat, near], { icon, draggable: true, zIndexOffset: 1000 }).addTo(map);
      marker.on("dragend", () => put(marker.getLatLng()));
      marker.on("keydown", press);
    }
    marker.getElement().setAttribute("aria-label", name());
  }

  function attach(leafletMap) {
    map = leafletMap;
    button.addEventListener("click", toggle);
    map.on("click", ({ latlng }) => mapgen.state.chosen.pin !== null && put(latlng));
    mapgen.state.listen(draw);
  }

  return { attach, name };
})();
