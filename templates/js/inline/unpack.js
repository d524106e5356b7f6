"use strict";

// Unpack the scripts, styles and data of the map. The policy of the page lets each run by its hash, and nothing else.
(async () => {
  /** Decode base 85 in the alphabet of RFC 1924, as Python's base64.b85encode writes it: five digits are four bytes. */
  function decode(text) {
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    const digits = new Uint8Array(128);
    for (let index = 0; index < 85; index += 1) digits[alphabet.charCodeAt(index)] = index;
    const codes = new TextEncoder().encode(text + "~".repeat(4)); // the last five may lack some: as if they were high
    const view = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
    for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
      const four = ((digits[codes[at]] * 85 + digits[codes[at + 1]]) * 85 + digits[codes[at + 2]]) * 85 + digits[codes[at + 3]];
      view.setUint32(to, four * 85 + digits[codes[at + 4]]);
    }
    return new Uint8Array(view.buffer, 0, Math.floor((text.length * 4) / 5));
  }

  /** Read a stream to its end by promises alone, so that the browser draws the map before it lays out the page. */
  async function read(reader, before = []) {
    const { done, value } = await reader.read();
    return done ? before : read(reader, [...before, value]);
  }

  function join(chunks) {
    const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  /** Split bytes at the zeros, and decode each part by itself: a text in plain ASCII takes half the memory of others. */
  function split(bytes) {
    const texts = [];
    for (let from = 0; from <= bytes.length; ) {
      const to = bytes.indexOf(0, from);
      const end = to < 0 ? bytes.length : to;
      texts.push(new TextDecoder().decode(bytes.subarray(from, end)));
      from = end + 1;
    }
    return texts;
  }

  if (!document.documentElement.classList.contains("js")) return;
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter(); // written to directly: a stream of a blob goes through another process
  writer.write(decode(document.getElementById("mapgen-packed").textContent));
  writer.close();
  const chunks = await read(readable.getReader());
  const [names, ...texts] = split(join(chunks));
  globalThis.mapgenData = {};
  for (const [index, name] of names.split(" ").entries()) {
    if (name === "style" || name === "script") {
      const element = document.createElement(name);
      element.textContent = texts[index];
      document.head.append(element);
    } else globalThis.mapgenData[name] = texts[index];
  }
})();
