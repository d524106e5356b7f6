// The line under the picture: who says how far the missiles reach that are shown.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import { mark, publication } from "./footnote_marks.js";

const NAMED = 3;
const line = document.querySelector(".source-line");

function update(chosen) {
  const on = state.story.missiles.filter(({ id }) => chosen.missiles.has(id));
  const numbers = [...new Set(on.flatMap(({ id }) => bands.of(id, chosen)?.sources ?? []))];
  const comma = i18n.say("form:comma").text;
  const first = numbers.slice(0, NAMED).flatMap((number, index) => [index > 0 ? comma : "", publication(number), mark(number)]);
  const more = numbers.length - NAMED;
  if (more > 0) first.push(i18n.counted("and_more", { names: "", n: more }).text);
  line.hidden = numbers.length === 0;
  line.querySelector(".who").replaceChildren(...first.filter(Boolean));
}

/** The line without its footnote marks. */
export function text() {
  const twin = line.cloneNode(true);
  for (const each of twin.querySelectorAll("sup")) each.remove();
  return twin.textContent.replaceAll(/\s+/gu, " ").trim();
}

export function attach() {
  state.subscribe(["missiles", "figures", "asOf", "language"], update);
  update(state.chosen);
}
