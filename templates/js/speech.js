"use strict";

// Every text stands ready in every language: speaking another one swaps texts by key.
mapgen.speech = (() => {
  const { keys, ...texts } = mapgen.read("texts");
  const rows = new Map(keys.map((key, index) => [key, index]));

  /** Return a text in the chosen language, else in English, with the language it is in. */
  function say(key) {
    const tag = mapgen.state.chosen.language;
    const text = texts[tag][rows.get(key)];
    return text ? { text, tag } : { text: texts.en[rows.get(key)], tag: "en" };
  }

  /** Return a text in every language that has it. */
  function everywhere(key) {
    return Object.values(texts).flatMap((column) => column[rows.get(key)] || []);
  }

  /** Write a number with at most so many decimals. */
  function number(value, decimals = 0) {
    return new Intl.NumberFormat(mapgen.state.chosen.language, { maximumFractionDigits: decimals }).format(value);
  }

  /** Write a distance: in whole km from 10 km on, below that with one decimal. */
  function km(value) {
    return say("form:km").text.replace("{n}", number(value, value < 10 ? 1 : 0));
  }

  /** Write a date in the chosen language. */
  function write(time) {
    time.dateTime ||= time.textContent;
    time.textContent = say(`date:${time.dateTime}`).text;
  }

  /** Make a date of the form 2025, 2025-08 or 2025-08-20. */
  function date(iso) {
    const time = document.createElement("time");
    time.dateTime = iso;
    write(time);
    return time;
  }

  function swap(root, language) {
    for (const element of root.querySelectorAll("[data-t]")) {
      const { text, tag } = say(element.dataset.t);
      element.textContent = text;
      if (tag === language) element.removeAttribute("lang");
      else element.lang = tag;
    }
    for (const element of root.querySelectorAll("time")) write(element);
    for (const element of root.querySelectorAll("[data-t-label]")) {
      const count = element.dataset.number ? ` (${element.dataset.number})` : "";
      element.setAttribute("aria-label", say(element.dataset.tLabel).text + count);
    }
  }

  mapgen.state.listen(({ language }, patch) => {
    if (!("language" in patch)) return;
    document.documentElement.lang = language;
    document.title = say("title").text;
    swap(document, language);
    for (const element of document.querySelectorAll("[data-language]")) {
      element.hidden = element.dataset.language !== language;
    }
    for (const button of document.querySelectorAll("[data-does='speak']")) {
      button.setAttribute("aria-pressed", String(button.value === language));
    }
  });

  for (const element of document.querySelectorAll("time")) write(element);

  return { say, everywhere, number, km, date };
})();
