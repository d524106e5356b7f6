// Files for the reader.

import { make } from "../core/dom.js";
import { speak } from "../core/live_region.js";
import { isSandboxed } from "../core/sandbox.js";
import { word } from "../core/words.js";

/**
 * Let the reader save a text as a file: the browser writes it, nothing is sent or fetched.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveText(name, type, text) {
  const link = document.createElement("a");
  link.href = `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
  link.download = name;
  link.click();
  if (isSandboxed()) sayWhyNot();
}

/** Nothing tells whether the file was saved: say, where the reader asked for it, what may have kept it back. */
function sayWhyNot() {
  document.querySelector(".no-downloads")?.remove();
  const note = make("p", "note no-downloads", word("ui:no_downloads"));
  (document.activeElement?.closest("p") ?? document.querySelector(".take")).after(note);
  speak("ui:no_downloads");
}
