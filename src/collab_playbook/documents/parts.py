"""The material of documents: all that a template may read, in named parts with digests.

A part is plain JSON data under a key (``naming`` says how keys are written). It is made from a view
when it is first asked for, so that telling whether a document is current costs only the parts that
it rested on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from collab_playbook.documents.naming import (
    GLOSSARY,
    PEOPLE,
    PHASES,
    PLAYBOOK,
    STEPS,
    key,
    parted,
    prefix,
)
from collab_playbook.documents.telling import (
    told_courses,
    told_field,
    told_record,
    told_sheet,
    told_step,
    worded,
)
from collab_playbook.engine.digest import digest_of
from collab_playbook.engine.signing import signing
from collab_playbook.model.event import PROGRAMME, Instance
from collab_playbook.model.playbook import ORGANISATION

if TYPE_CHECKING:
    from collab_playbook.engine.state import Approval
    from collab_playbook.engine.view import View
    from collab_playbook.model.step import Step
    from collab_playbook.model.workspace import Person

RENDERER_FORMAT = 1
"""Raised when the same material and templates come out as other text."""


class Parts(Mapping[str, Any]):
    """Parts by key, made on demand and kept.

    Args:
        view: Where the programme stands.
        people: The people of the workspace.
        outside: Makes parts, by key, that take more than a view, such as the hours by month.
    """

    def __init__(
        self,
        view: View,
        people: Sequence[Person],
        outside: Mapping[str, Callable[[], Any]] = MappingProxyType({}),
    ) -> None:
        self._outside = outside
        self._view = view
        self._people = people
        self._playbook = view.process.playbook
        self._made: dict[str, Any] = {}
        self._digests: dict[str, str] = {}
        self._scopes = {prefix(scope): scope for scope in view.scopes}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.payload(self._view.scopes))

    def __len__(self) -> int:
        return len(self.payload(self._view.scopes))

    def digest(self, name: str) -> str:
        """The digest of a part as it is now, ``-`` where there is none."""
        if name not in self._digests:
            try:
                self._digests[name] = digest_of(self[name])
            except KeyError:
                self._digests[name] = "-"
        return self._digests[name]

    def basis(self, names: Iterable[str]) -> dict[str, str]:
        """The digests of several parts."""
        return {name: self.digest(name) for name in sorted(names)}

    def payload(self, scopes: Iterable[str]) -> dict[str, Any]:
        """Every part that documents of these scopes may read, as one JSON-able value."""
        playbook = self._playbook
        fixed = (PLAYBOOK, STEPS, PHASES, PEOPLE, GLOSSARY, key("catalogues", ""))
        keys = [*fixed, *(key("document", document.id) for document in playbook.documents)]
        for catalogue in playbook.catalogues:
            keys.append(key("catalogue", catalogue.id))
            keys += (key("catalogue", f"{catalogue.id}.{entry.id}") for entry in catalogue.records)
        for step in (ORGANISATION, *playbook.step_by_id):
            keys.append(key("wording", step))
        keys += (key("step", step.id) for step in playbook.steps)
        for scope in dict.fromkeys((PROGRAMME, *scopes)):
            keys += self._keys_in(scope)
        return {name: self[name] for name in keys}

    def _keys_in(self, scope: str) -> Iterator[str]:
        if scope != PROGRAMME:
            yield key("owner", scope)
        yield key("courses", prefix(scope))
        steps = [step.id for step in self._view.process.steps if self._view.runs_in(step, scope)]
        for step in (*steps, *((ORGANISATION,) if scope == PROGRAMME else ())):
            home = f"{prefix(scope)}{step}"
            for question in self._playbook.questions_of(step):
                yield f"{home}.{question.id}"
                if question.sensitive:
                    yield key("given", f"{home}.{question.id}")
            if step != ORGANISATION:
                for kind in ("approvals", "lapsed", "done", "skipped", "revision"):
                    yield key(kind, home)

    # -- making ----------------------------------------------------------------------------

    def _make(self, name: str) -> Any:
        if name in self._outside:
            return self._outside[name]()
        kind, rest = parted(name)
        maker = _MAKERS.get(kind)
        if maker is None:
            raise KeyError(name)
        return maker(self, rest)

    def _instance(self, home: str) -> tuple[Step, Instance]:
        owner, slash, step_id = home.rpartition("/")
        step = self._playbook.step_by_id[step_id]
        scope = self._scopes[owner + slash]
        if scope != PROGRAMME and not self._view.runs_in(step, scope):
            raise KeyError(home)
        return step, Instance(scope, step_id)

    def _answer(self, path: str) -> Any:
        home, _, question = path.partition(".")
        owner, slash, step = home.rpartition("/")
        if self._playbook.question(step, question) is None:
            raise KeyError(path)
        return self._view.answers_of(self._scopes[owner + slash], step).get(question)

    def _given(self, path: str) -> bool:
        return self._answer(path) not in (None, "", [], {})

    def _approvals(self, home: str) -> list[dict[str, str]]:
        step, instance = self._instance(home)
        signed = signing(self._view, step, instance)
        return [self._signature(a) for a in (signed.approvals if signed else ())]

    def _lapsed(self, home: str) -> list[dict[str, str]]:
        step, instance = self._instance(home)
        signed = signing(self._view, step, instance)
        return [
            {**self._signature(each.approval), "changed": ", ".join(each.changed)}
            for each in (signed.lapsed if signed else ())
        ]

    def _signature(self, given: Approval) -> dict[str, str]:
        roles = self._playbook.catalogue_by_id.get("roles")
        entry = roles.record(given.role) if roles is not None else None
        role = entry.title if entry is not None else given.role
        return {"role": role, "name": given.by.partition(" <")[0], "date": given.at[:10]}

    def _done(self, home: str) -> str | None:
        _, instance = self._instance(home)
        found = self._view.record(instance)
        return found.done_at[:10] if found.phase == "done" else None

    def _skipped(self, home: str) -> bool:
        return self._view.record(self._instance(home)[1]).phase == "skipped"

    def _revision(self, home: str) -> int:
        return self._view.record(self._instance(home)[1]).revision + 1

    def _wording(self, step: str) -> dict[str, Any]:
        """All questions of a step at once: their wording changes seldom, and together."""
        return {
            question.id: {
                **worded(question, question.short),
                "sensitive": question.sensitive,
                "fields": [
                    {"id": f.id, "required": f.required, **worded(f, f.label)}
                    for f in question.fields
                ],
            }
            for question in self._playbook.questions_of(step)
        }

    def _catalogue(self, name: str) -> Any:
        catalogue_id, _, entry_id = name.partition(".")
        catalogue = self._playbook.catalogue_by_id[catalogue_id]
        if not entry_id:
            return [told_record(entry) for entry in catalogue.records]
        entry = catalogue.record(entry_id)
        return None if entry is None else told_record(entry)

    def _catalogues(self, _rest: str) -> list[str]:
        return list(self._playbook.catalogue_by_id)

    def _document(self, document_id: str) -> dict[str, str]:
        about = self._playbook.document_by_id[document_id]
        return {
            name: getattr(about, name) for name in ("id", "title", "audience", "kind", "purpose")
        }

    def _owner(self, scope: str) -> dict[str, str]:
        return {"id": scope.partition(":")[2], "title": self._view.state.title(scope)}

    def _step(self, step_id: str) -> dict[str, Any]:
        return told_step(self._playbook.step_by_id[step_id])

    def _steps(self, _rest: str) -> list[dict[str, Any]]:
        return [told_step(step) for step in self._view.process.steps]

    def _phases(self, _rest: str) -> list[dict[str, Any]]:
        steps = self._view.process.steps
        return [
            {
                "id": phase.id,
                "title": phase.title,
                "purpose": phase.purpose,
                "steps": [told_step(step) for step in steps if step.phase == phase.id],
            }
            for phase in self._playbook.phases
        ]

    def _about_playbook(self, _rest: str) -> dict[str, str]:
        return {name: getattr(self._playbook, name) for name in ("id", "title", "version")}

    def _all_people(self, _rest: str) -> list[dict[str, Any]]:
        return [
            {"name": p.name, "email": p.email, "function": p.function, "roles": list(p.roles)}
            for p in self._people
        ]

    def _glossary(self, _rest: str) -> list[dict[str, str]]:
        return [{"id": t.id, "term": t.term, "means": t.means} for t in self._playbook.glossary]

    def _workbook(self, document_id: str) -> list[dict[str, Any]]:
        return [told_sheet(each) for each in self._playbook.document_by_id[document_id].workbook]

    def _fields(self, path: str) -> list[dict[str, Any]]:
        step, _, question_id = path.partition(".")
        question = self._playbook.question(step, question_id)
        if question is None:
            raise KeyError(path)
        return [told_field(field) for field in question.fields]

    def _courses(self, owner: str) -> list[dict[str, Any]]:
        return told_courses(self._view, self._scopes[owner])

    def _renderer(self, _rest: str) -> int:
        return RENDERER_FORMAT


_MAKERS: Mapping[str, Callable[[Parts, str], Any]] = {
    "answer": Parts._answer,  # noqa: SLF001 - the table of this class's own makers
    "given": Parts._given,  # noqa: SLF001
    "approvals": Parts._approvals,  # noqa: SLF001
    "lapsed": Parts._lapsed,  # noqa: SLF001
    "done": Parts._done,  # noqa: SLF001
    "skipped": Parts._skipped,  # noqa: SLF001
    "revision": Parts._revision,  # noqa: SLF001
    "wording": Parts._wording,  # noqa: SLF001
    "catalogue": Parts._catalogue,  # noqa: SLF001
    "catalogues": Parts._catalogues,  # noqa: SLF001
    "document": Parts._document,  # noqa: SLF001
    "owner": Parts._owner,  # noqa: SLF001
    "step": Parts._step,  # noqa: SLF001
    "steps": Parts._steps,  # noqa: SLF001
    "phases": Parts._phases,  # noqa: SLF001
    "playbook": Parts._about_playbook,  # noqa: SLF001
    "people": Parts._all_people,  # noqa: SLF001
    "glossary": Parts._glossary,  # noqa: SLF001
    "workbook": Parts._workbook,  # noqa: SLF001
    "fields": Parts._fields,
    "courses": Parts._courses,  # noqa: SLF001
    "renderer": Parts._renderer,  # noqa: SLF001
}
