// The data of the page, by name.

const parsed = new Map();

/**
 * Read data by name: unpacked, or from a block of the page. It is parsed once, and only when something asks for it.
 * @template {keyof PageData} Name
 * @param {Name} name
 * @returns {PageData[Name]}
 */
export function read(name) {
  if (!parsed.has(name)) parsed.set(name, JSON.parse(globalThis.mapgenData[name] ?? document.getElementById(name).textContent));
  return parsed.get(name);
}
