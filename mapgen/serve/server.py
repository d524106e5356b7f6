"""Serve the preview of a map to the browser of this machine, and to nobody else."""

from __future__ import annotations

import errno
import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from mapgen.errors import MapgenError
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.serve.preview import Preview

ADDRESS = "127.0.0.1"
PATIENCE_S = 20.0
"""Seconds that a browser may wait for news in one request."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Policy of the page around the map; the map has its own, and is served byte for byte as `mapgen build` writes it."""
FILES = {
    "/": ("preview.html", "text/html"),
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
}
"""The files of ``templates/serve/`` by path."""


class Server(ThreadingHTTPServer):
    """A server on 127.0.0.1.

    Parameters
    ----------
    preview : Preview
    port : int
        0 for any that is free.

    Raises
    ------
    MapgenError
        If the port is taken, or not for us.
    """

    daemon_threads = True  # a browser that waits for news does not keep the program from ending

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is taken" if taken else f"cannot be used: {error.strerror}"
            msg = f"port {port} {why}; choose another with --port, or --port 0 for any that is free"
            raise MapgenError(msg) from None

    @property
    def url(self) -> str:
        """Address of the preview."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> set[str]:
        """What a browser of this machine calls the server: a page of another site that has its name lead here does not.

        That is how DNS rebinding would read the preview.
        """
        names = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}
        return names | ({ADDRESS, "localhost"} if self.server_port == 80 else set())


class Handler(BaseHTTPRequestHandler):
    """Answer one request."""

    server: Server
    server_version = "mapgen"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a file of the preview, the map, or the state of the build."""
        url = urlsplit(self.path)
        if self.headers.get("Host") not in self.server.hosts:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"This server is for this machine only.\n")
        elif url.path in FILES:
            name, kind = FILES[url.path]
            self._answer(HTTPStatus.OK, kind, (folder("templates") / "serve" / name).read_bytes(), policy=POLICY)
        elif url.path == "/state":
            self._answer(HTTPStatus.OK, "application/json", self._state(parse_qs(url.query)))
        elif url.path == "/map.html" and self.server.preview.state.page:
            self._answer(HTTPStatus.OK, "text/html", self.server.preview.state.page)
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"There is nothing here.\n")

    do_HEAD = do_GET  # noqa: N815  (http.server asks for this name)

    def _state(self, query: dict[str, list[str]]) -> bytes:
        number = query.get("after", ["-1"])[0]
        state = self.server.preview.wait(int(number) if number.isdecimal() else -1, PATIENCE_S)
        said = {"number": state.number, "page_number": state.page_number, "problems": state.problems}
        return json.dumps(said, ensure_ascii=False).encode()

    def _answer(self, status: HTTPStatus, kind: str, content: bytes, policy: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing: what matters is whether the map was built."""


def run(server: Server, started: Callable[[], object]) -> None:
    """Serve and follow the files until interrupted; then free the port."""
    stopped = threading.Event()
    following = threading.Thread(target=server.preview.follow, args=(stopped,), daemon=True)
    try:
        started()
        following.start()
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        stopped.set()
        server.server_close()
