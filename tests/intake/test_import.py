"""``mapgen import``: all or nothing, nothing written over, and what is next said."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from mapgen.errors import MapgenError
from mapgen.intake.folder import write_files
from mapgen.plugins import discover

if TYPE_CHECKING:
    from click.testing import Result

BASES = "name,lat,lon,status\nPaper base,32.1,52.4,\nReed base,32.2,52.4,active\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bases.csv").write_text(BASES, "utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def refused(*arguments: str) -> str:
    """Run a command that must fail and write nothing, and return its message."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    return result.stderr.removesuffix("\n")


def test_a_record_that_was_completed_by_hand_is_kept_as_it_is() -> None:
    run("bases.csv", "-o", "out")
    record = Path("out/sites/paper-base.toml")
    record.write_text(record.read_text("utf-8") + 'status = "dormant"\n', "utf-8")
    completed = record.read_bytes()
    result = run("bases.csv", "-o", "out")
    assert "out: wrote nothing new; 2 there already, unchanged" in result.stdout
    assert record.read_bytes() == completed


def test_terms_that_no_vocabulary_has_are_named_at_once() -> None:
    Path("bases.csv").write_text("name,kind,lat,lon\nPaper base,Air base,32.1,52.4\nReed base,air base,32.2,52.4\n")
    said = run("bases.csv", "-o", "out", "--set", "status=operational").stdout
    assert (
        "\nno such terms: kind 'Air base' (1), status 'operational' (2), kind 'air base' (1); "
        "mapgen list terms names those there are, out/vocab/ may add others\n"
    ) in said
    Path("out/vocab").mkdir()
    kind = 'symbol = "disc"\ncolour = "#1f5a8f"\ncolour_dark = "#7cb9f2"\nrank = 2\n'
    Path("out/vocab/site_kind.toml").write_text(f'[air_base]\nlabels = {{ en = "Air base" }}\n{kind}', "utf-8")
    assert "no such terms" not in run("bases.csv", "-o", "out", "--set", "status=active", "--replace").stdout
    assert 'kind = "air_base"' in Path("out/sites/reed-base.toml").read_text("utf-8")


def test_a_story_that_an_earlier_import_made_of_less_is_named() -> None:
    run("bases.csv", "-o", "out")
    assert 'ids = ["paper-base", "reed-base"]' in Path("out/stories/bases.toml").read_text("utf-8")
    said = run("bases.csv", "-o", "out", "--set", "kind=missile_base", "--replace").stdout
    assert "\nout/stories/bases.toml stays as it is; to have it made anew, delete it and import again\n" in said
    Path("out/stories/bases.toml").unlink()
    assert "out: wrote 1 story; 2 there already" in run("bases.csv", "-o", "out", "--set", "kind=missile_base").stdout
    assert 'kinds = ["missile_base"]' in Path("out/stories/bases.toml").read_text("utf-8")


def test_a_key_may_be_given_by_one_of_its_words() -> None:
    Path("bases.csv").write_text("name,Breite,Länge\nPaper base,32.1,52.4\n", "utf-8")
    run("bases.csv", "-o", "out", "--map", "Breite=latitude", "--map", "Länge=Longitude", "--set", "type=missile_base")
    assert 'kind = "missile_base"' in Path("out/sites/paper-base.toml").read_text("utf-8")


def test_a_table_that_has_grown_adds_its_new_rows() -> None:
    run("bases.csv", "-o", "out")
    Path("bases.csv").write_text(BASES + "Clay base,32.3,52.4,\n", "utf-8")
    assert "out: wrote 1 site; 2 there already, unchanged" in run("bases.csv", "-o", "out").stdout
    assert Path("out/sites/clay-base.toml").exists()


def test_a_record_that_differs_is_written_over_only_when_told() -> None:
    run("bases.csv", "-o", "out")
    Path("bases.csv").write_text(BASES.replace("active", "dormant").replace("52.4,\n", "52.4,unknown\n"), "utf-8")
    reed = Path("out/sites/reed-base.toml")
    assert refused("bases.csv", "-o", "out") == (
        "bases.csv: row 2: out/sites/paper-base.toml is there already, without status; "
        "--replace writes it anew, --skip keeps it\n"
        "bases.csv: row 3: out/sites/reed-base.toml is there already, and differs in status; "
        "--replace writes it anew, --skip keeps it"
    )
    skipped = run("bases.csv", "-o", "out", "--skip")
    assert skipped.exit_code == 0
    assert 'status = "active"' in reed.read_text("utf-8")
    assert run("bases.csv", "-o", "out", "--replace").exit_code == 0
    assert 'status = "dormant"' in reed.read_text("utf-8")


