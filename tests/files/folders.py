"""Playbooks on disk for tests, as the fewest files that load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PLAYBOOK = """\
id: sample
version: 1.0.0
title: A sample
languages: [en, fr]
phases:
  - {id: frame, title: Frame}
  - id: build
    title: Build
    gate:
      id: framed
      title: Framed
      criteria:
        - {id: vision_said, text: There is a vision, that: has(first.vision)}
org:
  - {id: company, type: text, ask: What is your company called?}
  - {id: headcount, type: integer, ask: How many people work there?}
"""
FIRST = """\
id: first
number: 1
title: The first step
phase: frame
purpose: To begin.
roles: {accountable: sponsor, responsible: [lead]}
duration: {work_days: 5}
questions:
  - id: vision
    type: long_text
    ask: What will be different?
    required: true
  - id: cadence
    type: choice
    ask: How often?
    choices:
      - {id: weekly, text: Every week}
      - {id: monthly, text: Every month}
  - id: starts
    type: date
    ask: When?
    default: {from: today}
  - id: indicator
    type: choices
    ask: Which indicators?
    catalogue: indicators
  - id: items
    type: records
    ask: What are the objectives?
    fields:
      - {id: title, type: text, label: Title, required: true}
      - {id: target, type: integer, label: Target}
      - {id: owner, type: person, label: Owner}
done_when:
  - {id: said, text: The vision is said, that: has(first.vision)}
"""
SECOND = """\
id: second
number: 2
title: The second step
phase: build
scopes: [programme, circle]
purpose: To go on.
needs: [first]
roles: {accountable: sponsor, responsible: [lead]}
duration: {work_days: 5}
questions:
  - {id: sponsor, type: person, ask: Who sponsors it?}
  - {id: budget, type: money, ask: What does it cost?}
  - {id: public, type: boolean, ask: Is it public?}
"""
INDICATORS = """\
id: indicators
title: Indicators
records:
  - {id: reply_rate, title: Reply rate, code: K1, unit: percent}
  - {id: active_members, title: Active members, code: K2, unit: people}
"""
GLOSSARY = """\
terms:
  - {id: animator, term: Animator, means: Who looks after a community.}
"""
DOCUMENT = """\
id: brief
title: The brief
audience: Leaders
step: first
kind: brief
"""
FILES: Mapping[str, str] = {
    "playbook/playbook.yaml": PLAYBOOK,
    "playbook/glossary.yaml": GLOSSARY,
    "playbook/catalogues/indicators.yaml": INDICATORS,
    "steps/01-first/step.yaml": FIRST,
    "steps/01-first/guide.md": "# First\n",
    "steps/02-second/step.yaml": SECOND,
    "templates/brief/document.yaml": DOCUMENT,
    "templates/brief/body.md.j2": "# {{ first.vision }}\n",
    "templates/_parts/document.md.j2": "part\n",
}


def lay(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes the sample playbook with some files other than they are; ``None`` leaves one out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
