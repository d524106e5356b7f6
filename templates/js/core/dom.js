// Elements, and when the page is ready for more of them.

/**
 * Make an HTML element with children; strings become text.
 * @param {string} name
 * @param {string} className
 * @param {...(string | Node)} children
 * @returns {any} of the element's own type
 */
export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * Turn a title into nodes: Python hands over bare text, or runs of [text, styles] from the outermost style inwards.
 * @param {string | Array<[string, string[]]>} title
 */
export function typeset(title) {
  if (typeof title === "string") return [title];
  return title.map(([text, styles]) =>
    styles
      .filter((style) => style !== "nocase")
      .reduceRight((inner, style) => (style === "sc" ? make("span", "small-caps", inner) : make(style, "", inner)), text),
  );
}

/**
 * Make an SVG element with attributes.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
export function svg(name, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/**
 * Do something once the browser has parsed the whole page, and the scripts that run now have ended.
 * @param {() => void} act
 */
export function whenParsed(act) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", act, { once: true });
  else queueMicrotask(act);
}

/**
 * Do something after that, in a task of its own: what is not seen as the page opens keeps nobody waiting.
 * @param {() => void} act
 */
export function whenIdle(act) {
  whenParsed(() => setTimeout(act));
}
