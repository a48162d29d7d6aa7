"""Chủ đề của năm: the list as it was given, and the matrix of what was told in which week."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.coverage.model import Channel
from ttcs_desktop.broadcast.coverage.model import Column as Stretch
from ttcs_desktop.broadcast.coverage.wording import CHANNELS, SIGNS, SIGNS_PRESS, column_named
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.content.topics.wording import topic_label
from ui.kit.buttons import KeyButton
from ui.kit.fields import Choice
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import EmptyState, column, row
from ui.pages.page import Page
from ui.pages.topics.grids import Matrix, TopicList
from ui.pages.topics.rows import LIST, VIEWS, YEAR, TopicRow, columns_of, rows_of, summed

_UNDER = "content"


class TopicsPage(Page):
    """Opened from Nội dung; Esc goes back there."""

    TITLE = "Chủ đề của năm"
    SHOWS = frozenset({"content", "broadcast"})

    def build(self) -> None:
        self.add_tool("Thêm", self.add, icon="plus", key="F4")
        self._edit_tool = self.add_tool("Sửa", self.edit, icon="pencil", key="F2")
        self.add_tool("Dán bảng", self.paste, icon="clipboard-paste", key="Ctrl+V")
        self.add_tool("Chép năm trước", self.copy_last_year, icon="copy", key="F9")
        self._paper_tool = self.add_tool("Bảng độ phủ", self.show_paper, icon="printer", key="Ctrl+P")
        self._turn_tool = self.add_tool("Độ phủ", self.turn, icon="columns-3", key="F6")
        self.body.addWidget(self._head())
        self.list = TopicList()
        self.list.opened.connect(lambda _: self.guard(self.edit))
        self.list.removed.connect(lambda: self.guard(self.remove))
        self.list.picked.connect(lambda _: self._show_tools())
        self.matrix = Matrix()
        self.matrix.asked.connect(lambda asked, stretch: self.guard(lambda: self.ask_why(asked, stretch)))
        self.matrix.picked.connect(lambda _: self._show_tools())
        self._stack = QStackedWidget()
        for part in (self.list, self.matrix, self._empty()):
            self._stack.addWidget(part)
        held = QWidget()
        column(held, 6, (12, 0, 12, 8)).addWidget(self._stack, 1)
        self.signs = label("", "small", "text2")
        inside = held.layout()
        if inside is not None:
            inside.addWidget(self.signs)
        self.body.addWidget(held, 1)
        self.setFocusProxy(self.list)

    def reload(self) -> None:
        self._offer_years()
        coverage = self.desk.workspace.coverage.of_year(self.chosen_year(), self.channel())
        rows = rows_of(coverage)
        view = self.chosen_view()
        self.list.show_rows(rows)
        if view != LIST:
            self.matrix.show_coverage(coverage, columns_of(self.chosen_year(), view), rows)
        grid = self.grid()
        self._stack.setCurrentWidget(grid if rows else self._none)
        if rows and grid.current_row() is None:
            grid.choose(rows[0].id)
        self.sum.setText(summed(rows))
        self._channel.setVisible(view != LIST)
        self.signs.setVisible(view != LIST and bool(rows))
        self.signs.setText(SIGNS if self.channel() is Channel.STATION else SIGNS_PRESS)
        self.setFocusProxy(grid if rows else self._none_add)
        self._show_tools()

    def show_record(self, record_id: str) -> None:
        """Show a topic in the list of its year."""

        def show() -> None:
            topic = self.desk.workspace.topics.topic(record_id)
            self._offer_years(topic.year)
            self._year.set_value(topic.year)
            self._view.set_value(LIST)
            self.reload()
            self.list.choose(record_id)

        self.guard(show)

    def chosen_year(self) -> int:
        """The year whose list is shown."""
        year = self._year.value()
        return year if isinstance(year, int) else self.desk.today.year

    def chosen_view(self) -> int:
        """The list, a quarter (1 to 4) or the whole year."""
        view = self._view.value()
        return view if isinstance(view, int) else LIST

    def channel(self) -> Channel:
        """Whose telling is counted."""
        chosen = self._channel.value()
        return chosen if isinstance(chosen, Channel) else Channel.STATION

    def grid(self) -> TopicList | Matrix:
        """The table of the view."""
        return self.list if self.chosen_view() == LIST else self.matrix

    def add(self) -> None:
        """F4: ask for a topic; the paper that gave the chosen one is offered."""
        from ui.pages.topics.cards import topic_card  # noqa: PLC0415  a card: when one is asked for

        chosen, year = self.grid().current_row(), self.chosen_year()

        def take(entry: TopicEntry) -> None:
            made = self.desk.workspace.topics.add(year, entry)
            self._tell((made.id,), f"Đã thêm chủ đề {topic_label(made)}")
            self.grid().choose(made.id)

        giver = chosen.topic.entry.giver if isinstance(chosen, TopicRow) else ""
        card = topic_card(year, None, take, self, giver=giver)
        card.troubled.connect(self.tell)
        card.open()

    def edit(self) -> None:
        """F2: write the chosen topic anew."""
        from ui.pages.topics.cards import topic_card  # noqa: PLC0415

        chosen = self.grid().current_row()
        if not isinstance(chosen, TopicRow):
            return

        def take(entry: TopicEntry) -> None:
            made = self.desk.workspace.topics.change(chosen.id, entry)
            self._tell((made.id,), f"Đã sửa chủ đề {topic_label(made)}")

        card = topic_card(chosen.topic.year, chosen.topic, take, self)
        card.troubled.connect(self.tell)
        card.open()

    def remove(self) -> None:
        """Delete: the chosen topics into the recycle bin."""
        chosen = [one for one in self.list.selected_rows() if isinstance(one, TopicRow)]
        if chosen:
            changes = self.desk.workspace.topics.remove([one.id for one in chosen])
            what = topic_label(chosen[0].topic) if len(chosen) == 1 else f"{len(chosen)} chủ đề"
            self.desk.publish(changes, f"Đã đưa vào thùng rác: {what}")

    def paste(self) -> None:
        """Ctrl+V: the list on the clipboard, shown before it is taken in.

        Raises:
            InvalidInput: `paste_empty` for a clipboard without words, `paste_too_large`.
        """
        from ui.pages.topics.pasting import ask_to_paste  # noqa: PLC0415

        ask_to_paste(self, self.chosen_year())

    def copy_last_year(self) -> None:
        """F9: choose from the newest list before the shown year."""
        from ui.pages.copy_topics import copy_card  # noqa: PLC0415

        topics, target = self.desk.workspace.topics, self.chosen_year()
        source = next((year for year in topics.years() if year < target), None)
        if source is None:
            raise InvalidInput("", "no_earlier_topics", year=target)
        known = source

        def take(ids: list[str]) -> None:
            changes = topics.copy(ids, known, target)
            if changes.ids:
                self.desk.publish(changes, f"Đã chép {len(changes.ids)} chủ đề từ năm {known}")

        card = copy_card(source, target, topics.copyable(source, target), take, self)
        card.troubled.connect(self.tell)
        card.open()

    def turn(self) -> None:
        """F6: from the list to the quarter of today, and back."""
        quarter = (self.desk.today.month + 2) // 3
        self._view.set_value(quarter if self.chosen_view() == LIST else LIST)
        self.guard(self.reload)
        self.setFocus()

    def ask_why(self, chosen: TopicRow, stretch: Stretch | None) -> None:
        """Enter on a number: the airings behind it, each with the way there."""
        from ui.pages.topics.why_card import WhyCard, behind_telling, sentence  # noqa: PLC0415

        year, channel = chosen.topic.year, self.channel()
        first, last = (stretch.first, stretch.last) if stretch else (dt.date(year, 1, 1), dt.date(year, 12, 31))
        found = self.desk.workspace.coverage.behind(chosen.id, first, last, channel)
        named = column_named(stretch) if stretch else f"cả năm {year}"
        counts = sentence(Counter(one.told for one in found), channel)
        about = f"{topic_label(chosen.topic)}\n{CHANNELS[channel]}, {named}: {counts}."
        nothing = (
            "Chủ đề chưa có bài nào. Ở Nội dung, mở bài rồi bấm F7 để ghi bài nói về chủ đề này."
            if not chosen.items
            else f"Chủ đề có {chosen.items} bài nhưng chưa bài nào phát hay xếp lịch lúc này."
        )
        WhyCard(about, [behind_telling(one) for one in found], nothing, self.desk.go, parent=self).open()

    def show_paper(self) -> None:
        """Ctrl+P: the coverage as a paper; of the year where the list is shown."""
        from ui.pages.paper_window import PaperWindow  # noqa: PLC0415
        from ui.workflows.papers import coverage_document  # noqa: PLC0415

        workspace, year, view = self.desk.workspace, self.chosen_year(), self.chosen_view()
        quarter = view if view not in (LIST, YEAR) else 0

        def folder() -> Path:
            return workspace.papers_folder("chu-de", str(year))

        name = f"do-phu-{year}" + (f"-quy-{quarter}" if quarter else "")
        document = coverage_document(workspace, year, quarter, self.channel())
        paper = PaperWindow(f"Độ phủ chủ đề năm {year}", document, folder, name, self)
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go(_UNDER)
        else:
            super().keyPressEvent(event)

    def _head(self) -> QWidget:
        head = QWidget()
        line: QHBoxLayout = row(head, 8, (12, 8, 12, 6))
        self._year = Choice(name="Năm")
        self._view = Choice(VIEWS, name="Cách xem")
        self._channel = Choice(list(CHANNELS.items()), name="Kênh")
        for choice in (self._year, self._view, self._channel):
            choice.changed.connect(lambda: self.guard(self.reload))
            line.addWidget(choice)
        self.sum = ElidedLabel("", "text", "text2")
        line.addWidget(self.sum, 1)
        return head

    def _empty(self) -> QWidget:
        self._none_add = KeyButton("Thêm chủ đề", icon="plus", key="F4", catch_key=False)
        self._none_add.clicked.connect(lambda: self.guard(self.add))
        self._none = EmptyState(
            "list-tree",
            "Năm này chưa có danh mục chủ đề",
            "Chép bảng trong Excel, Word rồi bấm Ctrl+V; hoặc F9 để chép từ năm trước, F4 để gõ từng chủ đề.",
            self._none_add,
        )
        return self._none

    def _offer_years(self, more: int = 0) -> None:
        """Years with a list, this year and the next; the chosen one stays, at first it is this year."""
        today = self.desk.today
        years = {*self.desk.workspace.topics.years(), today.year, today.year + 1, *([more] if more else [])}
        known = self._year.value()
        self._year.set_options([(year, f"Năm {year}") for year in sorted(years, reverse=True)])
        self._year.set_value(known if known in years else today.year)

    def _tell(self, ids: tuple[str, ...], what: str) -> None:
        self.desk.publish(Changes(frozenset({"content"}), ids), what)

    def _show_tools(self) -> None:
        self._edit_tool.setEnabled(self.grid().current_row() is not None)
        self._paper_tool.setEnabled(self._stack.currentWidget() is not self._none)
        self._turn_tool.setText("Độ phủ" if self.chosen_view() == LIST else "Danh mục")
