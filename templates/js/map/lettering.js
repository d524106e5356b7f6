// The letters of labels: how large they are, and how they are written beside a point, along a line, or at the end of a leader.

import { svg } from "../core/dom.js";
import * as state from "../core/state.js";

const LINE = 1.15; // of the size of its letters: from one line of a label to the next
// not after an opening bracket, not before what ends a sentence or marks a footnote, not inside a number or a Latin word
const BETWEEN_LETTERS = /(?<![「『（])(?![」』）。、ーっゃゅょァィゥェォッャュョ²³¹⁰-⁹\u202F])(?<![\w.,-](?=[\w.,-]))/u;
const faces = new Map();
const pen = document.createElement("canvas").getContext("2d");
let count = 0;

/** Forget how large letters are, because the reader has changed their spacing. */
export function forget() {
  faces.clear();
}

/** Give each label its forms, the preferred first, with their sizes; a canvas measures them without laying out the page. */
export function measure(sheet, all) {
  learn(sheet, all);
  for (const label of all) {
    const face = faces.get(faceOf(label));
    if (pen.font !== face.font) pen.font = face.font;
    const texts = label.widths ? label.widths.map((width) => broken(label, width)) : (label.texts ?? [label.text]);
    label.forms = texts.map((text) => formOf(text, face));
  }
}

function isWithoutSpaces(tag) {
  return /^(?:ja|zh)/u.test(tag);
}

/** Break a text into lines: at its spaces, in Japanese and Chinese between any two letters that may be parted. */
function broken({ text, tag }, width, pieces = text.split(isWithoutSpaces(tag) ? BETWEEN_LETTERS : /(?<= )/u)) {
  const rows = [""];
  for (const piece of pieces) {
    const longer = rows.at(-1) + piece;
    if (rows.at(-1) === "" || pen.measureText(longer.trimEnd()).width <= width) rows[rows.length - 1] = longer;
    else rows.push(piece);
  }
  return rows.map((row) => row.trim()).join("\n");
}

/** The words of a text without spaces, each with the signs that may not be parted from it. */
function wordsOf(text, tag) {
  const starts = new Set([...new Intl.Segmenter(tag, { granularity: "word" }).segment(text)].map(({ index }) => index));
  const words = [""];
  let at = 0;
  for (const piece of text.split(BETWEEN_LETTERS)) {
    if (starts.has(at)) words.push(piece);
    else words[words.length - 1] += piece;
    at += piece.length;
  }
  return words;
}

/**
 * Break a text into lines of a width, in a font of CSS: between words.
 * @param {string} text
 * @param {string} tag its language
 * @param {string} font
 * @param {number} width in pixels
 */
export function inLines(text, tag, font, width) {
  pen.font = font;
  const words = isWithoutSpaces(tag) ? wordsOf(text, tag) : undefined;
  return broken({ text, tag }, width, words).split("\n");
}

/** The width of a line in pixels, in a font of CSS. */
export function widthOf(line, font) {
  pen.font = font;
  return pen.measureText(line).width;
}

function formOf(text, { isUpper, between, aWord, line }) {
  const rows = (isUpper ? text.toUpperCase() : text).split("\n");
  const sizes = rows.map((row) => pen.measureText(row));
  const extra = rows.map((row) => row.length * between + (row.split(" ").length - 1) * aWord);
  return {
    text,
    width: Math.max(...sizes.map(({ width }, index) => width + extra[index])),
    height: sizes[0].fontBoundingBoxAscent + sizes[0].fontBoundingBoxDescent + (rows.length - 1) * line,
  };
}

/** What the letters of a label go by; the colour of a ring changes nothing. */
function faceOf({ className, tag }) {
  return `${className.replace(/ ring-\d+/u, "")} ${tag}`;
}

/** Read off the styles how labels of each kind are lettered. */
export function learn(sheet, all) {
  const probes = new Map();
  for (const label of all) {
    const key = faceOf(label);
    if (!faces.has(key) && !probes.has(key)) probes.set(key, begin(sheet, label));
  }
  for (const [key, probe] of probes) faces.set(key, read(getComputedStyle(probe)));
  for (const probe of probes.values()) probe.remove();
}

function read(style) {
  return {
    font: style.font,
    isUpper: style.textTransform === "uppercase",
    between: Number.parseFloat(style.letterSpacing) || 0,
    aWord: Number.parseFloat(style.wordSpacing) || 0,
    line: LINE * Number.parseFloat(style.fontSize),
  };
}

function begin(sheet, label) {
  const element = svg("text", { class: label.className });
  if (label.tag !== state.chosen.language) element.setAttribute("lang", label.tag);
  if (label.owner) element.dataset.names = label.owner;
  sheet.append(element);
  return element;
}

/**
 * Write a form of a label into its box; the name of an area is centred in it.
 * @param {Element} sheet
 * @param {any} label
 * @param {{ text: string, width: number, height: number }} form
 * @param {number[]} box [left, top, right, bottom] in pixels
 */
export function write(sheet, label, form, [left, top]) {
  const rows = form.text.split("\n");
  if (label.dotted) {
    sheet.append(svg("circle", { class: "city-dot", r: 2.6, cx: label.point.x, cy: label.point.y }));
  }
  const element = begin(sheet, label);
  const isMiddle = Boolean(label.spots);
  const x = isMiddle ? form.width / 2 : 0;
  if (isMiddle) element.setAttribute("text-anchor", "middle");
  element.setAttribute("x", String(x));
  element.textContent = rows[0];
  for (const row of rows.slice(1)) {
    const span = svg("tspan", { x, dy: `${LINE}em` });
    span.textContent = row;
    element.append(span);
  }
  element.setAttribute("transform", `translate(${left} ${top + (form.height / rows.length) * 0.79})`);
  return element;
}

/** Draw the leader line of a label, from its symbol to its words. */
export function lead(sheet, element, [from, to], isDotted) {
  const d = `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
  sheet.prepend(svg("path", { class: "leader", d }));
  if (isDotted) sheet.append(svg("circle", { class: "leader-end", r: 1.8, cx: from.x, cy: from.y }));
  element.dataset.leader = "true";
}

/** Write a label along a stretch of a line. */
export function bend(sheet, label, form, stretch) {
  const points = stretch[0][0] <= stretch.at(-1)[0] ? stretch : stretch.toReversed();
  const [from, middle, to] = [points[0], points[points.length >> 1], points.at(-1)];
  const pull = [0, 1].map((axis) => 2 * middle[axis] - (from[axis] + to[axis]) / 2);
  const id = `label-path-${(count += 1)}`;
  const d = `M${from.join(" ")}Q${pull.join(" ")} ${to.join(" ")}`;
  const path = /** @type {SVGPathElement} */ (svg("path", { id, d }));
  const length = path.getTotalLength();
  path.setAttribute("stroke-dasharray", `0 ${(length - form.width) / 2} ${form.width} ${length}`); // only below the words
  sheet.append(path);
  const bent = svg("textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" });
  bent.textContent = form.text;
  const element = begin(sheet, label);
  element.setAttribute("dy", "0.33em");
  element.append(bent);
  if (document.documentElement.dir !== "rtl") return;
  const halo = /** @type {Element} */ (element.cloneNode(true)); // else each letter covers the end of the one before with its own
  halo.classList.add("halo");
  element.before(halo);
}
