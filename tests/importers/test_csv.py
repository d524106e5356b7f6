"""A quote that takes later rows into its cell is found, and no table that is written as it should be is refused."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.importers.csv import _open_quote

CELLS = st.text('ab" \r\n,;\t|', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_a_program_writes_has_no_open_quote(rows: list[list[str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    assert _open_quote(written.getvalue(), separator, 0) is None


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('a,b\n"x,1\ny,2\n', 2),
        ('a,b\n1,2\ny,"x', 3),
        ('a,b\r\n"x,1\r\ny,"q"\r\n', 2),
        ('a,b\r"x,1\ry,2', 2),
        ('a,b\n"two\nlines",2\n"x', 4),
        ('"a', 1),
        ('a,b\n"x"y,2\nz,3\n', None),
        ('a,b\n5" gun,"the 6"" gun" \n', None),
        ('a,b\n"two\nlines" ,""\n', None),
    ],
)
def test_the_line_of_an_open_quote_is_found(table: str, line: int | None) -> None:
    assert _open_quote(table, ",", 0) == line
