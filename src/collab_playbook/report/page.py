"""The page: one HTML file that needs no network and no script, by day and by night and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from collab_playbook.report import judged, measured, progress
from collab_playbook.report.markup import head_of, joined, tag
from collab_playbook.report.opening import opening
from collab_playbook.report.style import STYLE
from collab_playbook.report.words import Words
from collab_playbook.saying import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from collab_playbook.report.content import Report
    from collab_playbook.report.markup import Html, Part
    from collab_playbook.saying import Translation

BEGINS: Final = "<!doctype html>\n<!-- collab-playbook report -->\n"
"""How a report of ours begins; a file that begins otherwise is somebody's own."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing; it holds its own style, and no script."""

SECTIONS: tuple[tuple[str, Callable[[Report, Words], Iterator[Part]]], ...] = (
    ("asks", progress.asked),
    ("late", progress.late),
    ("changes", progress.changed),
    ("phases", progress.phases),
    ("gates", judged.gates),
    ("risks", judged.risks),
    ("indicators", measured.indicators),
    ("schedule", progress.scheduled),
    ("process", progress.drawn_process),
    ("sign_offs", measured.sign_offs),
    ("lessons", measured.lessons),
)
"""The sections below the first screen, in their order: the anchor of each, and what writes it."""


def page(report: Report, translation: Translation = ENGLISH) -> str:
    """The report as one HTML file; the same report gives the same bytes.

    Args:
        report: What it says.
        translation: The language that it is said in, that of the report's numbers and dates.
    """
    words = Words(translation)
    title = words("title", organisation=report.organisation)
    head = head_of(title, _POLICY, STYLE)
    body = tag(
        "body",
        tag("a", words("skip"), class_="skip", href="#report"),
        _header(report, words),
        tag("main", *_main(report, words), id="report", tabindex="-1"),
        tag(
            "footer",
            tag("p", words("foot", version=report.version), " ", words("foot.law"), class_="soft"),
        ),
    )
    return f"{BEGINS}{tag('html', head, body, lang=words.language)}\n"


def _header(report: Report, words: Words) -> Html:
    since = report.since
    if since is None:
        compared = words("head.first")
    else:
        key = "head.since_report" if since.is_report else "head.since_day"
        compared = words(key, day=words.day(since.day))
    told = f"{words('head.of', day=words.day(report.today))}, {compared}"
    return tag(
        "header",
        tag(
            "h1", words("head.title", organisation=report.organisation, programme=report.programme)
        ),
        tag("p", told, class_="soft"),
    )


def _main(report: Report, words: Words) -> Iterator[Html]:
    yield opening(report, words)
    links = [tag("li", tag("a", words(name), href=f"#{name}")) for name, _ in SECTIONS]
    yield tag("nav", tag("ul", *links), aria_label=words("contents"))
    for name, write in SECTIONS:
        heading = tag("h2", words(name), id=name)
        yield joined((tag("section", heading, *write(report, words), aria_labelledby=name), "\n"))
