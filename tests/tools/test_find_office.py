"""LibreOffice is found where it is, or the way to install it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import find_office
from tools.find_office import ADVICE, NoOfficeError, find, find_or_install

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def program(path: Path, content: str = "#!/bin/sh\nexit 0\n") -> Path:
    path.write_text(content)
    path.chmod(0o755)
    return path


def test_the_command_on_the_path_or_the_one_that_is_named_is_taken(tmp_path: Path) -> None:
    office = program(tmp_path / "soffice")
    assert find({"PATH": str(tmp_path)}) == office
    assert find({"PATH": "", "MAPGEN_OFFICE": str(office)}) == office


def test_a_command_that_fails_is_none(tmp_path: Path) -> None:
    program(tmp_path / "soffice", "#!/bin/sh\nexit 1\n")
    assert find({"PATH": str(tmp_path)}) is None


def test_a_wrong_name_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoOfficeError, match="MAPGEN_OFFICE is set to '/no/office', which is not an executable file"):
        find({"PATH": str(tmp_path), "MAPGEN_OFFICE": "/no/office"})


def test_it_is_installed_where_that_is_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_office, "can_use_apt", lambda _: True)
    ran: list[Sequence[str]] = []

    def install(command: Sequence[str]) -> bool:
        ran.append(command)
        program(tmp_path / "soffice")
        return True

    assert find_or_install({"PATH": str(tmp_path)}, install) == tmp_path / "soffice"
    assert ran[-1][:2] == ("apt-get", "install")
    assert "libreoffice-impress-nogui" in ran[-1]


def test_where_it_cannot_be_installed_the_way_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_office, "can_use_apt", lambda _: False)
    with pytest.raises(NoOfficeError) as caught:
        find_or_install({"PATH": str(tmp_path)})
    assert str(caught.value) == ADVICE
