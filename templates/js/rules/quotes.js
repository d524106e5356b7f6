// Quotes lead to their words: the address of the source with a text fragment, at which the browser jumps there.

import { read } from "../core/data.js";

export const sources = read("mapgen-sources"); // in citation order: the source with number n is at n - 1

/** Encode what has a meaning in a text fragment (WICG URL Fragment Text Directives); letters stay as they are. */
function encode(words) {
  return words.replace(/[^\p{L}\p{N}]+/gu, (run) => encodeURIComponent(run).replaceAll("-", "%2D"));
}

/** Return the address of a source, at the quoted words; an ellipsis in them marks words left out. */
export function address({ URL: url, type }, words) {
  const parts = words
    .split("…")
    .map((part) => part.replace(/^[\s"“”]+|[\s"“”]+$/gu, ""))
    .filter(Boolean);
  if (!url || parts.length === 0 || url.includes("#") || type === "dataset" || /\.pdf($|\?)/iu.test(url)) return url;
  return `${url}#:~:text=${[...new Set([parts[0], parts.at(-1)])].map(encode).join(",")}`;
}

/** Make a quote a link to its words. */
function link(quote) {
  const url = address(sources[quote.dataset.source - 1], quote.textContent);
  if (!url) return;
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.append(...quote.childNodes);
  quote.append(anchor);
}

/** Make a new quote of a source. */
export function make(number, words) {
  const quote = document.createElement("q");
  quote.dataset.source = number;
  quote.lang = sources[number - 1].language ?? "";
  quote.dir = "auto";
  quote.classList.toggle("nested", /[“”"]/u.test(words));
  quote.textContent = words;
  link(quote);
  return quote;
}

export function attach() {
  for (const quote of document.querySelectorAll("q[data-source]")) link(quote);
  document.addEventListener("click", ({ target }) => {
    const anchor = target.closest?.("a[href^='http']");
    if (anchor) anchor.target = "_blank"; // the map stays open; from outside it is told nothing: see the referrer policy
  });
}
