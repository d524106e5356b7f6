"""Write names of other scripts in Latin letters, roughly: well enough for an id that can be read and typed."""

from __future__ import annotations

import unicodedata

INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
HANGUL_FIRST = 0xAC00

KANA = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo "
        "ya yu yo ra ri ru re ro wa o n "
        "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po vu".split(),
        strict=True,
    )
)
SMALL_KANA = dict(zip("ぁぃぅぇぉゃゅょ", "a i u e o ya yu yo".split(), strict=True))
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u".split(" "),
        strict=True,
    )
)
ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکی",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a  a i a w y p ch zh g k y".split(" "),
        strict=True,
    )
)
GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
LETTERS = {**KANA, **CYRILLIC, **ARABIC, **GREEK, **LATIN}


def romanised(text: str) -> str:
    """Return a text in small Latin letters; letters of scripts without a table here, such as Chinese, stay."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    written: list[str] = []
    for letter in plain:
        code = ord(letter) - HANGUL_FIRST
        if 0 <= code < 19 * 21 * 28:
            written.append(INITIALS[code // 588] + VOWELS[code // 28 % 21] + FINALS[code % 28])
        elif "ァ" <= letter <= "ヴ":
            _add_kana(written, chr(ord(letter) - 0x60))
        elif "ぁ" <= letter <= "ゔ":
            _add_kana(written, letter)
        elif letter not in "ー":
            written.append(LETTERS.get(letter, letter))
    bare = unicodedata.normalize("NFKD", "".join(written))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _add_kana(written: list[str], letter: str) -> None:
    """Add a letter of hiragana; a small one changes the end of the one before it."""
    before = written[-1] if written else ""
    if letter in SMALL_KANA:
        small = SMALL_KANA[letter]
        if before[-1:] in ("i", "u", "e", "o") and len(before) > 1:
            stem = before[:-1]
            small = small[1:] if small[0] == "y" and stem in ("sh", "ch", "j") else small
            written[-1] = stem + small
        else:
            written.append(small)
    elif letter != "っ":
        doubled = before == ""  # a small tsu leaves an empty mark that doubles the next consonant
        sound = KANA.get(letter, letter)
        written.append(sound if not (doubled and written) else sound[:1] + sound)
    else:
        written.append("")
