// The head of the page: the takeaway follows every choice; the summary, which does not, then says of what day it speaks.

import * as i18n from "../core/i18n.js";
import * as state from "../core/state.js";
import * as takeaway from "../rules/takeaway.js";

const head = document.querySelector(".head");
const line = head.querySelector(".takeaway");
const then = head.querySelector(".then");
const more = head.querySelector(".read-on");
const opening = state.opening();

function write(chosen) {
  const words = line.firstElementChild;
  words.textContent = takeaway.sentence(chosen);
  const { tag } = i18n.say("ui:take_end");
  if (tag === chosen.language) words.removeAttribute("lang");
  else words.lang = tag;
  const isOther = ["figures", "asOf", "origins"].some((key) => String(chosen[key]) !== String(opening[key]));
  head.classList.toggle("is-then", isOther);
  then.hidden = !isOther;
  then.textContent = i18n.say("ui:then").text;
}

/** Show all of the summary, or only its beginning. */
export function toggle() {
  const isFull = head.classList.toggle("is-full");
  more.setAttribute("aria-expanded", String(isFull));
  const words = more.firstElementChild;
  words.dataset.t = isFull ? "ui:less" : "ui:more";
  words.textContent = i18n.say(words.dataset.t).text;
}

/** The takeaway as it stands under the title. */
export function text() {
  return line.textContent;
}

export function attach() {
  more.addEventListener("click", toggle);
  head.addEventListener("focusin", ({ target }) => {
    if (target.closest(".summary") && target.matches(":focus-visible") && !head.classList.contains("is-full")) toggle();
  });
  state.subscribe(["missiles", "origins", "figures", "asOf", "language"], write);
}
