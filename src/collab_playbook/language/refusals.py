"""How the parser says no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collab_playbook.language.errors import GuardError
from collab_playbook.language.words import hint_for
from collab_playbook.saying import say

if TYPE_CHECKING:
    from collab_playbook.language.lexer import Token
    from collab_playbook.language.syntax import Span

_DIVIDE = "divide it over several criteria"


def too_long(length: int, limit: int, span: Span) -> GuardError:
    """The text has more characters than are read."""
    message = say(
        "this guard has {length} characters and at most {limit} are read",
        length=length,
        limit=limit,
    )
    return GuardError(message, span, _DIVIDE)


def too_deep(span: Span) -> GuardError:
    """Forms stand in forms beyond the limit."""
    return GuardError(say("this guard nests too deeply"), span, _DIVIDE)


def misplaced(token: Token) -> GuardError:
    """A token, or the end, stands where a value should."""
    if token.kind == "end":
        message = say("the guard ends where a value is expected")
        return GuardError(message, token.span, say("complete it, or take the end off"))
    hint = hint_for(token.text) or say(
        "write a name, a number, a 'text' or a condition in brackets"
    )
    return GuardError(
        say("a value is expected here, not '{text}'", text=token.text), token.span, hint
    )


def left_over(token: Token) -> GuardError:
    """Something follows a guard that is complete."""
    hint = hint_for(token.text) or say("join two conditions with 'and' or 'or'")
    return GuardError(say("the guard could end before '{text}'", text=token.text), token.span, hint)


def unclosed(opened: Token, sign: str, found: Token) -> GuardError:
    """A bracket is not closed where it has to be."""
    hint = hint_for(found.text) or say("add '{sign}'", sign=sign)
    if found.kind == "end":
        message = say(
            "'{text}' is opened here and '{sign}' does not close it", text=opened.text, sign=sign
        )
        return GuardError(message, opened.span, hint)
    return GuardError(
        say("'{sign}' is expected here, not '{text}'", sign=sign, text=found.text), found.span, hint
    )
