// The band of a missile in words, as the reader's choice has it.

import * as i18n from "../core/i18n.js";
import * as bands from "./bands.js";
/** @import { Choices } from "../core/state.js" */

function words(band) {
  const { say, digits } = i18n;
  if (band.low === null) return say("form:flown").text.replace("{n}", digits(band.high));
  if (band.low === band.high) return i18n.limit(band.high, band.floor);
  const span = { flown: say("form:to_flown"), "at-least": say("form:to_at_least") }[band.floor] ?? say("form:span");
  return span.text.replace("{low}", digits(band.low)).replace("{high}", digits(band.high));
}

/**
 * The band of a missile in words: Python's, or of the figures that the reader left; null where there is no figure.
 * @param {string} missile
 * @param {Choices} chosen
 */
export function spell(missile, chosen) {
  const found = bands.of(missile, chosen);
  if (!found) return null;
  return bands.isDefault(chosen) ? i18n.say(`band:${missile}`).text : words(found);
}
