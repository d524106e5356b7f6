"""The command line does what its contract says, and says what went wrong in one line, never in a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.catalog.model import VOCABULARIES
from mapgen.cli import main
from mapgen.cli._dates import day_of_build
from mapgen.pipeline import write
from tests.paths import ROOT, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

STORIES = ROOT / "geodata" / "stories"
STORY = """\
title = { en = "An example" }
as_of = "2026-11-23"
languages = ["en", "ko"]
missiles = ["hwasong-11ga"]
origins = { ids = ["sinpung-dong"] }
places = { ids = ["seoul"] }
"""
SMALL_MAP = ("small", "--data", str(SMALL))
"""The story of the small catalog: its page is built in a quarter of the time of the default one."""
SITE_KEYS = {
    "id", "name", "names", "labels", "aliases", "kind", "operator", "country", "lon", "lat", "uncertainty_km",
    "position_source", "position_note", "status", "status_as_of", "first_reported", "missiles", "claims",
    "contradictions", "notes", "internal_note",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command in a folder of its own, on no day in particular."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def run(*arguments: str) -> Result:
    """Run a command in this process; only SystemExit may come out of it."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def printed(*arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: str) -> str:
    """Run a command that must fail, and return its message: no other word, and nothing written."""
    before = sorted(Path().rglob("*"))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sorted(Path().rglob("*")) == before
    return result.stderr.removesuffix("\n")


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command as a user does, in a process of its own."""
    command = [sys.executable, "-m", "mapgen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


def story_of(page: Path) -> dict[str, Any]:
    """Read back the story block of a map."""
    found = re.search(r'<script[^>]*id="mapgen-story"[^>]*>(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert found
    block: dict[str, Any] = json.loads(found[1])
    return block


# --- build --------------------------------------------------------------------------------------------------------


def test_build_writes_the_default_story_and_prints_path_size_counts_and_time() -> None:
    line = printed("build")
    size = Path("output/hwasong-11.html").stat().st_size
    assert re.fullmatch(
        rf"output/hwasong-11\.html: {size / 1000:,.0f} kB; \d+ missiles, \d+ origins, \d+ places, \d+ listed only, "
        r"\d+ sources; \d+\.\d s\n"
        r"open it: output/hwasong-11\.html in any browser, or build with --open\n"
        r"embed it: mapgen embed output/hwasong-11\.html\n",
        line,
    )
    assert sorted(Path().rglob("*")) == [Path("output"), Path("output/hwasong-11.html")]


def test_build_counts_what_is_on_the_map() -> None:
    Path("example.toml").write_text(STORY, "utf-8")
    line = printed("build", "example.toml")
    assert "; 1 missile, 1 origin, 1 place, 0 listed only, " in line
    assert story_of(Path("output/example.html"))["missiles"] == [{"id": "hwasong-11ga", "colour": 1, "shown": True}]


def test_build_takes_the_id_of_a_story_and_a_path_to_write() -> None:
    assert printed("build", *SMALL_MAP, "-o", "maps/of/briefing.html").startswith("maps/of/briefing.html: ")
    assert story_of(Path("maps/of/briefing.html"))["id"] == "small"


def test_build_takes_the_path_of_a_story_file() -> None:
    Path("stories").mkdir()
    Path("stories/example.toml").write_text(STORY, "utf-8")
    assert printed("build", "stories/example.toml").startswith("output/example.html: ")
    assert story_of(Path("output/example.html"))["id"] == "example"


def test_build_lays_data_over_the_packaged_data() -> None:
    Path("mine/stories").mkdir(parents=True)
    Path("mine/stories/example.toml").write_text(STORY, "utf-8")
    Path("later/stories").mkdir(parents=True)
    Path("later/stories/example.toml").write_text(STORY.replace("An example", "A later one"), "utf-8")
    printed("build", "example", "--data", "mine", "--data", "later/")
    assert story_of(Path("output/example.html"))["title"] == {"en": "A later one"}


def test_build_opens_in_the_language_asked_for() -> None:
    printed("build", *SMALL_MAP, "--lang", "ko", "-o", "map.html")
    assert story_of(Path("map.html"))["language"] == "ko"
    assert '<html lang="ko"' in Path("map.html").read_text("utf-8")


def test_build_shows_other_missiles_and_origins_than_the_story() -> None:
    options = ["--missile", "hwasong-12", "--missile", "kn-25", "--missile", "kn-25", "--origin", "sunan"]
    printed("build", *options, "-o", "map.html")
    story = story_of(Path("map.html"))
    assert [(missile["id"], missile["shown"]) for missile in story["missiles"]] == [
        ("hwasong-12", True),
        ("kn-25", True),
    ]
    assert story["origins"] == ["sunan"]


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        (None, "2026-11-23"),
        ("1800000000", "2027-01-15"),
        ("1738540800", "2026-11-23"),  # a clock that is wrong, or set to a fixed day
        ("0", "2026-11-23"),
        ("", "2026-11-23"),
    ],
)
def test_the_day_of_a_build_is_that_of_the_epoch_but_none_before_the_story_s(
    epoch: str | None, date: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert day_of_build("2026-11-23") == date


@pytest.mark.parametrize(("options", "date"), [([], "2027-01-15"), (["--date", "2025-09-04"], "2025-09-04")])
def test_the_day_is_the_option_then_the_epoch(options: list[str], date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    Path("example.toml").write_text(STORY, "utf-8")
    printed("build", "example.toml", *options)
    assert story_of(Path("output/example.html"))["date"] == date


@pytest.mark.parametrize("epoch", ["soon", "1.5", "99999999999999999999", "-99999999999999"])
def test_an_epoch_that_is_no_time_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert refused("build") == f"SOURCE_DATE_EPOCH: {epoch!r} is not a date; it must be a number of seconds"


@pytest.mark.parametrize("date", ["soon", "2026-02-30", "2026", "23.11.2026"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    assert refused("build", "--date", date) == f"--date: {date!r} is not a date; write a day such as 2026-11-23"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hwasong-1"], "unknown story 'hwasong-1'; did you mean 'hwasong-11'?"),
        (["zzz"], "unknown story 'zzz'; known: "),
        (["--missile", "HWASONG-11GA "], "unknown missile 'HWASONG-11GA '; did you mean 'hwasong-11ga'"),
        (["--origin", "sinpungdong"], "unknown site 'sinpungdong'; did you mean 'sinpung-dong'"),
        (["--lang", "kr"], "unknown language of the story 'kr'; known: en, id, ja, ko"),
        (
            ["--origin", "new-missile-factory-2025"],
            "hwasong-11: origins: no origin has a public position (new-missile-factory-2025); name another",
        ),
        (
            ["none.toml"],
            "none.toml: cannot be read: No such file or directory; check the path and its permissions",
        ),
        (["--data", "none"], "none: no such folder; check the path given with --data"),
    ],
)
def test_a_name_that_is_not_known_is_refused_with_the_nearest(arguments: list[str], message: str) -> None:
    assert refused("build", *arguments).startswith(message)


def test_a_folder_is_no_story() -> None:
    Path("maps").mkdir()
    assert refused("build", "maps/") == "maps/: cannot be read: Is a directory; check the path and its permissions"


def test_a_language_that_the_story_lacks_is_refused() -> None:
    Path("example.toml").write_text(STORY, "utf-8")
    assert refused("build", "example.toml", "--lang", "ja") == "unknown language of the story 'ja'; known: en, ko"


def test_a_story_file_that_does_not_load_is_refused_with_every_problem() -> None:
    Path("example.toml").write_text(STORY.replace("hwasong-11ga", "hwasong-11gx").replace("seoul", "soul"), "utf-8")
    assert [line.partition(";")[0] for line in refused("build", "example.toml").splitlines()] == [
        "example.toml: missiles[0]: unknown missile 'hwasong-11gx'",
        "example.toml: places.ids[0]: unknown site 'soul'",
    ]


def test_a_missile_without_figures_is_on_the_map_and_draws_nothing() -> None:
    assert "; 1 missile, " in printed("build", "--missile", "pukguksong-4", "-o", "map.html")
    assert story_of(Path("map.html"))["missiles"] == [{"id": "pukguksong-4", "colour": 1, "shown": True}]


def test_a_band_that_no_ring_can_show_is_refused() -> None:
    """Beyond 19,900 km there is no ring: check and build say the same."""
    Path("mine/missiles").mkdir(parents=True)
    Path("mine/missiles/example.toml").write_text(
        'name = "Example"\nfamily = "example"\nclass = "icbm"\nstatus = "unknown"\n[[ranges]]\nlow_km = 19950\n'
        'high_km = 19950\nkind = "claimed"\nsource = "38north-jan-2022"\n',
        "utf-8",
    )
    message = refused("build", "--data", "mine", "--missile", "example")
    assert message.startswith("mine/missiles/example.toml: ranges[0].high_km: a ring of 19,950 km cannot be drawn; ")
    assert message == refused("check", "--data", "mine")


# --- build: the file ----------------------------------------------------------------------------------------------


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build make a page of one line: these tests ask how it is written, not what it says."""
    monkeypatch.setattr("mapgen.exporters.html.render", lambda _: b"<!doctype html>\n")


