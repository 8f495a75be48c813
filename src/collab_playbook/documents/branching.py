"""Templates that note which of their branches were taken, for the coverage of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateError, nodes

from collab_playbook.documents.choosing import template_of
from collab_playbook.documents.context import Subject
from collab_playbook.documents.due import Due, due
from collab_playbook.documents.fault import RenderFault, Sheet
from collab_playbook.documents.naming import prefix
from collab_playbook.documents.parts import Parts
from collab_playbook.documents.render import Writer
from collab_playbook.documents.sandbox import Environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from collab_playbook.engine.view import View
    from collab_playbook.model.workspace import Person

_KINDS = (nodes.If, nodes.CondExpr, nodes.For)


class Branch(NamedTuple):
    """A way through a template: a condition true or false, a loop entered; perhaps taken."""

    file: str
    line: int
    kind: str
    taken: bool


class Proofs:
    """Writes documents in this process, with every limit but those of time and memory.

    Args:
        templates: Texts by path below ``templates/``.
        language: The language to write in.
    """

    def __init__(self, templates: Mapping[str, str], language: str) -> None:
        self.templates = {name: templates[name] for name in templates}
        self.language = language
        self._writer = _Writer(self.templates, language)
        self._parts: tuple[View, Sequence[Person], Parts] | None = None

    def write(
        self, view: View, people: Sequence[Person], document: str
    ) -> Sheet | RenderFault | None:
        """One document as things stand, ``charter`` or ``friends/charter``; ``None`` if not due."""
        named = ((f"{prefix(d.place.instance)}{d.document.id}", d) for d in self._due(view))
        found = next((each for name, each in named if name == document), None)
        return self._sheet(view, people, found) if found is not None else None

    def _parts_of(self, view: View, people: Sequence[Person]) -> Parts:
        """The material of a view, the same for every document that is written from it."""
        kept = self._parts
        if kept is None or kept[0] is not view or kept[1] is not people:
            kept = self._parts = (view, people, Parts(view, people))
        return kept[2]

    def faults(self, view: View, people: Sequence[Person]) -> Iterator[RenderFault]:
        """Writes everything that is due; the faults met on the way."""
        for each in self._due(view):
            made = self._sheet(view, people, each)
            if isinstance(made, RenderFault):
                yield made

    def _due(self, view: View) -> tuple[Due, ...]:
        return due(view, self.language)

    def _sheet(self, view: View, people: Sequence[Person], each: Due) -> Sheet | RenderFault:
        of, scope = each.document, each.place.instance
        self._writer.of(self._parts_of(view, people))
        template = template_of(of.id, self.language, self.templates)
        subject = Subject(of.id, of.step, scope, final=False)
        return self._writer.write(subject, template, restricted=of.restricted)

    def branches(self) -> Iterator[Branch]:
        """Every branch of every template, by file and line."""
        taken = self._writer.taken
        for name in sorted(self.templates):
            if not name.endswith(".j2"):
                continue
            for number, node in enumerate(self._writer.forks(name)):
                kinds = ("entered",) if isinstance(node, nodes.For) else ("true", "false")
                for kind in kinds:
                    seen = (name, number, kind) in taken
                    yield Branch(f"templates/{name}", node.lineno, kind, seen)


class _Writer(Writer):
    """A writer whose environment takes notes, and whose material may be changed."""

    def __init__(self, templates: Mapping[str, str], language: str) -> None:
        super().__init__(templates, {}, language)
        self._noting = self._environment = _Noting(templates, language)

    def of(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    @property
    def taken(self) -> set[tuple[str, int, str]]:
        return self._noting.taken

    def forks(self, name: str) -> tuple[nodes.Node, ...]:
        try:
            return tuple(self._noting.parse(self._templates[name]).find_all(_KINDS))
        except TemplateError:  # `check` tells the author; what cannot be read has no branches
            return ()


class _Noting(Environment):
    """The environment of documents, every fork of a template counted by its number."""

    def __init__(self, templates: Mapping[str, str], language: str) -> None:
        super().__init__(templates, language)
        self.taken: set[tuple[str, int, str]] = set()

    def seen(self, value: Any, template: str, number: int) -> Any:
        """Notes how a condition came out, and gives it back."""
        self.taken.add((template, number, "true" if value else "false"))
        return value

    def entered(self, template: str, number: int) -> None:
        """Notes that a loop has an entry."""
        self.taken.add((template, number, "entered"))

    def _is_callable(self, obj: Any) -> bool:
        return obj in (self.seen, self.entered) or super()._is_callable(obj)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        name = str(args[0])
        for number, node in enumerate(tuple(source.find_all(_KINDS))):
            where: list[nodes.Expr] = [nodes.Const(name), nodes.Const(number)]
            if isinstance(node, nodes.For):
                call = _call("entered", where, node.lineno)
                node.body.insert(0, nodes.ExprStmt(call, lineno=node.lineno))
            elif isinstance(node, nodes.If | nodes.CondExpr):
                test: Any = node.test  # an expression; Jinja's own annotation says less
                node.test = _call("seen", [test, *where], node.lineno)
        return super()._generate(source, *args, **kwargs)


def _call(name: str, given: list[nodes.Expr], line: int) -> nodes.Call:
    method = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(method, given, [], None, None, lineno=line)
