"""Hold the languages that the pages of a catalog can have: the packaged ones, and those of the user's folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.errors import Problem
from mapgen.locale.faults import TABLES, faults
from mapgen.locale.language import ENGLISH, Locale, gaps_of, locale_of, made_of, read_language
from mapgen.resources import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Languages:
    """The languages of a catalog.

    Attributes
    ----------
    own : mapping of str to mapping
        By tag: what files of the user's folders hold of a language, over what the packaged file holds.
    files : mapping of str to str
        By tag: the last of these files, also where it has faults.
    """

    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all languages, in order."""
        return tuple(sorted({*languages(), *self.files}))

    def locale(self, tag: str, *, gap: str = "") -> Locale:
        """Return a language; arguments as in `locale_of`."""
        return made_of(tag, self.own[tag], gap) if tag in self.own else locale_of(tag, gap=gap)

    def with_file(self, tag: str, data: Mapping[str, Any], file: str) -> Languages:
        """Return the languages with those words of a file, which has no faults, over what is known of its language."""
        known = self.own.get(tag) or (read_language(tag) if tag in languages() else {})
        tables = {table: {**known.get(table, {}), **data.get(table, {})} for table in TABLES}
        return Languages({**self.own, tag: {**known, **data, **tables}}, {**self.files, tag: file})

    def faults(self, tag: str, data: dict[str, Any], file: str) -> list[Problem]:
        """List what is wrong in a file of a language; only a language that is not known yet must be named."""
        named = tag not in self.own and tag not in languages()
        return [Problem(file, path, said) for path, said in faults(data, read_language(ENGLISH), named=named)]

    def gaps(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what the languages of the user's files lack: the file, the key, and what English says in its place."""
        for tag, data in sorted(self.own.items()):
            for path, words in gaps_of(data):
                yield self.files[tag], path, words
