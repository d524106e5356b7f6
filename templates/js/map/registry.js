// The layers of the map: each file in layers/ registers what it draws, and the Python that joins the scripts lists them.

/**
 * A label: at a point in pixels, or along lines of such points. Labels of a lower priority number are placed first.
 * @typedef {{ text: string, tag: string, priority: number, className: string, point?: any, reach?: number, half?: number,
 *   lines?: any[], dotted?: boolean, owner?: string }} Label
 *
 * A layer: `draw(map, span)` is called once, with Leaflet's map and the longitudes [west, east] that it can show;
 * `labels(map)` returns the layer's labels whenever labels are placed.
 * @typedef {{ draw: (map: any, span: number[]) => void, labels?: (map: any) => Label[] }} Layer
 */

/** @type {Layer[]} */
export const layers = [];

/**
 * Add a layer to the map.
 * @param {Layer} layer
 */
export function register(layer) {
  layers.push(layer);
}
