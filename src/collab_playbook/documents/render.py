"""One document from its template and the material, or the fault that stops it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from collab_playbook.documents.choosing import template_of
from collab_playbook.documents.citing import sourced
from collab_playbook.documents.context import PROGRAMME, Subject, names
from collab_playbook.documents.facts import NameFault
from collab_playbook.documents.fault import RenderFault, Sheet
from collab_playbook.documents.markdown import tidy
from collab_playbook.documents.naming import RENDERER, key
from collab_playbook.documents.reading import Reading
from collab_playbook.documents.reckoning import MAX_TEXT, LimitFault
from collab_playbook.documents.sandbox import Environment
from collab_playbook.documents.typography import set_in_french
from collab_playbook.documents.word_values import WordEnvironment, is_well_formed
from collab_playbook.engine.digest import digest_of
from collab_playbook.language.near import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

    from collab_playbook.engine.view import View
    from collab_playbook.model.document import Document
    from collab_playbook.model.workspace import Person

__all__ = ["RenderFault", "Rendered", "Writer", "render"]

_FRENCH = "fr"
_QUOTED = re.compile(r"'([^']+)'")
_TAG = re.compile(r"\{[{%]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as written: its text, the answers it lacks, the digests of what it read."""

    text: str
    open: tuple[str, ...]
    basis: Mapping[str, str]
    template_digest: str


class Writer:
    """Writes documents in one language; compiles each template once.

    Args:
        templates: Texts by path below ``templates/``.
        parts: The material; ``documents.parts`` says what is in it.
        language: The language of the documents.
    """

    def __init__(
        self, templates: Mapping[str, str], parts: Mapping[str, Any], language: str
    ) -> None:
        self._environment = Environment(templates, language)
        self._templates = templates
        self._parts = parts
        self._language = language

    def write(
        self,
        subject: Subject,
        template: str,
        *,
        restricted: bool,
        changes: Mapping[str, Any] | None = None,
    ) -> Sheet | RenderFault:
        """One document; whatever its template does wrong comes back as a fault.

        Args:
            subject: What is written.
            template: Its template.
            restricted: Whether it may show sensitive answers.
            changes: Parts that stand in the place of those of the material, this once.
        """
        parts = {**self._parts, **changes} if changes else self._parts
        reading = Reading(parts, self._language, restricted=restricted)
        text = self._carried_out(self._environment, reading, subject, template)
        return text if isinstance(text, RenderFault) else self._sheet(text, reading)

    def _sheet(self, text: str, reading: Reading) -> Sheet:
        """The document of which a template has just printed the text."""
        used = self._environment.used
        text = sourced(text, reading, self._language)
        if self._language == _FRENCH:
            text = set_in_french(text, spelling=False)
        keys = (*reading.keys, RENDERER, *(key("template", name) for name in used))
        return Sheet(tidy(text), reading.open, tuple(sorted(keys)), tuple(sorted(used)))

    def fill(self, subject: Subject, template: str, *, restricted: bool) -> Sheet | RenderFault:
        """One part of a Word template; it can include no other, for those are Markdown."""
        reading = Reading(self._parts, self._language, restricted=restricted)
        alone = {name: text for name, text in self._templates.items() if name == template}
        text = self._carried_out(WordEnvironment(alone, self._language), reading, subject, template)
        if isinstance(text, RenderFault):
            return text
        if not is_well_formed(text):
            hint = "Let both stand in paragraphs of their own, or write {%tr ...%} in two rows."
            message = "A loop or condition begins in one cell or row and ends in another"
            return RenderFault(f"templates/{template}", 1, 1, message, hint)
        keys = tuple(sorted((*reading.keys, RENDERER)))
        return Sheet(text, reading.open, keys, (template,))

    def _carried_out(
        self, environment: Environment, reading: Reading, subject: Subject, template: str
    ) -> str | RenderFault:
        """The text of a template; whatever it does wrong comes back as a fault."""
        environment.begin()
        given = names(reading, subject)
        try:
            found = environment.get_template(template)
            context = found.new_context(dict(given))
            return _gathered(found.root_render_func(context))
        except MemoryError:
            return _fault_at(
                f"templates/{template}",
                1,
                "",
                "The template needs too much memory",
                self._templates,
            )
        except Exception as error:  # noqa: BLE001 - a template can raise anything, and all of it is its author's to mend
            return self._fault(error, template, (*given, *environment.globals))

    def trace(self, subject: Subject, template: str, *, restricted: bool) -> Sheet | RenderFault:
        """The same with what wrote each of its lines, where that can be told."""
        from collab_playbook.documents.tracing import Tracing, carried_over, unmarked  # noqa: PLC0415 - builds do not ask

        reading = Reading(self._parts, self._language, restricted=restricted)
        plain = self._carried_out(self._environment, reading, subject, template)
        if isinstance(plain, RenderFault):
            return plain
        sheet = self._sheet(plain, reading)
        for in_macros in (True, False):
            tracing = Tracing(self._templates, self._language, in_macros=in_macros)
            reading = Reading(self._parts, self._language, restricted=restricted)
            marked = self._carried_out(tracing, reading, subject, template)
            if isinstance(marked, RenderFault):
                continue  # marks can break what a template does with its own text
            text, origins = unmarked(marked, tracing.places)
            if text == plain:
                return sheet._replace(origins=carried_over(text, origins, sheet.text))
        return sheet

    def _fault(self, error: Exception, template: str, roots: Sequence[str]) -> RenderFault:
        file, line = _place(error, template)
        if isinstance(error, NameFault):
            return _fault_at(
                file,
                line,
                error.name,
                error.message,
                self._templates,
                _near(error.name, error.known),
            )
        message = _message(error)
        quoted = _QUOTED.search(message)
        name = quoted.group(1) if quoted else ""
        hint = ""
        if isinstance(error, UndefinedError):
            hint = _near(name, roots)
        elif isinstance(error, TemplateNotFound):
            message, name = f"There is no template '{error.name}'", str(error.name)
            hint = _near(name, self._templates) or "Only files below templates/ can be included."
        elif "No filter named" in message:
            hint = _near(name, self._environment.filters)
        elif "No test named" in message:
            hint = _near(name, self._environment.tests)
        return _fault_at(file, line, name, message, self._templates, hint)


