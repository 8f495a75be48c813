"""The Jinja environment of documents: named filters and tests only, and bounded work.

Jinja's own sandbox forbids what is known to be dangerous. This one allows what is known to be
needed: it never asks Python for an attribute of a value, except the few listed here.
"""

from __future__ import annotations

from decimal import Decimal
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from collab_playbook.documents.absent import Absent
from collab_playbook.documents.bounding import Bounding, Shelf, Unknown
from collab_playbook.documents.facts import Fact, Many, NameFault, Text
from collab_playbook.documents.filters import FILTERS
from collab_playbook.documents.formatting import manner_of, number_text
from collab_playbook.documents.judging import TESTS, number_of
from collab_playbook.documents.listing import GroupedBy
from collab_playbook.documents.reckoning import LimitFault, bounded, negated, reckon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template, nodes

MAX_WORK = 500_000
"""Loop rounds, calls and reads of one document; the largest shipped one needs thousands."""
MAX_PRINTED = 20_000_000
"""Characters printed on the way to one document, macros and captured blocks included."""
MAX_RANGE = 1000

_LOOP = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"}
)
_LOOP |= {"previtem", "nextitem", "cycle", "changed"}
_OF_MAPS = frozenset({"items", "keys", "values", "get"})
_OPERATORS = ("+", "-", "*", "/", "//", "%", "**")


