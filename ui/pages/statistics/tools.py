"""The tool row of Thống kê: what its buttons and keys do, and which of them belong to the view that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.pages.statistics.evidence import Entry
from ui.pages.statistics.export import ask_and_write
from ui.pages.statistics.going import open_entry
from ui.pages.statistics.lines import Line

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage
    from ui.pages.statistics.targets_bench import TargetsBench

_NARROW, _WIDE = 900, 1180
_FIGURES, _TARGETS = "Bảng số", "Chỉ tiêu"


class StatisticsTools:
    """Works for the page: F7, F8, F11, Ctrl+M, Ctrl+E at the grid; the way to grid and correction at the result."""

    def __init__(self, page: StatisticsPage) -> None:
        self._page = page
        self._tells_check = False
        self._grid = self._can_compare = True
        self._at_grid = [
            page.add_tool("Kiểm tra", self.check, icon="list-checks", key="F7"),
            page.add_tool("Chỗ cần xem", self.go_to_open, icon="skip-forward", key="F8"),
            page.add_tool("Nguồn số", page.figures.toggle_panel, icon="list-tree", key="F11"),
            page.add_tool("Ghi chú", self.note, icon="message-square-text", key="Ctrl+M"),
            page.add_tool("Kết xuất", self.export, icon="download", key="Ctrl+E"),
        ]
        self._columns = page.add_tool("Cột", self.choose_columns, icon="columns-3")
        page.figures.grid.columns_wanted.connect(self.choose_columns)
        source = self._at_grid[2]
        source.setCheckable(True)
        page.figures.panel_shown.connect(source.setChecked)
        page.figures.source.record_wanted.connect(self.open_record)
        self._back = page.add_tool("Kết quả gửi", page.show_result, icon="receipt-text")
        self._at_result = [
            page.add_tool(_FIGURES, page.show_grid, icon="list-tree"),
            page.add_tool("Nguồn số", page.looking.show_frozen, icon="eye", key="F11"),
            page.add_tool("Đính chính…", page.pressing.correct, icon="file-pen-line"),
        ]
        self._at_targets: list[KeyButton] = []
        self._compare = KeyButton("Đối chiếu", icon="git-compare", key="Ctrl+R", catch_key=False)
        self._compare.clicked.connect(lambda: page.guard(page.looking.compare))
        page.tools.add(self._compare)
        page.telling.add_tools()
        self._to_targets = page.add_tool(_TARGETS, page.toggle_targets, icon="clipboard-list", key="F6")

    def take_targets(self, targets: TargetsBench) -> None:
        """Add the buttons of the targets, once there are any."""
        add = self._page.add_tool
        self._at_targets = [
            add("Nhập số", targets.enter, icon="pencil", key="F2"),
            add("Mức của đơn vị", targets.set_level, icon="file-pen-line", key="F4"),
            add("Nguồn số", targets.view.toggle_panel, icon="list-tree", key="F11"),
        ]
        source = self._at_targets[-1]
        source.setCheckable(True)
        targets.view.panel_shown.connect(source.setChecked)

    def follow(self, *, grid: bool, result: bool, targets: bool, frozen: bool, looking: bool) -> None:
        """Show the buttons of a view."""
        self._grid = grid
        for button in self._at_grid:
            button.setVisible(grid)
        self._back.setVisible(grid and frozen)
        for button in self._at_result:
            button.setVisible(result)
        for button in self._at_targets:
            button.setVisible(targets)
        self._to_targets.setText(_FIGURES if targets else _TARGETS)
        self._to_targets.setVisible(grid or result or targets or looking)
        self._can_compare = grid or result or looking
        self.fit()

    def fit(self) -> None:
        """The rail names the page too; where the row is short the period needs the room more.

        Columns are chosen by Ctrl+L and from the grid's own menu as well, reports compared by Ctrl+R.
        """
        row = self._page.tools
        row.title.setVisible(self._page.width() >= theme.current().px(_NARROW))
        narrow = self._page.width() < theme.current().px(_NARROW)
        self._compare.setVisible(self._can_compare and not (narrow and self._grid))
        self._columns.setHidden(not self._grid or self._page.width() < theme.current().px(_WIDE))
        self._page.telling.fit()
        row.fit()

    def check(self) -> None:
        """F7: count once more, then go to what is found."""
        self._page.say("Đang kiểm tra số liệu…")
        self._tells_check = True
        self._page.reload()

    def counted(self) -> None:
        """New figures are shown: F7 goes on from here."""
        if self._tells_check:
            self._tells_check = False
            self.go_to_open()

    def go_to_open(self) -> None:
        """F8: the next finding that stands in the way."""
        figures = self._page.figures
        if figures.report() is None:
            return
        if figures.go_to_refused():
            self._page.unsay()
            return
        found = figures.next_open()
        if found is None:
            self._page.say("Đã kiểm tra: không còn chỗ nào cần xem.", "done")
        else:
            self._page.unsay()
            figures.footing.show_check(found)

    def note(self) -> None:
        """Ctrl+M: a word on the chosen indicator."""
        line = self._page.figures.grid.current_row()
        if not isinstance(line, Line):
            self._page.say("Chọn một chỉ tiêu rồi bấm Ctrl+M.")
        elif not line.takes_note:
            self._page.say(f"{line.code} lấy thẳng từ sổ, không có gì phải giải trình.")
        else:
            self._page.entering.note(self._page.period, line)

    def choose_columns(self) -> None:
        """Ctrl+L: which columns the grid shows."""
        if not self._grid:
            return
        tools = self._page.tools
        menu = self._page.figures.grid.column_menu()
        menu.popup(tools.mapToGlobal(QPoint(max(0, tools.width() - menu.sizeHint().width()), tools.height())))

    def export(self) -> None:
        """Ctrl+E."""
        written = ask_and_write(self._page.figures.rows(), self._page.period.id, self._page)
        if written is not None:
            self._page.desk.done.emit(f"Đã kết xuất {written.name}", None, "")

    def open_record(self, entry: Entry) -> None:
        """Enter on a record of the drill-down."""
        open_entry(self._page.desk, entry, self._page)