def _gathered(chunks: Iterable[str]) -> str:
    written: list[str] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_TEXT:
            raise LimitFault(f"The document grows beyond {MAX_TEXT:,} characters")
        written.append(chunk)
    return "".join(written)


def _place(error: BaseException, template: str) -> tuple[str, int]:
    """The template and line that an error comes from: the innermost one on its way."""
    if isinstance(error, TemplateSyntaxError):
        return f"templates/{error.name or template}", error.lineno
    place = (f"templates/{template}", 1)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__jinja_template__")
        if module is not None and trace.tb_frame.f_code.co_filename.startswith("templates/"):
            place = (f"templates/{module.name}", module.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return place


def _message(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "The template calls or includes itself without end"
    if isinstance(error, TemplateError):
        said = (error.message or "The template is not valid").strip()
        return said[:1].upper() + said[1:].removesuffix(".")
    if isinstance(error, LimitFault):
        return str(error)
    return (
        f"The template cannot be carried out: {error}"
        if str(error)
        else "The template cannot be carried out"
    )


def _near(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, (each for each in known if not each.startswith("_")))


def _fault_at(  # noqa: PLR0913, PLR0917 - the parts of one fault
    file: str, line: int, name: str, message: str, templates: Mapping[str, str], hint: str = ""
) -> RenderFault:
    lines = templates.get(file.removeprefix("templates/"), "").split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return RenderFault(file, line, _column(text, name), message, hint)


def _column(line: str, name: str) -> int:
    """Where a name stands in a line from its first tag on; the tag where it is not found."""
    tag = _TAG.search(line)
    start = tag.start() if tag else 0
    at = -1
    if name and name.isidentifier():
        word = re.compile(rf"(?<![\w]){re.escape(name)}(?![\w])").search(line, start)
        at = word.start() if word else -1
    elif name:
        at = line.find(name, start)
    return (at if at >= 0 else start) + 1


def render(  # noqa: PLR0913, PLR0917 - the contract of the package: what is written, from what, for whom
    document: Document,
    view: View,
    templates: Mapping[str, str],
    people: Sequence[Person],
    language: str,
    final: bool,
    scope: str = PROGRAMME,
) -> Rendered | RenderFault:
    """Renders one document in this process, without limits of time and memory but with all others.

    Args:
        document: What to write.
        view: Where the programme stands.
        templates: Texts by path below ``templates/``.
        people: The people of the workspace.
        language: The language of numbers, dates and the program's own words.
        final: Whether the document calls itself final.
        scope: The instance it is written for.
    """
    from collab_playbook.documents.parts import Parts  # noqa: PLC0415 - the worker renders without the model

    parts = Parts(view, people)
    writer = Writer(templates, parts, language)
    subject = Subject(document.id, document.step, scope, final)
    sheet = writer.write(
        subject, template_of(document.id, language, templates), restricted=document.restricted
    )
    if isinstance(sheet, RenderFault):
        return sheet
    texts = {name: digest_of(templates.get(name)) for name in sheet.templates}
    basis = {**parts.basis(k for k in sheet.read if not k.startswith("template(")), **_keyed(texts)}
    return Rendered(sheet.text, sheet.open, basis, digest_of(texts))


def _keyed(texts: Mapping[str, str]) -> dict[str, str]:
    return {key("template", name): digest for name, digest in texts.items()}
