"""Print the lowest versions that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """Yield the lowest version of each requirement; requirements without a lowest version are left out."""
    for requirement in map(Requirement, requirements):
        for bound in requirement.specifier:
            if bound.operator in (">=", "=="):
                yield f"{requirement.name}=={bound.version}"


def main() -> None:
    """Print the constraints for the packages that mapgen needs, and for those of its extra ``card``."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    for line in lowest([*project["dependencies"], *project["optional-dependencies"]["card"]]):
        print(line)


if __name__ == "__main__":
    main()
