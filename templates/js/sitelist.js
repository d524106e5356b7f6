"use strict";

// The list of the Sites tab, which the reader filters by name and by status.
mapgen.sitelist = (() => {
  const { sites } = mapgen.state;
  const statusOf = (id) => sites.get(id).properties.status;
  let [pane, find, status] = []; // the tab, and its filters

  function show() {
    const { say, number } = mapgen.speech;
    const named = find.value.trim() ? mapgen.search.keys(find.value) : null;
    const asked = status.value;
    let count = 0;
    for (const group of pane.querySelectorAll(":scope > div:has(.site)")) {
      const kept = [...group.querySelectorAll(".site")].filter((card) => {
        const id = card.id.replace("site-", "");
        card.hidden = (named && !named.has(`site:${id}`)) || (asked !== "" && statusOf(id) !== asked);
        return !card.hidden;
      });
      group.hidden = kept.length === 0;
      group.querySelector("h3 small").textContent = number(kept.length);
      count += kept.length;
    }
    const { text, tag } = say("ui:sites_kept");
    const line = pane.querySelector(".count");
    line.textContent = text.replace("{n}", number(count)).replace("{total}", number(sites.size));
    line.lang = tag;
  }

  function showIfOpen() {
    if (pane.classList.contains("open")) show();
  }

  /** Filter anew, and let the address keep it. */
  function change() {
    show();
    mapgen.hash.write();
  }

  /** Take the filters away if they hide a card. */
  function uncover(card) {
    if (!card.hidden) return;
    find.value = "";
    status.value = "";
    change();
  }

  /** Read a filter from the address; a status that no site has is none. */
  function read(field, text) {
    field.value = text;
    if (field.selectedIndex < 0) field.value = "";
    show();
  }

  function attach() {
    [pane, find, status] = ["pane-sites", "site-find", "site-status"].map((id) => document.getElementById(id));
    status.append(...[...new Set([...sites.keys()].map(statusOf))].map((id) => mapgen.cards.option(id, `status:${id}`)));
    for (const [key, field] of [["status", status], ["find", find]]) {
      field.addEventListener("input", change);
      mapgen.hash.add(key, () => field.value || null, (text) => read(field, text));
    }
    mapgen.state.listen((_, patch) => "language" in patch && showIfOpen());
    addEventListener("mapgen:tab", showIfOpen);
  }

  return { attach, uncover };
})();
