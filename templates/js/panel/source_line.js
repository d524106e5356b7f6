// The line under the picture: who says how far the missiles reach that are shown.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import { mark, publication } from "./footnote_marks.js";

const NAMED = 3; // at most
const line = document.querySelector(".source-line");
const who = line.querySelector(".who");

/** Name as many of the publications as the line has room for, and count the others; it is measured as a frame is laid out anyway. */
function update(chosen) {
  write(chosen, NAMED);
  requestAnimationFrame(() => {
    for (let named = NAMED - 1; named > 0 && who.getBoundingClientRect().height > line.clientHeight; named -= 1)
      write(chosen, named);
  });
}

function write(chosen, named) {
  const on = state.story.missiles.filter(({ id }) => chosen.missiles.has(id));
  const numbers = [...new Set(on.flatMap(({ id }) => bands.of(id, chosen)?.sources ?? []))];
  const comma = i18n.say("form:comma").text;
  const first = numbers.slice(0, named).flatMap((number, index) => [index > 0 ? comma : "", publication(number), mark(number)]);
  const more = numbers.length - named;
  if (more > 0) first.push(i18n.counted("and_more", { names: "", n: more }).text);
  line.hidden = numbers.length === 0;
  who.replaceChildren(...first.filter(Boolean));
}

/** The line without its footnote marks. */
export function text() {
  const twin = line.cloneNode(true);
  for (const each of twin.querySelectorAll("sup")) each.remove();
  return twin.textContent.replaceAll(/\s+/gu, " ").trim();
}

export function attach() {
  state.subscribe(["missiles", "figures", "asOf", "language"], update);
  addEventListener("resize", () => update(state.chosen));
  update(state.chosen);
}
