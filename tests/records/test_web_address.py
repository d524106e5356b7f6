"""Tell web addresses and DOIs from what is none, wherever one is written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from mapgen.records.csl import Source
from mapgen.records.web_address import address_fault, bare_doi, doi_fault

FORM = "is not a web address; write it in full, from https:// or http:// on, without blanks"
HOST = "names a host or a port that cannot exist; correct what stands between // and the next slash"
USER = "has a user name before @; leave out all between // and @"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTPS://EXAMPLE.org/",
        "http://localhost:8000/a",
        "https://example.org.:/?q=[1]|2#part",
        "https://한국.kr/미사일",
        "https://xn--3e0b707e.kr/",
        "https://en.wikipedia.org/wiki/People's_(x)",
        "https://fa.wikipedia.org/wiki/\u0645\u06cc\u200c\u0634\u0648\u062f",
        "https://a_b.example.org/%EB%AF%B8",
        "http://192.0.2.1/",
        "http://[2001:db8::1]:8080/",
        "https://example.org/@user",
        "https://example.org/100%",
        'https://example.org/?q="><script>',
    ],
)
def test_an_address_of_the_web_is_taken(address: str) -> None:
    assert address_fault(address) == ""


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("", FORM),
        ("www.example.org", FORM),
        ("ftp://example.org", FORM),
        ("javascript:alert(1)", FORM),
        ("https:/example.org", FORM),
        ("https://example.org/a b", FORM),
        ("https://example.org\\a", HOST),
        ("https:///a", HOST),
        ("http://[", HOST),
        ("http://[::1%25eth0]/", HOST),
        ("http://example.org:99999/", HOST),
        ("http://example.org:0/", HOST),
        ("https://example.org:abc/", HOST),
        ("https://.", HOST),
        ("https://a..org/", HOST),
        ("https://-a.org/", HOST),
        ("https://*.example.org/", HOST),
        ("https://xn--/", HOST),
        ("https://xn--zzzzzz99999999.org/", HOST),
        (f"https://{'a' * 64}.org/", HOST),
        (f"https://{'a.' * 126}orga/", HOST),
        ("https://exa%6dple.org/", HOST),
        ("http://256.1.1.1/", HOST),
        ("http://1.2.3/", HOST),
        ("https://a@b@c/", USER),
        ("https://user:pw@example.org/", USER),
        ("https://example.org/\u202egpj", "holds an invisible character (U+202E); take it out of the address"),
        ("https://ex\xadample.org/", "holds an invisible character (U+00AD); take it out of the address"),
    ],
)
def test_what_is_no_address_is_named_with_the_reason(address: str, fault: str) -> None:
    assert address_fault(address).endswith(fault)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/a_b", "10.1000/a_b"),
        ("DOI: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",) * 2,
    ],
)
def test_a_doi_is_taken_without_its_resolver(text: str, bare: str) -> None:
    assert doi_fault(text) == ""
    assert Source(id="a", type="report", title="A", DOI=text).doi == bare_doi(text) == bare.removeprefix("DOI: ")


@pytest.mark.parametrize("text", ["", "javascript:alert(1)", "10.1/x", "10.1000/a b", "https://example.org/10.1000/1"])
def test_what_is_no_doi_is_refused(text: str) -> None:
    assert doi_fault(text) == f"{text!r} is not a DOI; write it from 10. on, e.g. 10.1000/182"
    with pytest.raises(ValidationError, match="is not a DOI"):
        Source(id="a", type="report", title="A", DOI=text)
