// Announce in the live region what each act of the reader has changed.

import * as i18n from "../core/i18n.js";
import { fill, speak, tell } from "../core/live_region.js";
import * as state from "../core/state.js";
import * as bands from "../rules/bands.js";
import * as emptyNote from "../map/empty_note.js";
import * as answerView from "../map/answer_view.js";
import { pinInWords } from "../map/pin.js";
import * as choices from "../panel/choices.js";
import * as headline from "../panel/headline.js";
import * as panel from "../panel/panel.js";
import { hush } from "../present/steps.js";

const { say } = i18n;
let before = null; // the choices as last spoken of
let tab = null;
let pinAnswer = null; // what was last said of the pin

/** What the takeaway follows, as text. */
function judged({ missiles, origins, figures, asOf }) {
  return JSON.stringify([[...missiles], origins, figures, asOf]);
}

/** A missile with its band as it is drawn. */
function missile(id) {
  return `${say(`missile:${id}`).text}, ${choices.spell(id, state.chosen)}`;
}

/** What each switch in the reader's last act has done. */
function switched(old, now, isShown, name) {
  const changed = [...old, ...now].filter((id) => old.has(id) !== now.has(id));
  return changed.map((id) => fill(isShown(id) ? "ui:now_shown" : "ui:now_hidden", { name: name(id) }));
}

function announce(chosen) {
  if (hush()) {
    before = { ...chosen };
    return;
  }
  const { language, missiles, hiddenKinds, origins, figures, asOf, pin, naive, limit } = chosen;
  const said = [
    ...switched(before.missiles, missiles, (id) => missiles.has(id), missile),
    ...switched(
      before.hiddenKinds,
      hiddenKinds,
      (id) => !hiddenKinds.has(id),
      (id) => say(`kind:${id}`).text,
    ),
  ];
  if (figures !== before.figures) {
    const [entry] = document.getElementById("figures").selectedOptions;
    said.push(`${fill("ui:figures").replace(/[?？]$/u, "")}: ${entry.dataset.name ?? entry.textContent}`);
  }
  if (asOf !== before.asOf) said.push(document.querySelector(".kicker").textContent);
  if (figures !== before.figures || asOf !== before.asOf) said.push(...[...missiles].map(missile));
  if (origins.join() !== before.origins.join()) {
    const named = origins.length > 0 ? origins.map((id) => `site:${id}`) : ["ui:all_origins"];
    said.push(`${fill("ui:origin")}: ${named.map((key) => fill(key)).join(fill("form:comma"))}`);
  }
  if (language !== before.language) {
    said.push(`${fill("ui:language")}: ${document.querySelector(`[data-does='speak'][value='${language}']`).textContent}`);
  }
  if (String(pin) !== String(before.pin)) {
    said.push(pin ? pinInWords(pin) : fill("ui:now_hidden", { name: pinInWords(before.pin) }));
  }
  if (pin) {
    const answer = answerView.aloud(pin);
    if (answer !== pinAnswer) said.push(answer);
    pinAnswer = answer;
  } else pinAnswer = null;
  if (naive !== before.naive) said.push(fill(naive ? "ui:now_shown" : "ui:now_hidden", { name: fill("ui:naive") }));
  const seenFrom = bands.seenFrom(chosen);
  if (seenFrom !== bands.seenFrom(before) || limit !== before.limit) {
    said.push(seenFrom === null ? fill("ui:map_label") : document.querySelector(".azimuthal-title").textContent);
  }
  if (judged(chosen) !== judged(before)) said.push(emptyNote.text() || headline.text().replace(/[.。]$/u, ""));
  before = { ...chosen };
  tell(...said);
}

export function attach() {
  before = { ...state.chosen };
  pinAnswer = before.pin && answerView.aloud(before.pin);
  tab = panel.tab();
  state.subscribeLater(state.ALL, announce);
  addEventListener("mapgen:tab", () => {
    if (panel.tab() === tab) return;
    tab = panel.tab();
    speak("ui:tab_open", { name: fill(`ui:${tab}`) });
  });
}
