"use strict";

// Before anything is drawn: the page is laid out for its map only where the scripts of the map can be unpacked; and in
// a small frame, or with #embed in its address, it is but the map, a line of title and a short key; with #present it
// fills the window. A copy that was saved while the map ran has the traces of that: it stays a drawing until unpack.js
// has restored the page as it was built.
{
  const root = document.documentElement;
  const saved = root.classList.contains("js");
  const framed = parent !== window;
  const params = new URLSearchParams(location.hash.slice(1));
  const asked = params.has("embed");
  for (const name of root.getAttributeNames()) {
    if (name === "class" || name === "style" || name.startsWith("data-")) root.removeAttribute(name);
  }
  root.classList.toggle("saved", saved);
  root.classList.toggle("framed", framed);
  root.classList.toggle("asked", asked);
  root.classList.toggle("embed", asked || (framed && (innerWidth < 700 || innerHeight < 500)));
  if (!saved && "DecompressionStream" in globalThis) {
    root.classList.add("js");
    root.classList.toggle("present", params.has("present"));
    document.getElementById("static-style").sheet.disabled = true; // not as attributes: what is saved must not have it
    document.getElementById("live-style").sheet.media.mediaText = "all";
  }
}
