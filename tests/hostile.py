"""A catalog whose every text tries to break out of the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SITE = "hostile-site"
MISSILE = "hostile-missile"
STORY = "hostile"
SOURCE = "hostile\"><script>alert('id')</script>"
ADDRESS = "https://example.org/?q='onload=alert(1)&amp;`{{7*7}}${7*7}]]javascript:alert(1)"
PAYLOAD = (
    "</script><script>alert(1)</script> </style></title></textarea>--><!-- \"><img src=x onerror=alert(1)>' "
    "onfocus='alert(1) {{7*7}} {% raw %} ${7*7} \\u003cb\\u003e &lt;i&gt; &amp; javascript:alert(1) ]]> \u2028\u2029end"
)
SHORT = "<b>'\"&lt;{{7*7}}"  # for the map, where long names find no room


@dataclass(frozen=True)
class Hostile:
    """The page of the hostile catalog, and the words that went into it.

    Attributes
    ----------
    page : pathlib.Path
        Built page.
    site : str
        Id of the site.
    """

    page: Path
    site: str = SITE

    def text(self, name: str) -> str:
        """Return the text of a field of the catalog."""
        return text(name)


def text(name: str) -> str:
    """Return a hostile text that can be told from all others."""
    return f"{name}: {PAYLOAD} of {name}"


def toml(value: Any) -> str:
    """Write a value as TOML: its strings take the escapes of JSON, its inline tables an equals sign."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write a record as a TOML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in record.items()), "utf-8")


def write_catalog(folder: Path) -> None:
    """Write the catalog, in the layout of ``geodata/``."""
    figure = {"low_km": 500, "high_km": 900, "kind": "estimated", "source": SOURCE}
    missile = {
        "name": text("missile"),
        "family": text("family"),
        "class": "hostile_class",
        "status": "hostile_status",
        "names": {"ko": SHORT},
        "aliases": [text("missile alias")],
        "notes": text("missile note"),
        "ranges": [figure | {"quote": text("quote"), "said_by": text("said by"), "note": text("figure note")}],
    }
    site = {
        "name": text("site"),
        "kind": "hostile_kind",
        "country": "KP",
        "status": "hostile_status",
        "labels": {"en": SHORT},
        "aliases": [text("site alias")],
        "operator": text("operator"),
        "lon": 126.5,
        "lat": 39.5,
        "uncertainty_km": 2.5,
        "position_note": text("position"),
        "missiles": [MISSILE],
        "claims": [{"text": text("claim"), "source": SOURCE, "quote": text("claim quote"), "note": text("claim note")}],
        "contradictions": [{"text": text("contradiction"), "sources": [SOURCE]}],
        "notes": text("site note"),
    }
    story = {
        "title": {"en": text("title")},
        "summary": {"en": f"{text('summary')} [@{ARTICLE}]"},
        "as_of": "2026-11-23",
        "languages": ["en", "id", "ko", "ja"],
        "missiles": [MISSILE, "hwasong-11ga"],
        "origins": {"ids": [SITE, "sinpung-dong"]},
        "places": {"ids": ["seoul"]},
        "sources": [ARTICLE],
        "claims": [
            {"said_by": text("chain by"), "source": SOURCE, "quote": text("chain quote"), "text": {"en": text("chain")}}
        ],
    }
    write_record(folder / "missiles" / f"{MISSILE}.toml", missile)
    write_record(folder / "sites" / f"{SITE}.toml", site)
    write_record(folder / "stories" / f"{STORY}.toml", story)
    kind = {"symbol": "diamond", "colour": "#123456", "colour_dark": "#abcdef", "rank": 1}
    terms: dict[str, dict[str, Any]] = {
        "site_kind": {"hostile_kind": kind | {"labels": {"en": text("kind label")}}},
        "status": {"hostile_status": {"labels": {"en": text("status label")}}},
        "missile_class": {"hostile_class": {"labels": {"en": text("class label")}}},
    }
    for name, vocabulary in terms.items():
        write_record(folder / "vocab" / f"{name}.toml", vocabulary)
    (folder / "sources.json").write_text(json.dumps(SOURCES), "utf-8")


ARTICLE = "hostile-article"
SOURCES = [
    {
        "id": SOURCE,
        "type": "webpage",
        "title": text("source"),
        "author": [{"literal": text("author")}, {"family": text("family name"), "given": text("given name")}],
        "container-title": text("publication"),
        "publisher": text("publisher"),
        "URL": ADDRESS,
        "issued": {"literal": text("issued")},
        "accessed": {"date-parts": [[2026, 11, 23]]},
        "language": "en",
        "note": text("source note"),
        "custom": {"seen_as": text("seen as")},
    },
    {"id": ARTICLE, "type": "article", "title": text("article"), "language": "en"},
]
