// A picture as it grows from top to bottom: lines of text that break at its width, and small drawings with words beside them.

import { svg } from "../core/dom.js";
import * as state from "../core/state.js";
import * as lettering from "../map/lettering.js";
import { trace } from "./trace.js";

const LINE = 1.35; // of the size of letters: from one line to the next
const STEP = 10; // pixels by which lines get shorter
const GAP = 16; // pixels between the items of a key
export const MARGIN = 16; // pixels at the left and the right

/** What is written how: the face of an element of the page, in a size of the picture. */
function faceOf(element, size) {
  const style = getComputedStyle(element);
  return { family: style.fontFamily, weight: style.fontWeight, colour: style.color, size };
}

/** Break words into as many lines, about as long as each other. */
function even(lines, words, font) {
  let kept = lines;
  for (let width = Math.max(...lines.map((line) => lettering.widthOf(line, font))) - STEP; width > 0; width -= STEP) {
    const next = lettering.inLines(words, state.chosen.language, font, width);
    if (next.length > lines.length) break;
    kept = next;
  }
  return kept;
}

/** A picture of a width: what has been put on it, and how far down it goes. */
class Sheet {
  constructor(width) {
    this.width = width;
    this.y = MARGIN;
    this.isRtl = document.documentElement.dir === "rtl";
    this.defs = svg("defs");
    this.parts = [];
  }

  /** Where a line of text or a drawing begins that is `x` pixels from the edge at which one begins to read. */
  from(x, width = 0) {
    return this.isRtl ? this.width - x - width : x;
  }

  line(words, { family, weight, colour, size }, x, y) {
    const look = { "font-family": family, "font-weight": weight, "font-size": size, fill: colour };
    const text = svg("text", { x: this.from(x), y, ...look, ...(this.isRtl ? { direction: "rtl" } : {}) });
    text.textContent = words;
    this.parts.push(text);
  }

  /**
   * Write a paragraph in the face of an element of the page.
   * @param {string} words
   * @param {Element} like
   * @param {number} size of its letters
   * @param {number} [after] pixels below it
   * @param {boolean} [isEven] whether its lines are about as long as each other
   */
  write(words, like, size, after = 6, isEven = false) {
    if (!words) return;
    const face = faceOf(like, size);
    const font = `${face.weight} ${size}px ${face.family}`;
    const lines = lettering.inLines(words, state.chosen.language, font, this.width - 2 * MARGIN);
    for (const line of isEven ? even(lines, words, font) : lines) {
      this.y += size * LINE;
      this.line(line, face, MARGIN, this.y - size * (LINE - 1));
    }
    this.y += after;
  }

  /**
   * Put small drawings of the page in rows, each with its words.
   * @param {Array<{ drawing: SVGSVGElement, width: number, height: number, words: string }>} items
   * @param {Element} like an element whose face the words have
   * @param {number} size of their letters
   */
  row(items, like, size) {
    if (items.length === 0) return;
    const face = faceOf(like, size);
    const font = `${face.weight} ${size}px ${face.family}`;
    let x = MARGIN;
    this.y += 4;
    for (const { drawing, width, height, words } of items) {
      const indent = width + 6;
      const lines = lettering.inLines(words, state.chosen.language, font, this.width - 2 * MARGIN - indent);
      const whole = indent + Math.max(...lines.map((line) => lettering.widthOf(line, font)));
      if (x > MARGIN && x + whole > this.width - MARGIN) {
        x = MARGIN;
        this.y += size * 1.7;
      }
      const { x: left, y: top, width: units } = drawing.viewBox.baseVal;
      const corner = new DOMMatrix().translate(this.from(x, width), this.y + (size * 1.3 - height) / 2);
      this.parts.push(...trace(drawing, { matrix: corner.scale(width / units).translate(-left, -top), defs: this.defs }));
      for (const [index, line] of lines.entries()) {
        if (index > 0) this.y += size * LINE;
        this.line(line, face, x + indent, this.y + size);
      }
      x += whole + GAP;
    }
    this.y += size * 1.9;
  }
}

/**
 * Begin a picture of a width in pixels.
 * @param {number} width
 */
export function begin(width) {
  return new Sheet(width);
}
