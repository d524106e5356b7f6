// The layers of the map: each file in layers/ registers what it draws, and the Python that joins the scripts lists them.

export const layers = [];

/**
 * Add a layer: `draw(map, span)` is called once, with Leaflet's map and the longitudes [west, east] that it can show;
 * `labels(map)`, if there is one, returns the layer's labels whenever labels are placed.
 */
export function register(layer) {
  layers.push(layer);
}
