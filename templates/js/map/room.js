// Find room for a label: beside its symbol, at the end of a leader line, inside its area, or along a ring.

import * as naming from "../rules/naming.js";
import * as lettering from "./lettering.js";
/** @import { Boxes } from "./boxes.js" */

const STEP = 8; // pixels between the samples of a ring on which a label may stand
const SIDE = 4; // pixels between two labels on a line
const FINE = 4; // pixels between the samples of a leader line
const LEADERS = [16, 26, 38, 52, 68]; // pixels from the edge of a symbol to the words at the end of its leader line
const FAR_LEADERS = [...LEADERS, 90, 115, 145, 180]; // of what must be named
const CALLOUTS = [50, 70, 90, 115, 145, 180]; // of a callout, which stands clear of the names
const TURNS = Array.from({ length: 16 }, (_, index) => (index * Math.PI) / 8);
const FINE_TURNS = Array.from({ length: 48 }, (_, index) => (index * Math.PI) / 24);

/**
 * What is taken on a sheet: `boxes` that no words may cover, `symbols` with their middles and owners, `strokes`: points of rings,
 * `named`: the labels of symbols that have been placed. `view` is its size in pixels; `holds(box)` says whether words may stand there.
 * @typedef {{ view: { x: number, y: number, holds: (box: number[]) => boolean }, boxes: Boxes, symbols: any[],
 *   strokes: Boxes, named: any[] }} Taken
 */

/** The spot of a label: what it takes and how it is written; null where there is no room. */
export function find(label, taken) {
  if (label.lines) return alongLine(label, taken);
  if (label.callout) return calledOut(label, taken);
  if (label.spots) return inArea(label, taken) ?? ledOut(label, taken);
  const own = besidePoint(label, taken) ?? (label.owner ? led(label, label.point, LEADERS, taken) : null);
  return own ?? (label.must ? led({ ...label, half: 0 }, label.point, FAR_LEADERS, { ...taken, symbols: [] }) : null);
}

function isFree(box, owner, { view, boxes }) {
  return view.holds(box) && !covers(box, boxes, (other) => other !== owner || !owner);
}

function othersOf(label, { symbols }) {
  return symbols.filter((symbol) => !label.owner || symbol.owner !== label.owner);
}

/** Find the first free place for a label at its symbol, nearer to it than to any other. */
function besidePoint(label, taken) {
  const { point, reach, dotted } = label;
  if (dotted && !isDotFree(point, taken)) return null;
  const others = othersOf(label, taken);
  for (const form of label.forms) {
    for (const [dx, dy] of around(form, reach)) {
      const box = [point.x + dx, point.y + dy, point.x + dx + form.width, point.y + dy + form.height];
      if (!isFree(box, label.owner, taken) || !naming.isToldApart(box, point, others)) continue;
      const dot = [point.x - 4, point.y - 4, point.x + 4, point.y + 4];
      return {
        boxes: dotted ? [box, dot] : [box],
        symbols: dotted ? [{ x: point.x, y: point.y, owner: null }] : [],
        named: { box, own: point },
        write: (sheet) => lettering.write(sheet, label, form, box),
      };
    }
  }
  return null;
}

/** Find a place for a callout, beside its point or with a leader line, if it can be one that no ring strikes. */
function calledOut(label, taken) {
  const apart = { ...label, owner: label.site, half: label.reach - 1 };
  if (label.callout === "beside") return besidePoint(label.site ? apart : label, taken);
  const clear = { ...taken, view: { ...taken.view, holds: (box) => taken.view.holds(box) && !isStruck(box, taken) } };
  return led(apart, label.point, CALLOUTS, clear) ?? led(apart, label.point, CALLOUTS, taken);
}

function isStruck(box, { strokes }) {
  return strokes.some(box, ({ box: [x, y] }) => isIn(box, x, y));
}

/** Whether the dot of a city, put there, leaves every label that stands the name of its own symbol. */
function isDotFree(point, { named, boxes }) {
  const dot = [point.x - 4, point.y - 4, point.x + 4, point.y + 4];
  return (
    !covers(dot, boxes) &&
    named.every(({ box, own, leads }) => (leads ? naming.gap(box, point) > 10 : naming.isToldApart(box, own, [point])))
  );
}

function around({ width, height }, reach) {
  const [middle, far] = [-height / 2, reach * 0.7];
  return [
    [reach, middle],
    [-reach - width, middle],
    [far, -far - height],
    [far, far],
    [-far - width, -far - height],
    [-far - width, far],
    [-width / 2, -reach - height],
    [-width / 2, reach],
  ];
}

/** Find a free place at the end of a leader line, the shortest line first. */
export function led(label, point, lengths, taken) {
  const others = othersOf(label, taken);
  const half = label.half ?? 0;
  const beside = (turn) => ({ x: point.x + Math.cos(turn) * half, y: point.y + Math.sin(turn) * half });
  // in a crowd of symbols, most directions lead nowhere whatever the length
  const turns = (label.callout ? FINE_TURNS : TURNS).filter((turn) => naming.beginsApart(beside(turn), point, others));
  for (const form of label.forms) {
    for (const length of lengths) {
      for (const turn of turns) {
        const [cos, sin, from] = [Math.cos(turn), Math.sin(turn), beside(turn)];
        const to = { x: point.x + cos * (half + length), y: point.y + sin * (half + length) };
        const box = atEnd(form, to, cos, sin);
        if (!isFree(box, null, taken) || isCrossed(from, to, taken)) continue;
        if (!naming.isLedApart(box, [from, to], point, others, 6)) continue;
        return {
          boxes: [box, ...boxesOn(from, to)],
          symbols: [],
          named: { box, own: point, leads: true },
          write: (sheet) => lettering.lead(sheet, lettering.write(sheet, label, form, box), [from, to], !label.half),
        };
      }
    }
  }
  return null;
}

