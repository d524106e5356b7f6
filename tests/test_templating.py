"""Templates are compiled in memory: no file that others could change stands between them and a page."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from mapgen import templating

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_no_compiled_template_is_read_or_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    templating.environment.cache_clear()
    assert templating.environment().get_template("macros.html.j2")
    assert templating.environment().bytecode_cache is None
    assert list(tmp_path.iterdir()) == []
