// Light up the missile that the reader points at, on the map or in the key: its ring, and its tint where others have none.

import * as state from "../core/state.js";

const colours = new Map(state.story.missiles.map(({ id, colour }) => [id, colour]));

/** @param {string | null} missile */
export function show(missile) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  if (missile === null) return;
  const hue = `ring-${colours.get(missile)}`;
  for (const drawn of document.querySelectorAll(`.stage :is(.area, .ring).${hue}`)) drawn.classList.add("lit");
}

function follow({ target }) {
  const row = target instanceof Element ? target.closest(".key [data-missile]") : null;
  if (row instanceof HTMLElement) show(row.dataset.missile);
  else if (document.querySelector(".lit") && !(target instanceof Element && target.closest(".hit"))) show(null);
}

export function attach() {
  document.addEventListener("pointerover", follow, { passive: true });
  document.addEventListener("focusin", follow);
}
