"""Say how a story chooses the sites of its map."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mapgen.records.fields import Lines, Many, Record, Text


class Selector(Record):
    """Sites chosen by kind and country, by id, or both."""

    kinds: Many[Text] = ()
    """terms of vocab/site_kind.toml"""
    countries: Many[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = ()
    """ISO 3166-1 alpha-2; with kinds: only sites of these kinds in these countries"""
    ids: Many[Text] = ()
    """site ids, of any data folder"""
    from_: Literal["all"] | None = Field(default=None, alias="from")
    """all = kinds and countries choose among the sites of every data folder, not only of the story's own"""
    called: Lines = {}
    """what these sites are called together after a number, by language tag, e.g. "US bases in South Korea"; the
    takeaway counts places that have such a name, and names those that have none"""


class Origins(Selector):
    """The sites that rings are drawn from."""

    pairing: Literal["all", "reported"] = "all"
    """reported = each missile only from the sites that a source associates with it; all = from every one"""
