"use strict";

// The panel: tabs, switches, and the ways from a number to its source.
mapgen.panel = (() => {
  const choice = document.getElementById("origin"); // absent where rings have but one origin
  const tabs = [...document.querySelectorAll("[role='tab']")];

  function openTab(name, focus = false) {
    if (name === "sources") mapgen.cards.fillSources();
    for (const tab of tabs) {
      const open = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).classList.toggle("open", open);
      if (open && focus) tab.focus();
    }
    dispatchEvent(new Event("mapgen:tab"));
  }

  /** Show an entry of a tab, and mark it so that the eye finds it. */
  function reveal(tab, element) {
    openTab(tab);
    if (element.tagName === "DETAILS") element.open = true;
    for (const found of document.querySelectorAll(".found")) found.classList.remove("found");
    element.classList.add("found");
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }

  function target(link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  }

  const does = {
    speak: (button) => mapgen.state.change({ language: button.value }),
    theme: () => mapgen.theme.toggle(),
    evidence: (link) => reveal("ranges", target(link)),
    origin: (button) => {
      const { origins } = mapgen.state.chosen;
      const again = origins.includes(button.value);
      mapgen.state.change({ origins: again ? origins.filter((id) => id !== button.value) : [...origins, button.value] });
      if (!again) mapgen.popup.close();
    },
    from: (button) => {
      mapgen.popup.close();
      const patch = mapgen.state.story.origins.includes(button.value) ? { origins: [button.value] } : {};
      mapgen.state.change({ ...patch, from: button.value, limit: null });
    },
    back: () => mapgen.state.change({ from: null }),
    nearer: () => mapgen.azimuthal.step(-1),
    farther: () => mapgen.azimuthal.step(1),
    take: ({ value }) => {
      const { type, textContent } = document.getElementById(value);
      const kind = type === "application/geo+json" ? "geojson" : "json";
      mapgen.save(`${mapgen.state.story.id}-${value.replace("mapgen-", "")}.${kind}`, type, textContent);
    },
    copy: () => mapgen.copy(document.getElementById("citation"), document.getElementById("copied")),
    print: () => print(),
    skip: () => {
      if (document.documentElement.classList.contains("folded")) document.querySelector(".fold").click();
      document.getElementById("panel").focus();
    },
    fold: (button) => {
      const folded = document.documentElement.classList.toggle("folded");
      button.setAttribute("aria-expanded", String(!folded));
      dispatchEvent(new Event("resize"));
    },
  };

  const sets = {
    missile: ({ value, checked }) => {
      mapgen.state.change({ missiles: mapgen.state.toggled(mapgen.state.chosen.missiles, value, checked) });
    },
    naive: ({ checked }) => mapgen.state.change({ naive: checked }),
    kind: ({ value, checked }) => {
      mapgen.state.change({ hiddenKinds: mapgen.state.toggled(mapgen.state.chosen.hiddenKinds, value, !checked) });
    },
  };

  function turn(event) {
    const index = tabs.indexOf(event.target);
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || index < 0) return;
    event.preventDefault(); // Home and End would scroll
    const next = tabs.at(to % tabs.length);
    openTab(next.id.replace("tab-", ""), true);
  }

  function attach() {
    choice?.append(...mapgen.state.story.origins.map((id) => mapgen.cards.option(id, `site:${id}`)));
    document.addEventListener("click", (event) => {
      const tab = event.target.closest("[role='tab']");
      if (tab) openTab(tab.id.replace("tab-", ""));
      const mark = event.target.closest("sup a");
      if (mark) {
        event.preventDefault();
        reveal("sources", target(mark));
      }
      const actor = event.target.closest("[data-does]");
      if (!actor || !(actor.dataset.does in does)) return;
      event.preventDefault();
      does[actor.dataset.does](actor);
    });
    document.addEventListener("change", ({ target: input }) => {
      if (input === choice) mapgen.state.change({ origins: input.value ? [input.value] : [] });
      sets[input.dataset.does]?.(input);
    });
    document.addEventListener("keydown", turn);
    mapgen.state.listen((chosen, patch) => {
      const { origins, missiles, hiddenKinds } = chosen;
      for (const input of document.querySelectorAll("[data-does='missile']")) input.checked = missiles.has(input.value);
      for (const input of document.querySelectorAll("[data-does='kind']")) input.checked = !hiddenKinds.has(input.value);
      if (!["origins", "language", "asOf"].some((key) => key in patch)) return;
      for (const row of document.querySelectorAll(".key [data-missile]")) {
        const basis = row.querySelector("small");
        if (!basis) continue; // it has no figure
        basis.dataset.t = `ui:basis_${mapgen.rings.basis(row.dataset.missile, mapgen.rings.origins(chosen))}`;
        basis.textContent = mapgen.speech.say(basis.dataset.t).text;
      }
      showChoice(chosen);
      for (const button of document.querySelectorAll("[data-does='origin']")) {
        const pressed = origins.includes(button.value);
        button.setAttribute("aria-pressed", String(pressed));
        button.firstElementChild.dataset.t = pressed ? "ui:showing_rings" : "ui:show_rings";
        button.firstElementChild.textContent = mapgen.speech.say(button.firstElementChild.dataset.t).text;
      }
    });
  }

  /** What the list of origins says: one of them, all, or how many were chosen one by one. */
  function showChoice({ origins }) {
    if (!choice) return;
    const several = choice.querySelector("[data-several]");
    several.hidden = origins.length < 2;
    const words = mapgen.speech.say("ui:several_origins").text.replace("{n}", mapgen.speech.number(origins.length));
    several.textContent = several.hidden ? "" : words;
    choice.value = origins.length > 1 ? "several" : (origins[0] ?? "");
  }

  /** Show the card of a site in its tab. */
  function showSite(id) {
    const card = document.getElementById(`site-${id}`);
    mapgen.sitelist.uncover(card);
    reveal("sites", card);
  }

  /** Show the figures of a missile in their tab. */
  function showMissile(id) {
    reveal("ranges", document.getElementById(`missile-${id}`));
  }

  return { attach, showSite, showMissile, openTab, tab: () => tabs.find((each) => each.tabIndex === 0).id.replace("tab-", "") };
})();
