"""The file itself: the same bytes wherever it is built, the data of the contract, and nothing hostile awake."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

import mapgen
from mapgen.geodesy.rings import distance_km
from mapgen.page.packed import in_base85
from mapgen.records.bands import band_of
from mapgen.selection.resolve import resolve
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from tests.conftest import PageFile
    from tests.hostile import Hostile

STORIES = ("hwasong-11", "long-range")
BLOCKS = {
    "mapgen-ranges": "application/geo+json",
    "mapgen-sites": "application/geo+json",
    "mapgen-reach": "application/json",
    "mapgen-sources": "application/json",
    "mapgen-story": "application/json",
}
RANGE_PROPERTIES = {"missile", "origin", "bound", "radius_km", "basis", "kind", "sources"}
CLOSENESS_KM = 0.53  # the tolerance of the unions, 0.45 km, and the grid of 0.001 degrees that their corners lie on
FIRST_SOURCE = {"hwasong-11": "bloomberg-technoz-seed", "long-range": "kbs-ko-sinpung"}


class Document(HTMLParser):
    """What is in a page: its elements with their attributes, its data blocks, its text outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: dict[str, tuple[str, str]] = {}
        self.text = ""
        self._open: tuple[str, dict[str, str]] | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag in ("script", "style"):
            self._open = (tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script or style."""
        if self._open and self._open[0] == tag:
            self._open = None

    def handle_data(self, data: str) -> None:
        """Note a text: of a data block, or for the reader."""
        if self._open is None:
            self.text += data
        elif "id" in self._open[1]:
            self.data[self._open[1]["id"]] = (self._open[1].get("type", ""), data)


@pytest.fixture(scope="module")
def documents(built_pages: dict[str, Path]) -> dict[str, Document]:
    """Parse the page of each story."""
    return {story: Document(path.read_text("utf-8")) for story, path in built_pages.items()}


def block(document: Document, name: str) -> Any:
    """Read a data block."""
    return json.loads(document.data[name][1])


# --- The same bytes -----------------------------------------------------------------------------------------------

FAKE_CLOCK = """
import sys, time
time.time = lambda: {now}
time.time_ns = lambda: {now} * 10**9
sys.argv = ["mapgen", *sys.argv[1:]]
from mapgen.cli import main
main()
"""


def build(story: str, output: Path, *, cwd: Path, now: int | None = None, **environment: str) -> str:
    """Build a page in a process of its own and return its fingerprint."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED")}
    start = ["-c", FAKE_CLOCK.format(now=now)] if now else ["-m", "mapgen"]
    command = [sys.executable, *start, "build", story, "-o", str(output)]
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return hashlib.sha256(output.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("story", "folder", "now", "environment"),
    [
        ("hwasong-11", "여기 (elsewhere)", None, {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LC_ALL": "tr_TR.UTF-8"}),
        ("long-range", "", 4_000_000_000, {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"}),
    ],
)
def test_same_bytes_wherever_and_whenever_it_is_built(
    story: str, folder: str, now: int | None, environment: dict[str, str], page_file: PageFile, tmp_path: Path
) -> None:
    """Seed of the hashes, folder, time zone, locale and clock leave no trace; nor does a process of its own.

    Rings over a pole and the antimeridian, which the second story has, come out alike too. That a date given in
    SOURCE_DATE_EPOCH makes another page is shown with the command line's other options.
    """
    elsewhere = tmp_path / folder
    elsewhere.mkdir(exist_ok=True)
    built = build(story, elsewhere / "page.html", cwd=elsewhere, now=now, **environment)
    assert built == hashlib.sha256(page_file(story).read_bytes()).hexdigest()


# --- The data in the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES)
def test_blocks_are_there_once_with_their_media_type(story: str, documents: dict[str, Document]) -> None:
    document = documents[story]
    ids = [attributes["id"] for _, attributes in document.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {name: document.data[name][0] for name in BLOCKS} == BLOCKS
    for name in BLOCKS:
        text = document.data[name][1]
        json.loads(text)
        assert not set("<>&\u2028\u2029") & set(text), name


@pytest.mark.parametrize("story", STORIES)
def test_range_features(story: str, documents: dict[str, Document], catalog: Catalog) -> None:
    """For each missile with figures and each limit: the union, and a point for each origin."""
    collection = block(documents[story], "mapgen-ranges")
    sources = {source["id"] for source in block(documents[story], "mapgen-sources")}
    selection = resolve(catalog, catalog.stories[story])
    assert collection["type"] == "FeatureCollection"
    expected = {
        (missile.id, bound, origin)
        for missile in selection.missiles
        if (band := band_of(missile))
        for bound in (("low", "high") if band.low_km is not None else ("high",))
        for origin in (None, *(site.id for site in selection.origins))
    }
    seen = set()
    for feature in collection["features"]:
        properties = feature["properties"]
        assert feature["type"] == "Feature"
        band = selection.bands[properties["missile"]]
        floor = band.floor if properties["bound"] == "high" else None
        assert set(properties) == RANGE_PROPERTIES | ({"floor"} if floor else set())
        assert properties.get("floor") == floor
        assert properties["basis"] in ("reported", "illustrative")
        assert properties["kind"] in ("estimated", "flown")
        assert properties["sources"]
        assert set(properties["sources"]) <= sources
        assert properties["radius_km"] == (band.low_km if properties["bound"] == "low" else band.high_km)
        if properties["origin"] is None:
            assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
            assert shapely.geometry.shape(feature["geometry"]).is_valid
        else:
            site = catalog.sites[properties["origin"]]
            assert feature["geometry"] == {"type": "Point", "coordinates": [site.lon, site.lat]}
        seen.add((properties["missile"], properties["bound"], properties["origin"]))
    assert seen == expected
    assert len(collection["features"]) == len(expected)


def feature_of(document: Document, missile: str, bound: str, origin: str | None) -> dict[str, Any]:
    """Return the properties of one ring."""
    features = [feature["properties"] for feature in block(document, "mapgen-ranges")["features"]]
    asked = {"missile": missile, "bound": bound, "origin": origin}
    found: list[dict[str, Any]] = [properties for properties in features if asked.items() <= properties.items()]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("story", "missile", "origin", "basis"),
    [
        ("hwasong-11", "hwasong-11ga", "hodo", "reported"),
        ("hwasong-11", "hwasong-11ga", "sinpung-dong", "illustrative"),
        ("hwasong-11", "hwasong-11-series", "sinpung-dong", "illustrative"),
        ("hwasong-11", "hwasong-11-series", None, "illustrative"),
        ("long-range", "hwasong-15", "sinpung-dong", "reported"),
        ("long-range", "hwasong-15", None, "illustrative"),
    ],
)
def test_basis(story: str, missile: str, origin: str | None, basis: str, documents: dict[str, Document]) -> None:
    assert feature_of(documents[story], missile, "high", origin)["basis"] == basis


@pytest.mark.parametrize(
    ("missile", "bound", "kind"),
    [
        ("hwasong-11ma", "high", "flown"),
        ("hwasong-11da", "high", "flown"),
        ("hwasong-11da-4-5", "low", "estimated"),
        ("hwasong-11-series", "high", "estimated"),
    ],
)
def test_kind(missile: str, bound: str, kind: str, documents: dict[str, Document]) -> None:
    """A limit is flown where a flown distance sets it, beyond every estimate and claim."""
    assert feature_of(documents["hwasong-11"], missile, bound, None)["kind"] == kind


def test_kind_of_every_limit_follows_its_figures(documents: dict[str, Document], catalog: Catalog) -> None:
    """A second reckoning, straight from the records: a limit that some estimate or claim reaches is no flown one."""
    for story in STORIES:
        for feature in block(documents[story], "mapgen-ranges")["features"]:
            properties = feature["properties"]
            figures = catalog.missiles[properties["missile"]].ranges
            counted = [figure for figure in figures if figure.sets_band and figure.verified] or list(figures)
            stated = [figure for figure in counted if figure.kind != "flown"]
            limit = min if properties["bound"] == "low" else max
            side = "low_km" if properties["bound"] == "low" else "high_km"
            reached = limit((getattr(figure, side) for figure in stated), default=None) == properties["radius_km"]
            assert properties["kind"] == ("estimated" if reached else "flown"), properties
            setters = {figure.source for figure in (stated if reached else counted)}
            assert set(properties["sources"]) <= setters, properties


@pytest.mark.parametrize("story", STORIES)
def test_union_holds_exactly_what_is_in_reach_of_an_origin(
    story: str, documents: dict[str, Document], catalog: Catalog
) -> None:
    """Random points of the globe, and of the belt around each limit, where a mistake would show."""
    draw = random.Random(11)
    selection = resolve(catalog, catalog.stories[story])
    origins = np.array([site.position for site in selection.origins], dtype=float)
    globe = [(draw.uniform(-180, 180), float(np.degrees(np.arcsin(draw.uniform(-1, 1))))) for _ in range(2000)]
    near = [(draw.uniform(110, 145), draw.uniform(25, 55)) for _ in range(2000)]
    points = np.array([*globe, *near, (0.0, 90.0), (0.0, -90.0), (180.0, 60.0), (-180.0, 60.0)])
    nearest = np.min([distance_km(lon, lat, points[:, 0], points[:, 1]) for lon, lat in origins], axis=0)
    unions = [
        feature
        for feature in block(documents[story], "mapgen-ranges")["features"]
        if not feature["properties"]["origin"]
    ]
    assert unions
    inside_somewhere = outside_somewhere = 0
    for feature in unions:
        area = shapely.geometry.shape(feature["geometry"])
        shapely.prepare(area)
        radius_km = feature["properties"]["radius_km"]
        inside = shapely.intersects_xy(area, points[:, 0], points[:, 1])
        clear = np.abs(nearest - radius_km) > CLOSENESS_KM
        wrong = clear & (inside != (nearest < radius_km))
        assert not wrong.any(), (feature["properties"], points[wrong][:5].tolist(), nearest[wrong][:5].tolist())
        inside_somewhere += int(inside.sum())
        outside_somewhere += int((~inside).sum())
        edge = shapely.get_coordinates(area)
        edge = edge[(np.abs(edge[:, 0]) < 179.999) & (np.abs(edge[:, 1]) < 89.999)]
        reached = np.min([distance_km(lon, lat, edge[:, 0], edge[:, 1]) for lon, lat in origins], axis=0)
        assert np.max(np.abs(reached - radius_km)) < CLOSENESS_KM, feature["properties"]
    assert inside_somewhere > 100
    assert outside_somewhere > 100


@pytest.mark.parametrize("story", STORIES)
def test_site_features(story: str, documents: dict[str, Document], catalog: Catalog) -> None:
    collection = block(documents[story], "mapgen-sites")
    selection = resolve(catalog, catalog.stories[story])
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == [site.id for site in selection.sites]
    for feature in collection["features"]:
        site = catalog.sites[feature["id"]]
        point = {"type": "Point", "coordinates": [site.lon, site.lat]} if site.position else None
        assert feature["type"] == "Feature"
        assert feature["geometry"] == point
        assert feature["properties"]["name"] == site.name
        assert feature["properties"]["kind"] == site.kind


def test_site_that_is_not_public_has_no_geometry(documents: dict[str, Document]) -> None:
    features = {feature["id"]: feature for feature in block(documents["hwasong-11"], "mapgen-sites")["features"]}
    for site in ("new-missile-factory-2025", "factory-visited-february"):
        assert features[site]["geometry"] is None
    assert features["sinpung-dong"]["geometry"]["coordinates"] == [125.28, 40.32]


@pytest.mark.parametrize("story", STORIES)
def test_reach_table(story: str, documents: dict[str, Document], catalog: Catalog) -> None:
    table = block(documents[story], "mapgen-reach")
    selection = resolve(catalog, catalog.stories[story])
    assert set(table) == {"origins", "places", "distance_km", "uncertainty_km", "bands"}
    assert table["origins"] == [site.id for site in selection.origins]
    assert table["places"] == [site.id for site in selection.places]
    for row, origin in enumerate(selection.origins):
        for column, place in enumerate(selection.places):
            km = distance_km(origin.lon or 0, origin.lat or 0, place.lon or 0, place.lat or 0)
            assert table["distance_km"][row][column] == pytest.approx(km, abs=0.001)
            uncertainty = (origin.uncertainty_km or 0) + (place.uncertainty_km or 0)
            assert table["uncertainty_km"][row][column] == pytest.approx(uncertainty)
    bands = {missile.id: band for missile in selection.missiles if (band := band_of(missile))}
    assert table["bands"] == {
        id_: {"low_km": band.low_km, "high_km": band.high_km} | ({"floor": band.floor} if band.floor else {})
        for id_, band in bands.items()
    }


@pytest.mark.parametrize("story", STORIES)
def test_sources_are_csl_in_citation_order(
    story: str, documents: dict[str, Document], map_documents: dict[str, mapgen.MapDocument], catalog: Catalog
) -> None:
    sources = block(documents[story], "mapgen-sources")
    document = map_documents[story]
    assert [source["id"] for source in sources] == list(document.numbers)
    assert list(document.numbers.values()) == list(range(1, len(sources) + 1))
    assert sources[0]["id"] == FIRST_SOURCE[story]
    for source in sources:
        assert source["type"]
        assert source["title"] == catalog.sources[source["id"]].title
        assert not any("_" in key for key in source), "CSL writes container-title"


@pytest.mark.parametrize("story", STORIES)
def test_story_block(story: str, documents: dict[str, Document], catalog: Catalog) -> None:
    data = block(documents[story], "mapgen-story")
    assert data["id"] == story
    assert data["title"] == catalog.stories[story].title
    assert data["languages"] == list(catalog.stories[story].languages)
    assert data["as_of"] == catalog.stories[story].as_of


@pytest.mark.parametrize("story", STORIES)
def test_every_mark_leads_to_an_entry(story: str, documents: dict[str, Document]) -> None:
    document = documents[story]
    ids = {attributes["id"] for _, attributes in document.elements if "id" in attributes}
    anchors = [
        attributes["href"][1:] for tag, attributes in document.elements if tag == "a" and "#" in attributes["href"][:1]
    ]
    assert len(anchors) > 50
    assert set(anchors) <= ids


# --- Hostile data -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_document(hostile: Hostile) -> Document:
    """Parse the page of the hostile catalog."""
    return Document(hostile.page.read_text("utf-8"))


def test_hostile_texts_add_no_element_and_no_attribute(
    hostile_document: Document, documents: dict[str, Document]
) -> None:
    """The page of the hostile catalog is made of what every page is made of."""
    usual = {tag for tag, _ in documents["hwasong-11"].elements}
    assert {tag for tag, _ in hostile_document.elements} <= usual
    names = {name for _, attributes in documents["hwasong-11"].elements for name in attributes}
    assert {name for _, attributes in hostile_document.elements for name in attributes} <= names | {"hidden", "dir"}
    scripts = [attributes for tag, attributes in hostile_document.elements if tag == "script"]
    assert len(scripts) == sum(tag == "script" for tag, _ in documents["hwasong-11"].elements)
    links = [attributes["href"] for tag, attributes in hostile_document.elements if tag == "a"]
    assert all(re.match("https?://|#", link) for link in links)


def test_hostile_texts_are_read_as_they_were_written(hostile_document: Document, hostile: Hostile) -> None:
    for name in ("title", "summary", "missile", "quote", "said by", "site", "source", "author", "publication", "chain"):
        assert hostile.text(name) in hostile_document.text, name
    assert "49" not in re.sub(r"[0-9]{3,}|[0-9]+ kB", "", hostile_document.text.split("{{7*7}}")[1])


def test_hostile_texts_in_the_data_are_escaped(hostile_document: Document, hostile: Hostile) -> None:
    for name in BLOCKS:
        assert not set("<>&\u2028\u2029") & set(hostile_document.data[name][1]), name
    sites = {feature["id"]: feature["properties"] for feature in block(hostile_document, "mapgen-sites")["features"]}
    assert sites[hostile.site]["name"] == hostile.text("site")
    assert block(hostile_document, "mapgen-story")["title"]["en"] == hostile.text("title")
    (source,) = [
        item
        for item in block(hostile_document, "mapgen-sources")
        if item["id"] == "hostile\"><script>alert('id')</script>"
    ]
    assert source["title"] == hostile.text("source")


def test_the_footer_lists_the_figures_that_no_quote_holds(small: Catalog, small_form: Callable[[str], bytes]) -> None:
    page = small_form("html").decode()
    quoted = re.search(r'<details class="quoted">.*?</details>', page, re.DOTALL)
    assert quoted
    drawn = [small.missiles[id_] for id_ in small.stories["small"].missiles]
    figures = sum(len(item.ranges) for item in drawn)
    assert f"{figures} of {figures} figures quoted" in quoted[0]
    assert "No exception" in quoted[0]
    missile = small.missiles["kite-1"]
    bare = missile.ranges[0].model_copy(update={"quote": None})
    derived = missile.ranges[1].model_copy(update={"derived": "from its parts"})
    changed = missile.model_copy(update={"ranges": (bare, derived, *missile.ranges[2:])})
    lacking = dataclasses.replace(small, missiles={**small.missiles, missile.id: changed})
    page = mapgen.export(mapgen.build_map(lacking, "small"), "html").decode()
    quoted = re.search(r'<details class="quoted">.*?</details>', page, re.DOTALL)
    assert quoted
    assert f"{figures - 1} of {figures} figures quoted" in quoted[0]
    assert quoted[0].count('href="#missile-kite-1"') == 2
    assert "No exception" not in quoted[0]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 1_001])
def test_base_85_is_written_as_python_writes_it(size: int) -> None:
    dense = random.Random(size).randbytes(size)
    assert in_base85(dense) == base64.b85encode(dense).decode("ascii")
