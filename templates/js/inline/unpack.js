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
    for (let from = 0; from <= bytes.length;) {
      const to = bytes.indexOf(0, from);
      const end = to < 0 ? bytes.length : to;
      texts.push(new TextDecoder().decode(bytes.subarray(from, end)));
      from = end + 1;
    }
    return texts;
  }

  const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // XML 1.0, section 2.2
  const root = document.documentElement;
  const here = document.currentScript;
  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));

  /** Show the map in place of the drawing, or the drawing. No attribute says so, for a saved copy would have it too. */
  function show(live) {
    root.classList.toggle("js", live);
    document.getElementById("static-style").sheet.disabled = live;
    document.getElementById("live-style").sheet.media.mediaText = live ? "all" : "not all";
  }

  /** Keep the page as it was built, in a block of the page: whatever a browser saves has it, and can start from it. */
  async function keep() {
    const { lang } = root;
    const { title } = document;
    const body = document.body.cloneNode(true); // as far as it has been read
    await parsed;
    for (let node = here.nextSibling; node; node = node.nextSibling) body.querySelector(".panel").append(node.cloneNode(true));
    await new Promise((resolve) => setTimeout(resolve)); // nobody waits for it
    for (const script of body.querySelectorAll("script")) script.remove();
    const block = document.createElement("script");
    block.type = "application/json";
    block.id = "mapgen-built";
    const markup = new XMLSerializer().serializeToString(body).replaceAll(NOT_XML, "\ufffd");
    block.textContent = JSON.stringify({ lang, title, body: markup }).replaceAll("<", "\\u003c");
    document.body.append(block);
  }

  /** Restore the page as it was built in a copy that was saved later; false where the copy lacks what that takes. */
  async function restore() {
    await parsed;
    for (const style of document.querySelectorAll("[data-unpacked]")) style.remove();
    if (!document.getElementById("mapgen-packed")) return false;
    try {
      const { lang, title, body } = JSON.parse(document.getElementById("mapgen-built").textContent);
      const scripts = document.body.querySelectorAll("script"); // which have run, and do not run again; and the data
      root.lang = lang;
      document.title = title;
      const built = new DOMParser().parseFromString(body, "application/xhtml+xml").documentElement;
      if (built.localName !== "body") return false;
      document.body.replaceChildren(...built.childNodes, ...scripts);
      return true;
    } catch {
      return false;
    }
  }

  if (!("DecompressionStream" in globalThis)) return;
  if (root.classList.contains("saved") || document.querySelector(".folium-map").hasChildNodes()) {
    root.classList.add("saved");
    show(false);
    if (!(await restore())) {
      for (const use of document.querySelectorAll("use")) use.setAttribute("href", use.href.baseVal.replace(/^[^#]*/, "")); // as built
      return;
    }
    root.classList.remove("saved");
    show(true);
  } else keep();
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter(); // written to directly: a stream of a blob goes through another process
  writer.write(decode(document.getElementById("mapgen-packed").textContent));
  writer.close();
  const chunks = await read(readable.getReader());
  const [names, ...texts] = split(join(chunks));
  globalThis.mapgenData = {};
  root.classList.add("starting"); // the styles say what need not be laid out for the map
  for (const [index, name] of names.split(" ").entries()) {
    if (name === "style" || name === "script") {
      const element = document.createElement(name);
      element.textContent = texts[index];
      if (name === "style") element.media = "not all"; // so it is in a saved copy
      element.dataset.unpacked = "";
      document.head.append(element);
      if (name === "style") element.sheet.media.mediaText = "all";
      else element.remove(); // it has run
    } else globalThis.mapgenData[name] = texts[index];
  }
  root.classList.remove("starting");
})();
