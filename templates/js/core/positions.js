// Positions as the reader sees and types them: two decimals of a degree, because the data are no finer.

import { read } from "./data.js";
import * as i18n from "./i18n.js";
import { chosen } from "./state.js";

const DECIMALS = 2;
const HALVES = { N: 1, S: -1, E: 1, W: -1 };

function half(degrees, plus, minus) {
  const n = i18n.number(Math.abs(degrees), DECIMALS, DECIMALS);
  return i18n.filled(i18n.say(degrees < 0 ? minus : plus).text, { n });
}

/**
 * Write a position in words: "39.03° N, 125.75° E".
 * @param {[number, number]} position lon, lat
 */
export function inWords([lon, lat]) {
  return `${half(lat, "ui:north", "ui:south")}, ${half(lon, "ui:east", "ui:west")}`;
}

/**
 * Write a position in words, after the name of the city that the map has there: a pin may have come from a search for it.
 * @param {[number, number]} position lon, lat
 */
export function withCity(position) {
  const text = asText(position);
  const city = read("basemap").labels.find(({ kind, lon, lat }) => kind === "city" && asText([lon, lat]) === text);
  if (!city) return inWords(position);
  const name = city.names[chosen.language] ?? city.names.en;
  return i18n.filled(i18n.say("ui:take_bracket").text, { words: name, more: inWords(position) });
}

/**
 * Write a position as map programs read it: "39.03, 125.75".
 * @param {[number, number]} position lon, lat
 */
export function asText([lon, lat]) {
  return `${lat.toFixed(DECIMALS)}, ${lon.toFixed(DECIMALS)}`;
}

/** Read one coordinate: degrees, or degrees with minutes, or with minutes and seconds; null if it is neither. */
function coordinate(text) {
  const found = /^([+-]?\d+(?:\.\d+)?)\s*°?\s*(?:(\d+(?:\.\d+)?)\s*'?\s*(?:(\d+(?:\.\d+)?)\s*"?)?)?$/u.exec(text.trim());
  if (!found) return null;
  const [degrees, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  if (minutes >= 60 || seconds >= 60) return null;
  return (found[1].startsWith("-") ? -1 : 1) * (Math.abs(degrees) + minutes / 60 + seconds / 3600);
}

/** The two coordinates in a text, each with the letter of its half of the world if it has one. */
function halves(text) {
  const plain = text
    .toUpperCase()
    .replace(/[−–]/gu, "-")
    .replace(/[º˚]/gu, "°")
    .replace(/[′’ʹ]/gu, "'")
    .replace(/″|”|''/gu, '"');
  const after = /^(.+?)([NSEW])[\s,;]*(.+?)([NSEW])$/u.exec(plain.trim());
  if (after) return [after.slice(1, 3), after.slice(3, 5)];
  const before = /^([NSEW])(.+?)[\s,;]*([NSEW])(.+)$/u.exec(plain.trim());
  if (before) return [before.slice(1, 3).toReversed(), before.slice(3, 5).toReversed()];
  const bare = /^([^,;]+)[,;]([^,;]+)$/u.exec(plain) ?? /^\s*(\S+[.°]\S*)\s+(\S+[.°]\S*)\s*$/u.exec(plain);
  return bare
    ? [
        [bare[1], ""],
        [bare[2], ""],
      ]
    : [];
}

/**
 * Read a position from what was typed: "39.03, 125.75", "39°02'N 125°45'E". Latitude comes first, unless letters or the
 * numbers themselves say otherwise.
 * @param {string} text
 * @returns {[number, number] | null} lon, lat
 */
export function parse(text) {
  const pair = halves(text).map(([degrees, letter]) => ({ value: coordinate(degrees), letter }));
  if (pair.length !== 2 || pair.some(({ value }) => value === null)) return null;
  const signed = pair.map(({ value, letter }) => value * (HALVES[letter] ?? 1));
  const lonFirst = "EW".includes(pair[0].letter || "-") || (!pair[0].letter && Math.abs(signed[0]) > 90);
  const [lat, lon] = lonFirst ? signed.toReversed() : signed;
  const isOdd = pair[0].letter && "EW".includes(pair[0].letter) === "EW".includes(pair[1].letter); // twice north, or the like
  return !isOdd && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}