def test_a_record_that_cannot_be_read_is_not_lost() -> None:
    run("bases.csv", "-o", "out")
    Path("out/sites/reed-base.toml").write_text("status = ", "utf-8")
    assert "out/sites/reed-base.toml is there already, and cannot be read; --replace" in refused(
        "bases.csv", "-o", "out"
    )


def test_a_library_that_is_given_twice_is_read_once() -> None:
    """Items are one if all that they say is the same; another one of the same id gets its own."""
    Path("a.bib").write_text("@misc{k, title = {A}}\n@misc{l, title = {B}}\n@misc{l, title = {B}}\n", "utf-8")
    Path("b.bib").write_text("@misc{k, title = {A}}\n@misc{l, title = {C}}\n", "utf-8")
    said = run("a.bib", "a.bib", "b.bib", "-o", "out").stdout.splitlines()
    assert [line for line in said if "repeats" in line] == [
        "a.bib: line 3, l repeats a.bib, line 2, l; they are one source",
        "a.bib: line 1, k repeats a.bib, line 1, k; they are one source",
        "a.bib: line 2, l repeats a.bib, line 2, l; they are one source",
        "a.bib: line 3, l repeats a.bib, line 2, l; they are one source",
        "b.bib: line 1, k repeats a.bib, line 1, k; they are one source",
    ]
    assert sorted(path.name for path in Path("out/sources").iterdir()) == ["k.json", "l-2.json", "l.json"]


def test_a_source_that_an_array_holds_is_not_written_beside_it() -> None:
    """Not even with --replace: `mapgen check` refuses an id that stands in both."""
    Path("out").mkdir()
    Path("out/sources.json").write_text('[{"id": "a", "type": "report", "title": "One"}]', "utf-8")
    Path("library.json").write_text('[{"id": "a", "type": "report", "title": "Two"}]', "utf-8")
    assert refused("library.json", "-o", "out", "--replace") == (
        "library.json: item 1: out/sources.json has 'a' already, and differs in title; "
        "change it there, or take it out; --skip keeps it"
    )


def test_a_story_of_your_own_is_left_alone() -> None:
    Path("out/stories").mkdir(parents=True)
    Path("out/stories/mine.toml").write_text("# mine\n", "utf-8")
    result = run("bases.csv", "-o", "out")
    assert "then: mapgen build" not in result.stdout
    assert [path.name for path in Path("out/stories").iterdir()] == ["mine.toml"]


def test_the_id_of_a_missile_of_the_folder_is_not_given_to_a_site() -> None:
    Path("out/missiles").mkdir(parents=True)
    Path("out/missiles/reed-base.toml").write_text("# a missile\n", "utf-8")
    run("bases.csv", "-o", "out")
    assert Path("out/sites/reed-base-2.toml").exists()


def test_missiles_of_an_earlier_import_are_known_by_name() -> None:
    Path("missiles.csv").write_text("name,range\nKite No. 7,300 km\n", "utf-8")
    Path("bases.csv").write_text("name,lat,lon,missiles\nPaper base,32.1,52.4,kite no. 7; Hwasong-12\n", "utf-8")
    run("missiles.csv", "-o", "out")
    run("bases.csv", "-o", "out")
    assert 'missiles = ["kite-no-7", "hwasong-12"]' in Path("out/sites/paper-base.toml").read_text("utf-8")
    assert 'missiles = ["kite-no-7"]' in Path("out/stories/bases.toml").read_text("utf-8")


