"use strict";

// The address keeps what the reader sees after its hash: a link, or the file opened again, shows the same thing.
mapgen.hash = (() => {
  const { story, sites } = mapgen.state;
  const fields = new Map(); // by key: how to write the choices as text (null: as the page opens), and how to read them
  let opened = null; // the view of the map as the page opened
  let moved = false; // whether the reader moved the map: that it follows the size of the window is no choice
  let map = null;

  const missiles = new Set(story.missiles.map(({ id }) => id));
  const shownFirst = story.missiles.filter(({ shown }) => shown).map(({ id }) => id);

  /** Keep a choice in the address: `toText(chosen)` returns text or null, `fromText(text)` a patch of the choices, if any. */
  function add(key, toText, fromText) {
    fields.set(key, { toText, fromText });
  }

  const known = (id, fits) => (sites.has(id) && fits(id) ? id : null);

  add(
    "lang",
    ({ language }) => (language === story.language ? null : language),
    (tag) => (story.languages.includes(tag) ? { language: tag } : {}),
  );
  add(
    "missiles",
    (chosen) => ([...chosen.missiles].join() === shownFirst.join() ? null : [...chosen.missiles].join()),
    (text) => ({ missiles: new Set(text.split(",").filter((id) => missiles.has(id))) }),
  );
  add(
    "hide",
    ({ hiddenKinds }) => [...hiddenKinds].join() || null,
    (text) => ({ hiddenKinds: new Set(text.split(",").filter((kind) => document.querySelector(`[data-kind="${CSS.escape(kind)}"]`))) }),
  );
  add(
    "origin",
    ({ origins }) => origins.join(",") || null,
    (text) => ({ origins: text.split(",").filter((id) => known(id, (each) => story.origins.includes(each))) }),
  );
  add(
    "from",
    ({ from }) => from,
    (id) => ({ from: known(id, mapgen.azimuthal.has) }),
  );
  add(
    "limit",
    ({ from, limit }) => (from === null ? null : limit && String(limit)),
    (text) => ({ limit: mapgen.azimuthal.limits.find((each) => each === Number(text)) ?? null }),
  );
  add(
    "figures",
    ({ figures }) => (figures === "band" ? null : String(figures)),
    (text) => {
      if (text === "low" || text === "high") return { figures: text };
      return mapgen.bands.sources().includes(Number(text)) ? { figures: Number(text) } : {};
    },
  );
  add(
    "by",
    ({ asOf }) => asOf && String(asOf),
    (text) => (mapgen.bands.years().includes(Number(text)) ? { asOf: Number(text) } : {}),
  );
  add(
    "pin",
    ({ pin }) => pin && pin.map((degrees) => degrees.toFixed(2)).join(","),
    (text) => {
      const [lon, lat] = text.split(",").map(Number);
      return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { pin: [lon, lat] } : {};
    },
  );
  add(
    "naive",
    ({ naive }) => (naive ? "1" : null),
    () => ({ naive: true }),
  );

  function view() {
    const { lat, lng } = map.getCenter();
    return [lat.toFixed(2), lng.toFixed(2), map.getZoom()].join(",");
  }

  function write() {
    const params = new URLSearchParams(location.hash.slice(1));
    const set = (key, text) => (text === null ? params.delete(key) : params.set(key, text));
    for (const [key, field] of fields) set(key, field.toText(mapgen.state.chosen));
    set("at", moved && view() !== opened ? view() : null);
    set("tab", mapgen.panel.tab() === "ranges" ? null : mapgen.panel.tab());
    const text = params.toString().replaceAll("%2C", ",");
    if (text === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      // a frame without an origin of its own may not change its address: then there is no link to keep
    }
  }

  function read() {
    const params = new URLSearchParams(location.hash.slice(1));
    const patch = {};
    for (const [key, field] of fields) if (params.has(key)) Object.assign(patch, field.fromText(params.get(key)));
    if (Object.keys(patch).length > 0) mapgen.state.change(patch);
    const [lat, lng, zoom] = (params.get("at") ?? "").split(",").map(Number);
    if (Number.isFinite(zoom) && Number.isFinite(lat) && Number.isFinite(lng)) {
      moved = true;
      map.setView([lat, lng], zoom, { animate: false });
    }
    if (document.getElementById(`tab-${params.get("tab")}`)) mapgen.panel.openTab(params.get("tab"));
  }

  function noteMove() {
    moved = true;
  }

  function attach(leafletMap) {
    map = leafletMap;
    opened = view();
    read();
    write();
    mapgen.state.listen(write);
    for (const kind of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(kind, noteMove, { passive: true });
    map.on("moveend", write);
    addEventListener("mapgen:tab", write);
    addEventListener("hashchange", read);
  }

  return { add, write, attach, isMoved: () => moved };
})();
