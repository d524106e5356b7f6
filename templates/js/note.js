"use strict";

// Say in words where the Mercator map cannot show a ring: it ends at 85 degrees.
mapgen.note = (() => {
  const note = document.querySelector(".map-note");

  function attach(map) {
    const ranges = mapgen.layers.find(({ name }) => name === "ranges");
    const update = (event) => {
      const bounds = map.getBounds();
      const atEnd = bounds.getNorth() > 84 || bounds.getSouth() < -84;
      const shown = atEnd && ranges.cut().length > 0;
      if (event && shown && note.hidden) mapgen.aloud.speak("ui:mercator_limit");
      note.hidden = !shown;
      const from = mapgen.rings.origins(mapgen.state.chosen)[0];
      note.querySelector("button").value = from;
    };
    map.on("moveend", update);
    mapgen.state.listen(update);
    update();
  }

  return { attach };
})();