@pytest.mark.usefixtures("_at_once")
def test_a_folder_cannot_be_the_output() -> None:
    Path("maps.html").mkdir()
    assert (
        refused("build", *SMALL_MAP, "-o", "maps.html")
        == "maps.html: is not a file; give the name of the file to write"
    )


@pytest.mark.usefixtures("_at_once")
def test_a_device_cannot_be_the_output() -> None:
    Path("map.html").symlink_to(os.devnull)
    assert (
        refused("build", *SMALL_MAP, "-o", "map.html") == "map.html: is not a file; give the name of the file to write"
    )
    assert Path(os.devnull).is_char_device()


def test_the_short_ending_of_html_is_none_of_an_export_either() -> None:
    assert refused("build", "-o", "map.htm") == "-o map.htm: build writes HTML, so the name must end in .html"


@pytest.mark.parametrize("name", ["map.png", "map.pdf", "map", "-", "maps/", ".html", "map.html.txt"])
def test_what_is_built_is_html_and_its_name_says_so(name: str) -> None:
    message = refused("build", "-o", name)
    assert message.startswith(f"-o {Path(name)}: build writes HTML, so the name must end in .html")


@pytest.mark.usefixtures("_at_once")
def test_links_in_a_circle_cannot_be_the_output() -> None:
    Path("map.html").symlink_to("map.html")
    message = f"map.html: cannot be written: {os.strerror(errno.ELOOP)}; choose another place with -o"
    assert refused("build", *SMALL_MAP, "-o", "map.html") == message


