"use strict";

// The page's namespace: each file adds its part; _start.js sets it going.
const mapgen = {
  layers: [],

  known: new Map(),

  /** Read data by name: unpacked, or from a block of the page. Much is not wanted before the reader asks for it. */
  read(name) {
    const { known } = mapgen;
    if (!known.has(name)) known.set(name, JSON.parse(globalThis.mapgenData[name] ?? document.getElementById(name).textContent));
    return known.get(name);
  },

  /** Do something when the whole page has been read. */
  whole(act) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", act, { once: true });
    else act();
  },

  /** Do something after that: what is not seen as the page opens keeps nobody waiting. */
  later(act) {
    mapgen.whole(() => setTimeout(act));
  },

  /** Make an SVG element with attributes. */
  svg(name, attributes = {}) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  },
};
