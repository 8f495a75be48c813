"""The yardstick of ``build``: the same templates and answers through plain Jinja alone.

    python bare_jinja.py TEMPLATES ANSWERS.json

Placeholders, escaping, languages and limits are left out; names that templates use are there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jinja2

_SAME = ("cell", "inline", "yes_no", "date_long", "month")


def main() -> None:
    """Renders every body once and says how many characters came out."""
    folder, answers = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    environment = jinja2.Environment(  # noqa: S701 - the templates make Markdown, not HTML
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        dict.fromkeys(_SAME, _text) | {"bullets": _lines, "numbered": _lines}
    )
    environment.filters["sum"] = lambda *_, **__: 0
    environment.tests["answered"] = lambda value: (
        value not in {None, ""} if not isinstance(value, list | dict) else True
    )
    names = {**answers["steps"], **answers["shared"]}
    size, failed = 0, 0
    for name, title in answers["documents"].items():
        document = {"title": title, "status": "draft", "id": name, "audience": "", "version": 1}
        try:
            size += len(
                environment.get_template(f"{name}/body.md.j2").render(**names, document=document)
            )
        except (jinja2.TemplateError, TypeError, ValueError):
            failed += 1  # arithmetic on answers needs their types, which plain Jinja does not know
    sys.stdout.write(f"{size} characters, {failed} templates not carried to their end\n")


def _text(value: Any, *_: Any, **__: Any) -> str:
    return " ".join(str(value).split())


def _lines(value: Any) -> str:
    return "\n".join(f"- {item}" for item in value) if isinstance(value, list) else str(value)


main()
