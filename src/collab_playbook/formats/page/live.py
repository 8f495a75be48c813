"""Documents as a local server shows them: each page asks whether it changed, and loads anew.

What is added here is in no file: it leaves with the answer of the server. The page may run this one
script, by its digest, and may ask its own server; nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from collab_playbook.formats.page.writer import POLICY, framed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.formats.look import Look

ASKING: Final = "/-/digest"
"""What stands before the path of a page to ask for its digest."""
_SCRIPT: Final = f"""
const mine = document.currentScript.dataset.digest;
async function ask() {{
  try {{
    const said = await fetch("{ASKING}" + location.pathname, {{cache: "no-store"}});
    if (said.ok && (await said.text()) !== mine) {{ location.reload(); return; }}
  }} catch (gone) {{ /* the server has ended, or is starting again */ }}
  setTimeout(ask, document.hidden ? 3000 : 500);
}}
setTimeout(ask, 500);
"""
_ALLOWED: Final = b64encode(sha256(_SCRIPT.encode()).digest()).decode("ascii")
_META: Final = f"{POLICY}; script-src 'sha256-{_ALLOWED}'; connect-src 'self'"
LIVE_POLICY: Final = (
    f"{_META}; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy of all that the server gives."""


class Shown(NamedTuple):
    """A document of the index: its address, its title, and what is told of it."""

    path: str
    title: str
    told: str = ""


def digest_of_page(page: bytes) -> str:
    """What a page is known by while it is shown."""
    return sha256(page).hexdigest()[:24]


def live_page(page: bytes) -> bytes:
    """A page with the script that loads it anew once it has changed.

    Args:
        page: The file as it lies there.
    """
    added = f'<script data-digest="{digest_of_page(page)}">{_SCRIPT}</script>\n'.encode()
    page = page.replace(f'content="{POLICY}'.encode(), f'content="{_META}'.encode(), 1)
    before, end, after = page.rpartition(b"</body>")
    return before + added + end + after if end else page + added


def index_page(
    title: str, said: str, sections: Sequence[tuple[str, Sequence[Shown]]], look: Look
) -> bytes:
    """The list of the documents that are shown.

    Args:
        title: Its heading.
        said: What the last build did.
        sections: A heading and its documents, for each step.
        look: How it looks.
    """
    listed = [
        line
        for heading, documents in sections
        for line in (f"<h2>{escape(heading)}</h2>", "<ul>", *map(_item, documents), "</ul>")
    ]
    lines = ("<main>", f"<h1>{escape(title)}</h1>", f"<p>{escape(said)}</p>", *listed, "</main>")
    return framed(title, lines, look)


def _item(shown: Shown) -> str:
    told = f" ({escape(shown.told)})" if shown.told else ""
    return f'<li><a href="/{escape(shown.path)}">{escape(shown.title)}</a>{told}</li>'
