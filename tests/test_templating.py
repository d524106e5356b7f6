"""Templates leave their indentation out; compiled, they are kept beside mapgen's own bytecode, and must be whole."""

from __future__ import annotations

import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from mapgen import templating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATE = "page.j2"


@pytest.fixture
def bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let bytecode be written, to a folder of the test; there is one template."""
    monkeypatch.setattr(templating, "folder", tmp_path.joinpath)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TEMPLATE).write_text("one {{ title }}")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "shared"))
    (tmp_path / "shared").mkdir()
    templating.environment.cache_clear()
    yield tmp_path / "bytecode"
    assert list((tmp_path / "shared").iterdir()) == []
    templating.environment.cache_clear()


def rendered() -> str:
    templating.environment.cache_clear()
    return templating.environment().get_template(TEMPLATE).render(title="A")


def test_a_template_is_compiled_once_and_kept_beside_the_bytecode(
    bytecode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendered()
    (kept,) = bytecode.rglob("*.template")
    assert kept.name.startswith("resources.")
    monkeypatch.setattr("jinja2.Environment.compile", None)  # it would fail
    assert rendered() == first


def test_the_indentation_of_a_template_is_left_out_and_attributes_keep_a_blank_before_them() -> None:
    template = """
    <p class="said"{% if quoted %}
       lang="en"{% endif %}
       dir="auto">
      {{ words }}
      <use href="#a" />
    </p>"""
    drawn = templating.environment().from_string(template).render(quoted=True, words="  as it was\n  said />")
    assert drawn == '\n<p class="said" lang="en" dir="auto">\n  as it was\n  said /&gt;\n<use href="#a"/>\n</p>'


def test_a_damaged_file_is_not_believed_but_written_anew(bytecode: Path) -> None:
    first = rendered()
    (kept,) = bytecode.rglob("*.template")
    whole = kept.read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole[:100] + bytes([whole[100] ^ 1]) + whole[101:], b"\0" * 5_000):
        kept.write_bytes(damaged)
        assert rendered() == first
        assert kept.read_bytes() == whole


def test_no_file_is_written_where_python_writes_no_bytecode(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered()
    assert not bytecode.exists()


def test_a_folder_that_cannot_be_written_to_is_no_error(bytecode: Path) -> None:
    bytecode.write_text("a file in the way")
    assert rendered() == "one A"


def test_another_source_is_compiled_anew(bytecode: Path) -> None:
    assert rendered() == "one A"
    (bytecode.parent / "templates" / TEMPLATE).write_text("two {{ title }}")
    assert rendered() == "two A"
