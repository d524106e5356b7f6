"""Read TopoJSON: arcs into lines, rings and areas, with shared borders still shared after simplification."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, Polygon
from shapely.affinity import translate

Arc = NDArray[np.float64]
WORLD = shapely.box(-180, -90, 180, 90)


def decode_arcs(topology: dict[str, Any]) -> list[Arc]:
    """
    Undo the quantisation and the delta encoding of a topology.

    An arc over the antimeridian comes out unbroken: its longitudes run on beyond 180 or -180.

    Parameters
    ----------
    topology
        A TopoJSON object with a ``transform``, positions in lon/lat, WGS84.

    Returns
    -------
    list of numpy.ndarray
        One n x 2 array of (lon, lat) in degrees for each arc.
    """
    scale, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + offset for arc in topology["arcs"]]
    return [np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]]) for arc in arcs]


def simplify_arcs(arcs: list[Arc], tolerances_deg: list[float]) -> list[Arc]:
    """
    Simplify arcs; their ends do not move, and arcs of the same tolerance do not cross each other.

    Parameters
    ----------
    arcs
        Arrays of (lon, lat) in degrees.
    tolerances_deg
        For each arc the distance in degrees by which it may move (Douglas-Peucker).

    Returns
    -------
    list of numpy.ndarray
        The same arcs in the same order, with fewer positions.
    """
    simple = list(arcs)
    for tolerance in sorted(set(tolerances_deg)):
        indices = [index for index, own in enumerate(tolerances_deg) if own == tolerance]
        lines = MultiLineString([arcs[index] for index in indices])
        parts = shapely.get_parts(shapely.simplify(lines, tolerance, preserve_topology=True))
        for index, part in zip(indices, parts, strict=True):
            simple[index] = shapely.get_coordinates(part)
    return simple


def areas(topology: dict[str, Any], arcs: list[Arc], layer: str) -> dict[tuple[str | None, str | None], Any]:
    """
    Assemble the areas of a layer.

    Parameters
    ----------
    topology
        The TopoJSON object.
    arcs
        Its arcs, simplified or not.
    layer
        The name of an object of the topology.

    Returns
    -------
    dict
        For each (id, name) the valid shapely area in lon/lat, WGS84, within [-180, 180] x [-90, 90]; both are
        None if the topology has none. Features of the same id and name are united.
    """
    found: dict[tuple[str | None, str | None], list[Any]] = defaultdict(list)
    for feature in topology["objects"][layer]["geometries"]:
        key = (feature.get("id"), feature.get("properties", {}).get("name"))
        found[key] += [_polygon(rings, arcs) for rings in _polygons(feature)]
    return {key: shapely.union_all(parts) for key, parts in found.items()}


def arc_users(topology: dict[str, Any], layer: str) -> dict[int, frozenset[str]]:
    """
    Find the features that each arc bounds: a coast has one, a border two.

    Parameters
    ----------
    topology
        The TopoJSON object.
    layer
        The name of an object of the topology whose features carry an id or a name.

    Returns
    -------
    dict
        For the index of each arc the ids of its features (their names if they have no id).
    """
    users: dict[int, set[str]] = defaultdict(set)
    for feature in topology["objects"][layer]["geometries"]:
        for rings in _polygons(feature):
            for index in (index for ring in rings for index in ring):
                users[max(index, ~index)].add(feature.get("id") or feature["properties"]["name"])
    return {index: frozenset(ids) for index, ids in sorted(users.items())}


def _polygons(feature: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a feature as lists of rings of arc indices."""
    return [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]


def _polygon(rings: list[list[int]], arcs: list[Arc]) -> Any:
    """Return the area of a polygon given as rings of arc indices."""
    exterior, *holes = (_ring_area(ring, arcs) for ring in rings)
    return exterior.difference(shapely.union_all(holes)) if holes else exterior


def _ring_area(ring: list[int], arcs: list[Arc]) -> Any:
    """Return the area inside a ring of arc indices, cut at the antimeridian."""
    line = np.empty((0, 2))
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]  # ~i is arc i backwards
        turns = round((line[-1, 0] - arc[0, 0]) / 360) if len(line) else 0
        line = np.vstack([line, arc + np.array([360 * turns, 0])])
    if len(line) < 4:  # rounding in the package has flattened some tiny islands
        return Polygon()
    if abs(line[-1, 0] - line[0, 0]) > 180:  # once round the globe: in this data, the South Pole
        line = np.vstack([line, [[line[-1, 0], -90], [line[0, 0], -90]]])
    area = shapely.make_valid(Polygon(line), method="structure")
    return shapely.union_all([translate(area, xoff=shift).intersection(WORLD) for shift in (-360, 0, 360)])
