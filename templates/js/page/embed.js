// Inside another page: tell that page how high this one would be, and nothing else. When the frame changes its size, only
// its width decides anew whether there is little room: its height may follow from what is told here.

import { bring } from "../core/scrolling.js";

const root = document.documentElement;
const more = document.querySelector(".embed-more");
const framed = root.classList.contains("framed");
const asked = root.classList.contains("asked");
let width = null; // by which it was decided whether there is little room
let told = 0;

function height() {
  if (!root.classList.contains("embed")) {
    const beside = matchMedia("(min-width: 900px)").matches; // the panel scrolls beside the map
    return Math.min(beside ? 0.62 * innerWidth : document.querySelector(".page").offsetHeight, 900);
  }
  const bars = [...document.querySelectorAll(".embed-bar")];
  const map = Math.max(240, Math.min(0.62 * innerWidth, 520));
  return bars.reduce((sum, bar) => sum + bar.offsetHeight, map);
}

function tell() {
  const wanted = Math.ceil(height());
  if (innerWidth === 0 || wanted === told) return;
  told = wanted;
  parent.postMessage({ mapgen: "height", height: wanted }, "*");
}

/** The short key has the samples of the long one: at first only of those shown, so that the map keeps its height. */
function fillKey() {
  for (const row of document.querySelectorAll("[data-in-short]:not(:has(.swatch))")) {
    const sample = document.querySelector(`.key [data-missile="${CSS.escape(row.dataset.inShort)}"] .swatch`);
    row.prepend(sample.cloneNode(true), " ");
  }
}

/** Show the texts in place of the map, or the map again. */
function open(opened) {
  root.classList.toggle("opened", opened);
  more.setAttribute("aria-expanded", String(opened));
  dispatchEvent(new Event("resize"));
}

/** Decide anew whether there is little room, if the width is another. */
function settle() {
  if (innerWidth === width) return;
  width = innerWidth;
  if (root.classList.toggle("embed", asked || innerWidth < 700 || innerHeight < 500)) fillKey();
  if (!root.classList.contains("embed") && root.classList.contains("opened")) open(false);
  tell();
}

export function attach() {
  more.addEventListener("click", () => {
    open(!root.classList.contains("opened"));
    const tab = document.getElementById("tab-sources");
    tab.click();
    if (root.classList.contains("opened")) bring(tab);
  });
  document.addEventListener(
    "click",
    ({ target }) => {
      if (root.classList.contains("embed") && target.closest?.("sup a, [data-does='evidence'], [data-does='table']")) open(true);
    },
    true, // before the panel looks for what it is to show
  );
  fillKey();
  if (!framed) return;
  addEventListener("resize", settle);
  settle(); // the frame may have got its width since the head of the page was read
  const watch = new ResizeObserver(tell);
  for (const part of document.querySelectorAll(".page, .panel, .embed-bar")) watch.observe(part);
}
