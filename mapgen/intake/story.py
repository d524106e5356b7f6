"""Write the story of an imported folder: a map of what is in it, to be built once its gaps are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.intake.ids import slug
from mapgen.intake.toml_text import GAPS, toml_value
from mapgen.records.csl_dates import last_day
from mapgen.records.fields import PARTIAL_DATE, line_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORIGINS = ("missile_base", "launch_site", "missile_factory")
"""The kinds of site around which rings are drawn, if there are any of them."""
MAX_IDS = 20


def story_text(name: str, missiles: Sequence[str], sites: Sequence[tuple[str, dict[str, Any]]], day: str | None) -> str:
    """Return the file of a story.

    Parameters
    ----------
    name : str
        Its title; what cannot be one, as some names of files, becomes an id.
    missiles : sequence of str
        Ids; without any, a comment says what to write.
    sites : sequence of tuple
        Id and keys of each site.
    day : str or None
        The day of which the map speaks.

    Returns
    -------
    str
    """
    kinds = list(
        dict.fromkeys(str(data["kind"]) for _, data in sites if data.get("kind") and data.get("lon") is not None)
    )
    origins = [kind for kind in kinds if kind in ORIGINS] or kinds[:1]
    places = [kind for kind in kinds if kind not in origins]
    title = slug(name, "story") if line_fault(name) else name
    lines = [
        "# A map of what was imported. Change it as you like: mapgen import does not write over it.",
        f"title = {{ en = {toml_value(title)} }}",
        f'as_of = "{day}"' if day else f"# as_of is missing: {GAPS['as_of']}",
        'languages = ["en"]',
        f"missiles = {toml_value(missiles)}" if missiles else f"# missiles is missing: {GAPS['missiles']}",
        "",
    ]
    lines += _selectors(origins, places, sites)
    return "\n".join(lines) + "\n"


def latest_day(dates: Iterable[str]) -> str | None:
    """Return the last day of the latest of some dates, or None if there is none."""
    return max((last_day(date) for date in dates if PARTIAL_DATE.fullmatch(date)), default=None)


def _selectors(origins: list[str], places: list[str], sites: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    if origins:
        lines = ["[origins]", f"kinds = {toml_value(origins)}"]
        return [*lines, "", "[places]", f"kinds = {toml_value(places)}"] if places else lines
    placed = [id_ for id_, data in sites if data.get("lon") is not None]
    if placed:
        more = f"  # and {len(placed) - MAX_IDS:,} more" if len(placed) > MAX_IDS else ""
        return ["[origins]", f"ids = {toml_value(placed[:MAX_IDS])}{more}"]
    return [f"# origins is missing: {GAPS['origins']}"]