@pytest.mark.usefixtures("_at_once")
def test_a_file_cannot_be_the_folder_of_the_output() -> None:
    Path("maps").write_text("notes", "utf-8")
    message = "cannot be written: a folder of its path is a file; choose another place with -o"
    assert refused("build", *SMALL_MAP, "-o", "maps/map.html") == f"maps/map.html: {message}"
    assert refused("build", *SMALL_MAP, "-o", "maps/of/map.html") == f"maps/of/map.html: {message}"


@pytest.mark.usefixtures("_at_once")
def test_a_name_that_is_too_long_is_refused() -> None:
    name = "m" * 300 + ".html"
    assert (
        refused("build", *SMALL_MAP, "-o", name)
        == f"{name}: cannot be written: File name too long; choose another place with -o"
    )


@pytest.mark.usefixtures("_at_once")
def test_the_longest_name_there_is_can_be_written() -> None:
    name = "m" * 250 + ".html"
    assert printed("build", *SMALL_MAP, "-o", name).startswith(f"{name}: ")


def fail_with(number: int) -> Callable[..., Any]:
    """Return a function that fails as the system does."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.usefixtures("_at_once")
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("os.fsync", errno.ENOSPC),
        ("os.fdopen", errno.EIO),
        ("pathlib.Path.replace", errno.EACCES),
        ("os.fchmod", errno.EPERM),
        ("os.open", errno.EDQUOT),
        ("pathlib.Path.mkdir", errno.EROFS),
    ],
)
def test_when_writing_fails_the_older_map_stays_and_nothing_is_left_beside_it(
    name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("map.html").write_bytes(b"an older map\r\n")
    with monkeypatch.context() as patch:
        patch.setattr(name, fail_with(number))
        result = run("build", *SMALL_MAP, "-o", "map.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (f"map.html: cannot be written: {os.strerror(number)}; choose another place with -o\n")
    assert list(Path().iterdir()) == [Path("map.html")]
    assert Path("map.html").read_bytes() == b"an older map\r\n"


def test_a_folder_that_may_not_be_looked_into_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", fail_with(errno.EACCES))
    with pytest.raises(mapgen.MapgenError, match=r"^map\.html: cannot be written: Permission denied; choose another"):
        write(Path("map.html"), b"a map")


def test_a_disk_that_fills_up_in_a_real_process_leaves_the_older_map_whole() -> None:
    """A limit on the size of files stands in for the disk's end: the write itself fails half-way."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    Path("map.html").write_bytes(b"an older map\r\n")
    done = process("build", *SMALL_MAP, "-o", "map.html", preexec_fn=limit)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"map.html: cannot be written: {os.strerror(errno.EFBIG)}; choose another place with -o\n"
    assert list(Path().iterdir()) == [Path("map.html")]
    assert Path("map.html").read_bytes() == b"an older map\r\n"


