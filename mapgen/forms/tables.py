"""Lay a map out as tables: its range figures, its sites, its sources, and what reaches what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.citations.names import reading_order
from mapgen.errors import UnknownNameError
from mapgen.forms.words import footnotes, names
from mapgen.reach.report import COLUMNS, as_row
from mapgen.reach.rule import reaches
from mapgen.records.bands import sets_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.document.compose import MapDocument
    from mapgen.reach.rule import Reach
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, RangeFigure, Site

Value = str | int | float | None
Row = dict[str, Value]


def table(document: MapDocument, name: str) -> list[Row]:
    """Return a table of a map.

    Parameters
    ----------
    document : MapDocument
    name : str
        One of `TABLES`.

    Returns
    -------
    list of dict
        All rows have the same columns in the same order. Names, kinds and dates are in the map's language.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    """
    if name not in TABLES:
        raise UnknownNameError("table", name, TABLES)
    return TABLES[name](document)


def ranges(document: MapDocument) -> list[Row]:
    """Return every published range figure of the missiles on a map, and who published it in which words."""
    return [
        _figure(document, missile, index, figure)
        for missile in document.selection.missiles
        for index, figure in enumerate(missile.ranges)
    ]


def _figure(document: MapDocument, missile: Missile, index: int, figure: RangeFigure) -> Row:
    source = document.selection.sources[figure.source]
    return {
        "missile": missile.id,
        "missile_name": document.text(f"missile:{missile.id}"),
        "class": document.text(f"class:{missile.missile_class}"),
        "status": document.text(f"status:{missile.status}"),
        "low_km": figure.low_km,
        "high_km": figure.high_km,
        "figure": document.text(f"figure:{missile.id}:{index}"),
        "kind": figure.kind,
        "kind_name": document.text(f"range:{figure.kind}"),
        "qualifier": figure.qualifier,
        "sets_limit": _yes(sets_limit(missile, figure)),
        "not_rechecked": None if figure.verified else "yes",
        "said_by": figure.said_by,
        "quote": figure.quote,
        "derived": figure.derived,
        "note": figure.note,
        "source": figure.source,
        "footnote": document.numbers[figure.source],
        "publisher": source.publication,
        "issued": _issued(source),
        "url": source.url,
    }


def sites(document: MapDocument) -> list[Row]:
    """Return every site of a map; one whose location is not public has no longitude and latitude."""
    selection = document.selection
    roles = {site.id: role for role in ("origin", "place", "listed") for site in _of_role(document, role)}
    return [_site(document, site, roles[site.id]) for site in selection.sites]


def _of_role(document: MapDocument, role: str) -> tuple[Site, ...]:
    selection = document.selection
    return {"origin": selection.origins, "place": selection.places, "listed": selection.listed}[role]


def _site(document: MapDocument, site: Site, role: str) -> Row:
    ids = list(dict.fromkeys([*(claim.source for claim in site.claims), *filter(None, [site.position_source])]))
    return {
        "site": site.id,
        "name": document.text(f"site:{site.id}"),
        "role": role,
        "kind": site.kind,
        "kind_name": document.text(f"kind:{site.kind}"),
        "country": site.country,
        "status": site.status,
        "status_name": document.text(f"status:{site.status}"),
        "lon": site.lon,
        "lat": site.lat,
        "uncertainty_km": site.uncertainty_km,
        "position_note": site.position_note,
        "operator": site.operator,
        "first_reported": site.first_reported,
        "missiles": " ".join(site.missiles),
        "missile_names": names(document, "missile", site.missiles),
        "claims": "\n".join(claim.text for claim in site.claims) or None,
        "sources": " ".join(ids),
        "footnotes": footnotes(document, ids),
        "publishers": _publishers(document, ids),
    }


def sources(document: MapDocument) -> list[Row]:
    """Return every source that a map cites, in the order of the footnotes."""
    return [_source(document, number, source) for number, source in enumerate(document.selection.cited, start=1)]


def _source(document: MapDocument, number: int, source: Source) -> Row:
    kind = source.custom.source_type
    return {
        "footnote": number,
        "source": source.id,
        "type": source.type,
        "kind": kind,
        "kind_name": document.text(f"source:{kind}") if kind else None,
        "authors": "; ".join(reading_order(name) for name in source.author) or None,
        "title": source.plain_title,
        "publication": source.publication,
        "publisher": source.publisher,
        "issued": _issued(source),
        "accessed": source.accessed.interval if source.accessed else None,
        "language": source.language,
        "url": source.url,
        "archive_url": source.custom.archive_url,
    }


def reach(document: MapDocument) -> list[Row]:
    """Return for each origin, missile and place the row of ``mapgen reach --format csv``, and the names behind it."""
    return [{**as_row(each), **_names(document, each)} for each in reaches(document.selection)]


def _names(document: MapDocument, each: Reach) -> Row:
    stances = (("that_reach", "reaches"), ("that_fall_short", "short"), ("that_leave_it_open", "open"))
    ids = {key: list(dict.fromkeys(figure.source for figure in each.figures(stance))) for key, stance in stances}  # type: ignore[arg-type]
    return {
        "missile_name": document.text(f"missile:{each.missile.id}"),
        "origin_name": document.text(f"site:{each.origin.id}"),
        "origin_kind": document.text(f"kind:{each.origin.kind}"),
        "place_name": document.text(f"site:{each.place.id}"),
        "place_kind": document.text(f"kind:{each.place.kind}"),
        "place_country": each.place.country,
        "answer": document.text(f"ui:{each.reach}"),
        "band": document.text(f"band:{each.missile.id}"),
        **{f"publishers_{key}": _publishers(document, found) for key, found in ids.items()},
        **{f"footnotes_{key}": footnotes(document, found) for key, found in ids.items()},
    }


def _publishers(document: MapDocument, ids: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(document.selection.sources[id_].publication for id_ in ids))


def _issued(source: Source) -> str | None:
    return (source.issued.interval if source.issued.date_parts else source.issued.words) if source.issued else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"


EMPTY = {"reach": COLUMNS}
"""The header of a table without rows, where it may have none."""
TABLES = {"ranges": ranges, "sites": sites, "sources": sources, "reach": reach}
