"use strict";

// A popup shows the card that the panel holds: nothing is said twice in two places.
mapgen.popup = (() => {
  let map = null;

  /** Open the card of this id at a place of the map. */
  function open(id, latlng) {
    const card = document.getElementById(id).cloneNode(true);
    for (const element of [card, ...card.querySelectorAll("[id]")]) element.removeAttribute("id");
    if (card.tagName === "DETAILS") card.open = true;
    const size = map.getSize();
    L.popup({ maxWidth: Math.min(330, size.x - 60), maxHeight: Math.min(360, size.y - 90), autoPanPadding: [16, 16] })
      .setLatLng(latlng)
      .setContent(card)
      .openOn(map);
    card.querySelector("summary")?.setAttribute("tabindex", "-1");
  }

  return {
    open,
    attach(leafletMap) {
      map = leafletMap;
      map.on("popupopen", ({ popup }) => {
        const close = popup.getElement().querySelector(".leaflet-popup-close-button");
        close.dataset.tLabel = "ui:close";
        close.setAttribute("aria-label", mapgen.speech.say("ui:close").text);
      });
    },
    close: () => map.closePopup(),
  };
})();
