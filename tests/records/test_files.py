"""A file is read only if it is one, and no larger than its kind may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mapgen.errors import FileError
from mapgen.records.files import RECORD_BYTES, read_file


def refusal(path: Path, max_bytes: int = RECORD_BYTES) -> str:
    """Return why a file is not read."""
    with pytest.raises(FileError) as caught:
        read_file(path, max_bytes)
    return str(caught.value)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "record.toml"
    path.write_bytes(b"12345")
    (tmp_path / "link.toml").symlink_to(path)
    assert read_file(path, 5) == read_file(tmp_path / "link.toml", 5) == b"12345"
    assert refusal(path, 4) == "is over 4e-06 MB; make it smaller"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "record.toml"
    with path.open("wb") as file:
        file.truncate(10**12)  # a hole: no disk holds it
    assert refusal(path) == "is over 0.5 MB; make it smaller"


def test_what_never_ends_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zero.toml"):
        assert refusal(tmp_path / name) == "is a pipe or a device, not a file; save its content as a file"


def test_a_file_without_a_size_is_read_up_to_its_limit() -> None:
    path = Path("/proc/self/environ")
    if path.exists():
        assert refusal(path, 1) == "is over 1e-06 MB; make it smaller"


def test_what_the_system_does_not_let_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(tmp_path) == "cannot be read: Is a directory; check the path and its permissions"
    assert refusal(tmp_path / "none") == (
        "cannot be read: No such file or directory; check the path and its permissions"
    )
    assert refusal(tmp_path / "loop").startswith("cannot be read: Too many levels of symbolic links; ")
    assert refusal(tmp_path / "a\0b") == "cannot be read: no file can have this name; check the path"
    assert refusal(tmp_path / ("a" * 300)).startswith("cannot be read: File name too long; ")
