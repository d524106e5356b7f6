// In an article: the map lets the page around it scroll, and shows the steps that it asks for.

import * as i18n from "../core/i18n.js";
import { make } from "../core/dom.js";
import { follow } from "./present.js";
import { steps } from "./steps.js";

const HINT_MS = 1400;
const FILLS = 0.6; // of the window's height: a map as high leaves too little beside it to scroll by
const root = document.documentElement;
const stage = document.querySelector(".stage");
const framed = root.classList.contains("framed");
const hint = make("p", "gesture-hint");
let timer = 0;
let wanted = null; // a step that was asked for before the page could show it
let isListening = false;

/** Whether the reader scrolls past this map: in a frame, or where it fills the window and the page goes on below. */
function sharesScrolling() {
  if (framed) return true;
  const isWide = stage.offsetWidth > 0.9 * innerWidth;
  return isWide && stage.offsetHeight > FILLS * innerHeight && root.scrollHeight > innerHeight + 1;
}

function mark() {
  root.classList.toggle("shares-scrolling", sharesScrolling());
}

/** Say on the map what moves it, for a moment. */
function show(key) {
  const { text, tag } = i18n.say(key);
  hint.textContent = text;
  hint.lang = tag;
  hint.classList.add("seen");
  clearTimeout(timer);
  timer = setTimeout(() => hint.classList.remove("seen"), HINT_MS);
}

/** A wheel by itself scrolls the page; with the key held, which a pinch on a touchpad reports too, it zooms the map. */
function wheel(event) {
  if (!sharesScrolling() || event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
  show(/mac/iu.test(navigator.platform) ? "ui:zoom_command" : "ui:zoom_ctrl");
}

/** One finger scrolls the page, two move the map; the reader's own pin is moved by one. */
function touch(event) {
  if (!sharesScrolling() || event.touches.length > 1 || event.target.closest(".pin")) return;
  event.stopPropagation();
}

function drag(event) {
  if (event.touches.length === 1 && sharesScrolling() && !event.target.closest(".pin, button, .leaflet-popup")) {
    show("ui:two_fingers");
  }
}

function follows({ source, data }) {
  const step = data?.mapgen === "step" ? data.step : null;
  if (source !== parent || !Number.isInteger(step) || step < 0 || step > steps.length) return;
  if (isListening) follow(step);
  else wanted = step;
}

/** Follow the page around this one from now on, and its size. */
export function listen() {
  addEventListener("resize", mark);
  mark(); // not before: it takes a layout of the whole page
  isListening = true;
  if (wanted !== null) follow(wanted);
}

export function attach(map) {
  hint.setAttribute("aria-hidden", "true"); // whoever hears the page moves the map by its keys
  stage.append(hint);
  const container = map.getContainer().parentElement;
  container.addEventListener("wheel", wheel, { capture: true, passive: true });
  container.addEventListener("touchstart", touch, { capture: true, passive: true });
  container.addEventListener("touchmove", drag, { passive: true });
  if (framed) addEventListener("message", follows);
}
