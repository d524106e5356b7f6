// The words along a ring: its figure, and what it is.

import * as i18n from "../core/i18n.js";
import { read } from "../core/data.js";
import * as state from "../core/state.js";
import * as rings from "./rings.js";

/** @type {Record<string, TextKey>} */
const WORDS = { high: "ui:ring_high", low: "ui:ring_low", only: "ui:ring_only" };

/** The label of a line that is the ring of one missile, or of several: what it says in full, then where room is short. */
export function label(group) {
  const [feature] = group;
  const look = { tag: state.chosen.language, priority: 100 };
  if (group.length > 1) return Object.assign(look, inForms(jointTexts(group)), { className: "of-ring joint" });
  const { missile, radius_km: km, floor } = feature.properties;
  const name = prefix(missile);
  const texts = [saysWhat(feature), floor ? i18n.shortFloor(km) : i18n.limit(km)];
  return Object.assign(look, inForms(texts.map((text) => name + text)), { className: `of-ring ${rings.hue(feature)}` });
}

/** A ring by its figure, and by its missile where several are shown. */
export function named({ properties: { missile, radius_km: km, floor } }) {
  return prefix(missile) + i18n.limit(km, floor);
}

/** The name of a missile, if there are several; a number at its end is told apart from the figure by a colon. */
function prefix(missile) {
  const name = nameOnRing(missile);
  return state.chosen.missiles.size > 1 ? `${name}${/\d$/u.test(name) ? ":" : ""} ` : "";
}

function inForms(texts) {
  return { text: texts[0], texts };
}

function nameOnRing(missile) {
  return i18n.say(`ring:${missile}`).text;
}

/** A limit with what it is: the lowest published figure, the highest, or whose. */
function saysWhat({ properties: { bound, radius_km, floor, alone } }) {
  const { figures } = state.chosen;
  const km = i18n.limit(radius_km, floor);
  if (floor === "flown") return km;
  if (typeof figures === "number") {
    const source = read("publications")[figures - 1];
    return i18n.filled(i18n.say("ui:ring_source").text, { km, source: plain(source) });
  }
  const which = figures === "band" ? (alone ? "only" : bound) : figures;
  return i18n.filled(i18n.say(WORDS[which]).text, { km });
}

/** The words of a name that may be typeset in runs. */
function plain(name) {
  return typeof name === "string" ? name : name.map(([text]) => text).join("");
}

function jointTexts(group) {
  const { radius_km, floor } = group[0].properties;
  const km = i18n.limit(radius_km, floor);
  const names = group.map(({ properties }) => nameOnRing(properties.missile));
  const short = [names[0], `+${i18n.number(names.length - 1)}`].join(" ");
  const { text } = i18n.say("ui:ring_joint");
  const all = names.join(i18n.say("ui:ring_gap").text);
  return [all, short].map((said) => i18n.filled(text, { km, names: said }));
}
