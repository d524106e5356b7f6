"use strict";

// Before anything is drawn: the page is laid out for its map only where the scripts of the map can be unpacked.
if ("DecompressionStream" in globalThis) document.documentElement.classList.add("js");
