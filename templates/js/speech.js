"use strict";

// Every text stands ready in every language: speaking another one swaps texts by key.
mapgen.speech = (() => {
  const texts = mapgen.read("mapgen-texts");

  /** Return a text in the chosen language, else in English, with the language it is in. */
  function say(key) {
    const tag = mapgen.state.chosen.language;
    return key in texts[tag] ? { text: texts[tag][key], tag } : { text: texts.en[key], tag: "en" };
  }

  function swap(root, language) {
    for (const element of root.querySelectorAll("[data-t]")) {
      const { text, tag } = say(element.dataset.t);
      element.textContent = text;
      if (tag === language) element.removeAttribute("lang");
      else element.lang = tag;
    }
    for (const element of root.querySelectorAll("[data-t-label]")) {
      const number = element.dataset.number ? ` (${element.dataset.number})` : "";
      element.setAttribute("aria-label", say(element.dataset.tLabel).text + number);
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

  return { say };
})();
