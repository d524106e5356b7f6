"use strict";

// Unpack the scripts, styles and data of the map. The policy of the page lets each run by its hash, and nothing else.
(async () => {
  if (!document.documentElement.classList.contains("js")) return;
  const packed = document.getElementById("mapgen-packed").textContent;
  const bytes = Uint8Array.from(atob(packed), (character) => character.codePointAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const { styles, scripts, data } = await new Response(stream).json();
  globalThis.mapgenData = data;
  for (const [name, texts] of [["style", styles], ["script", scripts]]) {
    for (const text of texts) {
      const element = document.createElement(name);
      element.textContent = text;
      document.head.append(element);
    }
  }
})();