def test_terms_of_the_folder_are_known_by_label() -> None:
    Path("out/vocab").mkdir(parents=True)
    kind = 'labels = { en = "Air base" }\nsymbol = "disc"\ncolour = "#1f5a8f"\ncolour_dark = "#7cb9f2"\nrank = 2\n'
    Path("out/vocab/site_kind.toml").write_text(f"[air_base]\n{kind}", "utf-8")
    Path("bases.csv").write_text("name,type,lat,lon\nPaper base,Air Base,32.1,52.4\n", "utf-8")
    run("bases.csv", "-o", "out")
    assert 'kind = "air_base"' in Path("out/sites/paper-base.toml").read_text("utf-8")


def test_gaps_are_named_by_check() -> None:
    run("bases.csv", "-o", "out", "--set", "kind=us_base")
    result = CliRunner().invoke(main, ["check", "--data", "out"])
    assert result.exit_code == 1
    position = "the position has no source; add position_source (a source id) or position_note (how it was derived)"
    assert result.stderr.splitlines() == [
        f"out/sites/paper-base.toml: position_note: {position}",
        "out/sites/paper-base.toml: status: is missing; add it (a term of vocab/status.toml)",
        "out/sites/paper-base.toml: uncertainty_km: is missing; say within how many km the position is",
        f"out/sites/reed-base.toml: position_note: {position}",
        "out/sites/reed-base.toml: uncertainty_km: is missing; say within how many km the position is",
        "out/stories/bases.toml: as_of: is missing; add it (the day the facts were compiled)",
        "out/stories/bases.toml: missiles: is missing; add it (missile ids in the order of the map key)",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "name"], "--map name: write COLUMN=KEY, e.g. --map Breite=lat"),
        (["--map", "Breite=latt"], "--map Breite=latt: unknown key 'latt'; did you mean 'lat'?"),
        (["--set", "status"], "--set status: write KEY=VALUE, e.g. --set status=active"),
        (["--set", "statos=x"], "--set statos=x: unknown key 'statos'; did you mean 'status'?"),
        (
            ["--map", "a=latt", "--map", "b", "--set", "statos=x"],
            (
                "--map a=latt: unknown key 'latt'; did you mean 'lat'?\n"
                "--map b: write COLUMN=KEY, e.g. --map Breite=lat\n"
                "--set statos=x: unknown key 'statos'; did you mean 'status'?"
            ),
        ),
        (["--set", "status=a", "--set", "status=b"], "--set: 'status' is given as 'a' and as 'b'; give it once"),
        (
            ["--map", "name=kind", "--map", "name=status"],
            "--map: 'name' is given as 'kind' and as 'status'; give it once",
        ),
        (
            ["--map", "lat=status", "--map", "lon=status"],
            "bases.csv: the columns 'lat' and 'lon' are both given as status; give one of them",
        ),
    ],
)
def test_a_wrong_option_is_answered(options: list[str], said: str) -> None:
    assert refused("bases.csv", "-o", "out", *options) == said


def test_a_term_for_all_rows_must_be_in_a_vocabulary() -> None:
    said = refused("bases.csv", "-o", "out", "--set", "status=bogus", "--set", "kind=misile base").splitlines()
    assert said[0].startswith("--set status=bogus: 'bogus' is no term of any vocabulary; known: ")
    assert said[1] == (
        "--set kind=misile base: 'misile base' is no term of any vocabulary; did you mean 'missile_base'?"
    )


def test_a_column_that_is_not_there_cannot_be_mapped() -> None:
    said = refused("bases.csv", "-o", "out", "--map", "Names=name")
    assert said == "--map Names=name: no file has a column 'Names'; did you mean 'name'?"
    said = refused("bases.csv", "-o", "out", "--map", "Names=name", "--map", "latt=lat")
    assert said.splitlines()[1:] == ["--map latt=lat: no file has a column 'latt'; did you mean 'lat'?"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["none.csv", "-o", "out"],
            "none.csv: cannot be read: No such file or directory; check the path and its permissions",
        ),
        ([".", "-o", "out"], ".: is not a file; name the files to import"),
        (
            ["bases.csv", "-o", "bases.csv"],
            "-o bases.csv: is not a folder; name a folder, or one that does not exist yet",
        ),
    ],
)
def test_paths_that_cannot_be_read_or_written_are_named(arguments: list[str], said: str) -> None:
    assert refused(*arguments) == said


