"""Judge web addresses and DOIs: say what is wrong with one, in the same words wherever it is written."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

from mapgen.errors import shown

_FORM = re.compile(r"https?://\S+", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
"""What browsers read as a dot in the name of a host."""
_JOINERS = "\u200c\u200d"
"""Letters without width that words of Persian and of Indian languages need."""
_NO_HOST = "names a host or a port that cannot exist; correct what stands between // and the next slash"
MAX_HOST = 253


def address_fault(text: str) -> str:
    """Return what is wrong with a web address and what to do, beginning with the text; empty if nothing is wrong."""
    if not _FORM.fullmatch(text):
        return f"{shown(text)} is not a web address; write it in full, from https:// or http:// on, without blanks"
    if character := _unseen(text):
        return f"{shown(text)} holds an invisible character (U+{ord(character):04X}); take it out of the address"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # "http://[", a port of 99999 or "abc"
        return f"{shown(text)} {_NO_HOST}"
    if "@" in parts.netloc:
        return f"{shown(text)} has a user name before @; leave out all between // and @"
    if port == 0 or not _is_host(parts.hostname or "", parts.netloc):
        return f"{shown(text)} {_NO_HOST}"
    return ""


def bare_doi(text: str) -> str:
    """Return a DOI without the address of a resolver and without ``doi:``."""
    return _RESOLVER.sub("", text.strip(), count=1)


def doi_fault(text: str) -> str:
    """Return what is wrong with a DOI and what to do; empty if nothing is wrong."""
    doi = bare_doi(text)
    if not _DOI.fullmatch(doi) or _unseen(doi):
        return f"{shown(text)} is not a DOI; write it from 10. on, e.g. 10.1000/182"
    return ""


def _unseen(text: str) -> str:
    """Return the first character that nobody sees, such as one that turns the direction of writing."""
    if text.isprintable():
        return ""
    return next(
        (each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co") and each not in _JOINERS), ""
    )


def _is_host(host: str, written: str) -> bool:
    """Return whether a host is an IP address or a name that DNS can hold."""
    try:
        if "[" in written:
            ipaddress.IPv6Address(host)
            return "%" not in host
        labels = [label.encode("idna").decode("ascii") for label in _DOTS.split(host)]
        if labels[1:] and not labels[-1]:
            labels.pop()  # the dot of the root
        if re.fullmatch("[0-9]+|0x[0-9a-f]*", labels[-1]):  # browsers read it as a number of IP
            ipaddress.IPv4Address(".".join(labels))
        for label in labels:
            label.encode("ascii").decode("idna")  # what follows xn-- must be letters
        return all(map(_LABEL.fullmatch, labels)) and len(".".join(labels)) <= MAX_HOST
    except ValueError:
        return False
