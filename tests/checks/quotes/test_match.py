"""A quote holds its number, and the archived text of a source its quote; else each problem is named, all at once.

Each folder of ``unlocked/`` is laid over the packaged data; ``expected.txt`` is what ``mapgen check --strict
--data <case>`` prints to stderr, run from ``unlocked/``, with ``--archive <case>/archive`` where there is that folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.catalog.load import load_catalog
from mapgen.checks.quotes.archive import MAX_MB, find_text, read_text
from mapgen.checks.quotes.match import count, statements
from mapgen.checks.quotes.wording import comparable, holds, nearest, word_count
from mapgen.cli import main
from mapgen.errors import Problem
from tests.effort import examples
from tests.paths import TESTS

if TYPE_CHECKING:
    from click.testing import Result

    from mapgen.catalog.model import Catalog

UNLOCKED = TESTS / "unlocked"
reproducibly = settings(deadline=None, derandomize=True, max_examples=examples(600))
CASES = sorted(path.name for path in UNLOCKED.iterdir() if path.is_dir())
HEAD = 'name = "Example"\nfamily = "example"\nclass = "srbm"\nstatus = "operational"\n[[ranges]]\n'
SOURCE = {"id": "example-article", "type": "article-newspaper", "title": "An example", "language": "en"}
QUOTE = "a range of up to 500 km"


def check(*arguments: str) -> Result:
    """Run ``mapgen check``; only SystemExit may come out of it."""
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of data with one figure and its source, inside the working folder."""
    monkeypatch.chdir(tmp_path)
    write(Path("data"))
    Path("archive").mkdir()
    return Path("data")


def write(data: Path, language: str = "en", quote: str = QUOTE, more: str = "") -> None:
    """Write a missile with one figure of 500 km, and its source."""
    (data / "missiles").mkdir(parents=True, exist_ok=True)
    figure = (
        f'low_km = 500\nhigh_km = 500\nkind = "estimated"\nsource = "example-article"\nquote = """{quote}"""\n{more}\n'
    )
    (data / "missiles" / "example.toml").write_text(HEAD + figure, "utf-8")
    (data / "sources.json").write_text(json.dumps([{**SOURCE, "language": language}]), "utf-8")


def figures_of(catalog: Catalog) -> int:
    """Return how many figures a catalog holds."""
    return sum(len(missile.ranges) for missile in catalog.missiles.values())


@pytest.mark.parametrize("case", CASES)
def test_strict_says_what_is_wrong_where_and_what_to_do(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(UNLOCKED)
    archive = ["--archive", f"{case}/archive"] if Path(case, "archive").is_dir() else []
    result = check("--strict", "--data", case, *archive)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == Path(case, "expected.txt").read_text("utf-8")


def test_the_packaged_figures_are_quoted_and_counted(catalog: Catalog) -> None:
    figures = figures_of(catalog)
    assert str(count(catalog)) == f"{figures} of {figures} figures quoted, 0 derived, 0 unquoted"
    assert check("--strict").exit_code == 0


def test_a_derived_figure_need_not_be_in_its_quote_and_is_counted_and_shown(data: Path) -> None:
    write(data, quote="a range of a fortnight's march", more='derived = "14 days at 36 km a day, rounded"')
    result = check("--strict", "--data", "data")
    assert (result.exit_code, result.stderr) == (0, "")
    more = figures_of(load_catalog()) + 1
    assert result.stdout.endswith(f"; {more} of {more} figures quoted, 1 derived, 0 unquoted\n")
    shown = CliRunner().invoke(main, ["show", "example", "--data", "data"]).stdout
    assert "      derived: 14 days at 36 km a day, rounded\n" in shown
    build = ["build", "--data", "data", "--missile", "example", "-o", "map.html"]
    assert CliRunner().invoke(main, build).exit_code == 0
    page = Path("map.html").read_text("utf-8")
    assert '<span lang="en">14 days at 36 km a day, rounded</span>' in page


def test_an_unquoted_figure_is_counted(data: Path) -> None:
    text = (data / "missiles" / "example.toml").read_text("utf-8")
    (data / "missiles" / "example.toml").write_text(text.replace(f'quote = """{QUOTE}"""\n', ""), "utf-8")
    result = check("--data", "data")
    assert result.exit_code == 0
    assert result.stderr.startswith("advice: data/missiles/example.toml: ranges[0].quote: is missing; ")
    figures = figures_of(load_catalog())
    assert result.stdout.endswith(f"; {figures} of {figures + 1} figures quoted, 0 derived, 1 unquoted\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("txt", b"It has a range of up to 500 km."),
        ("txt", "It has A RANGE of\r\n  up\u00a0to ５００\u2009㎞.".encode()),
        ("txt", "It has a ra\u00adnge of up to 500 km.".encode("utf-16")),
        ("txt", b"\xef\xbb\xbfa range of up to 500 km"),
        ("txt", b"\x93caf\xe9\x94: a range of up to 500 km"),
        ("html", b"<p>It has a <em>range</em> of<br>up to 500&nbsp;km</p>"),
        ("html", b"<meta charset=latin-1><p>caf\xe9</p><p>a range of up<!-- no --> to &#53;00 km"),
        ("html", b"<meta charset=klingon><p>a range of up to 500 km"),
    ],
)
@pytest.mark.usefixtures("data")
def test_a_quote_is_found_in_a_text_however_it_was_kept(name: str, content: bytes) -> None:
    Path("archive", f"example-article.{name}").write_bytes(content)
    result = check("--data", "data", "--archive", "archive")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("; 1 source compared with the archived text\n")