/** The box of words at the end of a leader line: beside it, or above or below a steep one. */
function atEnd({ width, height }, { x, y }, cos, sin) {
  if (Math.abs(cos) > 0.3) {
    const left = cos > 0 ? x + 2 : x - 2 - width;
    return [left, y - height / 2, left + width, y + height / 2];
  }
  const top = sin > 0 ? y : y - height;
  return [x - width / 2, top, x + width / 2, top + height];
}

/** Whether words or another leader line lie on a line; symbols are minded by the rule of naming. */
function isCrossed(from, to, { boxes }) {
  return samples(from, to).some(({ x, y }) => boxes.some([x, y, x, y], ({ box, owner }) => !owner && isIn(box, x, y)));
}

function samples(from, to) {
  const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / FINE);
  return Array.from({ length: count }, (_, index) => {
    const part = index / count;
    return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
  });
}

function boxesOn(from, to) {
  return samples(from, to).map(({ x, y }) => [x - 2, y - 2, x + 2, y + 2]);
}

/** Find the first free spot inside an area, in one line or in two, that no line of a ring strikes; else one that is struck. */
function inArea(label, taken) {
  let struck = null;
  for (const form of label.forms) {
    for (const { x, y } of label.spots) {
      const box = [x - form.width / 2, y - form.height / 2, x + form.width / 2, y + form.height / 2];
      if (!isFree(box, null, taken)) continue;
      const found = { boxes: [box], symbols: [], write: (sheet) => lettering.write(sheet, label, form, box) };
      if (!isStruck(box, taken)) return found;
      struck ??= found;
    }
  }
  return struck;
}

/** Find a place outside its area for a name with a leader line into the area; one that must stand may lie far, and among symbols. */
function ledOut(label, taken) {
  if (!label.leads) return null;
  const { x: width, y: height } = taken.view;
  const spots = label.spots.filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height);
  for (const symbols of label.must ? [taken.symbols, []] : [taken.symbols]) {
    for (const spot of spots) {
      if (symbols.some((symbol) => Math.hypot(symbol.x - spot.x, symbol.y - spot.y) < 9)) continue;
      const found = led(label, spot, label.must ? FAR_LEADERS : LEADERS, { ...taken, symbols });
      if (found) return Object.assign(found, { named: null });
    }
  }
  return null;
}

/** Find the straightest, most level free stretch of a line that is in view, in the first form that has one. */
function alongLine(label, taken) {
  for (const form of label.forms) {
    const found = stretchFor(form, label.runs, taken);
    if (found) return { boxes: found.boxes, symbols: [], write: (sheet) => lettering.bend(sheet, label, form, found.stretch) };
  }
  return null;
}

function stretchFor(form, runs, taken) {
  const need = Math.ceil((form.width + 18) / STEP);
  let best = null;
  for (const run of runs.filter(({ length }) => length > need)) {
    const boxes = run.map(([x, y]) => [x - 8, y - 8, x + 8, y + 8]);
    const lastTaken = lastOf(boxes.map((box) => covers(box, taken.boxes)));
    for (let start = 0; start + need < run.length; start += 2) {
      const from = run[start];
      const to = run[start + need];
      const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const straight = chord / (need * STEP);
      const level = Math.abs(to[0] - from[0]) / chord;
      const score = straight * 3 + level + 0.6 * (from[1] / taken.view.y);
      if (straight < 0.95 || (best && score <= best.score)) continue;
      if (lastTaken[start + need] >= start) continue;
      best = { score, stretch: run.slice(start, start + need + 1), boxes: boxes.slice(start, start + need + 1) };
    }
  }
  return best;
}

/** For each place in a list, the last place up to there that holds true; -1 before the first. */
function lastOf(list) {
  let last = -1;
  return list.map((each, index) => (each ? (last = index) : last));
}

/** Sample the parts of a line that lie in view, at even steps. */
export function inView(line, size) {
  const runs = [];
  let run = [];
  let left = 0; // pixels from the start of the next edge to the next sample
  for (let index = 1; index < line.length; index += 1) {
    const [a, b] = [line[index - 1], line[index]];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length > 4 * (size.x + size.y)) continue;
    for (; left < length; left += STEP) {
      const x = a.x + ((b.x - a.x) * left) / length;
      const y = a.y + ((b.y - a.y) * left) / length;
      if (x > 12 && y > 14 && x < size.x - 12 && y < size.y - 12) run.push([x, y]);
      else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    }
    left -= length;
  }
  return [...runs, run];
}

/**
 * Whether words in a box would cover another box, or stand too near to it, if its owner is one that counts.
 * @param {number[]} box
 * @param {Boxes} boxes
 * @param {(owner: string | null) => boolean} counts
 */
function covers([left, top, right, bottom], boxes, counts = () => true) {
  const wide = [left - SIDE, top, right + SIDE, bottom];
  return boxes.some(wide, ({ box, owner }) => {
    return wide[0] < box[2] && box[0] < wide[2] && top < box[3] && box[1] < bottom && counts(owner);
  });
}

function isIn([left, top, right, bottom], x, y) {
  return x > left && x < right && y > top && y < bottom;
}
