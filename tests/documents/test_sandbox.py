from __future__ import annotations

from pathlib import Path

import pytest

from collab_playbook.documents.render import Rendered, RenderFault
from documents.world import answered, rendered

CASES = sorted((Path(__file__).parents[1] / "cases/sandbox").glob("*.md.j2"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.removesuffix(".md.j2"))
def test_a_hostile_template_is_refused_with_its_reason(case: Path) -> None:
    body = case.read_text(encoding="utf-8")
    expected = body.partition("{# refused: ")[2].partition(" #}")[0]

    result = rendered(body, parts={"part.md.j2": "{% macro m() %}{% endmacro %}"})

    assert isinstance(result, RenderFault), result.text[:200]
    assert expected in result.message
    assert result.file == "templates/charter/body.md.j2"


def test_an_answer_is_never_read_as_a_template() -> None:

    hostile = "{{ cycler.__init__.__globals__.os.popen('id').read() }}{% include '/etc/passwd' %}"
    result = rendered("{{ plan.name }}", answered(name=hostile).view)

    assert isinstance(result, Rendered)
    assert result.text == (
        r"{{ cycler.\_\_init\_\_.\_\_globals\_\_.os.popen('id').read() }}"
        "{% include '/etc/passwd' %}\n"
    )
