// A cell of a table for a spreadsheet, as mapgen/reach/report.py writes it.

import { FORMULA_SIGNS } from "./constants.json";

/**
 * Write a value as a cell of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param {string | number | null | undefined} value
 */
export function cell(value) {
  const isFormula = typeof value === "string" && FORMULA_SIGNS.some((sign) => value.startsWith(sign));
  const text = `${isFormula ? "'" : ""}${value ?? ""}`;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
