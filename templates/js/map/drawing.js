// What Leaflet draws paths with. Where the map jumps, Leaflet leaves a drawing between the pixels, which would blur its lines.

const Drawing = L.SVG.extend({
  getEvents() {
    const events = L.SVG.prototype.getEvents.call(this);
    const viewreset = () => {
      events.viewreset.call(this);
      const svg = this.getPane().firstElementChild;
      L.DomUtil.setPosition(svg, L.DomUtil.getPosition(svg)); // which is in whole pixels
    };
    return { ...events, viewreset };
  },
});

/**
 * What the paths of a pane are drawn with.
 * @param {string} pane
 * @param {number} [padding] how far it draws beyond each edge of the map: this share of the map's size
 */
export function drawing(pane, padding = 0.5) {
  return new Drawing({ pane, padding });
}
