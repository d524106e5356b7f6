"""A small catalog whose sources and sites are named as libraries all over the world name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.hostile import write_record

if TYPE_CHECKING:
    from pathlib import Path

STORY, SITE, MISSILE = "world", "world-site", "world-missile"
HEBREW_SITE, PERSIAN_SITE = "בסיס הניסוי", "پایگاه آزمایش"
HEBREW_QUOTE = "טווח של 500 ק״מ"


def _person(family: str, given: str, **others: str) -> dict[str, str]:
    return {"family": family, "given": given, **{key.replace("_", "-"): part for key, part in others.items()}}


SOURCES: list[dict[str, Any]] = [
    {
        "id": "hebrew", "type": "article-newspaper", "title": "האם הטילים יגיעו?", "container-title": "הארץ (Haaretz)",
        "author": [_person("לוי", "דוד"), _person("Berg", "Jan", non_dropping_particle="van den")],
        "issued": {"date-parts": [[2024, 9, 24], [2024, 9, 26]]}, "language": "he", "URL": "https://example.org/he",
        "accessed": {"raw": "2026-11-20/22"},
    },
    {
        "id": "zotero", "type": "report", "issued": {"raw": "2020-05/2020-06"},
        "title": 'The <i>Hwasong-11</i> at 10<sup>3</sup> km: <span class="nocase">iPhone</span> < 300 km and > 500 km',
        "author": [_person("King", "Martin Luther", suffix="Jr.")],
    },
    {
        "id": "korean", "type": "webpage", "title": "사거리는 얼마인가?", "publisher": "예시 <i>신문</i>",
        "language": "ko",
        "author": [_person("김", "정민"), {"name": "Example Institute"}], "issued": {"raw": "2020-03-17"},
    },
]  # fmt: skip


def write_catalog(folder: Path) -> None:
    """Write the catalog, in the layout of ``geodata/``."""
    figure = {"low_km": 500, "high_km": 500, "kind": "estimated"}
    missile = {
        "name": "World missile", "family": "world", "class": "srbm", "status": "operational", "aliases": ["شهاب-۳"],
        "ranges": [
            figure | {"source": "hebrew", "quote": HEBREW_QUOTE, "said_by": "דובר צה״ל"},
            figure | {"source": "zotero"},
            figure | {"source": "korean"},
        ],
    }  # fmt: skip
    site = {
        "name": HEBREW_SITE, "kind": "missile_base", "country": "KP", "status": "reported_active", "lon": 126.5,
        "lat": 39.5, "uncertainty_km": 2.5, "position_source": "hebrew", "aliases": [PERSIAN_SITE],
        "claims": [
            {"text": "Reported.", "source": "hebrew", "quote": HEBREW_QUOTE},
            {"text": "Reported too.", "source": "zotero"},
        ],
    }  # fmt: skip
    story = {
        "title": {"en": "World"}, "as_of": "2026-11-23", "languages": ["en", "ko"], "missiles": [MISSILE],
        "origins": {"ids": [SITE]}, "places": {"ids": ["seoul"]},
    }  # fmt: skip
    write_record(folder / "missiles" / f"{MISSILE}.toml", missile)
    write_record(folder / "sites" / f"{SITE}.toml", site)
    write_record(folder / "stories" / f"{STORY}.toml", story)
    (folder / "sources.json").write_text(json.dumps(SOURCES), "utf-8")
