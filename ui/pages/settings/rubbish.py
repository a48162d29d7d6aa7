"""Thùng rác: what was taken out in the last ninety days, each to be brought back by one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.agenda.wording import KINDS_IN_BIN
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.directives.wording import doubled_number
from ttcs_desktop.ledger.bin import KEPT_DAYS, BinEntry
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.section import Section


@dataclass(frozen=True, slots=True)
class Rubbish:
    """A line of the bin as it is shown."""

    entry: BinEntry
    who: str
    left: int

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def what(self) -> str:
        """What the first record is, and how many lie there with it."""
        kind = KINDS_IN_BIN.get(self.entry.kind, "")
        more = self.entry.records - 1
        return f"{kind} và {more} mục đi cùng" if more else kind

    @property
    def day(self) -> dt.date:
        return local(self.entry.at).date()


class RecycleBin(Section):
    """What was taken out, newest first."""

    TITLE = "Thùng rác"
    OPEN = "Lấy lại"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("trash-2", "Thùng rác trống", f"Mục đã bỏ nằm ở đây {KEPT_DAYS} ngày, bấm F2 để lấy lại.")

    @property
    def columns(self) -> Sequence[Column[Rubbish]]:
        return (
            Column("Mục đã bỏ", lambda one: one.entry.title, second=lambda one: one.what),
            Column("Người bỏ", lambda one: one.who, 180),
            Column("Ngày bỏ", lambda one: one.day, 110, Align.RIGHT),
            Column("Còn nằm đây", lambda one: one.left, 110, Align.RIGHT, shown=lambda one: f"{one.left} ngày"),
        )

    def rows(self) -> Sequence[Rubbish]:
        workspace = self.desk.workspace
        names = workspace.office.names()
        now = workspace.clock.now()
        return [Rubbish(entry, names.get(entry.by, ""), entry.days_left(now)) for entry in workspace.bin.entries()]

    def opening(self, row: Rubbish) -> None:
        """Bring it back at once: nothing is lost by it, and Ctrl+Z takes it out again."""
        changes = self.desk.workspace.bin.put_back(row.entry)
        self.desk.publish(changes, f"Đã lấy lại “{row.entry.title}”.{self._besides(row.entry)}")

    def _besides(self, entry: BinEntry) -> str:
        """What has to be put right after it came back: its number in the register may have been given again."""
        directives = self.desk.workspace.directives
        back = directives.those([entry.id]) if entry.kind == "directive" else []
        return f" {doubled_number(back[0])}, ở trang Văn bản." if directives.register.sharing(back) else ""
