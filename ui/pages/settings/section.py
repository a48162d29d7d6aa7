"""What a section of Cài đặt is: a list, what a row of it asks when opened, what a new row asks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from ttcs_desktop.basics.values import dataclass
from ui.kit.form import FormField
from ui.kit.table.columns import Column, Group
from ui.kit.table.view import ROW_MIDDLE
from ui.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Ask:
    """One card: its title, its button, the fields, what is said above them, and how the answer is saved.

    `take` saves and publishes; what it refuses is told at its field.
    """

    title: str
    main_text: str
    fields: Sequence[FormField]
    take: Callable[[dict[str, Any]], object]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something more that a section does with the chosen rows, by a key of its own.

    `ask` gives the card for these rows, None where there is nothing to ask; what it refuses is told at the page.
    """

    words: str
    icon: str
    key: str
    ask: Callable[[Sequence[Any]], Ask | None]


class Section(ABC):
    """One list of Cài đặt. Rows are dataclasses with an `id`.

    Attributes:
        TITLE: the section's name at the left.
        ADD: what F4 does here, as the button says it; empty where nothing is added by hand.
        OPEN: what F2 does here; empty where the record keeps no later version of a row.
        REMOVE: what Delete does here; empty where a row stays.
        MORE: what F7 does here with the chosen rows; empty where there is nothing more.
        FILTERS: (code, words) of what the list can be narrowed to, the whole list first; empty where it is short.
        ROW_HEIGHT: as `GridView` has it; two lines where the columns have a second one.
        EMPTY: icon, words and advice while there is no row.
    """

    TITLE: ClassVar[str]
    ADD: ClassVar[str] = ""
    OPEN: ClassVar[str] = ""
    REMOVE: ClassVar[str] = ""
    MORE: ClassVar[str] = ""
    FILTERS: ClassVar[Sequence[tuple[str, str]]] = ()
    ROW_HEIGHT: ClassVar[int] = ROW_MIDDLE
    EMPTY: ClassVar[tuple[str, str, str]]

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    @abstractmethod
    def columns(self) -> Sequence[Column[Any]]:
        """The columns of the list."""

    @abstractmethod
    def rows(self) -> Sequence[Any]:
        """The rows, read from the record now."""

    def fits(self, row: Any, wanted: str) -> bool:  # noqa: ANN401 -- whatever dataclass the section lists
        """Whether a row belongs into the list narrowed to a code of FILTERS."""
        del row, wanted
        return True

    def groups(self, rows: Sequence[Any]) -> Sequence[Group[Any]]:
        """The rows under headings; a section without headings gives none."""
        del rows
        return ()

    def count(self, rows: Sequence[Any]) -> int:
        """The number beside the section's name."""
        return len(rows)

    def number(self) -> int:
        """The same while the section is not shown; a list that grows with the years counts without being read."""
        return self.count(self.rows())

    def adds(self) -> str:
        """What F4 does here now, where that depends on the record."""
        return self.ADD

    def adding(self) -> Ask | None:
        """The card for a new row, or None where nothing is added by hand."""
        return None

    def opening(self, row: Any) -> Ask | None:  # noqa: ANN401 -- whatever dataclass the section lists
        """The card of a row; None where there is nothing to ask, because it is done at once or nothing can change."""
        del row
        return None

    def opening_many(self, rows: Sequence[Any]) -> Ask | None:
        """The card of F2 where several rows are chosen; the first of them where a section has none for several."""
        return self.opening(rows[0])

    def removing(self, row: Any) -> None:  # noqa: ANN401 -- whatever dataclass the section lists
        """Take a row out and tell the pages; what refers to it may refuse that (InvalidInput)."""
        del row

    def deeds(self) -> Sequence[Deed]:
        """What else is done with the chosen rows, beyond F4, F2, F7 and Delete."""
        return ()

    def has_more(self) -> bool:
        """Whether F7 has anything to do now."""
        return bool(self.MORE)

    def more(self, rows: Sequence[Any]) -> Ask | None:
        """What F7 asks about the chosen rows; None when it asks nothing."""
        del rows
        return None
