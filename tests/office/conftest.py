"""LibreOffice for the tests of `make office`: it is found or the tests fail; they are never skipped."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Protocol

import pytest

from tools import find_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Converter(Protocol):
    """The signature of the `convert` fixture."""

    def __call__(self, form: str, files: Sequence[Path]) -> list[Path]:
        """Convert files to another form, beside them."""


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    """Return a function that converts files with LibreOffice, which has a profile of its own."""
    office = find_office.find(os.environ)
    assert office, find_office.ADVICE
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def converted(form: str, files: Sequence[Path]) -> list[Path]:
        folder, suffix = files[0].parent, form.partition(":")[0]
        command = [str(office), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        done = subprocess.run(
            [*command, "--outdir", str(folder), *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        made = [path.with_suffix(f".{suffix}") for path in files]
        assert not [path for path in made if not path.exists()], done.stdout + done.stderr
        return made

    return converted
