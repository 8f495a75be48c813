"""The reasons behind a state, as a tree of sentences with a verdict each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from collab_playbook.engine.asking import open_questions, unmet
from collab_playbook.engine.attaching import evidence_for
from collab_playbook.engine.derive import Board, Standing, judge
from collab_playbook.engine.wording import in_words
from collab_playbook.model.event import Instance
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collab_playbook.engine.signing import Lapsed
    from collab_playbook.engine.view import View

Mark = Literal["good", "bad", "open", "note"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, whether it speaks for or against, and the reasons behind it."""

    text: str
    mark: Mark = "note"
    because: tuple[Reason, ...] = ()


def why(board: Board, instance: Instance, documents: Sequence[tuple[str, bool]] = ()) -> Reason:
    """The tree behind the state of an instance.

    Args:
        board: Where every instance stands.
        instance: The one in question.
        documents: What is to be said of its signed documents, and whether each was altered since.
    """
    view, stands = board.view, board.standing(instance)
    branches = (
        _applicability(view, stands),
        _gates(view, stands),
        _needs(board, stands),
        _questions(view, stands),
        _criteria(view, stands),
        _evidence(view, stands),
        _sign_off(view, stands),
        _documents(documents),
        _basis(view, stands),
        _coming(stands),
    )
    mark: Mark = "good" if stands.state in {"done", "skipped", "not_applicable"} else "open"
    mark = "bad" if stands.state in {"blocked", "stale"} else mark
    title = say("'{title}' is {state}", title=stands.step.title, state=in_words(stands.state))
    reason = view.record(instance).reason
    if reason and stands.state in {"skipped", "active", "done"}:
        title = say("{title}: {reason}", title=title, reason=reason)
    return Reason(title, mark, tuple(branch for branch in branches if branch is not None))


def _applicability(view: View, stands: Standing) -> Reason | None:
    if stands.step.when is None:
        return None
    verdict = view.evaluate(stands.step.when, stands.instance.scope)
    if verdict is True:
        return Reason(
            say("it applies: {when}", when=stands.step.when),
            "good",
            _read(view, stands, stands.step.when),
        )
    if verdict is False:
        return Reason(
            say("it does not apply: {when}", when=stands.step.when),
            "note",
            _read(view, stands, stands.step.when),
        )
    return Reason(
        say("whether it applies cannot be told yet: {when}", when=stands.step.when),
        "bad",
        _read(view, stands, stands.step.when),
    )


def _read(view: View, stands: Standing, guard: str) -> tuple[Reason, ...]:
    """What each answer that a guard reads says."""
    reasons = []
    for path in sorted(view.process.reads(guard)):
        root, *rest = path[1:] if path[0] == "programme" else path
        question = view.process.playbook.question(root, rest[0]) if rest else None
        if question is None:
            continue
        scope = view.home(root, stands.instance.scope) if path[0] != "programme" else "programme"
        value = view.answers_of(scope, root).get(rest[0])
        name = ".".join(path)
        if value is None:
            reasons.append(
                Reason(say("{name} is not answered: {ask}", name=name, ask=question.ask), "open")
            )
        else:
            reasons.append(Reason(say("{name} is answered", name=name), "good"))
    return tuple(reasons)


def _gates(view: View, stands: Standing) -> Reason | None:
    """The gates that keep the step back, each with its criteria as they stand."""
    closed = [blocker for blocker in stands.blocked_by if blocker.kind == "gate"]
    if not closed:
        return None
    from collab_playbook.engine.gates import gate_named  # noqa: PLC0415 - only behind a gate
    from collab_playbook.engine.gating import judge_gate  # noqa: PLC0415 - likewise

    found = []
    for blocker in closed:
        at = gate_named(view, blocker.id)
        criteria = judge_gate(view, at).criteria if at is not None else ()
        below = tuple(
            Reason(
                say("{verdict}: {text}", verdict=in_words(c.verdict), text=c.criterion.text),
                "good" if c.verdict == "met" else "open",
            )
            for c in criteria
        )
        found.append(Reason(blocker.text, "bad", below))
    return Reason(
        (
            say("it waits for 1 gate")
            if len(found) == 1
            else say("it waits for {number} gates", number=len(found))
        ),
        "bad",
        tuple(found),
    )


def _needs(board: Board, stands: Standing) -> Reason | None:
    if not stands.step.needs:
        return None
    view = board.view
    unmet_ids = {blocker.id for blocker in stands.blocked_by if blocker.kind == "step"}
    found = []
    for need in stands.step.needs:
        home = Instance(view.home(need.step, stands.instance.scope), need.step)
        needed = board.standings.get(home)
        if needed is None:
            continue
        mark: Mark = "bad" if home.path in unmet_ids else "good"
        below = tuple(Reason(b.text, "bad") for b in needed.blocked_by) if mark == "bad" else ()
        found.append(
            Reason(
                say("'{title}' is {state}", title=needed.step.title, state=in_words(needed.state)),
                mark,
                below,
            )
        )
    waiting = sum(1 for reason in found if reason.mark == "bad")
    if waiting:
        return Reason(
            (
                say("it waits for 1 step")
                if waiting == 1
                else say("it waits for {number} steps", number=waiting)
            ),
            "bad",
            tuple(found),
        )
    return Reason(say("every step it needs is finished"), "good", tuple(found))


