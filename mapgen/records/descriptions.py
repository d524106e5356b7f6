"""Read what the fields of a model mean: the text under each field in its source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return what each field of a model means, by its key in a file; fields without a text are left out.

    pydantic can do this too, while it defines a model (``use_attribute_docstrings``): that is a tenth of the time of a
    build. Here it happens only when a schema or an error message needs a description.
    """
    texts = {name: field.description for name, field in model.model_fields.items() if field.description}
    for owner in reversed(model.__mro__):
        if owner.__module__.startswith("mapgen.") and "__annotations__" in vars(owner):
            texts |= _texts_in(owner)
    return {field.alias or name: texts[name] for name, field in model.model_fields.items() if name in texts}


def _texts_in(model: type) -> dict[str, str]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(tree.body)  # type: ignore[attr-defined]  # it is a class
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
