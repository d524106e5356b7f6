"""Define the options whose value is a day."""

from __future__ import annotations

import datetime
import os

import click

from mapgen.errors import MapgenError


def _full(_: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Return a day in the form YYYY-MM-DD; the user may write any ISO 8601 form."""
    try:
        return datetime.date.fromisoformat(given).isoformat() if given is not None else None
    except ValueError:
        msg = f"{option.opts[0]}: {given!r} is not a date; write a day such as 2026-11-23"
        raise MapgenError(msg) from None


def day_of_build(earliest: str) -> str:
    """Return the day of SOURCE_DATE_EPOCH (reproducible-builds.org), but none before `earliest`.

    It is the day of a build, not a word about what had been reported by then: no story is built before its day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        day = datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat() if epoch else earliest
    except (ValueError, OverflowError, OSError):
        msg = f"SOURCE_DATE_EPOCH: {epoch!r} is not a date; it must be a number of seconds"
        raise MapgenError(msg) from None
    return max(day, earliest)


as_of_option = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    callback=_full,
    help="Show only what had been reported by that day.",
)
date_option = click.option(
    "--date",
    metavar="YYYY-MM-DD",
    callback=_full,
    help="Day the page speaks of; what was issued later is left out.  [default: the story's as_of]",
)
