// In a frame the page around it may keep files from being saved: a browser tells neither that nor why, so the page does.

import { make } from "../core/dom.js";
import { tell } from "../core/live_region.js";
import * as permalink from "../core/permalink.js";
import { word } from "../core/words.js";

let note = null;

/** Whether the page around this one may keep files from being saved: in a sandbox of another origin nobody can know. */
function mayBlock() {
  if (parent === window) return false;
  try {
    const { sandbox } = frameElement; // null where the page around is of another origin
    return sandbox.length > 0 && !sandbox.contains("allow-downloads");
  } catch {
    return self.origin === "null"; // in a sandbox a page has no origin
  }
}

/** A sentence, and a link that opens the map outside the frame. */
function words() {
  const link = make("a", "", word("ui:share_alone"));
  Object.assign(link, { href: permalink.address(), target: "_blank", rel: "noopener" });
  return [word("ui:share_may_block"), " ", link];
}

/**
 * After a file was saved, say what may have kept it from being saved: behind what an element says, else in a note of its own.
 * @param {HTMLElement | null} status
 */
export function explain(status) {
  if (!mayBlock()) return;
  if (status) {
    status.append(" ", ...words());
    return;
  }
  if (!note) {
    note = make("p", "frame-note");
    note.popover = "auto"; // it goes away with Escape or a click beside it
    document.body.append(note);
  }
  note.replaceChildren(...words());
  note.showPopover?.();
  tell(note.textContent);
}
