// The name of a symbol while the pointer or the focus is on it; Escape hides it.

let map = null;
let hint = null;

/** Take the hint away. */
export function hide() {
  hint?.remove();
  hint = null;
}

function show({ words: { text, tag }, place }) {
  hide();
  const element = document.createElement("span");
  element.lang = tag;
  element.dir = "auto";
  element.textContent = text;
  hint = L.tooltip({ direction: "auto", offset: [10, 0], className: "site-hint", interactive: false })
    .setLatLng(place)
    .setContent(element)
    .addTo(map);
  hint.getElement().setAttribute("aria-hidden", "true"); // the symbol has this name
}

/**
 * Show a hint on an element of the map; `say` returns its words and its place when it is wanted.
 * @param {Element} element
 * @param {() => { words: { text: string, tag: string }, place: any }} say
 */
export function on(element, say) {
  for (const kind of ["pointerenter", "focus"]) element.addEventListener(kind, () => show(say()));
  for (const kind of ["pointerleave", "blur"]) element.addEventListener(kind, hide);
}

export function attach(leafletMap) {
  map = leafletMap;
  map.on("movestart zoomstart popupopen", hide);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
}
