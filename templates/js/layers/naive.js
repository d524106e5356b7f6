"use strict";

// Flat circles on the map, behind the true rings, and in the key how far they are off.
mapgen.layers.push(
  (() => {
    const offer = document.querySelector(".naive-offer");
    let group = null;
    let look = null;
    let span = null;

    function draw(map, worldSpan) {
      span = worldSpan;
      map.createPane("naive").style.zIndex = 305;
      look = { pane: "naive", renderer: L.svg({ pane: "naive", padding: 0.5 }), interactive: false, smoothFactor: 0 };
      group = L.layerGroup().addTo(map);
      mapgen.state.listen(update);
      update(mapgen.state.chosen, mapgen.state.chosen);
    }

    function update(chosen, patch) {
      if (!["missiles", "origins", "figures", "asOf", "naive", "language"].some((key) => key in patch)) return;
      const misleading = mapgen.naive.misleading(chosen);
      offer.hidden = misleading.length === 0;
      offer.querySelector("input").checked = chosen.naive;
      group.clearLayers();
      for (const { feature } of mapgen.naive.shown(chosen)) {
        const line = mapgen.naive.outline(feature.points[0], feature.properties.radius_km);
        for (const copy of mapgen.outlines.repeat([line], span)) {
          L.polyline(copy, { ...look, className: `naive ${mapgen.rings.hue(feature)}` }).addTo(group);
        }
      }
      offer.querySelector("ul").replaceChildren(...misleading.map(sentence));
    }

    function sentence({ feature, error }) {
      const item = document.createElement("li");
      const { text, tag } = mapgen.speech.say("ui:naive_error");
      item.lang = tag;
      item.textContent = text
        .replace("{ring}", mapgen.rings.label(feature).text)
        .replace("{error}", mapgen.speech.km(error))
        .replace("{percent}", mapgen.speech.number((100 * error) / feature.properties.radius_km));
      return item;
    }

    return { name: "naive", draw };
  })(),
);
