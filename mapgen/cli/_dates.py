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


def _full_or_epoch(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Return the day given, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else None."""
    if given is not None:
        return _full(context, option, given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat() if epoch else None
    except (ValueError, OverflowError, OSError):
        msg = f"SOURCE_DATE_EPOCH: {epoch!r} is not a date; it must be a number of seconds"
        raise MapgenError(msg) from None


as_of_option = click.option(
    "--as-of", metavar="YYYY-MM-DD", callback=_full, help="Show only what had been reported by that day."
)
date_option = click.option(
    "--date",
    metavar="YYYY-MM-DD",
    callback=_full_or_epoch,
    help="Day that the page states.  [default: the story's as_of]",
)
