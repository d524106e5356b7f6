"use strict";

// The page's namespace: each file adds its part; _start.js sets it going.
const mapgen = {
  layers: [],

  /** Read data by name: unpacked, or from a block of the page. */
  read(name) {
    const data = globalThis.mapgenData;
    data[name] ??= JSON.parse(document.getElementById(name).textContent);
    return data[name];
  },

  /** Make an SVG element with attributes. */
  svg(name, attributes = {}) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  },
};
