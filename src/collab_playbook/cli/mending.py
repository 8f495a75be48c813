"""``check --fix`` and ``--diff``: what fixes make of the files, written or shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from collab_playbook.cli.checking import Request
from collab_playbook.cli.counting import counted
from collab_playbook.cli.targets import Target, shown_folder
from collab_playbook.model.problem import Problem
from collab_playbook.saying import say
from collab_playbook.terminal.plain import put, tell


def mend_targets(request: Request, *, unsafe: bool, write: bool) -> bool:
    """Mends what can be mended in all playbooks, or shows what would change.

    Returns:
        Whether anything changed, or would.

    Raises:
        PlaybookError: A file cannot be read or written.
    """
    from collab_playbook.files.fixing import mend  # noqa: PLC0415 - most runs mend nothing

    has_changed = False
    for target in request.targets:
        if not target.holds_playbook:
            continue
        mended = mend(target.root, _wanted(request, target, unsafe))
        has_changed = has_changed or bool(mended.after)
        for problem in mended.left:
            tell(say("Not mended, since the fix would not do: {problem}", problem=problem))
        if not write:
            _show(mended.before, mended.after, shown_folder(target.root, request.base))
        elif mended.after:
            mended.write(target.root)
            what = counted(len(mended.problems), "1 problem", "{number} problems")
            tell(
                say(
                    "Mended {what} in {files}.",
                    what=what,
                    files=counted(len(mended.after), "1 file", "{number} files"),
                )
            )
    if not has_changed:
        tell(say("Nothing to mend."))
    return has_changed


def _wanted(request: Request, target: Target, unsafe: bool) -> Callable[[Problem], bool]:
    def is_wanted(problem: Problem) -> bool:
        fix = problem.fix
        is_meant = request.speaks(problem) and target.tells(problem.place.file)
        return is_meant and fix is not None and (fix.safe or unsafe)

    return is_wanted


def _show(before: Mapping[str, bytes], after: Mapping[str, bytes], folder: str) -> None:
    from difflib import unified_diff  # noqa: PLC0415 - only --diff shows one

    for name, data in after.items():
        old, new = (_lines(each) for each in (before[name], data))
        shown = f"{folder}{name}"
        lines = unified_diff(old, new, f"a/{shown}", f"b/{shown}")
        put("".join(line if line.endswith("\n") else f"{line}\n" for line in lines).rstrip("\n"))


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)
