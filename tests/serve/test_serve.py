"""`mapgen serve` shows the last good map on this machine only, follows the data, and ends cleanly."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.cli import main
from mapgen.errors import DataError, MapgenError, Problem
from mapgen.serve.preview import Preview, State
from mapgen.serve.server import Server
from mapgen.serve.watch import snapshot, watched
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 60.0
"""Longest wait for a build, on a machine that is busy with other tests."""


def builder(*results: bytes | Exception) -> Callable[[], bytes]:
    """Return a build that gives these results, one after another."""
    left = list(results)

    def build() -> bytes:
        result = left.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    return build


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve a preview without a file, on a port that is free."""
    preview = Preview(builder(b"<p>map</p>", DataError([Problem("a.toml", "x", "is wrong; correct it")])), [])
    with Server(preview, 0) as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def asked(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Ask the server, and return status, headers and content."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE_S)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def state(server: Server, after: int | str = -1) -> dict[str, Any]:
    """Return the state that the server tells."""
    found: dict[str, Any] = json.loads(asked(server, f"/state?after={after}")[2])
    return found


# --- The preview ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "problems"),
    [
        (DataError([Problem("b", "y", "wrong"), Problem("a", "x", "wrong")]), ("a: x: wrong", "b: y: wrong")),
        (MapgenError("no such story"), ("no such story",)),
        (ZeroDivisionError("by zero"), ("this is a fault of mapgen: ZeroDivisionError: by zero; please report it",)),
    ],
    ids=["data", "mapgen", "fault"],
)  # fmt: skip
def test_the_last_good_map_stays_while_the_data_are_broken(error: Exception, problems: tuple[str, ...]) -> None:
    told: list[State] = []
    preview = Preview(builder(b"one", error, b"two"), [], told.append)
    for _ in range(3):
        preview.rebuild()
    assert [(each.page, each.page_number, each.problems) for each in told] == [
        (b"one", 1, ()),
        (b"one", 1, problems),
        (b"two", 3, ()),
    ]


def test_data_that_are_broken_from_the_start_give_no_map() -> None:
    preview = Preview(builder(MapgenError("no")), [])
    preview.rebuild()
    assert (preview.state.page, preview.state.page_number, preview.state.problems) == (b"", 0, ("no",))


def test_a_change_is_built_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "missiles" / "a.toml"
    path.parent.mkdir()
    path.write_text("a", "utf-8")
    preview, stopped = Preview(lambda: path.read_bytes(), [tmp_path]), threading.Event()
    following = threading.Thread(target=preview.follow, args=(stopped,))
    following.start()
    try:
        first = preview.wait(0, PATIENCE_S)
        start = time.monotonic()
        path.write_text("changed", "utf-8")
        second = preview.wait(first.number, PATIENCE_S)
        assert time.monotonic() - start < 1.0
        assert (first.page, second.page) == (b"a", b"changed")
    finally:
        stopped.set()
        following.join()


def test_what_is_written_added_renamed_and_removed_is_seen(tmp_path: Path) -> None:
    seen = [snapshot([tmp_path])]

    def differs() -> bool:
        seen.append(snapshot([tmp_path]))
        return seen[-1] != seen[-2]

    (tmp_path / "sites").mkdir()
    assert differs()
    (tmp_path / "sites" / "a.toml").write_text("x", "utf-8")
    assert differs()
    assert not differs()
    (tmp_path / "sites" / "a.toml").rename(tmp_path / "sites" / "b.toml")
    assert differs()
    (tmp_path / "sites" / ".b.toml.swp").write_text("x", "utf-8")
    os.utime(tmp_path / "sites", ns=(1, 1))
    differs()
    assert not [path for path in seen[-1] if ".swp" in path]
    (tmp_path / "sites" / "b.toml").unlink()
    assert differs()
    assert snapshot([tmp_path / "gone"]) == {}


def test_story_files_and_theme_files_are_followed_too(tmp_path: Path) -> None:
    story, theme = str(tmp_path / "story.toml"), str(tmp_path / "themes" / "ours.toml")
    assert watched(["mine"], story, theme)[1:] == [Path("mine"), Path(story), tmp_path / "themes"]
    assert watched([], "hwasong-11", "desk")[1:] == []


# --- The server -----------------------------------------------------------------------------------------------------


def test_the_map_is_served_byte_for_byte_and_the_page_around_it_with_a_policy(server: Server) -> None:
    assert asked(server, "/map.html")[0] == 404
    server.preview.rebuild()
    status, headers, content = asked(server, "/map.html")
    assert (status, content) == (200, b"<p>map</p>")
    assert "Content-Security-Policy" not in headers, "the map has its own, inside"
    status, headers, content = asked(server, "/")
    assert status == 200
    assert b"<iframe" in content
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert headers["Cache-Control"] == "no-store"
    for path in ("/preview.js", "/preview.css"):
        assert asked(server, path)[0] == 200
    assert asked(server, "/", method="HEAD")[2] == b""


def test_the_state_says_what_is_wrong_and_waits_for_news(server: Server) -> None:
    server.preview.rebuild()
    assert state(server) == {"number": 1, "page_number": 1, "problems": []}
    later = threading.Timer(0.2, server.preview.rebuild)
    later.start()
    assert state(server, after=1) == {"number": 2, "page_number": 1, "problems": ["a.toml: x: is wrong; correct it"]}
    later.join()
    assert state(server, after="nonsense")["number"] == 2


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}"]
)
def test_a_name_that_is_not_of_this_machine_is_refused(host: str, server: Server) -> None:
    server.preview.rebuild()
    for path in ("/", "/map.html", "/state"):
        status, _, content = asked(server, path, host.format(port=server.server_port))
        assert (status, content) == (421, b"This server is for this machine only.\n")
    assert asked(server, "/map.html", f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize("path", ["/geodata", "/../pyproject.toml", "/%2e%2e/preview.js", "/preview.html", "/map"])
def test_nothing_else_is_served(path: str, server: Server) -> None:
    server.preview.rebuild()
    assert asked(server, path)[0] == 404


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert asked(server, "/", method="POST")[0] == 501


def test_a_port_that_is_taken_is_refused_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    message = f"port {port} is taken; choose another with --port, or --port 0 for any that is free\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", message)


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_real_process_follows_the_data_and_ends_cleanly(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    shutil.copytree(SMALL, data)
    command = [sys.executable, "-u", "-m", "mapgen", "serve", "small", "--data", str(data), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    late = threading.Timer(2 * PATIENCE_S, process.kill)  # a line that never comes would be waited for without end
    late.start()
    try:
        assert process.stdout
        assert process.stderr
        line = process.stdout.readline()
        assert " shows small, and follows its data; Ctrl-C ends it" in line
        port = int(line.partition("/ shows")[0].rpartition(":")[2])
        assert process.stdout.readline().startswith("built: ")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        connection.request("GET", "/map.html")
        page = connection.getresponse().read()
        assert page == mapgen.export(mapgen.build_map(mapgen.load_catalog(data), "small"), "html")
        missile = data / "missiles" / "kite-1.toml"
        missile.write_text(missile.read_text("utf-8").replace("low_km = 300", "low_km = 900"), "utf-8")
        assert "ranges[0].high_km: low_km 900 is above high_km 500; swap them" in process.stderr.readline()
        assert process.stderr.readline() == "1 problem; the last good map stays\n"
        connection.request("GET", "/map.html")
        assert connection.getresponse().read() == page
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0
        assert process.stdout.read() == "stopped\n"
        assert process.stderr.read() == ""
    finally:
        late.cancel()
        process.kill()
        process.communicate()
