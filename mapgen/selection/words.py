"""Give a map the words that fit it where its missiles or origins are not those of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.errors import MapgenError
from mapgen.locale import ENGLISH, GAP, Languages, Locale
from mapgen.records.fields import line_fault
from mapgen.records.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.records.model import Missile, Site, Story


def of_what_is_shown(story: Story, missiles: Sequence[Missile], origins: Sequence[Site], languages: Languages) -> Story:
    """Return a story with a title made of what is shown, and without the words that speak of something else.

    Its summary, its articles with their chain of attribution, its callouts, steps and view are left out.
    """
    locales = [languages.locale(tag, gap=GAP) for tag in dict.fromkeys((*story.languages, ENGLISH))]
    titles = {locale.tag: _title(locale, missiles, origins) for locale in locales}
    own = {tag: title for tag, title in titles.items() if GAP not in title or tag == ENGLISH}
    unnamed = story.origins.model_copy(update={"called": {}})
    return story.model_copy(
        update={
            "title": own,
            "summary": {},
            "sources": (),
            "claims": (),
            "notes": (),
            "steps": (),
            "view": View(),
            "origins": unnamed,
        }
    )


def titled(story: Story, title: str) -> Story:
    """Return a story with this title, in whatever language it is read.

    Raises
    ------
    MapgenError
        If the title would not fit into a story.
    """
    if fault := line_fault(title):
        msg = f"title: {fault}"
        raise MapgenError(msg)
    return story.model_copy(update={"title": dict.fromkeys((*story.languages, ENGLISH), title)})


def _title(locale: Locale, missiles: Sequence[Missile], origins: Sequence[Site]) -> str:
    return str(locale.form["title_from"]).format(
        missiles=_named(locale, "title_missiles", missiles), sites=_named(locale, "title_sites", origins)
    )


def _named(locale: Locale, key: str, records: Sequence[Missile | Site]) -> str:
    """Name a single record, a site by its short name; count several."""
    if len(records) == 1:
        (only,) = records
        names: dict[str, str] = {**only.names, **getattr(only, "labels", {})}
        return names.get(locale.tag, only.name)
    return locale.count(key, n=len(records))
