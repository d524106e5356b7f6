r"""Read text as LaTeX writes it: ``Universit\'{e}`` and ``\"o`` are letters, braces only keep words together."""

from __future__ import annotations

import re
import unicodedata
from unicodedata import lookup

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
"""The combining mark of each accent command."""
GREEK = """
alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega
"""
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å",
    "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "ldots": "…",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "S": "§", "P": "¶", "dots": "…", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
}  # fmt: skip
SYMBOLS = {
    **{name: lookup(f"GREEK SMALL LETTER {name}") for name in GREEK.split()},
    **{name.capitalize(): lookup(f"GREEK CAPITAL LETTER {name}") for name in GREEK.split()},
    "lambda": "λ", "Lambda": "Λ", "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varsigma": "ς", "varrho": "ρ",
    "times": "×", "pm": "±", "cdot": "·", "sim": "∼", "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "circ": "°", "degree": "°",
    "textdegree": "°", "textmu": "µ", "euro": "€", "texteuro": "€", "pounds": "£", "textsterling": "£", "prime": "′",
    "copyright": "©", "textregistered": "®", "texttrademark": "™", "textbullet": "•", "textless": "<",
    "textgreater": ">", "textbar": "|", "textunderscore": "_", "guillemotleft": "«", "guillemotright": "»",
    "textquotesingle": "'", "quotedblbase": "„", "TeX": "TeX", "LaTeX": "LaTeX", "textendash": "–",
}  # fmt: skip
BLANKS = frozenset("quad qquad space thinspace enspace newline linebreak par hspace".split())
SILENT = frozenset(
    """
    em it bf sl sc tt rm sf itshape bfseries scshape ttfamily upshape mdseries small footnotesize large noindent relax
    protect textrm textsf texttt textup textsl textnormal text mathrm mathit mathbf mathsf mathcal ensuremath mbox hbox
    uppercase lowercase MakeUppercase MakeLowercase enquote textquote natexlab noopsort url nolinkurl path left right
    displaystyle textstyle limits
    """.split()
)
"""Commands that change how the words look, or are written for BibTeX: the words stay."""
STYLES = {"textit": "i", "emph": "i", "textbf": "b", "textsuperscript": "sup", "textsubscript": "sub", "textsc": "sc"}
_ACCENTED = re.compile(
    r"""\\(?:(['`^"~=.])\s*|([uvHckrd])(?=[{\s\\]))\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij])(?![A-Za-z])|([A-Za-z]))"""
)
_STYLED = re.compile(r"\\(textit|emph|textbf|textsuperscript|textsubscript|textsc)\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s*\{\}|\s+|(?![A-Za-z]))")
_SPACE = re.compile(r"\\(?:[,;:> \n]|\\(?:\[[^\]]*\])?)")
_NOTHING = re.compile(r"\\[!/@-]")
_LINK = re.compile(r"\\href\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*(?=\{)")
_URL = re.compile(r"\\(?:url|nolinkurl|path)\s*\{[^{}]*\}")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_KEPT = {"{": "\ue000", "}": "\ue001", "$": "\ue002", " ": "\ue003", "~": "\ue004", "-": "\ue005"}
"""Marks that are meant as letters, until those that LaTeX reads as something else are gone."""


def plain(text: str) -> str:
    """Return a text without LaTeX: accents as letters, italics and the like in Zotero's markup, no braces."""
    words = _URL.sub(lambda found: "".join(_KEPT.get(each, each) for each in verbatim(found[0])), _LINK.sub("", text))
    words = _NOTHING.sub("", _SPACE.sub(_KEPT[" "], words))
    words = _ACCENTED.sub(_accented, words)
    words = _ESCAPED.sub(lambda found: _KEPT.get(found[1], found[1]), words)
    while _STYLED.search(words):
        words = _STYLED.sub(lambda found: f"<{STYLES[found[1]]}>{found[2]}</{STYLES[found[1]]}>", words)
    words = _COMMAND.sub(_command, words)
    words = words.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", "\u00a0")
    words = re.sub(r"[{}$]", "", words)
    words = words.translate({ord(mark): letter for letter, mark in _KEPT.items()})
    return " ".join(unicodedata.normalize("NFC", words).split())


def verbatim(text: str) -> str:
    """Return an address or a DOI as it was meant: in these, a tilde is no blank, and dashes are dashes."""
    words = re.sub(r"\\(?:url|nolinkurl|path)\s*(?=\{)", "", _LINK.sub(r"{\1}", text))
    words = re.sub(r"\\textasciitilde(?:\s*\{\}|\s*)", "~", words)
    words = re.sub(r"\\([&%$#_~^])(?:\{\})?", r"\1", words)
    words = re.sub(r"\\([{}])", lambda found: _KEPT[found[1]], words)
    words = re.sub(r"[{}]", "", words)
    return words.translate({ord(mark): letter for letter, mark in _KEPT.items()}).strip()


def links(text: str) -> list[str]:
    r"""Return the addresses of ``\href``, which are no part of the words."""
    return [verbatim(address) for address in _LINK.findall(text)]


def unknown_commands(text: str) -> list[str]:
    """Return the commands that stand for something that is not known: they are lost from the words."""
    known = {*LETTERS, *SYMBOLS, *BLANKS, *SILENT, *STYLES, *ACCENTS, "href", "i", "j"}
    return [f"\\{name}" for name in dict.fromkeys(re.findall(r"\\([A-Za-z]+)", text)) if name not in known]


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4] or found[5]).lstrip("\\")
    return letter + ACCENTS[found[1] or found[2]]


def _command(found: re.Match[str]) -> str:
    name = found[1]
    letter = LETTERS.get(name) or SYMBOLS.get(name) or (" " if name in BLANKS else "")
    return _KEPT.get(letter, letter)
