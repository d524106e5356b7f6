"""The takeaway counts or names places by the page's own rule, and says it in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

from mapgen import build_map
from mapgen.locale import locale_of
from mapgen.page.content import Page
from mapgen.reach.rule import Reach, margin, verdict
from mapgen.reach.takeaway import ANSWERS, answer, takeaway
from mapgen.reach.takeaway_words import sentence
from mapgen.records.bands import Band
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mapgen.catalog.model import Catalog
    from mapgen.records.bands import Floor
    from mapgen.selection.resolve import Selection

GEOD = Geod(ellps="WGS84")
SPOTS = {"Ash": 100, "Birch": 200, "Cedar": 300, "Elm": 450, "Fir": 700, "Hazel": 1000, "Lime": 1200}
"""Places on the meridian of the only origin, by their distance from it in km."""


def band(low_km: float | None, high_km: float, floor: Floor | None = None) -> Band:
    """Return a band."""
    return Band(low_km, high_km, (), (0,), floor)


def drawn(small: Catalog, *bands: Band, places: Iterable[str] = SPOTS, called: str = "", origins: int = 1) -> Selection:
    """Return the small map with other places, and only its first missiles, with these bands and switched on."""
    selection = resolve(small, small.stories["small"])
    (place,) = selection.places
    north = selection.origins[0].model_copy(update={"lon": 127.0, "lat": 40.0, "uncertainty_km": 1.0})
    spots = [
        place.model_copy(
            update={"id": name.lower(), "names": {"en": name}, "labels": {}, "uncertainty_km": 1.0}
            | {"lon": 127.0, "lat": GEOD.fwd(127.0, 40.0, 180.0, SPOTS[name] * 1000)[1]}
        )
        for name in places
    ]
    ids = [missile.id for missile in selection.missiles[: len(bands)]]
    own = {"places": selection.story.places.model_copy(update={"called": {"en": called} if called else {}})}
    return replace(
        selection,
        story=selection.story.model_copy(update=own),
        missiles=selection.missiles[: len(bands)],
        bands=dict(zip(ids, bands, strict=True)),
        shown=tuple(ids),
        origins=(north, *(north.model_copy(update={"id": f"twin-{number}"}) for number in range(1, origins))),
        places=tuple(spots),
    )


def said(selection: Selection, missiles: Collection[str] | None = None, language: str = "en") -> str:
    """Return the sentence."""
    return sentence(takeaway(selection, missiles), selection, locale_of(language))


@pytest.mark.parametrize(
    ("km", "unsure", "given", "expected"),
    [
        (100.0, 5.0, band(380, 800), "within"),
        (500.0, 5.0, band(380, 800), "between"),
        (378.0, 5.0, band(380, 800), "edge"),
        (798.0, 5.0, band(380, 800), "edge"),
        (500.0, 500.0, band(380, 800), "edge"),
        (900.0, 5.0, band(380, 800), "beyond"),
        (798.0, 5.0, band(380, 800, "at-least"), "edge"),
        (900.0, 5.0, band(380, 800, "at-least"), "open"),
        (500.0, 5.0, band(None, 950, "flown"), "flown"),
        (948.0, 5.0, band(None, 950, "flown"), "edge"),
        (990.0, 5.0, band(None, 950, "flown"), "open"),
        (378.0, 5.0, band(380, 380), "edge"),
        (382.0, 5.0, band(380, 380), "edge"),
        (390.0, 5.0, band(380, 380), "beyond"),
    ],
)
def test_depends_is_divided_by_what_it_depends_on(
    km: float, unsure: float, given: Band, expected: str, small: Catalog
) -> None:
    selection = resolve(small, small.stories["small"])
    values = (km, unsure, given)
    reach = Reach(
        selection.missiles[0],
        selection.origins[0],
        selection.places[0],
        *values,
        reach=verdict(*values),
        margin_km=margin(*values),
    )
    assert answer(reach) == expected
    assert expected in ANSWERS
    assert reach.wording == {"between": "on_figure", "edge": "on_positions"}.get(expected, reach.reach)


def test_places_with_a_name_for_all_are_counted(small: Catalog) -> None:
    near = ("Ash", "Birch", "Cedar", "Elm")
    assert said(drawn(small, band(250, 500), places=near, called="bases", origins=3)) == (
        "All 4 bases lie within the highest published figure (500 km) of at least one of 3 sites; "
        "2 also lie within the lowest (250 km)."
    )
    assert said(drawn(small, band(150, 500), places=near, called="bases")) == (
        "All 4 bases lie within the highest published figure (500 km) of North base; "
        "1 also lies within the lowest (150 km)."
    )
    assert said(drawn(small, band(50, 500), places=near, called="bases")).endswith(
        "; none lies within the lowest (50 km)."
    )
    assert said(drawn(small, band(500, 600), places=near, called="bases")) == (
        "All 4 bases lie within every published figure (500–600 km) of North base."
    )
    assert said(drawn(small, band(150, 500), called="bases", origins=2)) == (
        "1 of 7 bases lies within every published figure (150–500 km) of at least one of 2 sites; "
        "for 3 it depends on which figure one believes; 3 lie beyond."
    )


def test_places_without_such_a_name_are_named_and_of_many_the_first(small: Catalog) -> None:
    assert said(drawn(small, band(150, 500))) == (
        "Ash lies within every published figure (150–500 km) of North base; for Birch, Cedar and Elm it depends on "
        "which figure one believes; Fir, Hazel and Lime lie beyond."
    )
    assert said(drawn(small, band(1100, 1300))) == (
        "Hazel, Fir, Elm and 3 nearer places lie within every published figure (1,100–1,300 km) of North base; "
        "for Lime it depends on which figure one believes."
    )
    assert said(drawn(small, band(20, 30), origins=2)) == (
        "Ash, Birch, Cedar and 4 more places lie beyond every published figure (20–30 km) of each of 2 sites."
    )


def test_where_the_positions_decide_no_figure_is_blamed(small: Catalog) -> None:
    near = ("Ash", "Birch", "Cedar", "Elm")
    assert said(drawn(small, band(200, 800), places=near)) == (
        "Ash lies within every published figure (200–800 km) of North base; for Cedar and Elm it depends on which "
        "figure one believes; for Birch it depends on the exact positions."
    )
    assert said(drawn(small, band(200, 800), places=near, called="bases")) == (
        "All 4 bases lie within the highest published figure (800 km) of North base; 1 also lies within the lowest "
        "(200 km)."
    )
    assert said(drawn(small, band(100, 800), places=near, called="bases")) == (
        "3 of 4 bases lie within some, but not all, published figures (100–800 km) of North base; for 1 it depends on "
        "the exact positions."
    )
    assert said(drawn(small, band(100, 450), places=near, called="bases")) == (
        "2 of 4 bases lie within some, but not all, published figures (100–450 km) of North base; for 2 it depends on "
        "the exact positions."
    )
    assert said(drawn(small, band(450, 450), places=["Elm", "Fir"], called="bases")) == (
        "1 of 2 bases lies at the edge of the published range (450 km) of North base, so it depends on the exact "
        "positions; 1 lies beyond."
    )
    several = drawn(small, band(450, 450), band(200, 450), places=["Elm", "Cedar"], called="bases")
    assert said(several) == (
        "At least one of 2 missiles: 1 of 2 bases lies within every published figure of North base; for 1 it depends "
        "on the exact positions."
    )


def test_a_floor_never_leaves_a_place_beyond(small: Catalog) -> None:
    assert said(drawn(small, band(250, 600, "at-least"), places=["Ash", "Elm", "Fir"])) == (
        "Ash lies within every published figure (250 to at least 600 km) of North base; for Elm it depends on which "
        "figure one believes; for Fir published figures leave it open."
    )
    assert said(drawn(small, band(None, 600, "flown"), places=["Ash", "Fir"])) == (
        "Ash lies no farther from North base than the missile has flown; for Fir published figures leave it open."
    )


def test_several_missiles_no_place_and_no_figure(small: Catalog) -> None:
    several = drawn(small, band(150, 500), band(350, 800), places=["Ash", "Cedar", "Fir"])
    assert said(several) == (
        "At least one of 2 missiles: Cedar and Ash lie within every published figure of North base; "
        "for Fir it depends on which figure one believes."
    )
    assert said(several, ["kite-2"]).startswith("Kite-2: Cedar and Ash lie within every published figure (350–800 km)")
    first, second = several.missiles
    of_two_families = replace(several, missiles=(first, second.model_copy(update={"family": "glider"})))
    assert said(replace(several, shown=("kite-1",))).startswith("Ash lies within every published figure")
    assert said(replace(of_two_families, shown=("kite-1",))).startswith(
        "Kite-1: Ash lies within every published figure"
    )
    assert said(several, []) == "No missile is switched on."
    assert said(several, ["kite-3"]) == "No ring is drawn: there is no published figure for these choices."
    assert said(drawn(small), []) == "No ring is drawn: there is no published figure for these choices."
    assert said(drawn(small, band(150, 500), places=[], origins=2)) == (
        "The rings show the published range (150–500 km) around each of 2 sites."
    )


@pytest.mark.parametrize("language", ["en", "id", "ko", "ja"])
@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_every_missile_of_the_packaged_stories_gets_a_sentence_in_every_language(
    story: str, language: str, catalog: Catalog
) -> None:
    selection = resolve(catalog, catalog.stories[story])
    for missiles in (selection.shown, *([missile.id] for missile in selection.missiles), ()):
        words = said(selection, missiles, language)
        assert words.endswith("。" if language == "ja" else ".")
        assert not {"{", "}", "None"}.intersection(words.split())


def test_a_mark_in_the_summary_writes_the_sentence_of_its_missile(small: Catalog) -> None:
    story = small.stories["small"]
    marked = story.model_copy(update={"summary": {"en": "So: {reach:kite-1} And {band:kite-1}."}})
    document = build_map(replace(small, stories={"small": marked}), "small")
    sentences = "".join(words for _, words in Page(document).summary("en"))
    assert sentences == (
        "So: Kite-1: Bay City lies beyond every published figure (300–500 km) of each of 2 sites. And 300–500 km."
    )
