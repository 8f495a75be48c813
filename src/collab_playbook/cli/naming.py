"""Names on the command line to instances and questions.

Such as ``objectives``, ``3`` or ``customers/objectives.items``.
"""

from __future__ import annotations

from collab_playbook.engine.circles import instance_inside
from collab_playbook.engine.gates import GateAt, gates_at
from collab_playbook.engine.view import View
from collab_playbook.errors import UsageError
from collab_playbook.language.near import did_you_mean
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION
from collab_playbook.model.question import Question
from collab_playbook.saying import say


def instance_named(view: View, text: str, within: str = PROGRAMME) -> Instance:
    """The instance that a name means: a step's id or number, after its circle or community.

    Args:
        view: Things as they are.
        text: The name: ``objectives``, ``3``, ``customers/objectives``.
        within: The circle or community that a name without one means.

    Raises:
        UsageError: There is none of that name; the nearest one is suggested.
    """
    owner, slash, name = text.rpartition("/")
    step_id = _step_id(view, name)
    if not slash:
        if step_id == ORGANISATION:
            return Instance(PROGRAMME, ORGANISATION)
        if within != PROGRAMME:
            return _inside(view, within, step_id)
        return Instance(_default_scope(view, step_id), step_id)
    scope = next((s for s in view.scopes if s.partition(":")[2] == owner), None)
    if scope is None:
        raise UsageError(
            say("There is no circle or community '{owner}'", owner=owner),
            say("Leave it out for the programme's."),
        )
    return _inside(view, scope, step_id)


def _inside(view: View, scope: str, step_id: str) -> Instance:
    """The instance of a step in a circle or community.

    Raises:
        UsageError: The step does not run there; what runs for the programme is never meant by it.
    """
    home = instance_inside(view, scope, step_id)
    if home is None:
        where = " or ".join(view.process.playbook.step_by_id[step_id].scopes)
        raise UsageError(
            say(
                "'{step_id}' is no step of '{owner}': it runs in {where}",
                step_id=step_id,
                owner=scope.partition(":")[2],
                where=where,
            ),
            say("Leave the circle or community out."),
        )
    return home


def question_named(view: View, text: str, within: str = PROGRAMME) -> tuple[Instance, Question]:
    """The instance and question that ``STEP.QUESTION`` means, in a circle where one is named.

    Raises:
        UsageError: There is no such step or question; the nearest one is suggested.
    """
    path, dot, question_id = text.rpartition(".")
    if not dot:
        raise UsageError(
            say("'{text}' names no question", text=text),
            say("Name it as STEP.QUESTION; 'collab-playbook show STEP' lists them."),
        )
    instance = instance_named(view, path, within)
    question = view.process.playbook.question(instance.step, question_id)
    if question is None:
        known = [q.id for q in view.process.playbook.questions_of(instance.step)]
        raise UsageError(
            say(
                "'{step}' asks no question '{question_id}'",
                step=instance.step,
                question_id=question_id,
            ),
            _near(question_id, known),
        )
    return instance, question


def _step_id(view: View, name: str) -> str:
    playbook = view.process.playbook
    if name == ORGANISATION or name in playbook.step_by_id:
        return name
    if name.isdecimal():
        found = next((s.id for s in playbook.steps if s.number == int(name)), None)
        if found is not None:
            return found
    raise UsageError(
        say("There is no step '{name}'", name=name),
        _near(name, [ORGANISATION, *playbook.step_by_id]),
    )


def _default_scope(view: View, step_id: str) -> str:
    """The programme, or the default circle or community where the step runs there alone."""
    return next((i.scope for i in view.instances if i.step == step_id), PROGRAMME)


def gate_at(view: View, text: str, within: str = PROGRAMME) -> GateAt:
    """The gate that a name means: its id, after the circle or community that decides it.

    Raises:
        UsageError: There is none of that name, or more than one.
    """
    owner = within.partition(":")[2]
    path = f"{owner}/{text}" if owner and "/" not in text else text
    there = gates_at(view)
    found = [at for at in there if at.path == path] or [at for at in there if at.gate.id == text]
    if len(found) == 1:
        return found[0]
    if found:
        known = ", ".join(at.path for at in found)
        raise UsageError(
            say("the gate '{text}' is decided in several places", text=text),
            say("Name one: {known}.", known=known),
        )
    if text in view.process.playbook.gate_by_id:
        hint = say("Add a circle of a kind that it opens, with: collab-playbook circle add KIND")
        raise UsageError(say("Nothing waits for the gate '{text}' yet", text=text), hint)
    raise UsageError(
        say("There is no gate '{text}'", text=text), _near(path, [at.path for at in there])
    )


def _near(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or say("Known are: {known}.", known=", ".join(known))
