// Files for the reader.

/**
 * Let the reader save what an address holds as a file: the browser writes it, nothing is sent or fetched.
 * @param {string} name
 * @param {string} address which begins with data:
 */
export function saveAddress(name, address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  dispatchEvent(new CustomEvent("mapgen:saved", { detail: name }));
}

/**
 * Let the reader save a text as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveText(name, type, text) {
  saveAddress(name, `data:${type};charset=utf-8,${encodeURIComponent(text)}`);
}
