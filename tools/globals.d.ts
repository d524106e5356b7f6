// Globals that the scripts find in the page. The types check our data, texts and functions. Elements are found by CSS
// selectors, which do not tell their type, so the properties of elements are not checked.
declare const L: any; // Leaflet
declare var mapgenData: Record<string, string>; // unpacked by inline/unpack.js

interface EventTarget {
  [property: string]: any;
}