@pytest.mark.usefixtures("_at_once")
def test_an_interrupted_write_leaves_no_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        result = run("build", *SMALL_MAP, "-o", "map.html")
    assert result.exit_code == 130
    assert result.stderr == "interrupted\n"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("delay_s", [0.05, 0.2, 0.5])
def test_an_interrupt_ends_the_process_with_130_and_without_a_traceback(delay_s: float) -> None:
    code = "from mapgen.__main__ import run; print(flush=True); run()"
    command = [sys.executable, "-c", code, "build", *SMALL_MAP, "-o", "map.html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process_:
        assert process_.stdout
        process_.stdout.readline()  # Python itself has started, and nothing else
        time.sleep(delay_s)
        process_.send_signal(signal.SIGINT)
        _, said = process_.communicate()
    assert "Traceback" not in said
    assert process_.returncode in (130, 0)  # it may have been quicker
    assert not list(Path().glob(".mapgen-*"))


def test_a_process_that_is_killed_as_it_writes_leaves_nothing_behind() -> None:
    for old in (False, True):
        if old:
            Path("map.html").write_bytes(b"an older map")
        code = (
            "import os, signal, pathlib; from mapgen import pipeline; "
            "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL); pipeline.write(pathlib.Path('map.html'), b'x')"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
        assert [path.name for path in Path().iterdir()] == (["map.html"] if old else [])
    assert Path("map.html").read_bytes() == b"an older map"


def test_where_no_file_can_be_nameless_the_next_write_removes_what_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    Path(f".mapgen-{int(ended.stdout)}-abc").write_bytes(b"half")
    Path(f".mapgen-{os.getppid()}-abc").write_bytes(b"at work")
    write(Path("map.html"), b"a map")
    assert {path.name for path in Path().iterdir()} == {"map.html", f".mapgen-{os.getppid()}-abc"}
    assert Path("map.html").read_bytes() == b"a map"


@pytest.mark.usefixtures("_at_once")
def test_a_map_replaces_the_older_one_and_keeps_its_permissions() -> None:
    Path("map.html").write_bytes(b"an older map\r\n")
    Path("map.html").chmod(0o640)
    printed("build", *SMALL_MAP, "-o", "map.html")
    assert Path("map.html").read_bytes().startswith(b"<!")
    assert Path("map.html").stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("_at_once")
def test_a_new_map_can_be_read_by_whom_the_umask_lets() -> None:
    mask = os.umask(0o027)
    try:
        printed("build", *SMALL_MAP, "-o", "map.html")
    finally:
        os.umask(mask)
    assert Path("map.html").stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("_at_once")
def test_a_symbolic_link_stays_and_what_it_points_at_is_written() -> None:
    Path("public").mkdir()
    Path("map.html").symlink_to("public/map.html")
    printed("build", *SMALL_MAP, "-o", "map.html")
    assert Path("map.html").is_symlink()
    assert Path("public/map.html").read_bytes().startswith(b"<!")


# --- check --------------------------------------------------------------------------------------------------------


def test_check_counts_what_it_checked() -> None:
    catalog = mapgen.load_catalog()
    figures = sum(len(missile.ranges) for missile in catalog.missiles.values())
    assert printed("check") == (
        f"no problems: {len(catalog.missiles)} missiles with {figures} figures, {len(catalog.sites)} sites, "
        f"{len(catalog.sources)} sources, {len(catalog.stories)} stories; "
        f"{figures} of {figures} figures quoted, 0 derived, 0 unquoted\n"
    )


def test_the_packaged_data_need_no_advice() -> None:
    assert printed("check", "--strict") == printed("check")


def test_advice_is_a_problem_only_when_strict() -> None:
    Path("mine/sites").mkdir(parents=True)
    Path("mine/sites/example.toml").write_text(
        'name = "Example"\nkind = "reference_place"\ncountry = "KR"\nlon = 127.0251\nlat = 37.5\nuncertainty_km = 1\n'
        'position_source = "38north-jan-2022"\nstatus = "city"\n[[claims]]\ntext = "A claim."\n'
        'source = "38north-jan-2022"\n',
        "utf-8",
    )
    advice = [
        "mine/sites/example.toml: claims[0].quote: is missing; add the source's words, 15 at most",
        "mine/sites/example.toml: lon: 127.0251 is finer than installation level; round it to two decimals",
    ]
    result = run("check", "--data", "mine")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"advice: {line}" for line in advice]
    sites = len(mapgen.load_catalog().sites) + 1
    assert re.match(f"no problems: [0-9]+ missiles with [0-9]+ figures, {sites} sites, ", result.stdout)
    assert refused("check", "--data", "mine", "--strict").splitlines() == advice


# --- list and show ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["missiles", "sites", "sources", "stories"])
def test_list_prints_one_line_a_record_and_all_of_it_as_json(kind: str) -> None:
    lines = printed("list", kind).splitlines()
    records = json.loads(printed("list", kind, "--json"))
    ids = [record["id"] for record in records]
    assert ids == sorted(set(ids))
    assert [line.split()[0] for line in lines] == ids
    assert ids == sorted(getattr(mapgen.load_catalog(), kind))


def test_list_terms_names_every_term_of_every_vocabulary_with_its_label() -> None:
    vocabulary = mapgen.load_catalog().vocabulary
    known = {(name, id_): term for name in VOCABULARIES for id_, term in getattr(vocabulary, name).items()}
    lines = printed("list", "terms").splitlines()
    assert [tuple(line.split()[:2]) for line in lines] == [*known]
    for line, term in zip(lines, known.values(), strict=True):
        assert line.endswith(getattr(term, "labels", {}).get("en", ""))
    records = {(each["vocabulary"], each["id"]): each for each in json.loads(printed("list", "terms", "--json"))}
    assert {*records} == {*known}
    assert records["site_kind", "missile_base"]["labels"] == vocabulary.site_kind["missile_base"].labels


def test_list_and_check_count_the_records_of_ones_own_apart() -> None:
    assert "yours" not in printed("list", "sites") + printed("check")
    data = ("--data", str(SMALL))
    own = mapgen.load_catalog(SMALL).own
    lines = printed("list", "sites", *data).splitlines()
    marked = {line.split()[0] for line in lines if line.endswith("  (yours)")}
    assert marked == own["sites"] == {path.stem for path in (SMALL / "sites").iterdir()}
    assert lines[-1] == f"yours: {len(marked)} of {len(lines) - 1} sites"
    counts = ", ".join(f"{len(own[name])} {name}" for name in ("missiles", "sites", "sources"))
    assert f" stories; yours: {counts}, 1 story; " in printed("check", *data)


def test_records_as_json_have_the_field_names_of_their_files() -> None:
    missile = json.loads(printed("show", "hwasong-11ga", "--json"))
    assert missile["class"] == "srbm"
    assert {"id", "name", "family", "status", "status_source", "names", "aliases", "first_seen"} <= set(missile)
    assert {"low_km", "high_km", "kind", "source", "quote", "sets_band", "verified"} <= set(missile["ranges"][0])
    source = json.loads(printed("show", "csis-kn-23-july-2019", "--json"))
    assert {"id", "type", "title", "URL", "container-title", "accessed"} <= set(source)
    assert "date-parts" in source["accessed"]
    story = json.loads(printed("show", "hwasong-11", "--json"))
    assert {"id", "title", "summary", "as_of", "languages", "missiles", "origins", "places"} <= set(story)
    assert set(story["origins"]) == {"kinds", "ids", "countries", "pairing", "called"}
    for site in json.loads(printed("list", "sites", "--json")):
        assert set(site) <= SITE_KEYS


def test_a_site_without_a_public_position_has_no_lon_and_lat() -> None:
    sites = {site["id"]: site for site in json.loads(printed("list", "sites", "--json"))}
    hidden = {id_ for id_, site in sites.items() if "lon" not in site or "lat" not in site}
    assert hidden == {id_ for id_, site in mapgen.load_catalog().sites.items() if site.position is None}
    assert not hidden & {id_ for id_, site in sites.items() if {"lon", "lat", "uncertainty_km"} & set(site)}
    assert "location not public" in printed("show", "new-missile-factory-2025")


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        (
            "hwasong-11ga",
            ["Short-range ballistic missile; Operational", "○ up to 420 km  estimated; set apart", "북한판"],
        ),
        ("hwasong-15", ["hwasong-15: Hwasong-15  ", "not re-checked"]),
        ("sinpung-dong", ["lon 125.28, lat 40.32, within 4 km (newsis-sinpung)", "“Approximately 27 kilometers", "≠"]),
        ("csis-sinpung-dong", ["https://", "● sinpung-dong: CSIS describes an undeclared missile base"]),
        ("long-range", ["as of 2026-11-23", "origins: sinpung-dong, "]),
    ],
)
def test_show_prints_all_that_the_catalog_holds_of_a_record(id_: str, words: list[str]) -> None:
    text = printed("show", id_)
    assert text.startswith(f"{id_}: ")
    assert not [part for part in words if part not in text]


