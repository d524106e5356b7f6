// What the scripts find in the page besides their own modules. The types check our data, texts and functions; elements are
// found by selectors that no type knows, so their properties are not checked.
declare const L: any; // Leaflet
declare var mapgenData: Record<string, string>; // unpacked by inline/unpack.js

interface EventTarget {
  [property: string]: any;
}
