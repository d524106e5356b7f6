"use strict";

// Dark follows the reader's system until the reader says otherwise; nothing is stored.
mapgen.theme = (() => {
  const root = document.documentElement;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  return {
    toggle() {
      root.dataset.theme = isDark() ? "light" : "dark";
    },
  };
})();
