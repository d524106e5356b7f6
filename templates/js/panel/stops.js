// Few stops of the Tab key on the way through the key: each group of switches or footnotes is one; arrow keys go on inside.

import { whenIdle } from "../core/dom.js";
import * as i18n from "../core/i18n.js";
import { oneTabStop } from "../core/roving_tabindex.js";
import * as state from "../core/state.js";

/** @type {Array<[string | Element, string]>} */
const GROUPS = [
  [".head .languages", "button"],
  ...[...document.querySelectorAll(".head .summary")].map((summary) => /** @type {[Element, string]} */ ([summary, "sup a"])),
  [".key .kinds", "input"],
  [".key .missiles", "input, button, a"],
];
const groups = GROUPS.map(([where, selector]) => {
  const element = typeof where === "string" ? document.querySelector(where) : where;
  return { element, selector, settle: oneTabStop(element, selector, isVisible, "li, .languages, .summary") };
});

function isVisible(element) {
  return element.checkVisibility();
}

/** Footnotes come and go with what is chosen; whoever hears the page is told of the arrow keys. */
function update() {
  const { text } = i18n.say("ui:arrows");
  for (const { element, selector, settle } of groups) {
    settle();
    if (element.querySelectorAll(selector).length < 2) continue;
    for (const each of element.querySelectorAll(selector)) each.setAttribute("aria-description", text);
  }
}

export function attach() {
  whenIdle(update); // once footnotes have their names
  state.subscribeLater(["missiles", "origins", "figures", "asOf", "language"], update);
}
