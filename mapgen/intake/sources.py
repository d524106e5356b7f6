"""Find the source that a row names by its web address, id or title; make a record of one that is not known yet."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from mapgen.intake.ids import MAX_ID, Ids, slug
from mapgen.intake.source_cell import NOTHING, Named, sources_in
from mapgen.records.web_address import bare_doi

if TYPE_CHECKING:
    from collections.abc import Mapping

TRACKING = re.compile(r"utm_\w+|fbclid|gclid")


class Sources:
    """The sources that rows may name.

    Parameters
    ----------
    known : mapping of str to mapping
        Items of CSL-JSON by id; of two with the same address, the later one is taken.
    """

    def __init__(self, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._ids = Ids(set(known))
        self._known_ids = {id_.casefold(): id_ for id_ in known}
        self._by_address: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        self._found: dict[tuple[str, str, str], tuple[list[str], list[str]]] = {}
        self.new: dict[str, dict[str, Any]] = {}
        for id_, item in known.items():
            self._index(id_, item)

    def add(self, id_: str, item: Mapping[str, Any]) -> None:
        """Let rows find a source that is imported at the same time."""
        self._ids.new(id_)
        self._known_ids[id_.casefold()] = id_
        self._index(id_, item)

    def find(self, text: str, title: str = "", issued: str = "") -> list[str]:
        """Return the ids of the sources that a cell names, and keep those that are new.

        Parameters
        ----------
        text : str
            Web addresses, DOIs, ids or titles; several are separated by semicolons or line ends, addresses also by
            blanks.
        title, issued : str, optional
            Title and date of the source, if the row names just one.

        Returns
        -------
        list of str

        Raises
        ------
        CellError
            If a part of the text is meant as a web address, and is none.
        """
        if (text, title, issued) not in self._found:
            self._found[text, title, issued] = self._sought(text, title, issued)
        return self._found[text, title, issued][0]

    def untaken(self, text: str, title: str = "", issued: str = "") -> list[str]:
        """Return what of a row's words on its sources has no place in the records that `find` makes of them."""
        self.find(text, title, issued)
        return self._found[text, title, issued][1]

    def knows(self, id_: str) -> bool:
        """Return whether a text is the id of a source, in small letters or capitals."""
        return id_.strip().casefold() in self._known_ids

    def _sought(self, text: str, title: str, issued: str) -> tuple[list[str], list[str]]:
        title = "" if title.strip().casefold() in NOTHING else title.strip()
        named = [Named(words=text.strip())] if self.knows(text) else sources_in(text)
        untaken = [each.beside for each in named if each.beside]
        if len(named) > 1:
            untaken += [each for each in (title, issued) if each]
            title = issued = ""
        elif not named and title:
            named = [Named(words=title)]
        elif named and title and (words := named[0].words) and not self._known(named[0]):
            untaken += [words] if _plain(words) != _plain(title) else []
            named = [Named(words=title)]
        ids = dict.fromkeys(self._id(each, title, issued) for each in named)
        return list(ids), untaken

    def _known(self, named: Named) -> str | None:
        """Return the id of a source that is known by its address, its id or its title."""
        if named.address:
            return self._by_address.get(comparable_address(named.address))
        return self._known_ids.get(named.words.casefold()) or self._by_title.get(_plain(named.words))

    def _id(self, named: Named, title: str, issued: str) -> str:
        address, words = named.address, title or named.words
        if known := self._known(named):
            self._complete(known, title, issued)
            return known
        item: dict[str, Any] = {"type": "webpage" if address else "document"}
        item |= {"title": words} if words else {}
        item |= {"issued": _csl_date(issued)} if issued else {}
        item |= {"URL": address} if address else {}
        id_ = self._ids.new(address_id(address) if address else slug(words, "source"))
        self._index(id_, item)
        self.new[id_] = {"id": id_, **item}
        return id_

    def _complete(self, id_: str, title: str, issued: str) -> None:
        """Add to a source that an earlier row made what this row knows of it."""
        more = ({"title": title} if title else {}) | ({"issued": _csl_date(issued)} if issued else {})
        if id_ in self.new:
            self.new[id_] = {**more, **self.new[id_]}

    def _index(self, id_: str, item: Mapping[str, Any]) -> None:
        address, title, doi = item.get("URL"), item.get("title"), item.get("DOI")
        if isinstance(address, str) and address:
            self._by_address[comparable_address(address)] = id_
        if isinstance(doi, str) and doi:
            self._by_address[comparable_address(f"https://doi.org/{bare_doi(doi)}")] = id_
        if isinstance(title, str) and title:
            self._by_title[_plain(title)] = id_


def _csl_date(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def comparable_address(address: str) -> str:
    """Return a web address without what does not change the page: scheme, www, the slash at its end, tracking."""
    try:
        parts = urlsplit(address)
    except ValueError:  # [ without ] where the host is
        return address
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.fullmatch(key)])
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def address_id(address: str) -> str:
    """Return the id that a web address makes; one that must be cut ends in eight digits that follow from the whole."""
    plain = comparable_address(address)
    id_ = slug(re.sub(r"[/?=&._]+", " ", unquote(plain)), "source")
    if len(id_) < MAX_ID:
        return id_
    return f"{id_[: MAX_ID - 9].rstrip('-')}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).strip("[]. ")