def test_show_begins_with_the_band() -> None:
    assert printed("show", "kite-1", "--data", str(SMALL)).startswith("kite-1: Kite-1  300–500 km\n")


def test_show_and_list_know_the_data_laid_over() -> None:
    Path("mine/stories").mkdir(parents=True)
    Path("mine/stories/example.toml").write_text(STORY, "utf-8")
    assert "places: seoul" in printed("show", "example", "--data", "mine")
    assert "An example" in printed("list", "stories", "--data", "mine")


def test_show_suggests_the_nearest_id_of_any_kind() -> None:
    assert refused("show", "sinpungdong").startswith("unknown id 'sinpungdong'; did you mean 'sinpung-dong'")
    assert refused("show", "KN25").startswith("unknown id 'KN25'; did you mean 'kn-25'")


# --- all commands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--nope"], "No such option"),
        (["build", "one", "two"], "unexpected extra argument"),
        (["build", "--lang"], "requires an argument"),
        (["list"], "Missing argument"),
        (["list", "bases"], "is not one of"),
        (["show"], "Missing argument 'ID'"),
        (["nope"], "No such command 'nope'"),
    ],
)
def test_a_command_that_is_used_wrongly_exits_with_2(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_each_file_is_a_command_of_its_name() -> None:
    files = [path.stem for path in (ROOT / "mapgen" / "cli").glob("*.py") if path.stem[0] != "_"]
    assert sorted(main.commands) == sorted(name.rstrip("_") for name in files)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_shows_an_example_and_explains_its_options(command: str) -> None:
    text = printed(command, "--help")
    examples = re.findall(rf"^  mapgen {command}\b.*$", text, re.MULTILINE)
    assert len(examples) >= 2
    assert printed(command, "-h") == text
    for parameter in main.commands[command].params:
        assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


def test_help_names_every_command() -> None:
    assert all(command in printed("--help") for command in ("build", "check", "list", "reach", "show"))


def test_the_version_is_the_package_s() -> None:
    assert printed("--version") == f"mapgen, version {mapgen.__version__}\n"


def test_the_real_process_builds_the_same_map_and_prints_the_same_line() -> None:
    done = process("build", *SMALL_MAP, "-o", "map.html")
    assert (done.returncode, done.stderr) == (0, "")
    line = printed("build", *SMALL_MAP, "-o", "again.html")
    assert done.stdout.split(";")[1] == line.split(";")[1]
    assert Path("map.html").read_bytes() == Path("again.html").read_bytes()


def test_the_real_process_exits_with_2_where_the_command_is_wrong() -> None:
    """Other real processes here end with 0, 1 and 130."""
    done = process("build", "--nope")
    assert done.returncode == 2
    assert "No such option" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_whose_name_is_too_long_is_refused() -> None:
    message = "File name too long; check the path and its permissions"
    assert message in refused("check", "--data", "d" * 3000)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_a_terminal_without_korean_letters_still_gets_its_answer(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", terminal)
    main(["show", "hwasong-11ga", "--json"], standalone_mode=False)
    terminal.flush()
    assert json.loads(written.getvalue().decode("utf-8"))["names"]["ko"].startswith("화성-11가")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "mapgen", "list", "sources", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == b"[\n"
        running.stdout.close()
        assert running.stderr.read() == b""


def test_the_streams_of_a_notebook_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no text files of the system and cannot be set up."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    main(["list", "stories"], standalone_mode=False)
    assert isinstance(sys.stdout, io.StringIO)
    assert sys.stdout.getvalue().count("\nhwasong-11 ") == 1


def test_the_installed_command_is_this_one() -> None:
    command = shutil.which("mapgen", path=str(Path(sys.executable).parent))
    assert command
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"mapgen, version {mapgen.__version__}\n"


def test_a_process_runs_the_code_beside_the_tests() -> None:
    code = "import mapgen; print(mapgen.__file__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{ROOT / 'mapgen' / '__init__.py'}\n"


@pytest.mark.usefixtures("_at_once")
def test_a_copy_of_a_packaged_story_builds_from_its_path() -> None:
    shutil.copy(STORIES / "long-range.toml", "copy.toml")
    assert printed("build", "copy.toml").startswith("output/copy.html: ")


# --- Faults -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ValueError, KeyError, RuntimeError, RecursionError, MemoryError, AssertionError])
def test_a_fault_of_mapgen_is_said_in_a_line_and_kept_in_a_log(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("broken \ud800")

    logs = tmp_path.parent / f"{tmp_path.name}-logs"
    logs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(logs))
    monkeypatch.setattr("mapgen.catalog.load.load_catalog", fail)
    message = refused("list", "missiles")
    found = re.fullmatch(r"this is a fault of mapgen \((\w+)\); please report it: (\S+) says where", message)
    assert found
    assert found[1] == kind.__name__
    log = Path(found[2]).read_text("utf-8")
    assert log.startswith(f"mapgen {mapgen.__version__}, Python ")
    assert "Traceback (most recent call last)" in log
    assert "broken \\ud800" in log


def test_a_fault_is_said_even_where_no_log_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapgen.catalog.load.load_catalog", lambda *_: os.environ["NO_SUCH_NAME"])
    monkeypatch.setattr(tempfile, "mkstemp", fail_with(errno.ENOSPC))
    assert refused("list", "missiles").startswith("this is a fault of mapgen (KeyError); please report it: run it with")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--lang", ""], "--lang: is empty; write it, or leave it out"),
        (["build", "--data", ""], "--data: is empty; write it, or leave it out"),
        (["build", "--data", "mine", "--data="], "--data: is empty; write it, or leave it out"),
        (
            ["build", "--lang=", "-o", ""],
            "-o: is empty; write it, or leave it out\n--lang: is empty; write it, or leave it out",
        ),
        (["build", "-o", ""], "-o: is empty; write it, or leave it out"),
        (["build", ""], "STORY: is empty; write it, or leave it out"),
        (["build", "--as-of", ""], "--as-of: is empty; write it, or leave it out"),
        (["check", "--archive", " "], "--archive: is empty; write it, or leave it out"),
        (["export", "-o", ""], "-o: is empty; write it"),
        (["export", "-o", "x.md", "--since", ""], "--since: is empty; write it, or leave it out"),
        (["import", "", "-o", "out"], "FILE: is empty; write it"),
        (["show", ""], "ID: is empty; write it"),
        (["new", ""], "DIR: is empty; write it"),
        (["embed", "x.html", "--url", ""], "--url: is empty; write it, or leave it out"),
    ],
)
def test_an_empty_text_is_not_taken_for_an_option_left_out(arguments: list[str], message: str) -> None:
    assert refused(*arguments) == message


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (" ", "is empty; write it, or leave it out"),
        ("\u200b", "holds only invisible characters; write it in visible ones"),
        ("a\x1b[2J", "holds the control character U+001B; take it out"),
        ("a\uffff", "holds U+FFFF, which is no character; take it out"),
        ("x" * 100_000, "has 100,000 letters; 500 at most: shorten it"),
        ("x" * 300, "holds a word of 300 letters, and 200 is the most; part it by blanks"),
    ],
)
def test_a_title_that_would_not_fit_into_a_story_is_refused(title: str, message: str) -> None:
    assert refused("build", *SMALL_MAP, "-o", "map.html", "--title", title) == f"--title: {message}"
    assert refused("export", *SMALL_MAP, "-o", "map.csv", "--title", title) == f"--title: {message}"


