// Dark follows the reader's system until the reader says otherwise; nothing is stored.

const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Change from light to dark, or back. */
export function toggle() {
  root.dataset.theme = isDark() ? "light" : "dark";
}
