"""Know the country of a row: by its position, and by what the table calls it."""

from __future__ import annotations

import csv
import unicodedata
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from mapgen.catalog.countries import countries_at_each, is_country
from mapgen.catalog.positions import BORDER_SLACK_KM, OTHER_CODES, position_doubt
from mapgen.errors import CellError, shown
from mapgen.records.model import Site
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACELESS = {"id": "-", "name": "-", "kind": "-", "status": "-", "position_note": "-"}
"""What a site must have beside its place."""


def country_code(text: str) -> str:
    """Return the ISO 3166-1 code of a country that a table names.

    Parameters
    ----------
    text : str
        A code of two or three letters, or a name in a language of the product.

    Returns
    -------
    str

    Raises
    ------
    CellError
        If no country is known by it.
    """
    code = text.strip().upper()
    code = OTHER_CODES.get(code, code)
    found = code if len(code) == 2 and code.isascii() and is_country(code) else _names().get(_plain(text))
    if found is None:
        msg = f"{shown(text)} is no country that mapgen knows; write its code of ISO 3166-1, e.g. KP"
        raise CellError(msg)
    return found


def countries_of(positions: Sequence[tuple[float, float]]) -> list[tuple[str, ...]]:
    """Return the countries of many positions: of one at sea, those within 25 km."""
    if not positions:
        return []
    lons, lats = np.array(positions, dtype=float).T
    found = countries_at_each(lons, lats)
    at_sea = [index for index, there in enumerate(found) if not there]
    if at_sea:
        near = countries_at_each(lons[at_sea], lats[at_sea], BORDER_SLACK_KM)
        for index, there in zip(at_sea, near, strict=True):
            found[index] = there
    return found


def country_problem(country: str, position: tuple[float, float], there: Sequence[str]) -> str | None:
    """Say what is wrong with a position that is not in the country that the table names, or return None."""
    if country in there:
        return None
    lon, lat = position
    with suppress(ValidationError):
        site = Site.model_validate({**_PLACELESS, "country": country, "lon": lon, "lat": lat, "uncertainty_km": 1.0})
        doubt = position_doubt(site)
        return doubt.message if doubt and doubt.grave else None
    return None


@cache
def _names() -> dict[str, str]:
    """Return the code by each name, in small letters without accents."""
    with (folder("geodata") / "country_names.csv").open(encoding="utf-8", newline="") as file:
        return {_plain(name): row[0] for row in csv.reader(file) for name in row[1:]}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if letter.isalnum())
