"use strict";

// Before anything is drawn: the page is laid out for its map only where the scripts of the map can be unpacked; and in
// a small frame, or with #embed in its address, it is but the map, a line of title and a short key.
{
  const root = document.documentElement;
  const framed = parent !== window;
  const asked = /(?:^#|&)embed(?:&|=|$)/.test(location.hash);
  if ("DecompressionStream" in globalThis) root.classList.add("js");
  root.classList.toggle("framed", framed);
  root.classList.toggle("asked", asked);
  root.classList.toggle("embed", asked || (framed && (innerWidth < 700 || innerHeight < 500)));
}
