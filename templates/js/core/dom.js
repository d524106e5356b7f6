// Elements, and when the page is ready for more of them.

/** Make an HTML element with children; strings become text. */
export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Turn a title into nodes: Python hands over bare text, or runs of [text, styles] from the outermost style inwards. */
export function typeset(title) {
  if (typeof title === "string") return [title];
  return title.map(([text, styles]) =>
    styles
      .filter((style) => style !== "nocase")
      .reduceRight((inner, style) => (style === "sc" ? make("span", "small-caps", inner) : make(style, "", inner)), text),
  );
}

/** Make an SVG element with attributes. */
export function svg(name, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Do something once the browser has parsed the whole page. */
export function whenParsed(act) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", act, { once: true });
  else act();
}

/** Do something after that, in a task of its own: what is not seen as the page opens keeps nobody waiting. */
export function whenIdle(act) {
  whenParsed(() => setTimeout(act));
}
