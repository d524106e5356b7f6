"use strict";

// Say in a live region what has changed, for those who do not see it change.
mapgen.aloud = (() => {
  const region = document.querySelector(".aloud");
  const { say } = mapgen.speech;
  let before = null; // the choices as last spoken of
  let tab = null;

  /** A text of ours by key, its open places filled. */
  function text(key, parts = {}) {
    return say(key).text.replace(/\{(\w+)\}/gu, (_, name) => parts[name]);
  }

  /** Say a text of ours. */
  function speak(key, parts) {
    region.textContent = text(key, parts);
  }

  /** What each switch in the reader's last act has done. */
  function switched(old, now, isShown, name) {
    const changed = [...old, ...now].filter((id) => old.has(id) !== now.has(id));
    return changed.map((id) => text(isShown(id) ? "ui:now_shown" : "ui:now_hidden", { name: name(id) }));
  }

  function listen(chosen) {
    const { language, missiles, hiddenKinds, origins, from, limit } = chosen;
    const said = [
      ...switched(before.missiles, missiles, (id) => missiles.has(id), (id) => `${say(`missile:${id}`).text}, ${say(`band:${id}`).text}`),
      ...switched(before.hiddenKinds, hiddenKinds, (id) => !hiddenKinds.has(id), (id) => say(`kind:${id}`).text),
    ];
    if (origins.join() !== before.origins.join()) {
      const named = origins.length > 0 ? origins.map((id) => `site:${id}`) : ["ui:all_origins"];
      said.push(`${text("ui:origin")}: ${named.map((key) => text(key)).join(", ")}`);
    }
    if (language !== before.language) {
      said.push(`${text("ui:language")}: ${document.querySelector(`[data-does='speak'][value='${language}']`).textContent}`);
    }
    if (from !== before.from || limit !== before.limit) {
      said.push(from === null ? text("ui:map_label") : document.querySelector(".azimuthal-title").textContent);
    }
    before = { ...chosen };
    if (said.length > 0) region.textContent = said.join(". ");
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