@pytest.mark.parametrize(
    ("name", "content", "passage"),
    [
        ("txt", b"It has a range of up to 5,500 km.", "a range of up to 5,500 km"),
        ("txt", b"It has a range of up to 500 kmh.", "a range of up to 500"),
        ("html", b"<script>a range of up to 500 km</script><p>A range of some 500 km.", "A range of some 500 km"),
        ("html", b"<p>a range of up</p><p>of 500 km", "a range of up of 500 km"),
    ],
)
@pytest.mark.usefixtures("data")
def test_what_is_not_in_the_text_is_told_with_the_nearest_passage(name: str, content: bytes, passage: str) -> None:
    Path("archive", f"example-article.{name}").write_bytes(content)
    result = check("--data", "data", "--archive", "archive")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "data/missiles/example.toml: ranges[0].quote: is not in "
        f"archive/example-article.{name}; the nearest passage is “{passage}”: "
        "cut the quote from the text, or correct the source\n"
    )


@pytest.mark.parametrize(
    ("language", "encoding", "quote"),
    [("ko", "cp949", "사거리 500㎞의 미사일"), ("ja", "cp932", "射程500キロ"), ("ru", "cp1251", "дальность 500 км")],
)
def test_older_encodings_go_by_the_language_of_the_source(data: Path, language: str, encoding: str, quote: str) -> None:
    write(data, language, quote)
    Path("archive", "example-article.txt").write_bytes(f"-- {quote} --".encode(encoding))
    assert check("--strict", "--data", "data", "--archive", "archive").stderr == ""


@pytest.mark.usefixtures("data")
def test_a_folder_that_is_none_is_a_problem_and_a_source_without_a_file_is_not() -> None:
    assert check("--archive", "nowhere").stderr == "nowhere: no such folder; check the path given with --archive\n"
    Path("file").write_text("")
    assert check("--archive", "file").stderr == "file: is not a folder; check the path given with --archive\n"
    assert check("--archive", "archive").stdout.endswith("; 0 sources compared with the archived text\n")


@pytest.mark.usefixtures("data")
def test_a_text_that_cannot_be_read_is_a_problem() -> None:
    path = Path("archive", "example-article.txt")
    with path.open("wb") as file:
        file.truncate(MAX_MB * 1_000_000 + 1)
    result = check("--data", "data", "--archive", "archive")
    assert (result.exit_code, result.stderr) == (1, f"{path}: is over 50 MB; keep the words of the article alone\n")
    assert isinstance(read_text(Path("archive/none.txt")), Problem)


@pytest.mark.parametrize(
    ("text", "quote", "held"),
    [
        ("He said “no more” — twice.", 'he said "no more" - twice', True),
        ("one two three four", "one … four", True),
        ("one two three four", "one [...] four", True),
        ("one two three four", "four … one", False),
        ("one two", "…", False),
        ("射程は 1万\n5千キロ", "射程は1万5千キロ", True),
        ("a 1,300 km range", "300 km", False),
        ("a range of 300 km", "300 km", True),
        ("1300 km, then 300 km", "300 km", True),
    ],
)
def test_words_are_compared_as_a_reader_would(text: str, quote: str, *, held: bool) -> None:
    assert holds(comparable(text), quote) is held


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("a – b", 2),
        ("사거리 1,300㎞의 노동 미사일", 4),
        ("射程約2,000km", 3),
        ("新型潜水艦発射弾道弾", 5),
        ("“missile”: … 300", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.thorough
@reproducibly
@given(st.text(), st.text())
def test_any_text_can_be_searched(text: str, quote: str) -> None:
    holds(comparable(text), quote)
    nearest(text, quote)
    word_count(text)


@pytest.mark.thorough
@reproducibly
@given(st.text(min_size=1), st.text(alphabet=" .,-\n"), st.text(alphabet=" .,-\n"))
def test_a_text_holds_itself(text: str, before: str, after: str) -> None:
    if comparable(text).strip(". []()") and "..." not in comparable(text) and not text[0].isdecimal():
        assert holds(comparable(f"{before} {text} {after}"), text)


@pytest.mark.thorough
@reproducibly
@given(content=st.binary(), name=st.sampled_from(["a.txt", "a.html"]), language=st.sampled_from(["en", "ja", None]))
def test_any_file_is_a_text_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, language: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    assert isinstance(read_text(path, language), str | Problem)


def test_every_claim_of_the_packaged_data_is_a_statement() -> None:
    catalog = load_catalog()
    claims = sum(len(site.claims) for site in catalog.sites.values())
    said = sum(len(story.claims) for story in catalog.stories.values())
    assert len(list(statements(catalog))) == figures_of(catalog) + claims + said


def test_an_id_that_is_no_name_of_a_file_reads_nothing_outside_the_archive(tmp_path: Path) -> None:
    """Nor does an id that is too long for a file name, or a pipe of the right name, end the check."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (tmp_path / "outside.txt").write_text("words", "utf-8")
    for id_ in ("../outside", str(tmp_path / "outside"), "a" * 300, "화" * 100, "a\0b", "a\ud800", "..\\outside"):
        assert find_text(archive, id_) is None
    os.mkfifo(archive / "pipe.txt")
    problem = read_text(archive / "pipe.txt")
    assert isinstance(problem, Problem)
    assert problem.message == "is a pipe or a device, not a file; save its content as a file"
    assert find_text(archive, "pipe") == archive / "pipe.txt"