# --- Terminals ----------------------------------------------------------------------------------------------------

SLY = "\x1b]0;title\x07\x1b[2J\x9b31m\u202eback"
TURNED = "title\u202eback"
"""What records may hold of it."""


@pytest.fixture
def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "click.testing._NamedTextIOWrapper.isatty", lambda stream: stream.name == "<stdout>", raising=False
    )


@pytest.mark.usefixtures("_on_a_terminal")
def test_no_escape_sequence_of_a_name_reaches_the_terminal() -> None:
    _write_sly_records()
    data = ["--data", "mine"]
    for command in (
        *(["list", kind] for kind in ("missiles", "sites", "sources", "stories")),
        *(
            ["show", "sly"],
            ["show", "sly-base"],
            ["show", "sly", "--json"],
            ["list", "missiles", "--json"],
            ["reach", "sly-story"],
            ["reach", "sly-story", "--format", "csv"],
        ),
        *(["cite", "sly-story", "--format", name] for name in ("text", "bibtex", "ris", "csl-json")),
        *(["check"], ["check", "--strict"], ["show", SLY], ["build", SLY], ["build", "--theme", f"{SLY}.toml"]),
        *(["embed", f"{SLY}.html"], ["build", "sly-story", "-o", f"{SLY}.png"]),
    ):
        result = run(*command, *([] if command[0] == "embed" else data))
        said = result.stdout + result.stderr
        assert said
        assert not set(said) & set("\x1b\x07\x9b\u202e"), command
        if command == ["show", "sly", "--json"]:
            assert result.stderr == ""
            assert json.loads(result.stdout)["name"] == TURNED


