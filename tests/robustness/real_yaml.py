"""YAML that nobody on this project wrote, read by us and by libyaml: the same data, or refused.

    python tests/robustness/real_yaml.py --suite FOLDER --files FOLDER

FOLDER is a checkout of github.com/yaml/yaml-test-suite, and any folder with YAML files. Neither is
part of this repository; docs/robustness.md says which were used and what came out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from collab_playbook.files.shape import plain
from collab_playbook.files.source import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collab_playbook.files.node import Node

DIALECT = {
    "PB002": "a key twice",
    "PB007": "characters that are not text",
    "PB008": "tags, anchors, aliases, merge keys, keys that are no words",
    "PB010": "too large or too deep",
}
"""What the dialect refuses although libyaml reads it."""
LIBYAML_DIFFERS = {
    "652Z/00": "a question mark that begins a plain key",
    "HM87/01": "a question mark that begins a plain value",
    "JEF9/02": "a last line of blanks without a line break",
    "L24T/01": "a last line of blanks without a line break",
}
"""Cases that libyaml, and so we, read otherwise than the suite; libyaml is an older YAML."""
_BESIDE = "  of the same: "
_SIGNS = {"␣": " ", "«": "", "»": "\t", "—": "", "↵": "", "∎": "", "←": "\r", "⇔": "\ufeff"}
"""How the suite writes what cannot be seen."""


class Case(NamedTuple):
    """A case of the suite; ``json`` is what it should mean, where the suite says so."""

    name: str
    text: str
    fails: bool
    json: str | None


def libyaml_of(data: str | bytes) -> Any:
    """What libyaml reads, every scalar as its own text.

    Raises:
        yaml.YAMLError: It cannot be read, or is not one document.
    """
    return yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - makes text, lists and maps only


def verdict(data: str | bytes) -> str:
    """``same``, ``both refuse``, the reason why only we refuse, or ``DIFFERENT: ...``."""
    source = read_source(data, "x.yaml")
    codes = sorted({problem.code for problem in source.problems})
    for problem in source.problems:
        if problem.place.line < 1 or problem.place.column < 1:
            return f"DIFFERENT: {problem.code} stands nowhere"
    try:
        theirs = libyaml_of(data)
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError):
        return "both refuse" if codes else "DIFFERENT: we read what libyaml refuses"
    if codes:
        reasons = [code for code in codes if code in DIALECT]
        return DIALECT[reasons[0]] if reasons else f"DIFFERENT: we alone refuse, by {codes}"
    ours = _texts(source.root) if source.root is not None else None
    return "same" if ours == theirs or (ours, theirs) == ("", None) else "DIFFERENT: other data"


def _texts(node: Node) -> Any:
    """A node as libyaml's own base loader would give it."""
    if node.kind == "scalar":
        return node.text
    if node.kind == "list":
        return [_texts(item) for item in node.items]
    return {key.text: _texts(value) for key, value in node.entries}


def cases_of(suite: Path) -> Iterator[Case]:
    """The cases of a checkout of the suite."""
    for path in sorted((suite / "src").glob("*.yaml")):
        parts = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - likewise
        before: dict[str, Any] = {}
        for number, part in enumerate(parts):
            before = {**before, **part}
            if before.get("skip") == "true":
                continue
            text = _shown(before["yaml"])
            said = (before.get("json") if "json" in part or "tree" not in part else "") or None
            yield Case(f"{path.stem}/{number:02}", text, before.get("fail") == "true", said)


def _shown(text: str) -> str:
    ends = text.rstrip("\n").endswith("∎")
    for sign, meant in _SIGNS.items():
        text = text.replace(sign, meant)
    return text.rstrip("\n") if ends else text


def means(data: Any, said: str) -> bool:
    """Whether plain texts say what the suite's JSON says; numbers and words by their JSON text."""
    return _alike(data, json.loads(said))


def _alike(ours: Any, said: Any) -> bool:
    if isinstance(said, dict):
        return (
            isinstance(ours, dict)
            and ours.keys() == said.keys()
            and all(_alike(ours[key], said[key]) for key in said)
        )
    if isinstance(said, list):
        return (
            isinstance(ours, list)
            and len(ours) == len(said)
            and all(_alike(one, other) for one, other in zip(ours, said, strict=True))
        )
    if isinstance(said, str) or said is None:
        return bool(ours == said)
    return isinstance(ours, str) and _number(ours) == said


def _number(text: str) -> Any:
    try:
        return json.loads(text.lower())
    except ValueError:
        return text


def run_suite(suite: Path) -> tuple[Counter[str], list[str]]:
    """What came of each case, counted, and the cases that came out wrong."""
    counted: Counter[str] = Counter()
    wrong = []
    for case in cases_of(suite):
        said = verdict(case.text)
        counted[said] += 1
        if said.startswith("DIFFERENT"):
            wrong.append(f"{case.name}: {said}")
        if said == "same":
            counted[_beside_suite(case, wrong)] += 1
    return counted, wrong


def _beside_suite(case: Case, wrong: list[str]) -> str:
    """How data on which we and libyaml agree stands to what the suite says of it."""
    if case.fails:
        return f"{_BESIDE}the suite calls an error"
    if case.json is None:
        return f"{_BESIDE}the suite gives no JSON for"
    root = read_source(case.text, "x.yaml").root
    if means(plain(root) if root is not None else None, case.json) != (
        case.name in LIBYAML_DIFFERS
    ):
        known = case.name in LIBYAML_DIFFERS
        return f"{_BESIDE}{'libyaml reads otherwise' if known else 'say the same as its JSON'}"
    wrong.append(f"{case.name}: other data than the suite's JSON")
    return f"{_BESIDE}say something else than its JSON"


def run_files(paths: Iterable[Path]) -> tuple[Counter[str], list[str]]:
    """What came of each file, counted, and the files that came out wrong."""
    counted: Counter[str] = Counter()
    wrong = []
    for path in paths:
        said = verdict(path.read_bytes())
        counted[said] += 1
        if said.startswith("DIFFERENT"):
            wrong.append(f"{path}: {said}")
    return counted, wrong


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files below a folder."""
    return sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".yml"} and p.is_file())


def main(arguments: list[str] | None = None) -> int:
    """Prints what came out; 1 where anything came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", type=Path)
    parser.add_argument("--files", type=Path, action="append", default=[])
    asked = parser.parse_args(arguments)
    runs = [("yaml-test-suite", run_suite(asked.suite))] if asked.suite else []
    runs += [(str(folder), run_files(yaml_files(folder))) for folder in asked.files]
    for title, (counted, wrong) in runs:
        total = sum(count for said, count in counted.items() if not said.startswith(_BESIDE))
        lines = [f"{title}: {total} files, {len(wrong)} wrong"]
        lines += [f"  {count:5} {said}" for said, count in counted.items()]
        lines += [f"  {line}" for line in wrong]
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if any(wrong for _, (_, wrong) in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
