// Popups: a copy of a card in the panel, so that nothing is said in two ways, under the answer for its place; and callouts.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { word } from "../core/words.js";
import * as answerView from "./answer_view.js";

const EDGE = 8; // pixels between a popup and the edge of a view that covers the map
const [ABOVE, BELOW] = [-6, "14px"]; // and from it to its place, above beside the 20 that Leaflet keeps free: a pin stays in sight
let map = null;
let bounds = null; // where the map ends
let fillCard = null; // which fills the card of a site
let pixelOf = (_latlng) => null; // where another view than the map shows a place, if it covers the map
let shown = null; // the last popup, and its place
let opener = null; // what had the focus: it gets it back

/** Copy a card; its title becomes a heading, which a popup has instead of what opens a card. */
function copyOf(id) {
  const own = document.getElementById(id);
  const card = (own.matches(".site") ? fillCard(own) : own).cloneNode(true);
  for (const element of [card, ...card.querySelectorAll("[id]")]) element.removeAttribute("id");
  const summary = card.querySelector("summary");
  const heading = summary ? make("h3", "popup-title", ...summary.childNodes) : card.querySelector("h3");
  summary?.remove();
  return make("div", card.className, heading, ...[...card.childNodes].filter((node) => node !== heading));
}

/**
 * Open the card of this id at a place of the map, and go there; of one origin's ring, say whether a source places it there.
 * @param {string} id
 * @param {object} latlng Leaflet's place
 * @param {RingProperties | null} ring
 */
export function open(id, latlng, ring = null) {
  const card = copyOf(id);
  card.firstElementChild.after(id.startsWith("site-") ? siteAnswer(card, id.replace("site-", "")) : pointAnswer(latlng));
  if (ring?.origin) {
    const line = card.querySelector(".basis");
    line.className = `basis ${ring.basis}`;
    line.replaceChildren(word(`site:${ring.origin}`), ": ", word(`ui:${ring.basis}`));
  }
  show(card, latlng);
}

/** The answer for a site; the button to its rows in the table stands beside those of the card. */
function siteAnswer(card, id) {
  card.querySelector(".acts")?.prepend(answerView.tableButton(id));
  return answerView.ofSite(id);
}

/** The answer for the place of a ring that was clicked. */
function pointAnswer({ lng, lat }) {
  return answerView.ofPointBelow([lng, lat]);
}

/** In the file the map comes right after the head: what heads a popup is there of the second level, what is in it of the third. */
function setLevels(content) {
  for (const heading of content.querySelectorAll("h3, h4")) {
    heading.setAttribute("aria-level", heading.tagName === "H3" ? "2" : "3");
  }
}

/**
 * Show a callout at a place of the map.
 * @param {HTMLElement} content its first element is its title
 * @param {object} latlng Leaflet's place
 * @param {{ isQuiet?: boolean, offset?: [number, number] }} options quiet: the focus stays where it is
 */
export function callout(content, latlng, { isQuiet = false, offset = [0, 7] } = {}) {
  show(content, latlng, isQuiet, offset);
}

function show(content, latlng, isQuiet = false, offset = [0, 7]) {
  setLevels(content);
  const focused = document.activeElement;
  const from = focused.closest(".leaflet-popup") ? opener : focused; // a popup that leads to another will be gone
  const size = map.getSize();
  const pixel = pixelOf(latlng);
  const height = pixel ? Math.max(pixel[1], size.y - pixel[1]) - 70 : size.y - 90;
  nameGroup(content);
  map.closePopup();
  if (!pixel) map.setMaxBounds(null); // the map may go past its ends to show a popup whole
  const room = {
    maxWidth: Math.min(330, size.x - 60),
    maxHeight: Math.min(360, height),
    autoPanPadding: [16, 16],
  };
  const popup = L.popup({ ...room, offset, autoPan: !pixel })
    .setLatLng(latlng)
    .setContent(content);
  shown = { popup, latlng };
  popup.openOn(map);
  settle();
  opener = from;
  content.tabIndex = -1;
  if (!isQuiet) content.focus({ preventScroll: true });
}

/** In the view that covers the map, a popup is beside its place there, on the side where there is more room. */
export function settle() {
  const pixel = isOpen() && pixelOf(shown.latlng);
  if (!pixel) return;
  const { popup } = shown;
  const [x, y] = pixel;
  const size = map.getSize();
  const box = popup.getElement();
  const half = box.offsetWidth / 2 + EDGE;
  popup.options.offset = [Math.max(half, Math.min(x, size.x - half)) - x, ABOVE];
  popup.setLatLng(map.containerPointToLatLng(pixel));
  if (y < size.y / 2) Object.assign(box.style, { top: BELOW, bottom: "auto" });
}

/** Let popups stand where a view shows their places; `find(latlng)` returns pixels, or null where the map is in sight. */
export function follow(find) {
  pixelOf = find;
}

/** A popup is a group that its heading names, for readers who hear it. */
function nameGroup(content) {
  const heading = content.firstElementChild;
  heading.id = "popup-title";
  content.setAttribute("role", "group");
  content.setAttribute("aria-labelledby", heading.id);
}

/** Give the focus back, unless the reader has taken it elsewhere, and the map its ends. */
function goBack({ popup }) {
  if (map.options.maxBounds !== bounds) map.setMaxBounds(bounds);
  const focused = document.activeElement;
  if (focused !== document.body && !popup.getElement().contains(focused)) return;
  const place = opener?.isConnected ? opener : map.getContainer();
  place.focus({ preventScroll: true });
}

/** Leaflet hears Escape only while the map itself has the focus; and its buttons are links, which the space bar does not press. */
function press(event) {
  if (event.key === "Escape") map.closePopup();
  if (event.key !== " " || !event.target.matches("a[role='button']")) return;
  event.preventDefault();
  event.target.click();
}

/** Whether a popup is open. */
export function isOpen() {
  return map.getPane("popupPane").querySelector(".leaflet-popup") !== null;
}

/** Close the popup that is open. */
export function close() {
  map.closePopup();
}

/** Open popups on a map; `fill` fills the card of a site and returns it. */
export function attach(leafletMap, fill) {
  map = leafletMap;
  fillCard = fill;
  bounds = map.options.maxBounds;
  answerView.attach();
  map.on("popupopen", ({ popup }) => {
    const button = popup.getElement().querySelector(".leaflet-popup-close-button");
    button.href = "#"; // Leaflet's #close is no place of the page
    button.dataset.tLabel = "ui:close";
    button.setAttribute("aria-label", i18n.say("ui:close").text);
  });
  map.on("popupclose", goBack);
  map.on("moveend", settle);
  map.getContainer().addEventListener("keydown", press);
}
