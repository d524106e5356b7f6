"use strict";

// Say in a live region what has changed, for those who do not see it change.
mapgen.aloud = (() => {
  const region = document.querySelector(".aloud");
  const { say } = mapgen.speech;
  let before = null; // the choices as last spoken of
  let tab = null;
  let waiting = []; // what is to be said of one act, together: a second text would silence the first

  /** A text of ours by key, its open places filled. */
  function text(key, parts = {}) {
    return say(key).text.replace(/\{(\w+)\}/gu, (_, name) => parts[name]);
  }

  function tell(...said) {
    waiting.push(...said);
    queueMicrotask(() => {
      if (waiting.length > 0) region.textContent = waiting.join(". ");
      waiting = [];
    });
  }

  /** Say a text of ours. */
  function speak(key, parts) {
    tell(text(key, parts));
  }

  /** A missile with its band as it is drawn. */
  function missile(id) {
    return `${say(`missile:${id}`).text}, ${mapgen.choices.spell(id, mapgen.state.chosen)}`;
  }

  /** What each switch in the reader's last act has done. */
  function switched(old, now, isShown, name) {
    const changed = [...old, ...now].filter((id) => old.has(id) !== now.has(id));
    return changed.map((id) => text(isShown(id) ? "ui:now_shown" : "ui:now_hidden", { name: name(id) }));
  }

  function listen(chosen) {
    const { language, missiles, hiddenKinds, origins, figures, asOf, pin, naive, from, limit } = chosen;
    const said = [
      ...switched(before.missiles, missiles, (id) => missiles.has(id), missile),
      ...switched(before.hiddenKinds, hiddenKinds, (id) => !hiddenKinds.has(id), (id) => say(`kind:${id}`).text),
    ];
    if (figures !== before.figures) {
      said.push(`${text("ui:figures")}: ${document.getElementById("figures").selectedOptions[0].textContent}`);
    }
    if (asOf !== before.asOf) said.push(document.querySelector(".kicker").textContent);
    if (figures !== before.figures || asOf !== before.asOf) said.push(...[...missiles].map(missile));
    if (origins.join() !== before.origins.join()) {
      const named = origins.length > 0 ? origins.map((id) => `site:${id}`) : ["ui:all_origins"];
      said.push(`${text("ui:origin")}: ${named.map((key) => text(key)).join(", ")}`);
    }
    if (language !== before.language) {
      said.push(`${text("ui:language")}: ${document.querySelector(`[data-does='speak'][value='${language}']`).textContent}`);
    }
    if (String(pin) !== String(before.pin)) {
      said.push(pin ? mapgen.pin.name(pin) : text("ui:now_hidden", { name: mapgen.pin.name(before.pin) }));
    }
    if (naive !== before.naive) said.push(text(naive ? "ui:now_shown" : "ui:now_hidden", { name: text("ui:naive") }));
    if (from !== before.from || limit !== before.limit) {
      said.push(from === null ? text("ui:map_label") : document.querySelector(".azimuthal-title").textContent);
    }
    before = { ...chosen };
    tell(...said);
  }

  function attach() {
    before = { ...mapgen.state.chosen };
    tab = mapgen.panel.tab();
    mapgen.state.listen(listen);
    addEventListener("mapgen:tab", () => {
      if (mapgen.panel.tab() === tab) return;
      tab = mapgen.panel.tab();
      speak("ui:tab_open", { name: text(`ui:${tab}`) });
    });
  }

  return { speak, attach };
})();
