"""The two tables of the page: the list as it was given, and the matrix of what was told when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ttcs_desktop.broadcast.coverage.model import Column as Stretch
from ttcs_desktop.broadcast.coverage.model import Coverage
from ttcs_desktop.broadcast.coverage.wording import cell, column_head, column_named
from ui.kit import keys, theme
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.topics.rows import TopicRow

_MOST = 14
_WORDS_WIDTH = 230
_BEFORE = 2  # columns in front of the stretches
TOTAL = _BEFORE + _MOST


class TopicList(GridView):
    """The year's list. `removed` on Delete."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                Column[TopicRow]("Mã", lambda one: one.topic.code, width=56),
                Column[TopicRow]("Chủ đề", lambda one: one.topic.text, second=lambda one: one.below),
                Column[TopicRow]("Kỳ", lambda one: one.span, width=116),
                Column[TopicRow]("Cần", lambda one: one.wanted, width=84),
                Column[TopicRow]("Bài", lambda one: one.items, width=48, align=Align.RIGHT),
                Column[TopicRow]("Đã phát", lambda one: one.total.aired, width=72, align=Align.RIGHT),
                Column[TopicRow]("Còn thiếu", lambda one: one.status, width=210),
            ),
            name="Danh mục chủ đề, Enter sửa, Delete bỏ",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Matrix(GridView):
    """Topics by weeks or months. `asked(row, stretch)` on Enter: the stretch is None in a column of the whole year."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        self._coverage: Coverage | None = None
        self._stretches: tuple[Stretch, ...] = ()
        super().__init__(
            (
                Column[TopicRow]("Mã", lambda one: one.topic.code, width=44),
                Column[TopicRow](
                    "Chủ đề và chỗ thiếu",
                    lambda one: one.topic.text,
                    second=lambda one: one.status.word,
                    look=lambda one: Look(icon=one.status.icon_name()),
                ),
                *(self._column(number) for number in range(_MOST)),
                Column[TopicRow]("Cả năm", lambda one: cell(one.total, inside=False), width=66, align=Align.CENTRE),
            ),
            name="Độ phủ của chủ đề theo tuần, Enter hỏi vì sao",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
            entry=True,
            sortable=False,
        )
        self.opened.connect(lambda _: self._ask())

    def show_coverage(self, coverage: Coverage, stretches: Sequence[Stretch], rows: Sequence[TopicRow]) -> None:
        """Show the numbers of these stretches."""
        self._coverage, self._stretches = coverage, tuple(stretches)
        heads = [column_head(one) for one in stretches] + [""] * (_MOST - len(stretches))
        columns = self.table.columns
        middle = [replace(one, title=head) for one, head in zip(columns[_BEFORE:TOTAL], heads, strict=True)]
        self.table.columns = (*columns[:_BEFORE], *middle, *columns[TOTAL:])
        for number in range(_MOST):
            self.setColumnHidden(_BEFORE + number, number >= len(stretches))
        self.table.headerDataChanged.emit(Qt.Orientation.Horizontal, _BEFORE, TOTAL - 1)
        self.show_rows(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of a topic keep their room; in a narrow window the weeks are scrolled instead."""
        super().resizeEvent(event)
        least, head = theme.current().px(_WORDS_WIDTH), self.horizontalHeader()
        others = sum(self.columnWidth(at) for at in range(len(self.table.columns)) if at != 1)
        fits = self.viewport().width() - others >= least
        modes = QHeaderView.ResizeMode
        head.setSectionResizeMode(1, modes.Stretch if fits else modes.Fixed)
        if not fits:
            self.setColumnWidth(1, least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event) and keys.held(event) == Qt.KeyboardModifier.NoModifier:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        row, at = self.current_row(), self.currentIndex().column() - _BEFORE
        if row is not None:
            self.asked.emit(row, self._stretches[at] if 0 <= at < len(self._stretches) else None)

    def _column(self, number: int) -> Column[TopicRow]:
        return Column(
            "",
            lambda one: self._words(one, number),
            width=43,
            align=Align.CENTRE,
            look=lambda one: self._look(one, number),
            tip=lambda one: self._tip(one, number),
        )

    def _words(self, row: TopicRow, number: int) -> str:
        if self._coverage is None or number >= len(self._stretches):
            return ""
        stretch = self._stretches[number]
        counts = self._coverage.counts(row.id, stretch.first, stretch.last)
        return cell(counts, inside=row.is_due(stretch) and stretch.first <= self._coverage.today).replace(" ", "")

    def _look(self, row: TopicRow, number: int) -> Look:
        if self._coverage is None or number >= len(self._stretches):
            return Look()
        stretch = self._stretches[number]
        counts = self._coverage.counts(row.id, stretch.first, stretch.last)
        if counts.aired:
            return Look(ground="green_ground", bold=True)
        if counts.unconfirmed:
            return Look(ground="amber_ground")
        if counts.planned:
            return Look(ground="sel")
        return Look(ink="text2") if row.is_due(stretch) else Look(ground="head")

    def _tip(self, row: TopicRow, number: int) -> str:
        if self._coverage is None or number >= len(self._stretches):
            return ""
        stretch = self._stretches[number]
        counts = self._coverage.counts(row.id, stretch.first, stretch.last)
        named = column_named(stretch)
        told = f"đã phát {counts.aired}, đã xếp {counts.planned}, chưa xác nhận {counts.unconfirmed}"
        return f"{row.topic.text}\n{named[:1].upper()}{named[1:]}: {told}"
