// Copy what is drawn on the page as SVG that stands by itself: what style sheets say becomes attributes, which every
// drawing program reads; what lies outside the picture is left out.

import { svg } from "../core/dom.js";

const SHAPES = {
  path: ["d"],
  circle: ["cx", "cy", "r"],
  line: ["x1", "y1", "x2", "y2"],
  rect: ["x", "y", "width", "height"],
};
const LETTERS = ["font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "direction"];
const PLAIN = new Set(["none", "normal", "1", "0", "butt", "miter", "nonzero", "start", "ltr"]); // as if it were not said
const pen = document.createElement("canvas").getContext("2d");

/**
 * Where a drawing of the page goes: its matrix, the box of the picture in the window, and definitions that the picture needs.
 * @typedef {{ matrix: DOMMatrix, frame?: DOMRect, defs: Element }} Place
 */

/** A colour as drawing programs write it, and its opacity. */
function paint(value) {
  const numbers = value.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/u);
  if (!numbers) return { colour: value, alpha: 1 };
  pen.fillStyle = `rgb(${numbers.slice(1, 4).join()})`;
  const alpha = Number(numbers[4] ?? 1);
  return { colour: alpha === 0 ? "none" : pen.fillStyle, alpha };
}

function short(number) {
  return String(Math.round(number * 1000) / 1000);
}

/** The area and the line of a shape as attributes; a line that does not grow with the drawing is told its true width. */
function look(style, matrix) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const part of ["fill", "stroke"]) {
    const { colour, alpha } = paint(style[part]);
    const opacity = alpha * Number(style.getPropertyValue(`${part}-opacity`));
    found[part] = opacity === 0 ? "none" : colour;
    if (opacity > 0 && opacity < 1) found[`${part}-opacity`] = short(opacity);
  }
  found["fill-rule"] = style.fillRule;
  if (found.stroke !== "none") {
    const fixed =
      style.vectorEffect === "non-scaling-stroke" ? Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) : 1;
    const length = (said) => short(Number.parseFloat(said) / fixed);
    found["stroke-width"] = length(style.strokeWidth);
    found["stroke-linecap"] = style.strokeLinecap;
    found["stroke-linejoin"] = style.strokeLinejoin;
    if (style.strokeDasharray !== "none") found["stroke-dasharray"] = style.strokeDasharray.split(",").map(length).join(" ");
  }
  return found;
}

function write(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "fill" || name === "stroke-width" || !PLAIN.has(value)) element.setAttribute(name, value);
  }
  return element;
}

function setMatrix(element, { a, b, c, d, e, f }) {
  const [isEven, isStill] = [a === 1 && b === 0 && c === 0 && d === 1, e === 0 && f === 0];
  const six = [a, b, c, d].map((value) => String(Number(value.toPrecision(9)))).concat([e, f].map(short));
  if (isEven && !isStill) element.setAttribute("transform", `translate(${six.slice(4).join(" ")})`);
  else if (!isEven) element.setAttribute("transform", `matrix(${six.join(" ")})`);
  return element;
}

function shape(element, style, { matrix }) {
  const name = element.localName;
  const found = look(style, matrix);
  if (found.fill === "none" && found.stroke === "none") return [];
  const copy = svg(name);
  for (const attribute of SHAPES[name]) copy.setAttribute(attribute, element.getAttribute(attribute) ?? "0");
  return [setMatrix(write(copy, found), matrix)];
}

/** The letters of a text as they are seen; a text along a line takes the line with it. */
function lettersOf(element, style, defs) {
  return [...element.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return style.textTransform === "uppercase" ? node.data.toUpperCase() : node.data;
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
  const { fill, "fill-opacity": opacity = "1", ...line } = look(style, matrix);
  const face = Object.fromEntries(LETTERS.map((name) => [name, style.getPropertyValue(name).replace(/^([\d.]+)px$/u, "$1")]));
  /** @type {any[]} */
  const copies = [{ fill, "fill-opacity": opacity }];
  if (line.stroke !== "none") copies.unshift({ fill: "none", ...line });
  return copies.map((own) => {
    const copy = write(svg("text"), { ...face, ...own });
    for (const name of ["x", "y", "dy", "lang"])
      if (element.hasAttribute(name)) copy.setAttribute(name, element.getAttribute(name));
    copy.append(...lettersOf(element, style, defs));
    return setMatrix(copy, matrix);
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
  if (place.frame && name !== "svg" && name !== "g" && !isSeen(element, place.frame)) return [];
  const own = style.transform === "none" ? null : new DOMMatrix(style.transform);
  const here = own && name !== "svg" ? { ...place, matrix: place.matrix.multiply(own) } : place;
  if (name === "text") return grouped(element, style, textOf(element, style, here), here);
  if (name in SHAPES) return grouped(element, style, shape(element, style, here), here);
  if (name === "use") {
    const [x, y] = ["x", "y"].map((axis) => Number(element.getAttribute(axis) ?? 0));
    const target = document.querySelector(element.getAttribute("href"));
    const parts = trace(target, { ...here, matrix: here.matrix.translate(x, y), frame: undefined });
    return grouped(element, style, parts, here);
  }
  if (name !== "svg" && name !== "g") return [];
  const parts = [...element.children].flatMap((child) => trace(child, here));
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
