"""Static figures: well-formed, sealed, the same each time, and saying what the document says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

import mapgen
from mapgen import plugins
from mapgen.catalog.load import load_catalog
from mapgen.errors import GeometryError, UnknownNameError
from mapgen.figure.labels import place_labels
from mapgen.figure.map import static_map, svg
from mapgen.figure.plain_svg import plain_svg
from mapgen.geodesy.rings import distance_km
from mapgen.layers._layer import Layer, Mark
from mapgen.locale import locale_of
from tests.hostile import SITE, STORY, text, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.figure.context import StaticMap

SVG = "{http://www.w3.org/2000/svg}"
GEOD = Geod(ellps="WGS84")
TAGS = set("svg title defs clipPath circle rect line symbol style text tspan g path use".split())
CASES = [  # each language of each story, and each view of it: the story's own, and around an origin and a place
    ("hwasong-11", "en", None),
    ("hwasong-11", "id", "camp-casey"),
    ("hwasong-11", "ko", None),
    ("hwasong-11", "ja", "sinpung-dong"),
    ("long-range", "en", "sinpung-dong"),
    ("long-range", "id", None),
    ("long-range", "ko", "tokyo"),
    ("long-range", "ja", "sinpung-dong"),
]


@cache
def document(story: str, language: str = "en") -> MapDocument:
    return mapgen.build_map(load_catalog(), story, language=language)


@cache
def figure(story: str, language: str, centre: str | None) -> str:
    return svg(drawing(story, language, centre))


@cache
def drawing(story: str, language: str, centre: str | None) -> StaticMap:
    return static_map(document(story, language), centre=centre)


def words(root: ET.Element, class_: str) -> list[str]:
    """Return the texts of the elements of a class, their lines joined."""
    found = [element for element in root.iter() if class_ in element.get("class", "").split()]
    return ["".join(element.itertext()).strip() for element in found]


@pytest.mark.parametrize(("story", "language", "centre"), CASES)
def test_a_figure_is_sealed_text(story: str, language: str, centre: str | None) -> None:
    root = ET.fromstring(figure(story, language, centre))
    assert root.tag == f"{SVG}svg"
    assert root.get("lang") == language
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= TAGS
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or value.startswith("#")
            assert "url(" not in value or value == "url(#map-edge)"
    (style,) = root.iter(f"{SVG}style")
    assert not re.search(r"@|url\(|var\(|expression", style.text or "")
    used = {use.get("href", "")[1:] for use in root.iter(f"{SVG}use")}
    assert used <= {element.get("id") for element in root.iter()}


@pytest.mark.parametrize(("story", "language", "centre"), CASES)
def test_title_key_and_footnotes_agree_with_the_document(story: str, language: str, centre: str | None) -> None:
    made, root = document(story, language), ET.fromstring(figure(story, language, centre))
    drawn = drawing(story, language, centre)
    assert re.sub(r"\s", "", "".join(words(root, "title"))) == re.sub(r"\s", "", made.title)
    key = words(root, "key")
    for _, missile in drawn.missiles:
        numbers = "".join(str(made.numbers[id_]) for id_ in drawn.limit_sources(missile))
        named = f"{made.text('missile:' + missile.id)} {made.text('band:' + missile.id)}{numbers}"
        assert any(re.sub(r"\s+", " ", row).startswith(named) for row in key)
    for _, kind, _ in drawn.kinds:
        assert kind.labels[language] in " ".join(key)
    cited = {id_ for _, missile in drawn.missiles for id_ in drawn.limit_sources(missile)}
    small = " ".join(words(root, "small"))
    assert all(f"{made.numbers[id_]} " in small for id_ in cited)
    assert re.sub(r"\s", "", made.content_hash) in re.sub(r"\s", "", small)


@pytest.mark.parametrize(("story", "language", "centre"), CASES)
def test_every_site_in_the_frame_is_drawn(story: str, language: str, centre: str | None) -> None:
    made, root = document(story, language), ET.fromstring(figure(story, language, centre))
    drawn = drawing(story, language, centre)
    placed = [site for site in (*made.selection.origins, *made.selection.places) if site.position]
    inside = [site for site in placed if site.position and drawn.projection.points([site.position])[0]]
    symbols = [use for use in root.iter(f"{SVG}use") if "symbol" in use.get("class", "").split()]
    assert len(symbols) == len(inside) == sum(count for _, _, count in drawn.kinds) > 0
    if centre is None and story == "hwasong-11":
        assert inside == placed


@pytest.mark.parametrize(
    ("story", "language"), [("hwasong-11", "en"), ("hwasong-11", "ja"), ("long-range", "en"), ("long-range", "ko")]
)
def test_distances_in_labels_are_geodesic(story: str, language: str) -> None:
    made, drawn = document(story, language), drawing(story, language, "sinpung-dong")
    centre = made.selection.origins[[site.id for site in made.selection.origins].index("sinpung-dong")]
    sites = {made.text(f"label:{site.id}"): site for site, _, _ in drawn.sites if site is not centre}
    labels = [placed.label.text for placed in place_labels(drawn) if "of-site" in placed.label.style]
    true = {
        f"{name} {locale_of(language).km(round(distance_km(*centre.position, *site.position)))}"
        for name, site in sites.items()
        if centre.position and site.position
    }
    assert len(labels) > 8
    assert set(labels) - {made.text("label:sinpung-dong")} <= true
    assert made.text("label:sinpung-dong") in labels, "the centre is named, without a distance"


@pytest.mark.parametrize("centre", ["sinpung-dong", "tokyo"])
def test_places_lie_as_far_from_the_centre_as_they_are(centre: str) -> None:
    drawn = static_map(document("long-range"), centre=centre)
    frame = drawn.projection
    assert drawn.centre
    assert drawn.centre.position
    for site, x, y in drawn.sites:
        assert site.position
        km = ((x - frame.width / 2) ** 2 + (y - frame.height / 2) ** 2) ** 0.5 * frame.unit_km
        assert km == pytest.approx(GEOD.inv(*drawn.centre.position, *site.position)[2] / 1000, rel=1e-3, abs=1e-6)


def test_an_origin_draws_its_own_rings_and_a_place_those_of_all_origins() -> None:
    own, others = (static_map(document("hwasong-11"), centre=centre) for centre in ("sinpung-dong", "camp-casey"))
    assert {ring.feature["properties"]["origin"] for ring in own.ranges} == {"sinpung-dong"}
    assert {ring.feature["properties"]["origin"] for ring in others.ranges} == {None}
    radii = sorted(ring.feature["properties"]["radius_km"] / own.projection.unit_km for ring in own.ranges)
    assert sorted(float(ring.area.bounds[2] - 500) for ring in own.ranges) == pytest.approx(radii, rel=1e-3)


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_figure_of_a_page_brings_no_furniture(story: str) -> None:
    plain = svg(static_map(document(story)), standalone=False)
    root = ET.fromstring(plain)
    assert not list(root.iter("style"))
    assert not words(root, "key")
    assert len(plain) < len(figure(story, "en", None))


def test_the_same_bytes_each_time_and_whatever_the_hash_seed() -> None:
    script = (
        "import sys, mapgen; from mapgen.figure.map import static_map, svg;"
        "made = mapgen.build_map(mapgen.load_catalog(), 'hwasong-11');"
        "sys.stdout.buffer.write(svg(static_map(made, centre='sinpung-dong')).encode())"
    )
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "1"}, capture_output=True, check=True)
    assert ran.stdout.decode() == figure("hwasong-11", "en", "sinpung-dong")


def test_the_exporter_writes_the_figure_in_the_storys_frame() -> None:
    drawn = static_map(document("hwasong-11"))
    assert mapgen.export(document("hwasong-11"), "svg").decode("utf-8") == plain_svg(drawn)


@pytest.mark.parametrize("centre", [None, "sinpung-dong"])
def test_a_mark_out_of_view_is_left_out(centre: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinates = (
        [10.0, 10.0],
        [[10.0, 10.0], [12.0, 11.0]],
        [[[10.0, 10.0], [12.0, 11.0], [10.0, 12.0], [10.0, 10.0]]],
    )
    kinds = zip(("Point", "LineString", "Polygon"), coordinates, strict=True)
    marks = tuple(Mark({"type": kind, "coordinates": each}, {"en": "Far away"}) for kind, each in kinds)
    layers = {**plugins.discover("mapgen.layers"), "far": SimpleNamespace(build=lambda _: Layer(marks=marks))}
    monkeypatch.setattr(plugins, "discover", lambda _: layers)
    drawn = static_map(mapgen.build_map(load_catalog(), "hwasong-11"), centre=centre)
    assert len(drawn.marks) >= 3
    assert "Far away" not in svg(drawn)
    assert "Far away" not in plain_svg(drawn)


@pytest.mark.parametrize("limit_km", [100, 750.5, 18_000])
def test_limits_in_bounds(limit_km: float) -> None:
    drawn = static_map(document("hwasong-11"), centre="camp-casey", limit_km=limit_km)
    assert drawn.circles_km[-1] == limit_km
    ET.fromstring(svg(drawn))


@pytest.mark.parametrize(
    ("limit_km", "shown"),
    [
        (99.9, "99.9"),
        (0, "0"),
        (-500, "-500"),
        (18_000.5, "18,000.5"),
        (40_000, "40,000"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_limits_out_of_bounds(limit_km: float, shown: str) -> None:
    with pytest.raises(GeometryError) as caught:
        static_map(document("hwasong-11"), centre="camp-casey", limit_km=limit_km)
    assert str(caught.value) == (
        f"an azimuthal figure ends between 100 and 18,000 km from its centre, not at {shown} km"
    )


@pytest.mark.parametrize(
    ("centre", "message"),
    [
        ("sinpungdong", "unknown drawn site 'sinpungdong'; did you mean 'sinpung-dong' or 'paegun-dong' or 'sinpo'?"),
        ("hwasong-11-series", None),
        ("", None),
    ],
)
def test_a_centre_that_is_not_drawn(centre: str, message: str | None) -> None:
    with pytest.raises(UnknownNameError) as caught:
        static_map(document("hwasong-11"), centre=centre)
    assert message is None or str(caught.value) == message


@pytest.mark.parametrize("centre", [None, SITE])
def test_hostile_texts_stay_texts(tmp_path: Path, centre: str | None) -> None:
    write_catalog(tmp_path)
    made = mapgen.build_map(load_catalog(tmp_path), STORY)
    written = svg(static_map(made, centre=centre))
    root = ET.fromstring(written)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= TAGS
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert re.sub(r"\s", "", "".join(words(root, "title"))) == re.sub(r"\s", "", text("title"))
    assert "<script" not in written
    assert "49" not in "".join(words(root, "title")), "no template within the template"


@pytest.mark.parametrize("centre", [None, "chiha-ri"])
def test_equal_rings_of_several_missiles_are_one_line_with_a_joint_label(centre: str | None) -> None:
    equal = mapgen.build_map(load_catalog(), "hwasong-11", missiles=["hwasong-11ga", "hwasong-11-rail"])
    drawn = static_map(equal, centre=centre)
    root = ET.fromstring(svg(drawn))
    lines = [line.get("class", "").split() for line in root.iter(f"{SVG}path")]
    rings = [classes for classes in lines if classes[:1] == ["ring"] and {"high", "low"} & set(classes)]
    assert len(rings) == len(drawn.ranges) == 2
    assert ["joint" in classes for classes in rings] == [True, False]
    assert any(said.endswith(": Hwasong-11Ga, Rail-mobile KN-23") for said in words(root, "joint"))


@pytest.mark.parametrize(("language", "spaced"), [("ar", set()), ("en", {"2.64"})])
def test_letters_that_are_joined_are_not_spaced_out(language: str, spaced: set[str]) -> None:
    root = ET.fromstring(plain_svg(static_map(document("gulf", language))))
    found = {text.get("letter-spacing") for text in root.iter(f"{SVG}text")} - {None}
    assert found == spaced