def test_one_bad_file_keeps_the_others_from_being_written() -> None:
    Path("bad.csv").write_text("name,lat\nA,1\n", "utf-8")
    assert "bad.csv: has a column of lat" in refused("bases.csv", "bad.csv", "-o", "out")
    assert run("bases.csv", "bad.csv", "-o", "out", "--skip").exit_code == 0


def test_if_nothing_is_left_nothing_is_written() -> None:
    Path("bases.csv").write_text("name,lat,lon\nPaper base,Unknown,52.4\n", "utf-8")
    assert "'Unknown' is no latitude" in refused("bases.csv", "-o", "out", "--skip")


def test_a_disk_that_fails_leaves_the_folder_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out/sites").mkdir(parents=True)
    Path("out/sites/a.toml").write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", full)
        with pytest.raises(
            MapgenError, match=r"^out: cannot be written: No space left on device; choose another folder$"
        ):
            write_files(Path("out"), {"sites/a.toml": b"new", "sites/b.toml": b"new"})
    assert [(path.name, path.read_bytes()) for path in Path("out").rglob("*.*") if path.is_file()] == [
        ("a.toml", b"old")
    ]
    assert [path.name for path in Path("out").iterdir()] == ["sites"]


@pytest.mark.parametrize("operation", ["builtins.open", "tempfile.mkdtemp", "os.replace"])
def test_a_folder_that_cannot_be_written_leaves_no_folder(operation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "out/.mapgen-import-xyz/sites/a.toml")

    monkeypatch.setattr(operation, read_only)
    with pytest.raises(MapgenError, match=r"^new/out: cannot be written: Permission denied; choose another folder$"):
        write_files(Path("new/out"), {"sites/a.toml": b"new"})
    assert not Path("new").exists()


def test_a_folder_in_a_file_is_refused() -> None:
    said = refused("bases.csv", "-o", "bases.csv/out")
    assert said == "bases.csv/out: cannot be written: a folder of its path is a file; choose another folder"


def test_an_id_too_long_for_a_file_is_shortened() -> None:
    items = [{"id": "a" * 300 + end, "type": "report", "title": f"Paper {end}"} for end in "xy"]
    Path("library.json").write_text(json.dumps(items), "utf-8")
    assert run("library.json", "-o", "out").exit_code == 0
    assert sorted(len(path.stem) for path in Path("out/sources").iterdir()) == [58, 60]


def test_a_pipe_among_the_records_of_the_folder_is_not_waited_for() -> None:
    Path("out/sites").mkdir(parents=True)
    os.mkfifo("out/sites/paper-base.toml")
    assert refused("bases.csv", "-o", "out").startswith(
        "bases.csv: row 2: out/sites/paper-base.toml is there already, and cannot be read; "
    )


def test_control_characters_come_neither_from_an_option_nor_from_the_name_of_a_file() -> None:
    said = refused("bases.csv", "-o", "out", "--set", "notes=a\x07")
    assert said == "--set notes=a\\x07: holds the control character U+0007; take it out"
    Path("bases.csv").rename("my\x07 bases.csv")
    assert run("my\x07 bases.csv", "-o", "out").exit_code == 0
    assert 'title = { en = "my-bases" }' in Path("out/stories/my-bases.toml").read_text("utf-8")


def test_names_of_devices_become_no_names_of_files() -> None:
    """On Windows no file can be called con.toml, nor nul.2025.json."""
    Path("con.csv").write_text("id,name,lat,lon\ncon,Paper,32.1,52.4\n,AUX,32.2,52.4\n,Com 1,32.3,52.4\n", "utf-8")
    items = [{"id": id_, "type": "report", "title": id_} for id_ in ("nul", "nul.2025", "lpt9")]
    Path("library.json").write_text(json.dumps(items), "utf-8")
    assert run("con.csv", "library.json", "-o", "out").exit_code == 0
    assert sorted(path.stem for path in Path("out").rglob("*.*") if path.is_file()) == [
        "com-1", "nul-2025", "paper", "site-aux", "source-lpt9", "source-nul", "story-con",
    ]  # fmt: skip


