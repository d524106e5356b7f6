// The layers of the map: each file in layers/ registers what it draws, and the Python that joins the scripts lists them.

/**
 * A label: at a point in pixels, in one of the spots of an area, or along lines of such points. Labels of a lower priority number
 * are placed first. `texts` are forms of the text, the preferred one first; `half` is half the width of the symbol of its
 * `owner`. The name of an area that `leads` may stand outside of it, with a leader line; `must`: with a long one rather than not
 * at all. A `callout` is broken into lines of one of the `widths`; a leader line leads to it, or it stands beside its point; it
 * may be about a `site`.
 * @typedef {{ text: string, texts?: string[], tag: string, priority: number, className: string, point?: any, reach?: number,
 *   half?: number, spots?: any[], leads?: boolean, must?: boolean, lines?: any[], dotted?: boolean, owner?: string,
 *   callout?: "led" | "beside", widths?: number[], site?: string | null }} Label
 *
 * A symbol without a name, which no label may cover or seem to name.
 * @typedef {{ point: any, half: number, owner: string, text?: undefined }} Unnamed
 *
 * A layer: `draw(map, span)` is called once, with Leaflet's map and the longitudes [west, east] that it can show;
 * `labels(map)` returns the layer's labels whenever labels are placed.
 * @typedef {{ draw: (map: any, span: number[]) => void, labels?: (map: any) => (Label | Unnamed)[] }} Layer
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