class Environment(SandboxedEnvironment):
    """The environment of all documents in one language.

    Args:
        templates: Texts by path below ``templates/``.
        language: The language of numbers and of the program's own words.
    """

    intercepted_binops = frozenset(_OPERATORS)
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, templates: Mapping[str, str], language: str) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            undefined=Unknown,
            loader=Shelf(templates),
            finalize=self.text,
            auto_reload=False,
            cache_size=-1,
        )
        self.manner = manner_of(language)
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
        self.globals = {"range": self.numbers, "namespace": Namespace}
        self._callables: tuple[Any, ...] = (self.together, self.numbers, Namespace)
        self.work = self.printed = 0
        self.used: dict[str, None] = {}

    def begin(self) -> None:
        """Counts anew, for the next document."""
        self.work = self.printed = 0
        self.used = {}

    # -- limits ----------------------------------------------------------------------------

    def tick(self) -> None:
        """Counts one piece of work."""
        self.work += 1
        if self.work > MAX_WORK:
            raise LimitFault(
                f"The template does more than {MAX_WORK:,} pieces of work; is a loop without end?"
            )

    def text(self, value: Any) -> str:
        """A value as the document prints it."""
        if isinstance(value, str):
            written = value
        elif isinstance(value, Fact):
            written = str(value)
        else:
            written = self._plain(value)
        self.printed += len(written)
        if self.printed > MAX_PRINTED:
            raise LimitFault(f"The template prints more than {MAX_PRINTED:,} characters")
        return written

    def _plain(self, value: Any) -> str:
        if value is None:
            return "-"
        if isinstance(value, bool):
            return self.manner.yes_no[0 if value else 1]
        if isinstance(value, int | float | Decimal):
            return number_text(Decimal(str(value)), self.manner)
        if isinstance(value, list | tuple):
            return bounded(", ".join(self.text(each) for each in value))
        if isinstance(value, Unknown):
            return str(value)
        raise NameFault(f"A {type(value).__name__} cannot be printed", type(value).__name__)

    def together(self, parts: list[Any]) -> str:
        """What ``~`` makes."""
        return bounded("".join([self.text(part) for part in parts]))

    def numbers(self, *args: Any) -> range:
        """Numbers to count with, at most a thousand."""
        counted = range(*(int(number_of(each, "range")) for each in args))
        if len(counted) > MAX_RANGE:
            raise LimitFault(f"A range counts at most {MAX_RANGE:,} numbers")
        return counted

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        bound: nodes.Template = Bounding().visit(source)
        bound.set_environment(self)
        return super()._generate(bound, *args, **kwargs)

    # -- templates -------------------------------------------------------------------------

    def get_or_select_template(
        self,
        template_name_or_list: Any,
        parent: Any = None,
        globals: Any = None,  # noqa: A002 - Jinja's own name
    ) -> Template:
        """What ``include`` names at run time: a text or a list of texts of the template's own."""
        names = template_name_or_list
        listed = names if isinstance(names, list | tuple) else [names]
        if not all(isinstance(name, str) for name in listed):
            raise NameFault("Only a name written in the template can be included", "include")
        return super().get_or_select_template(names, parent, globals)

    def _load_template(self, name: Any, globals: Any) -> Template:  # noqa: A002 - Jinja's own name
        if not isinstance(
            name, str
        ):  # from `extends` and `import`, which come here without being checked above
            raise NameFault("Only a name written in the template can be included", "include")
        self.used[name] = None
        return super()._load_template(name, globals)

    # -- reaching into values --------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``."""
        return self._named(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``."""
        if isinstance(obj, Absent):
            return obj
        if isinstance(argument, Absent):
            return argument  # an open choice leads to its own placeholder
        if isinstance(argument, str | Text):
            return self._named(obj, argument if isinstance(argument, str) else argument.raw)
        if isinstance(obj, Many | list | tuple) and isinstance(argument, int | slice):
            items = obj.items if isinstance(obj, Many) else obj
            try:
                return items[argument]
            except IndexError:
                raise NameFault(f"The list has no entry {argument}", str(argument)) from None
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, Unknown):
            str(obj)
        raise NameFault(f"'[{argument}]' leads to nothing", str(argument))

    def _named(self, obj: Any, name: str) -> Any:
        self.tick()
        if isinstance(obj, Unknown):
            str(obj)
        if name.startswith("_"):
            raise NameFault(f"'{name}' is out of reach: no name begins with '_'", name)
        if isinstance(obj, Fact):
            return obj.field(name)
        if isinstance(obj, dict):
            return self._of_map(obj, name)
        if isinstance(obj, LoopContext):
            if name in _LOOP:
                return getattr(obj, name)
        elif isinstance(obj, Namespace):
            return _kept(obj, name)
        elif isinstance(obj, TemplateModule):
            return _exported(obj, name)
        elif isinstance(obj, GroupedBy) and name in GroupedBy._fields:
            return getattr(obj, name)
        raise NameFault(f"A {_kind(obj)} has no part '{name}'", name)

    def _of_map(self, obj: dict[Any, Any], name: str) -> Any:
        if name in obj:
            return obj[name]
        if name in _OF_MAPS:
            return getattr(obj, name)
        raise NameFault(f"The map has no entry '{name}'", name, [str(key) for key in obj])

    # -- calling and reckoning -------------------------------------------------------------

    def call(self, context: Any, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Calls a macro or one of the few functions that templates have."""
        self.tick()
        if callee == self.tick:
            return None
        if not self._is_callable(callee):
            raise NameFault(f"A {_kind(callee)} cannot be called", "(")
        return context.call(callee, *args, **kwargs)

    def _is_callable(self, obj: Any) -> bool:
        if isinstance(obj, Macro | LoopContext) or any(obj == each for each in self._callables):
            return True
        if isinstance(obj, BuiltinMethodType):
            return isinstance(obj.__self__, dict) and obj.__name__ in _OF_MAPS
        return isinstance(obj, MethodType) and isinstance(obj.__self__, LoopContext)

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        """``left operator right``."""
        self.tick()
        return reckon(operator, left, right)

    def call_unop(self, _context: Any, operator: str, arg: Any) -> Any:
        """``-arg``."""
        return negated(operator, arg)


def _kept(kept: Namespace, name: str) -> Any:
    try:
        return getattr(kept, name)
    except AttributeError:
        raise NameFault(f"The namespace holds no '{name}'", name) from None


def _exported(module: TemplateModule, name: str) -> Any:
    exported = vars(module)
    if name in exported:
        return exported[name]
    known = [each for each in exported if not each.startswith("_")]
    raise NameFault(f"The imported template has no '{name}'", name, known)


def _kind(value: Any) -> str:
    if isinstance(value, Fact):
        return value.kind
    return "text" if isinstance(value, str) else type(value).__name__.lower()