def test_every_format_says_what_it_reads() -> None:
    formats = discover("mapgen.importers")
    assert list(formats) == ["bib", "csl", "csv", "geojson", "kml", "layers", "ris", "xlsx"]
    for module in formats.values():
        assert all(ending.startswith(".") for ending in module.ENDINGS)
        assert callable(module.recognises)
        assert callable(module.read)


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_what_cite_prints_is_imported_again(form: str) -> None:
    """Our own exports come back with the titles, addresses and years that they had."""
    from mapgen.catalog.load import load_catalog

    printed = CliRunner().invoke(main, ["cite", "long-range", "--format", form]).stdout
    name = {"bibtex": "library.bib", "ris": "library.ris", "csl-json": "library.json"}[form]
    Path(name).write_text(printed, "utf-8")
    assert run(name, "-o", "out").exit_code == 0
    before = load_catalog().sources
    for path in Path("out/sources").iterdir():
        assert path.stem in before
    after = load_catalog("out").sources
    for path in Path("out/sources").iterdir():
        mine, packaged = after[path.stem], before[path.stem]
        assert mine.plain_title == packaged.plain_title
        assert mine.url == packaged.url
        assert (mine.issued and mine.issued.iso) == (packaged.issued and packaged.issued.iso)


def missile(header: str, cells: str) -> str:
    """Import one missile, and return its figures as they are written."""
    Path("missiles.csv").write_text(f"name,class,{header}\nKite,srbm,{cells}\n", "utf-8")
    assert run("missiles.csv", "-o", "out", "--replace").exit_code == 0
    return Path("out/missiles/kite.toml").read_text("utf-8").partition("[[ranges]]\n")[2]


@pytest.mark.parametrize(
    ("header", "cells", "figures"),
    [
        ("kind,range", "estimated,300", 'low_km = 300\nhigh_km = 300\nkind = "estimated"\n'),
        ("type,range", "Claimed by the owner,300", 'low_km = 300\nhigh_km = 300\nkind = "claimed"\n'),
        ("basis,range", "Flown in a test,300", 'low_km = 300\nhigh_km = 300\nkind = "flown"\n'),
        ("kind,range", "ballistic,300 (est.)", 'low_km = 300\nhigh_km = 300\nkind = "estimated"\n'),
        (
            "basis,min range,max range",
            "flown,300,500+",
            'low_km = 300\nhigh_km = 500\nkind = "flown"\nqualifier = "at-least"\n',
        ),
        ("basis,min range,max range", "flown,>300,<500", 'low_km = 300\nhigh_km = 500\nkind = "flown"\n'),
        ("basis,max range,range", "flown,500,300-400", 'low_km = 300\nhigh_km = 500\nkind = "flown"\n'),
        (
            "basis,min range,max range,range",
            "flown,300,500,~500",
            'low_km = 300\nhigh_km = 500\nkind = "flown"\nqualifier = "about"\n',
        ),
    ],
)
def test_the_columns_of_a_range_make_one_figure(header: str, cells: str, figures: str) -> None:
    assert missile(header, cells).startswith(f"{figures}# source is missing")


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("min range,max range", "900,600", "low_km: 900 km is more than the 600 km of high_km; correct one of them"),
        ("min range,max range", "-300,600", "low_km: '-300' is not understood; write it as 380-800 km"),
        ("min range,max range", "300,", "high_km: is empty, but low_km is given; give both, or neither"),
        ("max range,range", "600,700", "range: contradicts high_km 600 km; correct one of them"),
        (
            "min range,max range",
            "<300,600",
            "low_km: up-to cannot be said of the lower limit alone; write the whole in one column",
        ),
        (
            "max range,range",
            "500+,up to 500",
            "low_km: up-to cannot be said of the lower limit alone; write the whole in one column",
        ),
        ("claimed range", "300 (est.)", "claimed: the cell says that it is estimated; put it into that column"),
        (
            "claimed range,kind",
            "300,estimated",
            "range_kind: 'estimated' contradicts the columns and cells with the range; correct one",
        ),
        (
            "range,kind,basis",
            "300,estimated,flown",
            "range_kind: 'flown' contradicts the kind, 'estimated'; correct one of them",
        ),
    ],
)
def test_columns_of_a_range_that_contradict_each_other_are_refused(header: str, cells: str, said: str) -> None:
    Path("missiles.csv").write_text(f"name,class,{header}\nKite,srbm,{cells}\n", "utf-8")
    assert refused("missiles.csv", "-o", "out") == f"missiles.csv: row 2: {said}"


