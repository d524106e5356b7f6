// The steps of the story: what each chooses, and where it looks.

import { read } from "../core/data.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import * as fitAndReset from "../map/fit_and_reset.js";
/** @import { Choices } from "../core/state.js" */

const ZOOM = 7; // of a step that names a place and no zoom
const { limits_km: LIMITS } = read("azimuthal");
let map = null;
let isSilent = false;

export const steps = state.story.steps ?? [];

/**
 * What a step chooses; what it does not name is as the page opens.
 * @param {Step} step
 * @returns {Partial<Choices>}
 */
function choices({ missiles, origins, figures, hide, naive, at, seen_from: from, limit }) {
  const first = state.opening();
  return {
    ...first,
    missiles: missiles ? new Set(missiles) : first.missiles,
    hiddenKinds: new Set(hide),
    origins: origins ?? [],
    figures: figures ?? "band",
    naive: Boolean(naive),
    from: from ?? (at ? null : first.from),
    limit: limit ? LIMITS.find((each) => each >= limit) : null,
  };
}

/**
 * Go to the place of a step, else to its rings: once more where the window has changed.
 * @param {Step} step
 */
export function look({ at, zoom }) {
  if (state.chosen.from !== null) return;
  if (at) map.setView([at[1], at[0]], zoom ?? ZOOM, { animate: false });
  else fitAndReset.fitRings({ animate: false });
}

/** Choose what a step shows. What that changes is not announced: its sentence is, here or in the article around. */
export function choose(step) {
  map.closePopup();
  isSilent = true;
  permalink.noteMove();
  state.change(choices(step));
}

/** Whether what has changed is to be kept from the live region; asked once. */
export function hush() {
  const was = isSilent;
  isSilent = false;
  return was;
}

/** Keep the next change from the live region. */
export function beSilent() {
  isSilent = true;
}

export function attach(leafletMap) {
  map = leafletMap;
}
