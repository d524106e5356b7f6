// The list of the Sites tab, which the reader filters by name and by status.

import * as i18n from "../core/i18n.js";
import * as permalink from "../core/permalink.js";
import * as state from "../core/state.js";
import { option } from "../core/words.js";
import * as search from "./search.js";

const { sites } = state;
const statusOf = (id) => sites.get(id).properties.status;
let [pane, find, status] = [null, null, null]; // the tab, and its filters

function show() {
  const { number } = i18n;
  const named = find.value.trim() ? search.keys(find.value) : null;
  const asked = status.value;
  let count = 0;
  for (const group of pane.querySelectorAll(":scope > div:has(.site)")) {
    const kept = [...group.querySelectorAll(".site")].filter((card) => {
      const id = card.id.replace("site-", "");
      card.hidden = (named && !named.has(`site:${id}`)) || (asked !== "" && statusOf(id) !== asked);
      return !card.hidden;
    });
    group.hidden = kept.length === 0;
    group.querySelector("h3 small").textContent = number(kept.length);
    count += kept.length;
  }
  const { text, tag } = i18n.counted("sites_kept", { n: count, total: sites.size });
  const line = pane.querySelector(".count");
  line.textContent = text;
  line.lang = tag;
}

function showIfOpen() {
  if (pane.classList.contains("open")) show();
}

/** Filter anew, and let the address keep it. */
function change() {
  show();
  permalink.write();
}

/** Take the filters away if they hide a card. */
export function uncover(card) {
  if (!card.hidden) return;
  find.value = "";
  status.value = "";
  change();
}

/** Take over a filter from the address; a status that no site has is left out. */
function read(field, text) {
  field.value = text;
  if (field.selectedIndex < 0) field.value = "";
  show();
}

export function attach() {
  [pane, find, status] = ["pane-sites", "site-find", "site-status"].map((id) => document.getElementById(id));
  status.append(...[...new Set([...sites.keys()].map(statusOf))].map((id) => option(id, `status:${id}`)));
  for (const [key, field] of Object.entries({ status, find })) {
    field.addEventListener("input", change);
    permalink.keep(
      key,
      () => field.value || null,
      (text) => () => read(field, text),
    );
  }
  state.subscribeLater(["language"], showIfOpen);
  addEventListener("mapgen:tab", () => state.later(showIfOpen));
}
