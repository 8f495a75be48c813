"""What stands in the place of a value that cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collab_playbook.documents import markdown
from collab_playbook.documents.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collab_playbook.documents.formatting import Manner
    from collab_playbook.documents.reading import Reading


class Absent(Fact):
    """Takes the place of a value that cannot be shown; all its parts are itself."""

    __slots__ = ()

    @property
    def answered(self) -> bool:
        """Whether there is anything to print."""
        return False

    def field(self, _name: str) -> Any:
        """Itself, whatever part is asked for."""
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __contains__(self, _item: object) -> bool:
        return False

    def __eq__(self, _other: object) -> bool:
        return False

    def __lt__(self, _other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __hash__(self) -> int:
        return id(self)


class Missing(Absent):
    """An open question: prints a placeholder, and says so to the reading."""

    __slots__ = ("_label", "_path", "_reading")
    kind = "open answer"

    def __init__(self, reading: Reading, path: str, label: str) -> None:
        self._reading = reading
        self._path = path
        self._label = label

    def __str__(self) -> str:
        self._reading.lack(self._path)
        return markdown.placeholder(
            self._reading.manner.to_complete, self._reading.manner.colon, self._label
        )


class Hidden(Absent):
    """A sensitive answer in a document for everybody."""

    __slots__ = ("_manner",)
    kind = "confidential answer"

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    @property
    def answered(self) -> bool:
        """Whether there is anything to print."""
        return True

    def __str__(self) -> str:
        return f"[{self._manner.confidential}]"


class Blank(Absent):
    """An optional part of a record that nobody filled in."""

    __slots__ = ()
    kind = "empty field"

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return "-"
