"""Compiled templates are kept between builds, and a build does without where they cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import FileSystemBytecodeCache

from mapgen import templating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2.bccache import Bucket


@pytest.fixture(autouse=True)
def fresh_environment() -> Iterator[None]:
    """Make the environment anew, and again after the test."""
    templating.environment.cache_clear()
    yield
    templating.environment.cache_clear()


def test_what_was_compiled_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "_compiled", lambda: templating._Compiled(str(tmp_path)))
    templating.environment().get_template("macros.html.j2")
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1
    templating.environment.cache_clear()
    before = kept[0].stat().st_mtime_ns
    templating.environment().get_template("macros.html.j2")
    assert kept[0].stat().st_mtime_ns == before


@pytest.mark.parametrize("error", [PermissionError("no"), OSError(28, "No space left on device")])
def test_a_cache_that_cannot_be_used_is_passed_over(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, _bucket: Bucket) -> None:
        raise error

    for name in ("load_bytecode", "dump_bytecode"):
        monkeypatch.setattr(FileSystemBytecodeCache, name, refuse)
    monkeypatch.setattr(templating, "_compiled", lambda: templating._Compiled(str(tmp_path)))
    assert templating.environment().get_template("macros.html.j2")


def test_no_trusted_folder_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def distrust(_self: object) -> str:
        raise RuntimeError("Cannot determine safe temp directory.")

    monkeypatch.setattr(FileSystemBytecodeCache, "_get_default_cache_dir", distrust)
    assert templating._compiled() is None
