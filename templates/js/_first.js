"use strict";

// The page's namespace: each file adds its part; _start.js sets it going.
const mapgen = {
  layers: [],

  /** Read a data block of the page. */
  read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  },

  /** Make an SVG element with attributes. */
  svg(name, attributes = {}) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  },
};
