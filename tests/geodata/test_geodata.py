"""The packaged catalog is whole: every record loads, every reference resolves, every figure has its words."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from mapgen.catalog.model import VOCABULARIES
from mapgen.records.csl import Source
from mapgen.records.fields import Record
from mapgen.records.model import Missile, Site
from mapgen.records.terms import Term
from tests.paths import GEODATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = GEODATA
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOML_FILES = [path for part in ("missiles", "sites", "vocab") for path in sorted((FOLDER / part).glob("*.toml"))]
R = TypeVar("R", bound=Record)


def read(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds."""
    return tomllib.loads(path.read_text("utf-8"))


def records(folder: str, model: type[R]) -> dict[str, R]:
    """Return the validated records of a folder by id, which is the file's name."""
    paths = sorted((FOLDER / folder).glob("*.toml"))
    return {path.stem: model.model_validate({"id": path.stem, **read(path)}) for path in paths}


def vocabulary(name: str) -> dict[str, Any]:
    """Return the validated terms of a vocabulary."""
    model = VOCABULARIES[name]
    return {key: model.model_validate(term) for key, term in read(FOLDER / "vocab" / f"{name}.toml").items()}


MISSILES = records("missiles", Missile)
SITES = records("sites", Site)
SOURCE_FILES = sorted((FOLDER / "sources").glob("*.json"), key=lambda path: path.stem)
RAW_SOURCES: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in SOURCE_FILES]
SOURCES = {source.id: source for source in map(Source.model_validate, RAW_SOURCES)}
SPOKEN = {tag for path in (FOLDER / "stories").glob("*.toml") for tag in read(path)["languages"]}
TERMS = {name: vocabulary(name) for name in VOCABULARIES}


def quotes() -> Iterator[tuple[str, str | None]]:
    """Yield the quote of every figure and claim, with the id of its record."""
    for missile in MISSILES.values():
        for figure in missile.ranges:
            yield missile.id, figure.quote
    for site in SITES.values():
        for claim in site.claims:
            yield site.id, claim.quote


def cited() -> Iterator[tuple[str, str]]:
    """Yield every source id that a record names, with the id of the record."""
    for missile in MISSILES.values():
        single = (missile.first_seen_source, missile.status_source)
        for source in (*single, *missile.other_sources, *(figure.source for figure in missile.ranges)):
            if source is not None:
                yield missile.id, source
    for site in SITES.values():
        disputed = (source for contradiction in site.contradictions for source in contradiction.sources)
        for source in (site.position_source, *(claim.source for claim in site.claims), *disputed):
            if source is not None:
                yield site.id, source


def test_ids_are_slugs() -> None:
    """Every id is its file's name, and safe in an address."""
    assert [key for key in (*MISSILES, *SITES, *SOURCES) if not SLUG.fullmatch(key)] == []
    assert [path.name for path in TOML_FILES if "id" in read(path)] == []


def test_an_id_names_one_thing() -> None:
    """`mapgen show ID` finds one record: missiles, sites and sources share no id."""
    assert len({*MISSILES, *SITES, *SOURCES}) == len(MISSILES) + len(SITES) + len(SOURCES)


def test_sources_resolve() -> None:
    """Every source that a record names is in the list of sources."""
    assert [(record, source) for record, source in cited() if source not in SOURCES] == []


def test_sources_stand_in_order() -> None:
    """The list is sorted by id, so that a change shows as one hunk; what a source was seen through is a source."""
    assert list(SOURCES) == sorted(SOURCES)
    seen_via = {source.custom.seen_via for source in SOURCES.values() if source.custom.seen_via}
    assert seen_via <= set(SOURCES)


def test_missiles_at_sites_resolve() -> None:
    """Every missile that a site names is in the catalog."""
    named = [(site.id, missile) for site in SITES.values() for missile in site.missiles]
    assert [pair for pair in named if pair[1] not in MISSILES] == []


def test_terms_resolve() -> None:
    """Every class, kind and status in use is in its vocabulary."""
    figures = [figure for missile in MISSILES.values() for figure in missile.ranges]
    in_use: dict[str, set[Any]] = {
        "missile_class": {missile.missile_class for missile in MISSILES.values()},
        "range_kind": {figure.kind for figure in figures},
        "site_kind": {site.kind for site in SITES.values()},
        "source_type": {source.custom.source_type for source in SOURCES.values()} - {None},
        "status": {missile.status for missile in MISSILES.values()} | {site.status for site in SITES.values()},
        "symbol": {kind.symbol for kind in TERMS["site_kind"].values()},
    }
    assert {name: used - set(TERMS[name]) for name, used in in_use.items()} == {name: set() for name in in_use}


@pytest.mark.parametrize("name", [name for name, model in VOCABULARIES.items() if issubclass(model, Term)])
def test_terms_have_labels_in_each_language_of_the_packaged_stories(name: str) -> None:
    """No reader of a packaged story meets a word of another language, and no two terms read the same."""
    assert [key for key, term in TERMS[name].items() if not term.labels.keys() >= SPOKEN] == []
    for tag in SPOKEN:
        assert len({term.labels[tag] for term in TERMS[name].values()}) == len(TERMS[name])


def test_places_without_a_position_say_why() -> None:
    """They are listed and never drawn."""
    hidden = [site for site in SITES.values() if site.position is None]
    assert all(site.status == "location_not_public" for site in hidden)
    assert all((site.position_note or "").startswith("none: ") for site in hidden)


def test_positions_are_coarse() -> None:
    """Positions have at most 2 decimals and an uncertainty of their own: installation level, nothing finer."""
    for site in SITES.values():
        if site.position is not None:
            assert all(round(degrees, 2) == degrees for degrees in site.position), site.id
            assert site.uncertainty_km, site.id


def test_every_quote_is_short() -> None:
    """Every figure and claim carries the words it rests on, 15 at most."""
    assert [record for record, quote in quotes() if quote is None or len(quote.split()) > 15] == []


def test_figures_set_apart_say_why() -> None:
    """A figure that sets no limit of the band has a note."""
    apart = [figure for missile in MISSILES.values() for figure in missile.ranges if not figure.sets_band]
    assert all(figure.note for figure in apart)


def test_a_claim_names_who_makes_it() -> None:
    """A claim is the owner's; the source only passes it on."""
    figures = [(missile.id, figure) for missile in MISSILES.values() for figure in missile.ranges]
    assert [id_ for id_, figure in figures if figure.kind == "claimed" and not figure.said_by] == []


def test_a_first_sighting_has_a_source() -> None:
    """The year in which a missile was first seen is somebody's word."""
    assert [missile.id for missile in MISSILES.values() if missile.first_seen and not missile.first_seen_source] == []


def test_titles_of_our_own_stand_in_brackets() -> None:
    """No title is left in the round brackets of the notes it came from."""
    assert [source.id for source in SOURCES.values() if re.fullmatch(r"\([^()]*\)", source.title)] == []


@pytest.mark.parametrize("path", [*TOML_FILES, *SOURCE_FILES], ids=lambda path: path.name)
def test_files_are_clean(path: Path) -> None:
    """Every file is UTF-8, ends with exactly one newline and has no trailing blanks."""
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)
