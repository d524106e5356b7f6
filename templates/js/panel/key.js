// The rows of the key: bars on a common scale, the line styles that are on the map, and all, none or only one missile.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as bandWords from "../rules/band_words.js";
import * as rings from "../rules/rings.js";
import * as samples from "./samples.js";
/** @import { Choices } from "../core/state.js" */

const stage = document.querySelector(".stage");
const scaleEnd = endOfScale();

/** Python drew the bars: the longest one says how long the scale is. */
function endOfScale() {
  const found = [...document.querySelectorAll(".key .bar")].map((bar) => {
    const missile = bar.closest("[data-missile]").dataset.missile;
    const part = Number.parseFloat(bar.querySelector(".outer").getAttribute("width")) / 100;
    return { part, km: Math.max(...bands.counted(missile, state.chosen).map((each) => each.high_km)) };
  });
  const longest = found.toSorted((a, b) => b.part - a.part)[0];
  return longest ? longest.km / longest.part : 1;
}

function percent(km) {
  return `${((100 * km) / scaleEnd).toFixed(2)}%`;
}

/** @param {Choices} chosen */
function drawBars(chosen) {
  for (const bar of document.querySelectorAll(".key .bar")) {
    const band = bands.of(bar.closest("[data-missile]").dataset.missile, chosen);
    bar.classList.toggle("empty", !band);
    if (!band) continue;
    bar.querySelector(".outer").setAttribute("width", percent(band.high));
    bar.querySelector(".inner").setAttribute("width", percent(band.low ?? 0));
    const end = bar.querySelector(".end");
    end.setAttribute("x", percent(band.high));
    end.classList.toggle("floor", band.floor !== null);
  }
}

/** The key has no line style that is not on the map, and its samples are drawn as the rings are. */
function showStyles(chosen) {
  const inSight = rings.inSight(chosen);
  const drawn = rings.shown(inSight).filter(({ faint }) => !faint);
  const found = new Set(
    rings
      .joined(drawn.map(({ feature }) => feature))
      .map(([{ properties: each }]) => `${each.bound}${each.floor ? " floor" : ""} ${each.basis}`),
  );
  samples.draw(inSight);
  for (const item of document.querySelectorAll(".key [data-style]")) item.hidden = !found.has(item.dataset.style);
}

function writeNumbers() {
  for (const text of document.querySelectorAll(".bar-scale text")) text.textContent = i18n.digits(Number(text.dataset.km));
}

/** The short key, of a small map, says the same. */
function writeShort(chosen) {
  for (const row of document.querySelectorAll("[data-in-short]")) {
    const words = bandWords.spell(row.dataset.inShort, chosen);
    row.hidden = !chosen.missiles.has(row.dataset.inShort) || words === null;
    if (words !== null) row.querySelector("strong").textContent = words;
  }
}

/** Let the rings of one missile stand out from the others on the map; null: none. */
function light(missile) {
  const found = state.story.missiles.find(({ id }) => id === missile);
  const isShown = Boolean(found) && state.chosen.missiles.has(missile) && state.chosen.missiles.size > 1;
  for (const line of stage.querySelectorAll(".ring, .area, .open-edge, .of-ring")) {
    line.classList.toggle("dimmed", isShown && !line.classList.contains(`ring-${found.colour}`));
  }
}

function drawnMissiles() {
  const boxes = document.querySelectorAll(".key [data-does='missile']");
  return [...boxes].map(({ value }) => value);
}

function press({ target }) {
  const button = target.closest("[data-does='every'], [data-does='only']");
  if (!button) return;
  const asked = { all: drawnMissiles(), none: [] }[button.value] ?? [button.value];
  state.change({ missiles: new Set(state.story.missiles.map(({ id }) => id).filter((id) => asked.includes(id))) });
}

export function attach() {
  const key = document.querySelector(".key");
  key.addEventListener("click", press);
  for (const event of ["pointerover", "focusin"]) {
    key.addEventListener(event, ({ target }) => light(target.closest("[data-missile]")?.dataset.missile ?? null));
  }
  for (const event of ["pointerleave", "focusout"]) key.addEventListener(event, () => light(null));
  state.subscribe(["missiles", "origins", "figures", "asOf", "from"], showStyles);
  state.subscribe(["figures", "asOf"], drawBars);
  state.subscribe(["missiles", "figures", "asOf", "language"], writeShort);
  state.subscribe(["language"], writeNumbers);
}
