"""Phiên bản: every wording of an item, when it was taken down, and which one the approval names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ttcs_desktop.content.model import Approval, Version
from ui.kit.chips import Status, Tone
from ui.kit.fields import TextArea
from ui.kit.panels import column
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.content.fields import AS_HIGH_AS_THERE_IS_ROOM
from ui.pages.content.words import approved_by, written_at


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version and the approval that covers it, if there is one in force."""

    version: Version
    approval: Approval | None

    @property
    def decision(self) -> Status | str:
        return Status(approved_by(self.approval), Tone.GOOD) if self.approval else ""


class VersionsTab(QWidget):
    """The list of versions over the wording of the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = GridView(
            (
                Column[VersionRow]("Số", lambda one: one.version.number, width=44, align=Align.RIGHT),
                Column[VersionRow]("Viết lúc", lambda one: written_at(one.version.id), width=132),
                Column[VersionRow]("Người duyệt", lambda one: one.decision),
            ),
            name="Các phiên bản của bài",
            key=lambda one: one.version.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.text = TextArea(name="Chữ của phiên bản đang chọn")
        self.text.setMinimumHeight(40)
        self.text.setMaximumHeight(AS_HIGH_AS_THERE_IS_ROOM)
        self.text.setReadOnly(True)
        self.grid.picked.connect(lambda row: self.text.set_value(row.version.text if row is not None else ""))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.grid)
        both.addWidget(self.text)
        both.setSizes([100, 100])
        column(self, 0, (0, 6, 0, 0)).addWidget(both)

    def show_versions(self, versions: Sequence[Version], approval: Approval | None) -> None:
        """Show the newest first."""
        covered = set(approval.covers) if approval else set()
        rows = [VersionRow(version, approval if version.id in covered else None) for version in reversed(versions)]
        self.grid.show_rows(rows)
        if rows and self.grid.current_row() is None:
            self.grid.choose(rows[0].version.id)
        if not rows:
            self.text.set_value("")