@pytest.mark.parametrize(
    "arguments",
    [
        *(["cite", "sly-story", "--format", form] for form in ("text", "bibtex", "ris")),
        ["reach", "sly-story"],
        ["list", "missiles"],
        ["show", "sly"],
    ],
)
def test_a_result_for_a_file_holds_titles_and_names_as_they_are(arguments: list[str]) -> None:
    _write_sly_records()
    said = printed(*arguments, "--data", "mine")
    assert "\u202e" in said
    assert "\\u202e" not in said


def test_the_code_that_embeds_a_page_has_no_address_that_reads_otherwise_than_it_is() -> None:
    run("build", *SMALL_MAP, "-o", "map.html")
    result = run("embed", "map.html", "--url", "https://example.org/maps/\u202eerutuf.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "holds an invisible character (U+202E); take it out of the address\n" in result.stderr


def _write_sly_records() -> None:
    escaped = json.dumps(TURNED)
    (Path("mine") / "missiles").mkdir(parents=True)
    (Path("mine") / "sites").mkdir()
    (Path("mine") / "sources").mkdir()
    (Path("mine") / "sources" / "sly-report.json").write_text(
        f'{{"id": "sly-report", "type": "report", "title": {escaped}, "publisher": {escaped}}}', "utf-8"
    )
    (Path("mine") / "missiles" / "sly.toml").write_text(
        f'name = {escaped}\nfamily = "example"\nclass = "icbm"\nstatus = "unknown"\n[[ranges]]\nlow_km = 500\n'
        f'high_km = 900\nkind = "claimed"\nsource = "sly-report"\nquote = {escaped}\n',
        "utf-8",
    )
    (Path("mine") / "sites" / "sly-base.toml").write_text(
        f'name = {escaped}\nkind = "missile_base"\ncountry = "KP"\nlon = 125.28\nlat = 40.32\nuncertainty_km = 4\n'
        f'position_source = "sly-report"\nstatus = "unknown"\n[[claims]]\ntext = {escaped}\nsource = "sly-report"\n',
        "utf-8",
    )
    (Path("mine") / "stories").mkdir()
    (Path("mine") / "stories" / "sly-story.toml").write_text(
        STORY.replace("hwasong-11ga", "sly").replace("An example", "A \\u202eback").replace("sinpung-dong", "sly-base"),
        "utf-8",
    )


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"], ["list", "missiles"], ["cite"]])
def test_a_standard_output_that_takes_nothing_is_named(arguments: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "mapgen", *arguments]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "standard output: cannot be written: No space left on device; check where it is sent\n"
    assert (result.returncode, result.stderr) == (1, said)


def test_a_standard_output_that_takes_no_completions_is_named() -> None:
    command = [sys.executable, "-c", "from mapgen.cli import main; main(prog_name='mapgen')"]
    asked = os.environ | {"_MAPGEN_COMPLETE": "bash_source"}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=asked)
    said = "standard output: cannot be written: No space left on device; check where it is sent\n"
    assert (result.returncode, result.stderr) == (1, said)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_ends_quietly_if_nobody_reads_it(arguments: list[str]) -> None:
    read, written = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "mapgen", *arguments]
    result = subprocess.run(command, stdout=written, stderr=subprocess.PIPE, text=True, check=False)
    os.close(written)
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "made"), [(["build", *SMALL_MAP, "-o", "map.html"], "map.html"), (["new", "mine"], "mine/stories")]
)
def test_what_was_written_is_no_failure_if_standard_output_takes_no_word_about_it(
    arguments: list[str], made: str
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "mapgen", *arguments]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (result.returncode, result.stderr) == (
        0,
        "standard output: cannot be written: No space left on device\n",
    )
    assert Path(made).exists()


def test_what_is_said_to_nobody_is_no_failure() -> None:
    said = f"{sys.executable} -m mapgen build {' '.join(SMALL_MAP)} -o map.html 2>&-"
    assert subprocess.run(["sh", "-c", said], check=False).returncode == 0
    assert Path("map.html").exists()
    said = f"{sys.executable} -m mapgen build -o map.png 2>&-"
    assert subprocess.run(["sh", "-c", said], check=False).returncode == 1