def test_a_kind_that_a_missile_has_no_key_for_is_named() -> None:
    Path("missiles.csv").write_text("name,class,type,range\nKite,srbm,ballistic,300\nReed,srbm,SRBM,300\n", "utf-8")
    note = "missiles.csv: type: not used where a row is a missile whose class is given\n"
    assert note in run("missiles.csv", "-o", "out").stdout
    Path("missiles.csv").write_text("name,class,type,range\nReed,srbm,SRBM,300\n", "utf-8")
    assert note not in run("missiles.csv", "-o", "out").stdout


@pytest.mark.parametrize(
    ("column", "cell", "written"),
    [
        ("uncertainty (m)", "500", "0.5"),
        ("Position accuracy (metres)", "50", "0.1"),
        ("uncertainty (miles)", "10", "16.1"),
        ("error radius [nautical miles]", "2", "3.8"),
        ("오차 (해리)", "2", "3.8"),
        ("uncertainty", "2", "2"),
        ("uncertainty (m)", "2 km", "2"),
    ],
)
def test_uncertainties_are_read_in_the_unit_of_their_column(column: str, cell: str, written: str) -> None:
    Path("bases.csv").write_text(f"name,lat,lon,{column}\nReed,32.1,52.4,{cell}\n", "utf-8")
    assert run("bases.csv", "-o", "out").exit_code == 0
    assert f"\nuncertainty_km = {written}\n" in Path("out/sites/reed.toml").read_text("utf-8")


def test_the_unit_of_a_column_that_the_user_names_counts_and_that_of_a_fixed_value_is_km() -> None:
    Path("bases.csv").write_text("name,lat,lon,Fehler (m)\nReed,32.1,52.4,500\nClay,32.2,52.4,\n", "utf-8")
    run("bases.csv", "-o", "out", "--map", "Fehler (m)=uncertainty_km", "--set", "uncertainty_km=4")
    assert "\nuncertainty_km = 0.5\n" in Path("out/sites/reed.toml").read_text("utf-8")
    assert "\nuncertainty_km = 4\n" in Path("out/sites/clay.toml").read_text("utf-8")


@pytest.mark.parametrize("column", ["uncertainty (%)", "uncertainty (°)", "uncertainty (km²)", "uncertainty (deg)"])
def test_an_uncertainty_in_no_unit_of_length_is_not_taken(column: str) -> None:
    Path("bases.csv").write_text(f"name,lat,lon,{column}\nReed,32.1,52.4,5\n", "utf-8")
    assert f"columns name, lat, lon; not used: {column}" in run("bases.csv", "-o", "out").stdout


def test_what_is_no_uncertainty_is_refused() -> None:
    Path("bases.csv").write_text("name,lat,lon,uncertainty (m)\nReed,32.1,52.4,1_0\n", "utf-8")
    assert (
        refused("bases.csv", "-o", "out") == "bases.csv: row 2: uncertainty_km: '1_0' is no number of m; write e.g. 2"
    )


def test_arabic_numbers_and_marks_that_nobody_sees_are_read_in_every_column() -> None:
    Path("bases.csv").write_text(
        "name,kind,خط العرض,خط الطول,uncertainty,status,source\n"
        "Reed,missile_base\u200e,٣٢٫٥,٥٢٫٥,٢٫٥,\ufeffdormant,https://example.org/a\u200e\n",
        "utf-8",
    )
    assert run("bases.csv", "-o", "out").exit_code == 0
    assert Path("out/sites/reed.toml").read_text("utf-8") == (
        '# Imported from bases.csv.\nname = "Reed"\nkind = "missile_base"\ncountry = "IR"\nlon = 52.5\nlat = 32.5\n'
        'uncertainty_km = 2.5\nposition_source = "example-org-a"\nstatus = "dormant"\n'
    )
    Path("missiles.csv").write_text("name,class,range,basis,first seen\nKite,srbm,١٬٣٠٠,claimed,١٩٨٤\n", "utf-8")
    assert run("missiles.csv", "-o", "out").exit_code == 0
    written = Path("out/missiles/kite.toml").read_text("utf-8")
    assert "first_seen = 1984\n" in written
    assert "low_km = 1300\n" in written
