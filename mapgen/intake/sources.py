"""Find the source that a row names by its web address, id or title; make a record of one that is not known yet."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from mapgen.intake.ids import MAX_ID, Ids, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")
DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
NOTHING = frozenset(("", "-", "--", "–", "—", "?", "n/a", "na", "none", "unknown", "null", "없음", "なし", "не указан"))
"""What tables write where there is nothing."""
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
        self._found: dict[tuple[str, str, str], list[str]] = {}
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
        """
        if (text, title, issued) in self._found:
            return self._found[text, title, issued]
        named = list(self._named(text)) or ([("", title)] if title.strip().casefold() not in NOTHING else [])
        alone = len(named) == 1
        ids = [
            self._id(address, (title if alone else "") or words, issued if alone else "") for address, words in named
        ]
        self._found[text, title, issued] = list(dict.fromkeys(ids))
        return self._found[text, title, issued]

    def _named(self, text: str) -> Iterable[tuple[str, str]]:
        """Yield the address and the words of each source in a cell; one of them is empty."""
        for part in re.split(r"[;\n](?![^\s;]*=)|\s\|\s", text):
            addresses = [_bare(found) for found in ADDRESS.findall(part)]
            if addresses:
                yield from ((address, "") for address in addresses)
            elif match := DOI.fullmatch(part.strip()):
                yield f"https://doi.org/{match[1]}", ""
            elif part.strip().casefold() not in NOTHING:
                yield "", part.strip()

    def _id(self, address: str, words: str, issued: str) -> str:
        known = self._by_address.get(comparable_address(address)) if address else None
        known = known or (not address and self._known_ids.get(words.casefold())) or None
        known = known or (not address and self._by_title.get(_plain(words))) or None
        if known:
            self._complete(known, words if address else "", issued)
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
            self._by_address[comparable_address(f"https://doi.org/{doi}")] = id_
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


def _bare(address: str) -> str:
    """Return an address without the marks of the sentence around it."""
    address = address.split(";http")[0].rstrip(".,;:!?")
    return address[:-1] if address.endswith(")") and "(" not in address else address


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).strip("[]. ")
