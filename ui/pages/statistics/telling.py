"""The way into what tells of the figures: the words of the report, charts, papers. Loaded when first asked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit import theme
from ui.kit.buttons import icon_button
from ui.kit.jobs import Reporter

if TYPE_CHECKING:
    from ui.pages.statistics.charts_bench import ChartsBench
    from ui.pages.statistics.page import StatisticsPage
    from ui.pages.statistics.papers_bench import PapersBench
    from ui.pages.statistics.texts_bench import TextsBench


_WIDE = 1400
_FOR_CHARTS = (
    "ui.pages.statistics.charts_bench",
    "ttcs_desktop.statistics.charts.chosen",
    "ttcs_desktop.broadcast.aired.repository",
    "ttcs_desktop.broadcast.aired.service",
    "ttcs_desktop.statistics.catalogue_file",
)
_TEXTS, _CHARTS, _FIGURES = "Lời báo cáo", "Biểu đồ", "Bảng số"


class Telling:
    """Works for the page.

    Attributes:
        texts: the words of the report; None until they are first asked for. `charts` as well.
    """

    def __init__(self, page: StatisticsPage) -> None:
        self._page = page
        self.texts: TextsBench | None = None
        self.charts: ChartsBench | None = None
        self._papers: PapersBench | None = None
        self._loading = False
        self._at_grid, self._can = False, (False, False)

    def add_tools(self) -> None:
        """Put its buttons into the page's row."""
        add = self._page.add_tool
        self._draw = add("Lập giấy tờ", self.draw_papers, icon="files", key="Ctrl+E")
        ways = (
            (_CHARTS, "chart-column", "Ctrl+B", self.toggle_charts),
            (_TEXTS, "file-pen-line", "Ctrl+T", self.toggle_texts),
        )
        self._to_charts, self._to_texts = (add(words, go, icon=icon, key=key) for words, icon, key, go in ways)
        self._small = [icon_button(icon, words, key=key) for words, icon, key, _ in ways]
        for button, (_, _, _, go) in zip(self._small, ways, strict=True):
            button.clicked.connect(lambda _=False, go=go: self._page.guard(go))
            self._page.tools.add(button)

    def follow(self, view: QWidget) -> None:
        """Show the buttons that belong to a view: each way in is the way back too."""
        page = self._page
        at_result, self._at_grid = view is page.result, view is page.figures
        at_texts = self.texts is not None and view is self.texts.view
        at_charts = self.charts is not None and view is self.charts.view
        self._draw.setVisible(at_result)
        self._to_texts.setText(_FIGURES if at_texts else _TEXTS)
        self._can = (at_charts or at_result or self._at_grid, at_texts or at_result or self._at_grid)
        self._to_charts.setText(_FIGURES if at_charts else _CHARTS)
        page.choice.setHidden(page.choice.isHidden() or at_charts)
        self.fit()
        page.tools.fit()

    def fit(self) -> None:
        """At the figures the row is full: there its two ways are icons alone, unless the window is wide."""
        small = self._at_grid and self._page.width() < theme.current().px(_WIDE)
        for can, wide, icon in zip(self._can, (self._to_charts, self._to_texts), self._small, strict=True):
            wide.setVisible(can and not small)
            icon.setVisible(can and small)

    def draw_papers(self) -> None:
        """Ctrl+E at a frozen report: all its papers into its folder."""
        if self._papers is None:
            from ui.pages.statistics.papers_bench import PapersBench  # noqa: PLC0415  when it is asked for

            self._papers = PapersBench(self._page)
        self._papers.ask()

    def toggle_texts(self) -> None:
        """Ctrl+T: the words around the figures of the period; once more, back."""
        if self.texts is not None and self._page.views.currentWidget() is self.texts.view:
            self._page.show_shown()
            return
        if self.texts is None:
            from ui.pages.statistics.texts_bench import TextsBench  # noqa: PLC0415  when it is asked for

            self.texts = TextsBench(self._page)
            self._page.views.addWidget(self.texts.view)
        self._page.show_view(self.texts.view)
        self.texts.reload()

    def toggle_charts(self) -> None:
        """Ctrl+B: charts of a year; once more, back."""
        if self.charts is not None and self._page.views.currentWidget() is self.charts.view:
            self._page.show_shown()
            return
        if self.charts is not None:
            self._page.show_view(self.charts.view)
            self.charts.reload()
        elif not self._loading:
            self._loading = True
            self._page.say("Đang mở biểu đồ…")
            self._page.desk.jobs.start(_load_charts, lambda _: self._open_charts(), self._page.met)

    def _open_charts(self) -> None:
        from ui.pages.statistics.charts_bench import ChartsBench  # noqa: PLC0415  loaded by now

        self._loading = False
        self._page.unsay()
        self.charts = ChartsBench(self._page)
        self._page.views.addWidget(self.charts.view)
        self._page.show_view(self.charts.view)
        self.charts.reload()

    def paper(self, shown: QWidget | None) -> bool:
        """Ctrl+P at a chart: its sheet; False where it is not what is shown."""
        if self.charts is None or shown is not self.charts.view:
            return False
        self.charts.show_paper()
        return True

    def reload(self) -> None:
        """The page has counted anew: fill again what was looked at."""
        if self.texts is not None:
            self.texts.reload()
        if self.charts is not None:
            self.charts.reload()

    def holds(self, view: QWidget | None) -> bool:
        """Whether a view is one of these."""
        return view is not None and view in self.views()

    def views(self) -> tuple[QWidget, ...]:
        return tuple(one.view for one in (self.texts, self.charts) if one is not None)


def _load_charts(_reporter: Reporter) -> None:
    """What draws them brings numpy, a third of a second, what counts them a dozen modules: read beside the window."""
    for name in _FOR_CHARTS:
        import_module(name)
