"""Turn bytes into text: the encoding is told by a byte-order mark, else by what it makes of the bytes."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from mapgen.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, with whose mark it begins
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE_BYTES = 4_000
MIN_SHARE = 0.8
"""The share of letters beyond ASCII that must belong to the script of an encoding."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
MIN_KANA = 0.1
"""The share of kana that shows Japanese: Korean and Chinese texts have next to none where EUC-JP has them."""
CYRILLIC_WORD = re.compile(
    rb"(?<![\xc0-\xff\xa8\xb8])(?=[\xc0-\xff\xa8\xb8]{3})[\xc0-\xdf\xa8]*[\xe0-\xff\xb8]*(?![\xc0-\xdf\xa8])"
)
"""Words of three letters or more, with no capital after a small letter."""
ARABIC_WORD = re.compile(
    rb"[\x81\x8d-\x90\x98\x9a\x9f\xaa\xc0-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5\xf6\xf8\xfa]{3,}"
)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file, and the name of its encoding.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    tuple of str
        The text without byte-order mark; e.g. ``utf-8``, ``utf-16``, ``cp949``, ``cp932`` or ``cp1252``.

    Raises
    ------
    FileError
        If no encoding fits, or the file is no text.
    """
    for encoding in [*_marked(content), "utf-8", *_likely(content), "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-sig")
    msg = "is not text in an encoding that mapgen knows; save it as UTF-8"
    raise FileError(msg)


def _marked(content: bytes) -> list[str]:
    marked = [encoding for mark, encoding in MARKS.items() if content.startswith(mark)]
    head = content[:SAMPLE_BYTES]
    if not marked and len(head) > 1 and head.count(0) > len(head) // 4:  # Latin text in UTF-16: every other byte is 0
        marked = ["utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"]
    return marked


def _likely(content: bytes) -> list[str]:
    """Return the encodings before UTF-8 whose script the bytes make sense in, the likeliest first."""
    return [encoding for encoding, share in _SHARES.items() if _fits(content, encoding, share)]


def _fits(content: bytes, encoding: str, share: Callable[[str, bytes], float]) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = "".join(NOT_ASCII.findall(text))
    return bool(letters) and share(letters, content) >= MIN_SHARE


def _korean(letters: str, _: bytes) -> float:
    """Return the share of common Hangul: the syllables of KS X 1001, which euc_kr has."""
    common = [letter for letter in letters if "가" <= letter <= "힣" and len(letter.encode("euc_kr", "ignore")) == 2]
    return len(common) / len(letters)


def _japanese(letters: str, _: bytes) -> float:
    """Return the share of kana and Chinese characters, if there are kana: accents before letters become the latter."""
    return _chinese(letters, _) if any("ぁ" <= letter <= "ヶ" for letter in letters) else 0.0


def _unix_japanese(letters: str, _: bytes) -> float:
    """Return the same, if there are more kana than other texts have by chance."""
    kana = sum("ぁ" <= letter <= "ヶ" for letter in letters)
    return _chinese(letters, _) if kana >= MIN_KANA * len(letters) else 0.0


def _chinese(letters: str, _: bytes) -> float:
    """Return the share of Chinese characters; in their narrow encoding, accents of other texts do not become any."""
    return sum("\u3000" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff5e" for letter in letters) / len(letters)


def _rarer_chinese(letters: str, _: bytes) -> float:
    """Return the share of Chinese characters that the narrow encoding has: the wide one makes some of anything."""
    narrow = [letter for letter in letters if letter.encode("gb2312", "ignore")]
    return _chinese("".join(narrow), _) * len(narrow) / len(letters) if narrow else 0.0


def _russian(_: str, content: bytes) -> float:
    """Return the share of bytes that stand in words of such bytes; accents in Latin words stand alone."""
    return _in_words(CYRILLIC_WORD, content)


def _arabic(_: str, content: bytes) -> float:
    """Return the share of bytes that stand in words of Arabic letters."""
    return _in_words(ARABIC_WORD, content)


def _in_words(word: re.Pattern[bytes], content: bytes) -> float:
    return sum(map(len, word.findall(content))) / max(1, sum(byte >= 0x80 for byte in content))


_SHARES: dict[str, Callable[[str, bytes], float]] = {
    "euc_jp": _unix_japanese,
    "cp949": _korean,
    "cp932": _japanese,
    "cp1251": _russian,
    "cp1256": _arabic,
    "gb2312": _chinese,
    "gb18030": _rarer_chinese,
}
