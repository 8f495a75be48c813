"""Prints how many kinds of mistake in the shipped playbook are found, and exactly where they are.

python tests/rules/mutate.py [PART OF A NAME]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from collab_playbook.files.playbook_check import check_playbook
from collab_playbook.rules.registry import RULES
from rules.mutating import copied, mutations, outcome


def main(part: str = "") -> int:
    """Gives 1 where a mistake was missed, or the playbook as it is has problems."""
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder))
        pristine = check_playbook(root, RULES).problems
        chosen = [mutation for mutation in mutations() if part in mutation.name]
        outcomes = [(mutation, outcome(root, mutation)) for mutation in chosen]
    lines = [f"the playbook as it is: {problem}" for problem in pristine]
    for mutation, came in outcomes:
        if not came.found or not came.alone or part:
            lines += [f"{'found' if came.found else 'MISSED'}: {mutation.name}: {came.expected}"]
            lines += [f"    said: {line}" for line in came.said] or ["    said: nothing"]
    found = sum(came.found for _, came in outcomes)
    alone = sum(came.alone for _, came in outcomes)
    codes = len({mutation.code for mutation, _ in outcomes})
    lines += [
        f"{found} of {len(outcomes)} kinds of mistake found by their rule at line and column.",
        f"{alone} of them with nothing else said. {codes} rules.",
        f"The playbook as it is: {len(pristine)} problems.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if pristine or found < len(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
