// A popup shows a copy of a card in the panel, so that nothing is said in two ways.

import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { word } from "../core/words.js";
import { symbol } from "./site_symbol.js";

let map = null;
let bounds = null; // where the map ends
let fillCard = null; // which fills the card of a site
let opener = null; // what had the focus: it gets it back

/**
 * Open the card of this id at a place of the map, and go there; of one origin's ring, say whether a source places it there.
 * @param {string} id
 * @param {object} latlng Leaflet's place
 * @param {RingProperties | null} ring
 */
export function open(id, latlng, ring = null) {
  const own = document.getElementById(id);
  const card = (own.matches(".site") ? fillCard(own) : own).cloneNode(true);
  for (const element of [card, ...card.querySelectorAll("[id]")]) element.removeAttribute("id");
  if (card.tagName === "DETAILS") card.open = true;
  if (ring?.origin) {
    const line = card.querySelector(".basis");
    line.className = `basis ${ring.basis}`;
    line.replaceChildren(word(`site:${ring.origin}`), ": ", word(`ui:${ring.basis}`));
  }
  card.querySelector("summary")?.setAttribute("tabindex", "-1");
  setLevels(card);
  show(card, latlng);
}

/** In the file the map comes right after the title: what heads a card is there of the second level, what is in it of the third. */
function setLevels(card) {
  for (const heading of card.querySelectorAll("h3, h4")) {
    heading.setAttribute("aria-level", heading.tagName === "H3" ? "2" : "3");
  }
  const name = card.querySelector("summary .name");
  name?.setAttribute("role", "heading");
  name?.setAttribute("aria-level", "2");
}

/** Symbols that lie on one another: let the reader choose among their sites, by button. */
export function choose(sites, latlng) {
  const list = make("ul", "rows pile");
  for (const { id, act } of sites) {
    const button = make("button", "row", symbol(id), word(`site:${id}`));
    Object.assign(button, { type: "button", value: id });
    button.addEventListener("click", act);
    list.append(make("li", "", button));
  }
  show(make("div", "", make("p", "", word("ui:pile")), list), latlng);
}

function show(content, latlng) {
  const focused = document.activeElement;
  const from = focused.closest(".leaflet-popup") ? opener : focused; // a popup that leads to another will be gone
  const size = map.getSize();
  map.closePopup();
  map.setMaxBounds(null); // the map may go past its ends to show a popup whole
  L.popup({ maxWidth: Math.min(330, size.x - 60), maxHeight: Math.min(360, size.y - 90), autoPanPadding: [16, 16] })
    .setLatLng(latlng)
    .setContent(content)
    .openOn(map);
  opener = from;
  content.tabIndex = -1;
  content.focus({ preventScroll: true });
}

/** Give the focus back, unless the reader has taken it elsewhere, and the map its ends. */
function goBack({ popup }) {
  map.setMaxBounds(bounds);
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

/** Close the popup that is open. */
export function close() {
  map.closePopup();
}

/** Open popups on a map; `fill` fills the card of a site and returns it. */
export function attach(leafletMap, fill) {
  map = leafletMap;
  fillCard = fill;
  bounds = map.options.maxBounds;
  map.on("popupopen", ({ popup }) => {
    const button = popup.getElement().querySelector(".leaflet-popup-close-button");
    button.href = "#"; // Leaflet's #close is no place of the page
    button.dataset.tLabel = "ui:close";
    button.setAttribute("aria-label", i18n.say("ui:close").text);
  });
  map.on("popupclose", goBack);
  map.getContainer().addEventListener("keydown", press);
}
