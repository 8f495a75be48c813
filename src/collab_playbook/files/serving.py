"""A server for one person on their own machine: it answers GET, to a browser that means it.

It listens on 127.0.0.1 alone. A page of the web that has its own name lead here is turned away by
the name in its request (DNS rebinding), and nothing that it may send changes anything.
"""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from collab_playbook.errors import PlaybookError
from collab_playbook.files.output import MAX_BYTES, is_inside, opened
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOST = "127.0.0.1"
_PATIENCE = 10
"""Seconds that a connection may be silent."""


class Answer(NamedTuple):
    """What is answered to a path."""

    data: bytes
    media_type: str = "text/html; charset=utf-8"


@contextmanager
def serving(respond: Callable[[str], Answer | None], policy: str, port: int) -> Iterator[str]:
    """Answers while the block runs; gives the address.

    Args:
        respond: The answer for a path, decoded; ``None`` where there is nothing. Called in threads.
        policy: What a browser may load for the pages.
        port: Where to listen; 0 for a free one.

    Raises:
        PlaybookError: The port is not to be had.
    """
    try:
        server = _Server((HOST, port), _Handler)
    except OSError as error:
        message = say("port {port} cannot be listened on: {error}", port=port, error=error.strerror)
        raise PlaybookError(message, say("Leave --port out for a free one.")) from error
    server.respond, server.policy = respond, policy
    taken = server.server_address[1]
    server.hosts = frozenset({f"{HOST}:{taken}", f"localhost:{taken}"})
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{taken}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    respond: Callable[[str], Answer | None]
    policy: str
    hosts: frozenset[str]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away in the middle of an answer is nobody's fault."""


class _Handler(BaseHTTPRequestHandler):
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Answers a path that is known, to a browser that names this server."""
        server = cast("_Server", self.server)
        if self.headers.get("Host", "") not in server.hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        try:
            path = unquote(urlsplit(self.path).path, errors="strict")
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        answer = server.respond(path)
        if answer is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.OK, answer)

    def _only_get(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _only_get  # noqa: N815 - likewise

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status, Answer(f"{status.value} {status.phrase}\n".encode(), "text/plain"))

    def _send(self, status: HTTPStatus, answer: Answer) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": answer.media_type,
            "Content-Length": str(len(answer.data)),
            "Content-Security-Policy": cast("_Server", self.server).policy,
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def version_string(self) -> str:
        """What the server calls itself."""
        return "collab-playbook"

    def log_message(self, *_: object) -> None:
        """Nobody reads what a browser asked for."""


def page_at(root: Path, path: str) -> bytes | None:
    """The bytes of a copy; ``None`` where there is none, or a link leads to it.

    Args:
        root: The workspace.
        path: Its path below it.
    """
    if not is_inside(root, path):
        return None
    try:
        with opened(root, path) as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= MAX_BYTES else None
