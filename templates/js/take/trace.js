// Copy what is drawn on the page as SVG that stands by itself: what style sheets say becomes attributes, which every
// drawing program reads; what lies outside the picture is left out.

import { svg } from "../core/dom.js";

const SHAPES = new Set(["path", "circle", "line", "rect"]);
const PLACES = ["d", "x", "y", "cx", "cy", "r", "x1", "y1", "x2", "y2", "width", "height", "dy", "lang"]; // which are kept
const LINES = ["stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"];
const LETTERS = ["font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "direction"];
const PLAIN = new Set(["none", "normal", "butt", "miter", "nonzero", "start", "ltr"]); // as if it were not said
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/u;
const pen = document.createElement("canvas").getContext("2d");

/**
 * Where a drawing of the page goes: its matrix, the box of the picture in the window, and definitions that the picture needs.
 * @typedef {{ matrix: DOMMatrix, frame?: DOMRect, defs: Element }} Place
 */

/** A colour as drawing programs write it, and its opacity. */
function paint(value) {
  const numbers = value.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/u);
  if (!numbers) return [value, 1];
  pen.fillStyle = `rgb(${numbers.slice(1, 4).join()})`;
  return [pen.fillStyle, Number(numbers[4] ?? 1)];
}

/** The area and the line of a shape as attributes; a line that does not grow with the drawing is told its true width. */
function look(style, matrix) {
  /** @type {Record<string, any>} */
  const found = { "fill-rule": style.fillRule };
  for (const part of ["fill", "stroke"]) {
    const [colour, alpha] = paint(style[part]);
    const opacity = alpha * style.getPropertyValue(`${part}-opacity`);
    found[part] = opacity === 0 ? "none" : colour;
    if (opacity > 0 && opacity < 1) found[`${part}-opacity`] = opacity;
  }
  if (found.stroke === "none") return found;
  const growth = style.vectorEffect === "non-scaling-stroke" ? Math.hypot(matrix.a, matrix.b) : 1;
  for (const name of LINES) {
    found[name] = style
      .getPropertyValue(name)
      .replaceAll(/([\d.]+)px/gu, (_, length) => String(Number((length / growth).toFixed(3))));
  }
  return found;
}

/** Make an element at the same place as another, with a look of its own. */
function copyOf(element, looks, matrix) {
  const copy = svg(element.localName);
  for (const name of PLACES) if (element.hasAttribute(name)) copy.setAttribute(name, element.getAttribute(name));
  for (const [name, value] of Object.entries(looks)) {
    if (name === "fill" || !PLAIN.has(value)) copy.setAttribute(name, value);
  }
  if (!matrix.isIdentity) copy.setAttribute("transform", matrix);
  return copy;
}

function shape(element, style, { matrix }) {
  const looks = look(style, matrix);
  return looks.fill === "none" && looks.stroke === "none" ? [] : [copyOf(element, looks, matrix)];
}

/** The words of a text; those from right to left are set apart by signs of Unicode, which other programs know better than styles. */
function wordsOf(text, style) {
  const words = style.textTransform === "uppercase" ? text.toUpperCase() : text;
  return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;
}

/** The letters of a text as they are seen; a text along a line takes the line with it. */
function lettersOf(element, style, defs) {
  return [...element.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return wordsOf(node.data, style);
    const copy = svg(node.localName);
    for (const { name, value } of node.attributes) if (name !== "class") copy.setAttribute(name, value);
    if (node.localName === "textPath") {
      const line = document.querySelector(node.getAttribute("href"));
      if (!defs.querySelector(`[id="${line.id}"]`)) defs.append(svg("path", { id: line.id, d: line.getAttribute("d") }));
    }
    copy.append(...lettersOf(node, style, defs));
    return copy;
  });
}

/** A text with a halo is written twice: few programs know that its outline lies below its letters. */
function textOf(element, style, { matrix, defs }) {
  const { fill, "fill-opacity": opacity, ...line } = look(style, matrix);
  const face = Object.fromEntries(LETTERS.map((name) => [name, style.getPropertyValue(name)]));
  /** @type {any[]} */
  const copies = [opacity ? { fill, "fill-opacity": opacity } : { fill }];
  if (line.stroke !== "none") copies.unshift({ fill: "none", ...line });
  return copies.map((looks) => {
    const copy = copyOf(element, Object.assign(looks, face), matrix);
    copy.append(...lettersOf(element, style, defs));
    return copy;
  });
}

function isSeen(element, frame) {
  const box = element.getBoundingClientRect();
  return box.right >= frame.left && box.left <= frame.right && box.bottom >= frame.top && box.top <= frame.bottom;
}

/** Put drawings into a group if they have an opacity, a blending or an edge in common. */
export function grouped(element, style, parts, place) {
  if (parts.length === 0) return [];
  const group = svg("g");
  if (style.opacity !== "1") group.setAttribute("opacity", style.opacity);
  if (style.mixBlendMode !== "normal") group.style.mixBlendMode = style.mixBlendMode; // no attribute exists for it
  const edge = element.getAttribute("clip-path");
  if (edge) {
    const { id, children } = document.querySelector(edge.slice(4, -1));
    const clip = svg("clipPath", { id });
    clip.append(...[...children].flatMap((child) => shape(child, getComputedStyle(child), place)));
    place.defs.append(clip);
    group.setAttribute("clip-path", edge);
  }
  if (!group.hasAttributes()) return parts;
  group.append(...parts);
  return [group];
}

/**
 * Copy an element of a drawing, with all that is in it.
 * @param {any} element
 * @param {Place} place of its parent
 * @returns {Element[]}
 */
export function trace(element, place) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return [];
  const { localName: name } = element;
  const isGroup = name === "svg" || name === "g";
  if (place.frame && !isGroup && !isSeen(element, place.frame)) return [];
  const own = name === "svg" || style.transform === "none" ? "" : style.transform;
  const here = { ...place, matrix: place.matrix.multiply(new DOMMatrix(own)) };
  let parts = [];
  if (name === "text") parts = textOf(element, style, here);
  else if (SHAPES.has(name)) parts = shape(element, style, here);
  else if (isGroup) parts = [...element.children].flatMap((child) => trace(child, here));
  else if (name === "use") {
    const [x, y] = ["x", "y"].map((axis) => Number(element.getAttribute(axis)));
    const target = document.querySelector(element.getAttribute("href"));
    parts = trace(target, { ...here, matrix: here.matrix.translate(x, y), frame: undefined });
  }
  return grouped(element, style, parts, here);
}

/**
 * Where an SVG element of the page stands in a picture of a part of the window.
 * @param {SVGSVGElement} element
 * @param {DOMRect} frame
 */
export function matrixOf(element, frame) {
  const box = element.getBoundingClientRect();
  const { x, y, width, height } = element.viewBox.baseVal ?? {};
  const corner = new DOMMatrix().translate(box.left - frame.left, box.top - frame.top);
  return width ? corner.scale(box.width / width, box.height / height).translate(-x, -y) : corner;
}
