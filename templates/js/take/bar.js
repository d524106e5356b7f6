// Share and save: a link to what the reader sees, the code that embeds it, a picture of it, and the data of the map.

import { copy } from "../core/clipboard.js";
import { make } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import { word } from "../core/words.js";
import { saveAddress, saveText } from "../panel/save.js";
import * as data from "./data.js";
import * as frame from "./frame.js";
import * as kml from "./kml.js";
import * as picture from "./picture.js";

/** @type {Record<string, Record<string, [string, (isAll: boolean) => string]>>} ending and contents of each file, by what it holds */
const FILES = {
  ranges: {
    GeoJSON: ["geojson", (isAll) => data.geojson(data.ringFeatures(isAll))],
    KML: ["kml", (isAll) => kml.ofRings(data.ringFeatures(isAll))],
    CSV: ["csv", data.figuresTable],
  },
  sites: {
    GeoJSON: ["geojson", (isAll) => data.geojson(data.siteFeatures(isAll))],
    KML: ["kml", (isAll) => kml.ofSites(data.siteFeatures(isAll))],
    CSV: ["csv", data.sitesTable],
  },
  sources: {
    "CSL-JSON": ["json", data.csl],
    BibTeX: ["bib", (isAll) => data.citations(0, isAll)],
    RIS: ["ris", (isAll) => data.citations(1, isAll)],
  },
};
const TYPES = {
  geojson: "application/geo+json",
  kml: "application/vnd.google-earth.kml+xml",
  csv: "text/csv",
  json: "application/json",
};
const SCALES = { "PNG 2×": 2, "PNG 4×": 4, SVG: 0 }; // pixels for each of the map
let box = null;
let status = null;
let code = null;

function button(value, ...words) {
  const element = make("button", "copy", ...words);
  Object.assign(element, { type: "button", value });
  if (typeof words[0] === "string") element.dir = "ltr"; // the name of a format
  return element;
}

function heading(level, key) {
  return make(level, "", word(key));
}

/** The formats of one kind of data, each a button that names both. */
function row(kind) {
  const buttons = Object.keys(FILES[kind]).map((format) => {
    const element = button(`${kind} ${format}`, format);
    element.dataset.names = `ui:${kind}`;
    return element;
  });
  return [make("dt", "", word(/** @type {TextKey} */ (`ui:${kind}`))), make("dd", "acts", ...buttons)];
}

function choice(value, key) {
  const input = make("input", "");
  Object.assign(input, { type: "radio", name: "take-what", value, checked: value === "now" });
  return make("label", "", input, " ", word(key));
}

function build() {
  const close = button("close", make("span", "", "×"));
  close.className = "take-close";
  close.dataset.tLabel = "ui:close";
  code = make("p", "take-code");
  code.hidden = true;
  code.dir = "ltr";
  status = make("p", "take-status");
  status.setAttribute("role", "status");
  const pictures = Object.keys(SCALES).map((value) => button(value, value));
  const print = button("print", word("ui:print"));
  print.classList.add("print");
  const title = heading("h2", "ui:share");
  title.id = "take-title";
  box = make(
    "dialog",
    "take-box",
    make("header", "", title, close),
    make("p", "acts", button("link", word("ui:share_link")), button("embed", word("ui:share_embed"))),
    code,
    heading("h3", "ui:share_picture"),
    make("p", "acts", ...pictures, print),
    heading("h3", "ui:take_data"),
    make("p", "take-what", choice("now", "ui:share_now"), choice("all", "ui:all")),
    make("dl", "", ...Object.keys(FILES).flatMap(row)),
    status,
  );
  box.setAttribute("aria-labelledby", title.id);
  box.addEventListener("click", press);
  document.body.append(box);
  name();
}

/** Name in the reader's language what has no words of its own. */
function name() {
  for (const each of box?.querySelectorAll("[data-names]") ?? []) {
    each.setAttribute("aria-label", `${i18n.say(each.dataset.names).text}: ${each.textContent}`);
  }
  box?.querySelector(".take-close").setAttribute("aria-label", i18n.say("ui:close").text);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** The code that embeds the page as the reader sees it, as `mapgen embed` prints it. */
function embedCode() {
  const src = escaped(permalink.address(isFile()));
  return i18n.filled(read("embed"), { src, title: escaped(i18n.say("title").text), language: state.chosen.language });
}

function isFile() {
  return location.protocol === "file:";
}

/** Copy a text, and show it; where the page is a file, say what that means. */
async function show(text) {
  code.textContent = text;
  code.hidden = false;
  await copy(code, status);
  if (isFile()) status.append(" ", word("ui:share_local"));
}

/** Save a picture. */
async function draw(scale) {
  const drawn = picture.compose();
  const { id } = state.story;
  if (drawn && scale === 0) {
    saveText(`${id}.svg`, "image/svg+xml", drawn.text);
    return;
  }
  const file = drawn ? await picture.png(drawn, scale).catch(() => "") : "";
  if (file.startsWith("data:image/png")) saveAddress(`${id}-${scale}x.png`, file);
  else status.replaceChildren(word("ui:share_failed"));
}

function save(kind, format) {
  const [ending, contents] = FILES[kind][format];
  const isAll = box.querySelector("input:checked").value === "all";
  saveText(`${state.story.id}-${kind}.${ending}`, TYPES[ending] ?? "text/plain", contents(isAll));
}

function press({ target }) {
  const value = target.closest("button")?.value;
  if (target === box || value === "close") box.close();
  else if (value === "link") show(permalink.address());
  else if (value === "embed") show(embedCode());
  else if (value === "print") {
    box.close();
    print();
  } else if (value in SCALES) draw(SCALES[value]);
  else if (value) save(...value.split(" "));
}

/** Open the box; what it said before is gone. */
function open() {
  if (!box) build();
  code.hidden = true;
  status.replaceChildren();
  state.catchUp();
  box.showModal();
}

/** Say which file was saved; in a frame, what may keep it from being saved. */
function saved(/** @type {CustomEvent} */ { detail: file }) {
  if (box?.open) status.replaceChildren(i18n.filled(i18n.say("ui:download").text, { format: file }));
  frame.explain(box?.open ? status : null);
}

export function attach() {
  for (const opener of document.querySelectorAll("[data-does='share']")) opener.addEventListener("click", open);
  addEventListener("mapgen:saved", saved);
  state.subscribe(["language"], name);
}
