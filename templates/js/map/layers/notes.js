// Callouts of the story: words on the map about a place, which the page's text lists too.

import * as i18n from "../../core/i18n.js";
import * as large from "../../core/large.js";
import * as state from "../../core/state.js";
import * as outlines from "../../geo/outlines.js";
import * as bands from "../../rules/bands.js";
import { register } from "../layer_registry.js";
/** @import { Label } from "../layer_registry.js" */

const WIDTHS = [190, 140]; // pixels: of the words, which are broken into lines
const PRIORITY = 190; // before the names of sites, which find other places more easily

function isShown({ site }) {
  if (site === null) return true;
  const feature = state.sites.get(site);
  return !state.chosen.hiddenKinds.has(feature.properties.kind) && bands.knows(state.chosen, feature);
}

/**
 * The callouts as labels; `toPixel` turns [lon, lat] into pixels.
 * @returns {Label[]}
 */
export function notes(toPixel) {
  return (state.story.notes ?? []).filter(isShown).map(({ note, position, site, leader }, index) => {
    const { text, tag } = i18n.say(`note:${note}`);
    return {
      text,
      tag,
      widths: WIDTHS.map((width) => large.times() * width),
      point: toPixel(position),
      reach: 9,
      callout: leader ? "led" : "beside",
      site,
      priority: PRIORITY + index / 100,
      className: "of-note",
    };
  });
}

register({ draw: () => {}, labels: (map) => notes((place) => outlines.toPixel(map, place)) });
