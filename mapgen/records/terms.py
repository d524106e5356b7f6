"""Define the terms of the vocabularies: site kinds with their symbols, statuses, and plain terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mapgen.records.fields import Many, Record, SomeLines, Text


class Term(Record):
    """One term of a vocabulary."""

    labels: SomeLines
    """by language tag"""
    description: Text | None = None
    """own words"""


class SiteKind(Term):
    """A kind of site: its symbol and colours."""

    symbol: Text
    """a symbol of vocab/symbol.toml"""
    colour: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    """on the light theme"""
    colour_dark: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    """on the dark theme"""
    rank: Annotated[int, Field(ge=1, le=9)]
    """1 = labelled first"""


class Symbol(Record):
    """The drawing of a symbol, in a square from -8 to 8 around (0, 0), y downwards."""

    path: Annotated[str, Field(pattern=r"^[Mm][MmZzLlHhVvCcSsQqTtAa0-9 .,+-]*$", max_length=2000)]
    """path data of SVG"""
    open: bool = False
    """drawn as an outline, not filled"""


class Status(Term):
    """A status of a missile or a site."""

    faded: bool = False
    """drawn faded: the place is no longer, or not yet, what its kind says"""
    records: Many[Literal["missile", "site"]] = ()
    """the kinds of record that may have it; both where absent"""

    def is_for(self, kind: str) -> bool:
        """Whether a kind of record, ``missile`` or ``site``, may have it."""
        return not self.records or kind in self.records
