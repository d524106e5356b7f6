"""Read cells of the stored base map, in the finest of its levels that keeps a page small."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.geodesy.outlines import decode_line, encode_line
from mapgen.layers._window import boxes
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mapgen.catalog.base_names import DisputedBorder
    from mapgen.layers._window import Cell


@dataclass(frozen=True)
class Level:
    """A level of detail: the file of its cells, its grid in degrees, and the step of its drawing in the page.

    Attributes
    ----------
    name : str
    scale : float
    unit : int
        In units of the page's square map: see `mapgen.page.basemap_paths`.
    """

    name: str
    scale: float
    unit: int


LEVELS = (Level("fine", 0.0025, 1), Level("medium", 0.0025, 1), Level("broad", 0.01, 4))
"""From the finest to the coarsest."""
WORLD = Level("world", 0.025, 8)
LINES = {"solid": "border", "dashed": "disputed", "mdl": "mdl"}
"""By how a border is drawn: what its lines are called."""


def read_part(
    cells: Sequence[Cell], budget: int, borders: Iterable[DisputedBorder], *, most: int = 0
) -> dict[str, Any] | None:
    """Read cells in the finest level whose text is not longer than a budget.

    Parameters
    ----------
    cells : sequence of (int, int)
        West and south edge of each, in degrees.
    budget : int
        Characters.
    borders : iterable of DisputedBorder
        How disputed borders are drawn.
    most : int, optional
        Characters that the coarsest level may have if no level keeps to the budget.

    Returns
    -------
    dict or None
        The part, as `world_part` describes it.
    """
    wanted = {f"{west} {south}" for west, south in cells}
    for level in LEVELS if cells else ():
        texts = lines_of(f"{level.name}.cells", wanted).values()
        if sum(map(len, texts)) <= (max(budget, most) if level is LEVELS[-1] else budget):
            return _part(level, boxes(cells), [json.loads(text) for text in texts], borders)
    return None


def lines_of(name: str, keys: Collection[str]) -> dict[str, str]:
    """Return the JSON that a file of the base map has for some keys; a line is the key, a tab, and JSON."""
    with (folder("geodata") / "basemap" / name).open(encoding="utf-8") as file:
        return {key: text for key, _, text in (line.rstrip("\n").partition("\t") for line in file) if key in keys}


def world_part(borders: Iterable[DisputedBorder]) -> dict[str, Any]:
    """Read the coarse world.

    Parameters
    ----------
    borders : iterable of DisputedBorder
        How disputed borders are drawn.

    Returns
    -------
    dict
        A part of the base map: its ``unit`` and ``scale``; ``cover``, the boxes [west, south, east, north] that it
        covers, none for the whole world; ``land`` and ``lakes`` as encoded polygons; and encoded ``lines`` by what
        they are: ``border``, ``disputed``, ``mdl``, ``river`` and ``province``.
    """
    stored = json.loads((folder("geodata") / "basemap" / "world.json").read_text("ascii"))
    return _part(WORLD, [], [stored], borders)


def _part(
    level: Level, cover: list[list[int]], cells: Sequence[Mapping[str, Any]], borders: Iterable[DisputedBorder]
) -> dict[str, Any]:
    pairs: dict[str, list[str]] = defaultdict(list)
    for cell in cells:
        for pair, texts in cell.get("borders", {}).items():
            pairs[pair] += texts
    lakes = {json.dumps(lake): lake for cell in cells for lake in cell.get("lakes", ())}  # a lake is in each it touches
    lines = {
        "river": [text for cell in cells for text in cell.get("rivers", ())],
        "province": [text for cell in cells for text in cell.get("provinces", ())],
        **_drawn(pairs, level.scale, borders),
    }
    return {
        "unit": level.unit,
        "scale": level.scale,
        "cover": cover,
        "land": [polygon for cell in cells for polygon in cell.get("land", ())],
        "lakes": list(lakes.values()),
        "lines": {name: texts for name, texts in lines.items() if texts},
    }


def _drawn(pairs: Mapping[str, Sequence[str]], scale: float, borders: Iterable[DisputedBorder]) -> dict[str, list[str]]:
    """Sort borders by how they are drawn."""
    rules: dict[str, list[DisputedBorder]] = defaultdict(list)
    for rule in borders:
        rules[rule.pair].append(rule)
    found: dict[str, list[str]] = {name: [] for name in LINES.values()}
    for pair, texts in pairs.items():
        for draw, text in _ruled(texts, scale, rules[pair]) if pair in rules else (("solid", text) for text in texts):
            if draw in LINES:
                found[LINES[draw]].append(text)
    return found


def _ruled(texts: Sequence[str], scale: float, rules: Sequence[DisputedBorder]) -> Iterator[tuple[str, str]]:
    """Cut the lines of a border where the rule for it changes."""
    rest = shapely.multilinestrings([shapely.linestrings(decode_line(text, scale)) for text in texts])
    for rule in rules:
        area = shapely.box(*rule.box) if rule.box else shapely.box(-180, -90, 180, 90)
        yield from ((rule.draw, text) for text in _encoded(shapely.intersection(rest, area), scale))
        rest = shapely.difference(rest, area)
    yield from (("solid", text) for text in _encoded(rest, scale))


def _encoded(lines: Any, scale: float) -> Iterator[str]:
    for line in shapely.get_parts(lines):
        if line.geom_type == "LineString" and not line.is_empty:
            yield encode_line(line.coords, scale)
