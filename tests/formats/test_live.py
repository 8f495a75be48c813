"""What a local server adds to a page: one script, allowed by its digest and by nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from collab_playbook.formats.look import Font, Look
from collab_playbook.formats.markdown import content_of
from collab_playbook.formats.page.live import (
    LIVE_POLICY,
    Shown,
    digest_of_page,
    index_page,
    live_page,
)
from collab_playbook.formats.page.writer import html_of

LOOK = Look("en", "Acme & <Sons>")
SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)


def page(markdown: str) -> bytes:
    return html_of(content_of(markdown), LOOK)


def test_the_script_is_the_only_one_and_the_policy_names_it() -> None:
    lying = page("# Plan\n\n<script>alert(1)</script>\n")

    shown = live_page(lying).decode()

    (script,) = SCRIPT.findall(shown)
    allowed = f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
    assert (shown.count(allowed), LIVE_POLICY.count(allowed)) == (1, 1)
    assert "'unsafe-inline'; img-src" in LIVE_POLICY
    assert "script-src 'unsafe" not in LIVE_POLICY
    assert "frame-ancestors 'none'" in LIVE_POLICY


def test_a_page_without_what_was_added_is_the_file() -> None:
    lying = page("# Plan\n\nSay </body> twice.\n")

    shown = live_page(lying).decode()

    before = re.sub(r"<script.*</script>\n", "", shown, flags=re.DOTALL)
    before = re.sub(r"; script-src 'sha256-[^']*'; connect-src 'self'", "", before)
    assert before.encode() == lying
    assert f'data-digest="{digest_of_page(lying)}"' in shown
    assert shown.endswith("</script>\n</body>\n</html>\n")


def test_a_page_that_somebody_rewrote_gets_the_script_too() -> None:
    assert live_page(b"<p>mine").startswith(b"<p>mine<script data-digest=")
    assert live_page(b"").endswith(b"</script>\n")


def test_the_list_of_documents_leads_to_them_and_acts_on_nothing() -> None:
    hostile = "<img src=x onerror=alert(1)> \u202e\U0001f600"
    documents = [
        Shown("documents/a.html", "Plan & <b>"),
        Shown("documents/b.html", hostile, "kept"),
    ]

    text = index_page(
        "Documents", "1 written\nthen <more>", [("1. Goal", documents)], LOOK
    ).decode()

    assert text.partition("<main>")[2].partition("</main>")[0] == (
        "\n<h1>Documents</h1>\n<p>1 written\nthen &lt;more&gt;</p>\n<h2>1. Goal</h2>\n<ul>\n"
        '<li><a href="/documents/a.html">Plan &amp; &lt;b&gt;</a></li>\n'
        '<li><a href="/documents/b.html">&lt;img src=x onerror=alert(1)&gt; \u202e\U0001f600</a>'
        " (kept)</li>\n</ul>\n"
    )
    assert "<title>Documents - Acme &amp; &lt;Sons&gt;</title>" in text


def test_the_list_may_load_the_fonts_that_it_carries() -> None:
    font = Font("Acme Sans", 400, italic=False, data=b"font")

    text = live_page(
        index_page("Documents", "", [], LOOK._replace(font="Acme Sans", fonts=(font,)))
    )

    assert b"url(data:font/" in text
    assert b"connect-src 'self'; font-src data:\">" in text
