"""``questionnaire``: a form for people who answer without a terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_playbook.cli.addressing import addressed, asker_of
from collab_playbook.cli.app import options_of
from collab_playbook.cli.branding import look_for
from collab_playbook.cli.counting import counted
from collab_playbook.cli.naming import instance_named
from collab_playbook.cli.opening import reading
from collab_playbook.cli.scoping import CircleOption, CommunityOption, scope_named
from collab_playbook.cli.status import name_of
from collab_playbook.documents.form import Form, Respondent, Wanted, sections_of
from collab_playbook.documents.form_words import FormWords
from collab_playbook.engine.repeats import acting_on
from collab_playbook.errors import RefusedError, UsageError
from collab_playbook.files.form_place import write_form
from collab_playbook.files.translations import translation_for
from collab_playbook.saying import say
from collab_playbook.terminal.escaping import safe_line
from collab_playbook.terminal.plain import put_bytes, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collab_playbook.cli.desk import Desk
    from collab_playbook.model.event import Instance

_STDOUT = "-"
_OPEN = frozenset({"ready", "active"})
_DUE = frozenset({"due", "overdue"})


class FormFormat(StrEnum):
    """What a questionnaire is written as."""

    xlsx = "xlsx"
    docx = "docx"
    md = "md"
    yaml = "yaml"


def command(
    ctx: typer.Context,
    steps: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STEP...]", help="Else the steps open now.", show_default=False),
    ] = None,
    to: Annotated[
        FormFormat | None,
        typer.Option("--to", help="Else what -o ends with, else xlsx.", show_default=False),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="Leave out the answers that stand.")
    ] = False,
    sensitive: Annotated[
        bool, typer.Option("--sensitive", help="Fill in sensitive answers too.")
    ] = False,
    whom: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="ROLE|PERSON",
            help="Only steps that a role, or a person's roles, have a part in.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where; - is standard output. Else questionnaire-STEP in this folder.",
            show_default=False,
        ),
    ] = None,
    circle: CircleOption = None,
    community: CommunityOption = None,
) -> None:
    """Make a form to send to people who never open a terminal; 'answer --from' reads it back.

    The questions of the steps named, or of those open now, with help, examples and the answers that
    stand. Excel and YAML forms are read back; Word and Markdown are for paper and conversation.

    \b
    Examples:
      collab-playbook questionnaire leadership
      collab-playbook questionnaire objectives indicators --blank -o kickoff.xlsx
      collab-playbook questionnaire --for hr --to docx
      collab-playbook questionnaire theme --to md -o -
    """
    desk = reading(options_of(ctx))
    form_format = _format(to, output)
    within = scope_named(desk.view, circle, community)
    instances, respondent = _chosen(desk, steps or [], within, whom)
    words = FormWords(translation_for(desk.language), desk.language)
    wanted = Wanted(answers=not blank, sensitive=sensitive)
    sections = sections_of(desk.view, instances, wanted, words)
    if not sections:
        raise RefusedError(
            say("there is nothing to ask"), say("Name a step: collab-playbook status lists them.")
        )
    form = Form(
        words=words,
        organisation=name_of(desk.view, ""),
        project=desk.process.playbook.title,
        asker=asker_of(desk),
        respondent=respondent,
        day=desk.view.today,
        heads=desk.opened.journal.heads,
        sections=sections,
    )
    data = _written(desk, form, form_format)
    if output == _STDOUT:
        put_bytes(data)
    else:
        path = Path(output) if output is not None else _place(instances, sections, form_format)
        write_form(path, data)
        tell(safe_line(say("Written to '{path}'.", path=path)))
    _report(form, form_format)


def _format(to: FormFormat | None, output: str | None) -> FormFormat:
    """The format asked for.

    Raises:
        UsageError: The name of the file says another.
        PlaybookError: What writes it is not installed.
    """
    named = Path(output).suffix.lower().removeprefix(".") if output else ""
    named = {"yml": "yaml", "markdown": "md"}.get(named, named)
    known = [each.value for each in FormFormat]
    if to is None and output not in {None, _STDOUT} and named not in known:
        raise UsageError(
            say("'{path}' does not say which format it is", path=output),
            say("End its name with {known}, or add --to.", known=", ".join(f".{x}" for x in known)),
        )
    chosen = to or (FormFormat(named) if named in known else FormFormat.xlsx)
    if chosen is FormFormat.docx:
        from collab_playbook.cli.copying import expect_installed  # noqa: PLC0415 - only for Word
        from collab_playbook.formats.registry import FORMATS  # noqa: PLC0415 - as above

        expect_installed("docx", FORMATS["docx"])
    return chosen


def _chosen(
    desk: Desk, steps: Sequence[str], within: str, whom: str | None
) -> tuple[tuple[Instance, ...], Respondent]:
    """The instances to ask about, and who is to answer."""
    view, board = desk.view, desk.board
    if steps:
        named = [instance_named(view, step, within) for step in steps]
    else:
        named = [
            acting_on(view, each.instance)
            for each in board.standings.values()
            if each.instance.scope == within and (each.state in _OPEN or _DUE & set(each.flags))
        ]
    respondent = Respondent()
    if whom is not None:
        respondent, roles = addressed(desk, whom)
        by_id = view.process.playbook.step_by_id
        named = [
            each for each in named if each.step in by_id and roles & set(_roles(desk, each.step))
        ]
    return tuple(dict.fromkeys(named)), respondent


def _roles(desk: Desk, step: str) -> tuple[str, ...]:
    """The roles that have something to say in a step."""
    roles = desk.process.playbook.step_by_id[step].roles
    return (roles.accountable, *roles.responsible, *roles.consulted)


def _written(desk: Desk, form: Form, form_format: FormFormat) -> bytes:
    """The bytes of the form; what writes a format is loaded for it alone."""
    match form_format:
        case FormFormat.yaml:
            from collab_playbook.files.form_file import yaml_of  # noqa: PLC0415 - as above

            return yaml_of(form).encode()
        case FormFormat.xlsx:
            from collab_playbook.formats.forms.workbook import xlsx_of  # noqa: PLC0415 - as above

            return xlsx_of(form, look_for(desk))
    from collab_playbook.formats.forms.markdown import markdown_of  # noqa: PLC0415 - as above

    if form_format is FormFormat.md:
        return markdown_of(form).encode()
    from collab_playbook.formats.docx.writer import docx_of  # noqa: PLC0415 - as above
    from collab_playbook.formats.markdown import content_of  # noqa: PLC0415 - as above

    return docx_of(content_of(markdown_of(form)), look_for(desk))


def _place(instances: Sequence[Instance], sections: Sequence[object], to: FormFormat) -> Path:
    """Where a form is written unless somebody says otherwise: in this folder, named by its step."""
    if len(sections) > 1:
        return Path(f"questionnaire.{to.value}")
    return Path(f"questionnaire-{instances[0].path.replace('/', '-')}.{to.value}")


def _report(form: Form, form_format: FormFormat) -> None:
    count = counted(len(form.items), "1 question", "{number} questions")
    tell(say("{count}, about {minutes} minutes.", count=count, minutes=form.minutes))
    kept = [item for item in form.items if item.keeps_back]
    if any(item.question.sensitive for item in kept):
        tell(say("Sensitive answers are left out; --sensitive fills them in."))
    if form_format in {FormFormat.docx, FormFormat.md}:
        tell(say("This one is not read back; for that make it --to xlsx or --to yaml."))
    else:
        tell(say("When it comes back: collab-playbook answer --from FILE"))
