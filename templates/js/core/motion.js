// Nothing on the map moves by itself where the reader's system asks for stillness: it is there at once.

const still = matchMedia("(prefers-reduced-motion: reduce)");

export function attach(map) {
  const { run } = L.PosAnimation.prototype;
  L.PosAnimation.include({
    run(element, to, ...manner) {
      if (!still.matches) return run.call(this, element, to, ...manner);
      L.DomUtil.setPosition(element, to);
      return this.fire("step").fire("end");
    },
  });
  const follow = () => Object.assign(map.options, { inertia: !still.matches });
  still.addEventListener("change", follow);
  follow();
}
