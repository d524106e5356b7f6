"""Read numerals: digits grouped as in a language, number words, and the words and characters that multiply them."""

from __future__ import annotations

import re
from functools import cache

from mapgen.checks.quotes.wording import folded

DIGITS = re.compile(r"\d")
POINT_GROUPS = frozenset("de fr id it nl pt ru tr vi".split())
"""Languages that write 1.300 (or 1 300) for a thousand and 1,5 for one and a half."""
COMMA_GROUPS = frozenset("en ja ko th zh".split())
"""Languages that write 1,300 and 1.5. In other languages (Spanish writes both ways) both readings are possible."""

CHARACTERS = {
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    **dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True)),
    "〇": 0, "零": 0, "两": 2, "兩": 2, "륙": 6,
}  # fmt: skip
CHARACTER_SCALES = {
    "십": 10,
    "十": 10,
    "백": 100,
    "百": 100,
    "천": 1000,
    "千": 1000,
    "만": 10_000,
    "万": 10_000,
    "萬": 10_000,
}

WORDS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "id": "satu dua tiga empat lima enam tujuh delapan sembilan",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "ru": "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать",
    "ar": "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "fa": "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
}
"""Number words of each language in order, beginning with one."""
_ARABIC_UNITS = dict(zip(range(3, 10), "ثلاث أربع خمس ست سبع ثماني تسع".split(), strict=True))
_HUNDRED = ("مئة", "مائة", " مئة", " مائة")
MORE_WORDS = {
    "en": {
        "a hundred": 100, "a thousand": 1000,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    },
    "id": {"sepuluh": 10, "seratus": 100, "seribu": 1000},
    "es": {
        "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
        "noventa": 90, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500,
        "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
    },
    "fr": {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "ru": {
        "две": 2, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70,
        "восемьдесят": 80, "девяносто": 90, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500,
        "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
    },
    "ar": {
        "اثنين": 2, "ثمان": 8, "عشر": 10, "أحد عشر": 11, "اثنا عشر": 12, "اثني عشر": 12, "مئة": 100, "مائة": 100,
        **dict.fromkeys("مئتان مئتين مئتي مائتان مائتين مائتي".split(), 200),
        **dict.fromkeys("ألفان ألفين ألفي".split(), 2000),
        **{word: value for value, word in _ARABIC_UNITS.items()},
        **{f"{word}{end} عشر": 10 + value for value, word in _ARABIC_UNITS.items() for end in ("", "ة")},
        **{f"{word}{end}": 100 * value for value, word in _ARABIC_UNITS.items() for end in _HUNDRED},
        **{f"{stem}{end}": value for value, stem in zip(range(20, 100, 10),
           "عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), strict=True) for end in ("ون", "ين")},
    },
    "fa": {
        "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90, "صد": 100,
        "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500, "ششصد": 600, "هفتصد": 700, "هشتصد": 800,
        "نهصد": 900,
    },
}  # fmt: skip
TEEN = 0
"""Marks a word that adds ten to the number before it: "lima belas" is fifteen."""
WORD_SCALES = {
    "en": {"hundred": 100, "thousand": 1000},
    "id": {"belas": TEEN, "puluh": 10, "ratus": 100, "ribu": 1000},
    "es": {"cien": 100, "ciento": 100, "mil": 1000},
    "fr": {"cent": 100, "cents": 100, "mille": 1000},
    "ru": {"сто": 100, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "тыс.": 1000, "тыс": 1000},
    "it": {"mila": 1000},
    "ar": {"ألف": 1000, "آلاف": 1000},
    "fa": {"هزار": 1000},
}
ALONE = frozenset("cien ciento mil cent mille сто тысяча ألف هزار".split())
"""Scale words that are numbers without a number before them. "Thousand" is not: "a few thousand" has no value."""
BEFORE_HYPHEN = "hundred thousand km км kilometers kilometres kilometer miles キロ 公里 킬로미터 마일".split()
"""Digits after one of these words and a hyphen are a number; after another word they are part of a name (KN-23)."""
SEVERAL = "수数數几幾"
"""Characters that mean "several": with a scale after them (several thousand) they have no exact value."""

Part = tuple[float, bool, float]
"""A value; whether it multiplies the number before it; and a number that depends on that.

The third item of a multiplier is 1 if it may be a number by itself, else 0. The third item of another part is a limit:
a part that follows is added only if it is smaller.
"""


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a part of a numeral (digits, a number word or a multiplier) in a text in lower case."""
    words = "|".join(re.escape(word) for word in sorted(_words(language), key=len, reverse=True))
    characters = "".join(each for each in [*CHARACTERS, *CHARACTER_SCALES] if each != "千")
    # "hwasong-11 600 km" does not contain 11,600: digits that belong to a name do not begin a group.
    grouped = r"(?<![^\W\d_])(?<![^\W\d_]-)(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d])(?![.,]\d{3})(?:[.,]\d+)?"
    # The 2 of km2 is not a number either; the 874 of "12-thousand-874" is one, and the 500 of "300km-500km".
    going_on = "".join(rf"|(?<={word}-)" for word in BEFORE_HYPHEN)
    plain = rf"(?:(?<![^\W\d_]-){going_on})(?<!\d)(?<!\d[.,])(?<![mм])\d+(?:[.,'’]\d+)*"
    # The Arabic "and" is one word with the next; a Persian unit may follow directly; "several thousand" has no value.
    spaced = rf"(?:(?<![^\W\d_])|(?<=\d)|(?<=\sو))(?<!چند )(?<!چندین )(?:{words})(?:(?![^\W\d_])|(?=کیلو))"
    return re.compile(rf"{grouped}|{plain}|{spaced}|(?<![{SEVERAL}])(?:[{characters}]|千(?!米))")  # 千米 is a kilometre


@cache
def _words(language: str) -> dict[str, Part]:
    """Return the number words of a language and of English, or of all languages if this one is not listed here."""
    chosen = [language, "en"] if language in WORD_SCALES else list(WORD_SCALES)
    words: dict[str, Part] = {}
    for tag in chosen:
        values = {word: value for value, word in enumerate(WORDS.get(tag, "").split(), start=1)}
        for word, value in (values | MORE_WORDS.get(tag, {})).items():
            words[folded(word)] = (value, False, _room(value) if value >= 20 else 0)
        words |= {folded(word): (scale, True, word in ALONE) for word, scale in WORD_SCALES[tag].items()}
    return words


def token_values(token: str, language: str) -> tuple[Part, ...]:
    """Return the possible meanings of a token that `token_pattern` matched."""
    if DIGITS.match(token):
        return tuple((value, False, 0) for value in digit_readings(token, language))
    if token in CHARACTERS:
        return ((CHARACTERS[token], False, 0),)
    return ((CHARACTER_SCALES[token], True, 1),) if token in CHARACTER_SCALES else (_words(language)[token],)


def digit_readings(digits: str, language: str) -> tuple[float, ...]:
    """Return the possible values of digits that contain points, commas, spaces or apostrophes.

    Parameters
    ----------
    digits : str
        Begins and ends with a digit.
    language : str
        Primary language subtag, or empty.

    Returns
    -------
    tuple of float
        Two values if the writing is ambiguous and the language does not decide; empty if it is not a number.
    """
    bare = re.sub(r"[\s'’]", "", digits)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return (float(bare),)
    last = marks[-1]
    whole, _, rest = bare.rpartition(last)
    head = re.split(r"[.,]", whole)
    grouped = len(set(marks)) == 1 and all(len(part) == 3 for part in [*head[1:], rest]) and 1 <= len(head[0]) <= 3
    grouped = grouped and not head[0].startswith("0")
    decimal = marks.count(last) == 1 and all(len(part) == 3 for part in head[1:])
    if grouped and decimal and language in COMMA_GROUPS | POINT_GROUPS:
        grouped = (last == ",") == (language in COMMA_GROUPS)
        decimal = not grouped
    readings = []
    if grouped:
        readings.append(float(re.sub(r"[.,]", "", bare)))
    if decimal:
        readings.append(float(f"{''.join(head)}.{rest}"))
    return tuple(readings)


def numeral_value(parts: tuple[Part, ...]) -> float | None:
    """Add up a numeral: each multiplier applies to the smaller values before it.

    Returns None if the parts do not form a single number. 12, thousand, 874 gives 12,874; 1, 万, 5, 千 gives 15,000;
    two, hundred, thousand gives 200,000; 300, 500 gives None.
    """
    stack: list[float] = []
    room = float("inf")
    for value, multiplies, leaves in parts:
        if multiplies:
            taken = 0.0
            while stack and stack[-1] < (10 if value == TEEN else value):
                taken += stack.pop()
            part = 10 + taken if value == TEEN else value * (taken or 1)
            if (not taken and not leaves) or (stack and part >= stack[-1]):
                return None
            stack.append(part)
            room = _room(part)
        elif value < room:
            stack.append(value)
            room = leaves
        else:
            return None
    return sum(stack)


def _room(value: float) -> float:
    """Return the largest power of ten, up to 10,000, that divides a value: only smaller parts may follow the value."""
    return next((float(scale) for scale in (10_000, 1000, 100, 10) if value % scale == 0), 0)
