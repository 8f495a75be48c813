"""From what the engine grants or refuses to what is recorded and said."""

from __future__ import annotations

from collab_playbook.cli.desk import Desk
from collab_playbook.engine.derive import standing
from collab_playbook.engine.following import next_of
from collab_playbook.engine.lifecycle import Outcome
from collab_playbook.engine.refusal import Refusal
from collab_playbook.engine.wording import in_words
from collab_playbook.errors import RefusedError, UsageError
from collab_playbook.model.event import Draft, Instance
from collab_playbook.saying import say, say_all
from collab_playbook.terminal.plain import put, tell


def carry_out(desk: Desk, instance: Instance, outcome: Outcome) -> None:
    """Records what was granted and says where the step stands now.

    Raises:
        RefusedError: It was refused; the message holds every reason.
    """
    desk.append(granted(outcome))
    tell_standing(desk, instance)


def granted(outcome: Outcome) -> tuple[Draft, ...]:
    """The drafts of a granted request.

    Raises:
        RefusedError: It was refused.
    """
    if isinstance(outcome, Refusal):
        raise RefusedError(say_all("\n  ", outcome.problems), outcome.hint)
    return outcome


def tell_standing(desk: Desk, instance: Instance) -> None:
    """Where a step stands after a decision, and what comes next."""
    step = desk.process.playbook.step_by_id[instance.step]
    now = standing(desk.view, step, instance._replace(occurrence=1))
    repeat = (
        say(", occurrence {occurrence}", occurrence=instance.occurrence)
        if instance.occurrence > 1
        else ""
    )
    put(
        say(
            "{number}. {title}{repeat}: {state}",
            number=step.number,
            title=step.title,
            repeat=repeat,
            state=in_words(now.state),
        )
    )
    for blocker in now.blocked_by:
        put(say("   {blocker}", blocker=blocker.text))
    tell_what_follows(desk)


def tell_what_follows(desk: Desk) -> None:
    """What comes next over the whole board."""
    following = next_of(desk.board, desk.people, desk.actor)
    if following.question is not None:
        path = following.question.instance.path
        tell(say("Next: collab-playbook run {path}", path=path))
    elif following.actions:
        tell(say("Next: {command}", command=following.actions[0].command))
    elif following.until is not None:
        tell(
            say(
                "Nothing to do before {until}: {waiting}.",
                until=following.until,
                waiting=following.waiting,
            )
        )


def role_to_act_in(desk: Desk, instance: Instance) -> str:
    """The role meant when the line names none: the one the actor holds that is still missing.

    Raises:
        UsageError: There is none, or more than one.
    """
    step = desk.process.playbook.step_by_id[instance.step]
    wanted = step.sign_off.roles if step.sign_off else ()
    held = [role for role in wanted if desk.people.holds(desk.actor, role)]
    signed = standing(desk.view, step, instance).signing
    missing = [role for role in held if signed is None or role in signed.missing] or held
    if len(missing) != 1:
        roles = say(" or ").join(f"--as {role}" for role in missing or wanted)
        raise UsageError(
            say("In which role?"),
            say("Add {roles}.", roles=roles) if roles else say("This step needs no sign-off."),
        )
    return missing[0]
