"""The browser finder: each of its branches, with fake folders on PATH and fake installers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tools import find_browser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def program(path: Path, *, code: int = 0, mode: int = 0o755) -> Path:
    """Write a program that ends with an exit code."""
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(mode)
    return path


class Installer:
    """Keep the commands it is given; as it runs one, put what that installs in place."""

    def __init__(self, *, fails_at: str = "", puts: Path | None = None) -> None:
        self.commands: list[list[str]] = []
        self.fails_at = fails_at
        self.puts = puts

    def __call__(self, command: Sequence[str]) -> bool:
        """Pretend to run a command."""
        self.commands.append(list(command))
        if self.fails_at and self.fails_at in command:
            return False
        if self.puts and "install" in command:
            program(self.puts)
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an empty folder, to be all of PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def test_the_environment_names_the_browser(tmp_path: Path, folder: Path) -> None:
    program(folder / "chromium")
    named = program(tmp_path / "my-browser")
    environ = {"MAPGEN_BROWSER": str(named), "PATH": str(folder)}
    assert find_browser.find_or_install(environ) == named


@pytest.mark.parametrize("mode", [None, 0o644], ids=["missing", "not executable"])
def test_a_named_browser_must_be_one(tmp_path: Path, folder: Path, mode: int | None) -> None:
    program(folder / "chromium")
    named = tmp_path / "my-browser"
    if mode is not None:
        program(named, mode=mode)
    with pytest.raises(find_browser.NoBrowserError, match=r"MAPGEN_BROWSER is set to .*my-browser.*not an executable"):
        find_browser.find_or_install({"MAPGEN_BROWSER": str(named), "PATH": str(folder)})


@pytest.mark.parametrize("name", find_browser.NAMES)
def test_path_is_searched(folder: Path, name: str) -> None:
    browser = program(folder / name)
    assert find_browser.find({"PATH": str(folder)}) == browser


def test_an_empty_variable_counts_as_unset(folder: Path) -> None:
    browser = program(folder / "chromium")
    assert find_browser.find({"MAPGEN_BROWSER": "", "PATH": str(folder)}) == browser


def test_a_stub_that_does_not_run_is_passed_over(folder: Path) -> None:
    program(folder / "chromium-browser", code=1)
    browser = program(folder / "google-chrome")
    assert find_browser.find({"PATH": str(folder)}) == browser


def test_nothing_on_path(folder: Path) -> None:
    assert find_browser.find({"PATH": str(folder)}) is None


@pytest.mark.parametrize(("uid", "has_apt", "expected"), [(0, True, True), (1000, True, False), (0, False, False)])
def test_apt_needs_root_and_apt_get(
    folder: Path, monkeypatch: pytest.MonkeyPatch, uid: int, has_apt: bool, expected: bool
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    if has_apt:
        program(folder / "apt-get")
    assert find_browser.can_use_apt(str(folder)) is expected


INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "fonts-noto-cjk"]


def test_apt_installs_chromium_without_its_windows(folder: Path) -> None:
    installer = Installer(puts=folder / "chromium-headless-shell")
    assert find_browser.installed_by_apt(str(folder), installer) == folder / "chromium-headless-shell"
    assert installer.commands == [["apt-get", "update"], [*INSTALL, "chromium-headless-shell"]]


def test_apt_installs_the_whole_of_chromium_where_there_is_no_other_package(folder: Path) -> None:
    installer = Installer(puts=folder / "chromium", fails_at="chromium-headless-shell")
    assert find_browser.installed_by_apt(str(folder), installer) == folder / "chromium"
    assert installer.commands[-1] == [*INSTALL, "chromium"]


def test_apt_stops_at_its_first_failure(folder: Path) -> None:
    installer = Installer(fails_at="update")
    assert find_browser.installed_by_apt(str(folder), installer) is None
    assert installer.commands == [["apt-get", "update"]]


@pytest.mark.parametrize("with_deps", [False, True])
def test_playwright_installs_chromium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_deps: bool) -> None:
    browser = tmp_path / "chrome"
    installer = Installer(puts=browser)
    monkeypatch.setattr(find_browser, "playwright_executable", lambda: browser)
    assert find_browser.installed_by_playwright(with_deps=with_deps, run=installer) == browser
    extra = ["--with-deps"] if with_deps else []
    assert installer.commands == [[sys.executable, "-m", "playwright", "install", *extra, "chromium"]]


def test_playwright_fails_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_browser, "playwright_executable", lambda: pytest.fail("asked after a failed install"))
    assert find_browser.installed_by_playwright(with_deps=False, run=Installer(fails_at="install")) is None


def test_playwright_installs_one_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = program(tmp_path / "chrome", code=127)
    monkeypatch.setattr(find_browser, "playwright_executable", lambda: browser)
    assert find_browser.installed_by_playwright(with_deps=False, run=Installer()) is None


def test_playwright_comes_after_apt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def apt(_search: str) -> None:
        asked.append("apt")

    def playwright(*, with_deps: bool) -> Path:
        asked.append(f"playwright, with_deps={with_deps}")
        return folder / "theirs"

    monkeypatch.setattr(find_browser, "can_use_apt", lambda _search: True)
    monkeypatch.setattr(find_browser, "installed_by_apt", apt)
    monkeypatch.setattr(find_browser, "installed_by_playwright", playwright)
    assert find_browser.find_or_install({"PATH": str(folder)}) == folder / "theirs"
    assert asked == ["apt", "playwright, with_deps=True"]


def test_without_root_apt_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_browser, "can_use_apt", lambda _search: False)
    monkeypatch.setattr(find_browser, "installed_by_apt", lambda _search: pytest.fail("apt was run"))
    monkeypatch.setattr(find_browser, "installed_by_playwright", lambda *, with_deps: None if with_deps else folder)
    assert find_browser.find_or_install({"PATH": str(folder)}) == folder


def test_nothing_can_be_had(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("MAPGEN_BROWSER", raising=False)
    monkeypatch.setattr(find_browser, "can_use_apt", lambda _search: False)
    monkeypatch.setattr(find_browser, "installed_by_playwright", lambda *, with_deps: None)  # noqa: ARG005
    assert find_browser.main() == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "set MAPGEN_BROWSER" in printed.err


def test_main_prints_the_path_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = program(folder / "chromium")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("MAPGEN_BROWSER", raising=False)
    assert find_browser.main() == 0
    assert capsys.readouterr().out == f"{browser}\n"


def test_an_installer_keeps_stdout_clean(capfd: pytest.CaptureFixture[str]) -> None:
    assert find_browser.run_aloud([sys.executable, "-c", "print('hello')"])
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "hello" in printed.err


@pytest.mark.parametrize("run", [find_browser.run_aloud, find_browser.run_quietly])
def test_a_program_that_is_not_there_has_failed(tmp_path: Path, run: find_browser.Runner) -> None:
    assert not run([str(tmp_path / "nothing")])
