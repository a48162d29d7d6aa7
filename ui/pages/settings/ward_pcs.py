"""Máy của đơn vị: the PCs that work on this record, how far each one's work is here, and a copy for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings.pc_copy import CopyForNewPc
from ui.pages.settings.section import Ask, Section
from ui.workflows.ward_pcs import PcLine, lines, share

_SHARE, _COPY = "Cho máy khác tham gia…", "Làm bản sao cho máy mới…"
_MEANS = (
    "Có máy thứ hai thì mỗi máy giữ cả sổ và làm việc riêng được, kể cả khi mất mạng; việc đã lưu ở máy này sang "
    "máy kia qua máy chủ đã nối, hoặc bằng gói mang qua USB. Hai máy cùng sửa một mục thì phần mềm giữ cả hai bản để "
    "chọn. Bản sao làm cho máy mới có cả sổ, nên chỉ đưa cho máy của đơn vị."
)


class WardPcs(Section):
    """The PCs of the ward, this one first, those used no more last."""

    TITLE = "Máy của đơn vị"
    ADD = _SHARE
    OPEN = "Đổi tên máy"
    REMOVE = "Thôi dùng máy này…"
    MORE = "Dùng lại máy này"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("hard-drive", "Sổ này chỉ dùng trên một máy", f"{_MEANS} Bấm F4 để cho máy khác tham gia.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.copying: CopyForNewPc | None = None  # given by the page, which shows how far it is
        self.ask: Callable[[Ask], None] = lambda _asked: None

    @property
    def columns(self) -> Sequence[Column[PcLine]]:
        return (
            Column("Máy", lambda one: one.name, second=lambda one: "máy này" if one.is_here else ""),
            Column("Việc của máy ấy ở sổ này", lambda one: one.how_far, 190, second=lambda one: one.also),
            Column("Tham gia", lambda one: one.joined_on, 100, Align.RIGHT),
            Column("Thôi dùng", lambda one: one.retired_on, 100, Align.RIGHT),
        )

    def rows(self) -> Sequence[PcLine]:
        return lines(self.desk.workspace)

    def adds(self) -> str:
        """One PC alone lets others join first."""
        return _COPY if self.desk.workspace.joining.is_shared() else _SHARE

    def adding(self) -> Ask | None:
        """The name of this PC, or where the copy for a new one goes."""
        if not self.desk.workspace.joining.is_shared():
            return self.sharing()
        if self.copying is not None:
            self.copying.ask()
        return None

    def sharing(self) -> Ask:
        """The one question before other PCs may join."""
        return Ask("Cho máy khác tham gia", "Cho tham gia", (_name_field(""),), self._share, _MEANS)

    def opening(self, row: PcLine) -> Ask:
        field = _name_field(row.name)

        def take(values: dict[str, Any]) -> None:
            if values["name"] == row.name:
                return
            changes = self.desk.workspace.joining.name_pc(row.id, values["name"])
            self._tell(changes, f"Đã đổi tên {row.name} thành {values['name']}", lambda: self._name(row), "Lấy lại tên")

        return Ask("Đổi tên máy", "Lưu", (field,), take, "Các máy khác cũng thấy tên mới khi trao đổi việc.")

    def removing(self, row: PcLine) -> None:
        """Ask before nothing more is expected of a PC."""
        if row.is_here:
            raise InvalidInput("", "pc_is_this")
        if row.retired_on is not None:
            raise InvalidInput("", "pc_retired", name=row.name, day=f"{row.retired_on:%d/%m/%Y}")
        self.ask(self.retiring(row))

    def retiring(self, row: PcLine) -> Ask:
        """The question itself: what stays, and what is missing if the PC still has something."""
        lacking = (
            f" Hiện {row.how_far}; việc chưa sang thì sổ này không có, và phần mềm thôi nhắc." if row.how_far else ""
        )
        intro = f"{row.name}: những gì đã nhận giữ nguyên; từ nay không chờ gì thêm của máy ấy.{lacking}"
        return Ask("Thôi dùng một máy", "Thôi dùng", (), lambda _: self._retire(row), intro)

    def has_more(self) -> bool:
        return any(one.pc.retired_on is not None for one in self.desk.workspace.joining.all_pcs())

    def more(self, rows: Sequence[PcLine]) -> None:
        """Expect the chosen PCs' work again, at once: nothing is lost by it."""
        retired = [one for one in rows if one.retired_on is not None]
        for one in retired:
            self._use_again(one)

    def _share(self, values: dict[str, Any]) -> None:
        self._tell(share(self.desk.workspace, values["name"]), "Đã cho máy khác tham gia. Bấm F4 làm bản sao")

    def _name(self, row: PcLine) -> None:
        self._tell(self.desk.workspace.joining.name_pc(row.id, row.name), f"Đã lấy lại tên {row.name}")

    def _retire(self, row: PcLine) -> None:
        changes = self.desk.workspace.joining.retire(row.id)
        self._tell(changes, f"Đã thôi dùng {row.name}", lambda: self._use_again(row), "Dùng lại")

    def _use_again(self, row: PcLine) -> None:
        self._tell(self.desk.workspace.joining.use_again(row.id), f"Đang chờ việc của {row.name} như trước")

    def _tell(self, changes: Changes, words: str, back: Callable[[], None] | None = None, word: str = "") -> None:
        self.desk.publish(changes, words, back, word=word)


def _name_field(name: str) -> FormField:
    field = TextField("Máy văn phòng")
    if name:
        field.set_value(name)
    return FormField("name", "&Tên máy này" if not name else "&Tên máy", field, required=True)
