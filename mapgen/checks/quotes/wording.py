"""Compare wordings as a reader would: normalise a text, count its words, find a quote in it or the nearest passage."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
ARABIC_SCRIPT = {
    **dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩"), "0123456789", strict=True)),
    **dict(zip(map(ord, "۰۱۲۳۴۵۶۷۸۹"), "0123456789", strict=True)),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىي"), "ی"),
    ord("ك"): "ک",
    ord("٫"): ".",
    ord("٬"): "'",
    ord("ـ"): None,
    **dict.fromkeys(range(0x64B, 0x653)),
    **dict.fromkeys([0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
}
"""What the Arabic script writes in several ways: digits, separators, letters; signs for vowels and direction go."""
CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of scripts without spaces between words: Chinese characters and kana."""
WORD = re.compile(rf"[{CJK}]{{1,2}}|[^\s{CJK}]*[^\W{CJK}][^\s{CJK}]*")
UNIFIED = {ord(mark): "'" for mark in '"`´‘’‚‛“”„‟«»‹›「」『』〝〞〟'} | {ord(dash): "-" for dash in "‐‑‒–—―−~∼〜⁓"}
LEFT_OUT = re.compile(r"\s*(?:\[\s*\.{3,}\s*\]|\(\s*\.{3,}\s*\)|\.{3,})\s*")
TOKEN = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
MAX_SEARCHED = 1_000_000
"""How many characters of a text are searched for the nearest passage, which is only a hint in a message."""
MAX_PASSAGE = 160
NEAR_ENOUGH = 0.34
"""The share of a quote's words that a passage must contain to be shown as the nearest."""
_FOLDED = INVISIBLE | ARABIC_SCRIPT


def folded(text: str) -> str:
    """Return a text in compatibility form (Unicode NFKC) and lower case, without invisible characters.

    Arabic-Indic and Persian digits become European ones; letters that Arabic and Persian write differently become one.
    """
    return unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold()


def comparable(text: str) -> str:
    """Return a text in which quotes are sought: `folded`, with one kind of quotation mark, dash and space.

    Line breaks become spaces. A space beside a Chinese character or kana is removed: it was only a line break.
    """
    plain = " ".join(folded(text).translate(UNIFIED).split())
    return plain if plain.isascii() else re.sub(rf"(?<=[{CJK}]) | (?=[{CJK}])", "", plain)


def word_count(text: str) -> int:
    """Count words: runs between spaces that contain a letter or digit; two Chinese characters or kana are a word."""
    return len(WORD.findall(text))


def holds(text: str, quote: str) -> bool:
    """Return whether a text that is already `comparable` contains a quote; an ellipsis in the quote skips words.

    A part of the quote that begins or ends inside a word or number of the text does not count.
    """
    parts = [part for part in LEFT_OUT.split(comparable(quote)) if part]
    place = 0
    for part in parts:
        place = _end_of(text, part, place)
        if place < 0:
            return False
    return bool(parts)


def _end_of(text: str, part: str, start: int) -> int:
    while (found := text.find(part, start)) >= 0:
        end = found + len(part)
        cut_before = re.compile(r"[a-z0-9]$|\d[.,]$" if part[0].isdecimal() else r"[a-z0-9]$")
        inside = part[0].isalnum() and cut_before.search(text, max(0, found - 2), found)
        if not (inside and _is_plain(part[0])) and not (_is_plain(part[-1]) and _is_plain(text[end : end + 1])):
            return end
        start = found + 1
    return -1


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def nearest(text: str, quote: str) -> str | None:
    """Return the passage of a text that shares most words with a quote, or None if no passage shares a third of them.

    Parameters
    ----------
    text : str
        The text as it was read; its first million characters are searched.
    quote : str

    Returns
    -------
    str or None
        In the wording of the text, with single spaces, cut after 160 characters.
    """
    wanted = Counter(token[0] for token in TOKEN.finditer(folded(quote)))
    length = wanted.total() + wanted.total() // 4 + 1  # longer than the quote: the text may have words in between
    tokens = list(TOKEN.finditer(text, 0, MAX_SEARCHED))
    folds = {word: folded(word) for word in {token[0] for token in tokens}}  # each word once: texts repeat them
    words = [folds[token[0]] for token in tokens]
    missing = Counter(wanted)
    shared, best, best_end = 0, 0, 0
    for index, word in enumerate(words):
        if word in wanted:
            missing[word] -= 1
            shared += missing[word] >= 0
        if index >= length and (gone := words[index - length]) in wanted:
            shared -= missing[gone] >= 0
            missing[gone] += 1
        if shared > best:
            best, best_end = shared, index
    if not best or best < NEAR_ENOUGH * wanted.total():
        return None
    first = next(index for index in range(max(0, best_end - length + 1), best_end + 1) if words[index] in wanted)
    passage = re.sub(r"\s+", " ", text[tokens[first].start() : tokens[best_end].end()].translate(INVISIBLE))
    return passage if len(passage) <= MAX_PASSAGE else f"{passage[:MAX_PASSAGE]}..."
