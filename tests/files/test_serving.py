"""The server for one person: GET alone, to a browser that names it, from ``documents/`` alone."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from collab_playbook.errors import PlaybookError
from collab_playbook.files.serving import Answer, page_at, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

POLICY = "default-src 'none'"
PAGES = {"/": Answer(b"index"), "/documents/é.html": Answer(b"page")}


@contextmanager
def served() -> Iterator[int]:
    with serving(PAGES.get, POLICY, 0) as address:
        yield urlsplit(address).port or 0


def asked(
    port: int, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes, Mapping[str, str]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers=dict(headers or {}))
    answer = connection.getresponse()
    try:
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def test_a_page_is_answered_with_its_policy_and_is_not_kept() -> None:
    with served() as port:
        status, data, headers = asked(port, "/documents/%C3%A9.html?x=1#y")

    headers = {name: value for name, value in headers.items() if name != "Date"}
    assert (status, data) == (200, b"page")
    assert headers == {
        "Server": "collab-playbook",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": "4",
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def test_what_is_not_known_is_not_found_and_only_get_is_answered() -> None:
    with served() as port:
        found = [asked(port, path)[0] for path in ("/x", "/../workspace.yaml", "/%2e%2e/x", "/%FF")]
        methods = ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")
        refused = {method: asked(port, "/", method)[0] for method in methods}

    assert found == [404, 404, 404, 400]
    assert refused == {**dict.fromkeys(methods, 405), "BREW": 501}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "evil.example:{port}", "", "[::1]"])
def test_a_request_that_names_another_server_is_turned_away(host: str) -> None:
    with served() as port:
        named = {"Host": host.format(port=port)}
        assert asked(port, "/", headers=named)[0] == 421
        assert asked(port, "/", headers={"Host": f"localhost:{port}"})[:2] == (200, b"index")


def test_a_port_that_is_taken_is_told_and_no_thread_is_left() -> None:
    before = threading.active_count()
    with served() as port:
        asked(port, "/")
        with pytest.raises(PlaybookError, match=f"port {port} cannot be listened on"):
            serving(PAGES.get, POLICY, port).__enter__()

    assert threading.active_count() == before


def test_only_files_below_documents_are_read_and_no_link_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"a")
    (tmp_path / "secret.html").write_bytes(b"secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "away").symlink_to(tmp_path)
    names = ("a.html", "b.html", "link.html", "away/secret.html", "../secret.html", "", ".")

    found = [page_at(tmp_path, f"documents/{name}") for name in names]

    assert found == [b"a", None, None, None, None, None, None]
    assert page_at(tmp_path, "secret.html") is None
    assert page_at(tmp_path, "/etc/passwd") is None