def _questions(view: View, stands: Standing) -> Reason | None:
    if stands.state in {"not_applicable", "skipped", "done"} or not stands.step.questions:
        return None
    still = open_questions(view, stands.instance)
    if not still:
        return Reason(say("every question has its reply"), "good")
    required = [asked for asked in still if asked.question.required]
    shown = tuple(
        Reason(
            say(
                "{path}: {ask}",
                path=f"{stands.step.id}.{asked.question.id}",
                ask=asked.question.ask,
            ),
            "open",
        )
        for asked in required
    )
    if required:
        return Reason(
            (
                say("1 required question open")
                if len(required) == 1
                else say("{number} required questions open", number=len(required))
            ),
            "open",
            shown,
        )
    return Reason(
        (
            say("1 optional question open")
            if len(still) == 1
            else say("{number} optional questions open", number=len(still))
        ),
        "note",
    )


def _criteria(view: View, stands: Standing) -> Reason | None:
    if stands.state in {"not_applicable", "skipped"} or not stands.step.done_when:
        return None
    marks: dict[str, Mark] = {"met": "good", "waived": "note", "unmet": "bad", "unknown": "open"}
    found = tuple(
        Reason(
            say("{verdict}: {text}", verdict=in_words(judged.verdict), text=judged.criterion.text),
            marks[judged.verdict],
            (
                *_behind(judged.missing, judged.reason),
                *_attached(view, stands.instance, judged.criterion.id),
            ),
        )
        for judged in judge(view, stands.step, stands.instance)
    )
    failing = len(unmet(view, stands.instance))
    if failing:
        return Reason(
            say("1 exit criterion not met")
            if failing == 1
            else say("{number} exit criteria not met", number=failing),
            "bad",
            found,
        )
    return Reason(say("the exit criteria are met"), "good", found)


def _behind(missing: tuple[str, ...], reason: str) -> Iterator[Reason]:
    for path in missing:
        yield Reason(say("{path} is not answered", path=path), "open")
    if reason:
        yield Reason(reason, "bad")


def _attached(view: View, instance: Instance, criterion: str) -> Iterator[Reason]:
    for each in evidence_for(view, instance, criterion):
        note = f": {each.note}" if each.note else ""
        yield Reason(
            say(
                "evidence: {name}, attached by {by} on {at}{note}",
                name=each.name,
                by=each.by,
                at=each.at[:10],
                note=note,
            )
        )


def _evidence(view: View, stands: Standing) -> Reason | None:
    """What is attached to the step as a whole."""
    found = tuple(_attached(view, stands.instance, ""))
    return Reason(say("what is attached to it"), "note", found) if found else None


def _sign_off(view: View, stands: Standing) -> Reason | None:
    signed = stands.signing
    if signed is None:
        return None
    given = tuple(
        Reason(say("{role}: approved by {by} on {at}", role=a.role, by=a.by, at=a.at[:10]), "good")
        for a in signed.approvals
    )
    lapsed = tuple(
        Reason(say("{role}: {lapse}", role=each.approval.role, lapse=told_lapse(each)), "bad")
        for each in signed.lapsed
    )
    missing = tuple(Reason(say("{role}: not signed", role=role), "open") for role in signed.missing)
    refusal = view.record(stands.instance).refusal
    refused = (Reason(say("sent back: {refusal}", refusal=refusal), "bad"),) if refusal else ()
    texts = {
        "none": say("nobody has signed yet"),
        "partial": say("signed in part"),
        "given": say("signed"),
        "void": say("what was signed has changed since, so the sign-off is void"),
        "expired": say("the sign-off ran out on {expires}", expires=signed.expires),
        "refused": say("sent back by a signatory"),
    }
    mark: Mark = "good" if signed.state == "given" else "open"
    mark = "bad" if signed.state in {"void", "expired", "refused"} else mark
    return Reason(texts[signed.state], mark, (*refused, *given, *lapsed, *missing))


def told_lapse(lapsed: Lapsed) -> str:
    """A signature that no longer counts, and why."""
    approval, what = lapsed.approval, ", ".join(lapsed.changed) or say("what it rests on")
    return say(
        "signed by {by} on {at}, changed since: {what}",
        by=approval.by,
        at=approval.at[:10],
        what=what,
    )


def _documents(documents: Sequence[tuple[str, bool]]) -> Reason | None:
    if not documents:
        return None
    found = tuple(Reason(text, "bad" if altered else "good") for text, altered in documents)
    if any(altered for _, altered in documents):
        return Reason(say("a document was altered since it was signed"), "bad", found)
    return Reason(say("its documents are as they were signed"), "good", found)


def _basis(view: View, stands: Standing) -> Reason | None:
    if not stands.changed:
        return None
    found = []
    for path in stands.changed:
        root, question = path.removeprefix("programme.").split(".")[:2]
        given = view.given(view.home(root, stands.instance.scope), root, question)
        told = say(" on {at} by {by}", at=given.at[:10], by=given.giver) if given else ""
        found.append(Reason(say("{path} changed{told}", path=path, told=told), "bad"))
    return Reason(say("what it rests on has changed since it was done"), "bad", tuple(found))


def _coming(stands: Standing) -> Reason | None:
    coming = stands.recurrence
    if coming is None:
        return None
    flag = say(", {flag}", flag=in_words(coming.flag)) if coming.flag else ""
    questions = ", ".join(stands.step.repeat.questions) if stands.step.repeat else ""
    return Reason(
        say(
            "it comes back on {due}{flag}: {questions}",
            due=coming.due,
            flag=flag,
            questions=questions,
        )
    )
