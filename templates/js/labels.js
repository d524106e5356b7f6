"use strict";

// Place the labels of the map so that none covers another or a symbol; what finds no room is left out.
mapgen.labels = (() => {
  const GAP = 3;
  const FAR = 60; // pixels: more than a label ever stands aside from its point
  const STEP = 8; // pixels between the samples of a ring on which a label may stand
  let map = null;
  let drawing = null;
  let count = 0;

  function attach(leafletMap) {
    map = leafletMap;
    const pane = map.createPane("labels");
    pane.style.zIndex = 590;
    pane.style.pointerEvents = "none";
    drawing = mapgen.svg("svg", { class: "labels leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
    pane.append(drawing);
  }

  /** Ask each layer for its labels and obstacles, and draw what fits. */
  function place() {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const sheet = mapgen.svg("g", { transform: `translate(${corner.x} ${corner.y})` });
    drawing.replaceChildren(sheet);
    const taken = controls();
    const wanted = [];
    for (const layer of mapgen.layers) {
      taken.push(...(layer.obstacles?.(map) ?? []));
      wanted.push(...(layer.labels?.(map) ?? []));
    }
    fill(sheet, map.getSize(), wanted, taken);
  }

  /** Write on a sheet (an SVG group in the drawing, size in pixels) what fits, the most important first. */
  function fill(sheet, size, all, taken) {
    const wanted = all.filter((label) => label.lines || isNear(label.point, size));
    wanted.sort((a, b) => a.priority - b.priority);
    for (const label of wanted) label.element = write(sheet, label);
    for (const label of wanted) {
      const box = label.element.getBBox();
      label.width = box.width;
      label.height = box.height;
    }
    for (const label of wanted) label.runs = (label.lines ?? []).flatMap((line) => inView(line, size));
    const strokes = wanted.flatMap(({ runs }) => runs.flat());
    for (const label of wanted) {
      const spot = label.lines ? alongLine(label, size, taken) : besidePoint(label, size, taken, strokes);
      if (!spot) {
        label.element.remove();
        label.dot?.remove();
        continue;
      }
      taken.push(...spot.boxes);
      spot.settle();
    }
  }

  /** Whether a label may reach into view from its point; to measure those that cannot takes time. */
  function isNear({ x, y }, size) {
    return x > -FAR && y > -FAR && x < size.x + FAR && y < size.y + FAR;
  }

  function write(sheet, label) {
    const element = mapgen.svg("text", { class: label.className });
    if (label.tag !== mapgen.state.chosen.language) element.setAttribute("lang", label.tag);
    for (const [index, line] of label.text.split("\n").entries()) {
      const span = mapgen.svg("tspan", { x: 0, dy: index === 0 ? 0 : "1.15em" });
      span.textContent = line;
      element.append(span);
    }
    if (label.dotted) {
      label.dot = mapgen.svg("circle", { class: "city-dot", r: 2.6, cx: label.point.x, cy: label.point.y });
      sheet.append(label.dot);
    }
    sheet.append(element);
    return element;
  }

  /** Find the first free place for a label at its point; for the name of an area, one that no line of a ring strikes. */
  function besidePoint(label, size, taken, strokes) {
    const { width, height, point, reach } = label;
    const lines = label.text.split("\n").length;
    const spots = reach === 0 ? nearby(width, height) : around(width, height, reach);
    const free = spots
      .map(([dx, dy]) => [point.x + dx, point.y + dy, point.x + dx + width, point.y + dy + height])
      .filter((box) => box[0] >= GAP && box[1] >= GAP && box[2] <= size.x - GAP && box[3] <= size.y - GAP)
      .filter((box) => !taken.some((other) => other.owner !== label.owner && overlaps(box, other.box)));
    const isStruck = (box) => strokes.some(([x, y]) => x > box[0] && x < box[2] && y > box[1] && y < box[3]);
    const box = (reach === 0 && free.find((each) => !isStruck(each))) || free[0];
    if (!box) return null;
    const boxes = [{ box, owner: null }];
    if (label.dot) boxes.push({ box: [point.x - 4, point.y - 4, point.x + 4, point.y + 4], owner: null });
    return {
      boxes,
      settle() {
        const baseline = box[1] + (height / lines) * 0.79;
        label.element.setAttribute("transform", `translate(${box[0]} ${baseline})`);
        if (reach !== 0) return;
        for (const span of label.element.children) {
          span.setAttribute("x", width / 2);
          span.setAttribute("text-anchor", "middle");
        }
      },
    };
  }

  /** The names of areas may stand aside a little: their place is not exact. */
  function nearby(width, height) {
    const shifts = [0, -14, 14, -28, 28, -42, 42].flatMap((dy) => [0, -24, 24, -48, 48].map((dx) => [dx, dy]));
    shifts.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    return shifts.map(([dx, dy]) => [dx - width / 2, dy - height / 2]);
  }

  function around(width, height, reach) {
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

  /** Find the straightest, most level free stretch of a line that is in view, and bend the text along it. */
  function alongLine(label, size, taken) {
    const need = Math.ceil((label.width + 18) / STEP);
    let best = null;
    for (const run of label.runs) {
      for (let start = 0; start + need < run.length; start += 2) {
        const stretch = run.slice(start, start + need + 1);
        const [from, to] = [stretch[0], stretch.at(-1)];
        const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
        const straight = chord / (need * STEP);
        const level = Math.abs(to[0] - from[0]) / chord;
        const score = straight * 3 + level + 0.6 * (from[1] / size.y);
        if (straight < 0.95 || (best && score <= best.score)) continue;
        const boxes = stretch.map(([x, y]) => ({ box: [x - 8, y - 8, x + 8, y + 8], owner: null }));
        if (boxes.some(({ box }) => taken.some((other) => overlaps(box, other.box)))) continue;
        best = { score, stretch, boxes };
      }
    }
    if (!best) return null;
    return { boxes: best.boxes, settle: () => bend(label, best.stretch) };
  }

  function bend(label, stretch) {
    const points = stretch[0][0] <= stretch.at(-1)[0] ? stretch : stretch.toReversed();
    const [from, middle, to] = [points[0], points[points.length >> 1], points.at(-1)];
    const pull = [0, 1].map((axis) => 2 * middle[axis] - (from[axis] + to[axis]) / 2);
    const id = `label-path-${(count += 1)}`;
    const path = mapgen.svg("path", { id, fill: "none", d: `M${from.join(" ")}Q${pull.join(" ")} ${to.join(" ")}` });
    const bent = mapgen.svg("textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" });
    bent.textContent = label.text;
    label.element.replaceChildren(bent);
    label.element.setAttribute("dy", "0.33em");
    label.element.before(path);
  }

  /** Sample the parts of a line that lie in view, at even steps. */
  function inView(line, size) {
    const runs = [];
    let run = [];
    let left = 0; // how far into the next edge the next sample lies
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

  function controls() {
    const frame = map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(".leaflet-control, .fold, .put-pin, .pin, .map-note")].map((control) => {
      const box = control.getBoundingClientRect();
      const [x, y] = [box.left - frame.left, box.top - frame.top];
      return { box: [x, y, x + box.width, y + box.height], owner: null };
    });
  }

  function overlaps(a, b) {
    return a[0] < b[2] + 1 && b[0] < a[2] + 1 && a[1] < b[3] && b[1] < a[3];
  }

  return { attach, place, fill };
})();
