"""The way into what is seldom asked: two reports held against each other, frozen figures. Loaded when first asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.pages.statistics.comparing_bench import ComparingBench
    from ui.pages.statistics.page import StatisticsPage


class Looking:
    """Works for the page.

    Attributes:
        bench: its views and jobs; None until they are first asked for.
    """

    def __init__(self, page: StatisticsPage) -> None:
        self._page = page
        self.bench: ComparingBench | None = None

    def compare(self) -> None:
        """Ctrl+R: the period against another report, event by event; once more, back."""
        bench = self._bench()
        if self._page.views.currentWidget() is bench.view:
            self._page.show_shown()
            return
        self._page.show_view(bench.view)
        self._page.guard(lambda: bench.compare(self._page.period))

    def show_frozen(self) -> None:
        """F11 at a result: its figures as they were frozen, each asked why."""
        bench = self._bench()
        self._page.show_view(bench.frozen)
        self._page.guard(lambda: bench.show_frozen(self._page.period))

    def paper(self, shown: QWidget | None) -> bool:
        """Ctrl+P at a comparison: its paper; False where it is not what is shown."""
        if self.bench is None or shown is not self.bench.view:
            return False
        self.bench.show_paper()
        return True

    def holds(self, view: QWidget) -> bool:
        """Whether a view is one of these."""
        return self.bench is not None and view in self.bench.views()

    def _bench(self) -> ComparingBench:
        if self.bench is None:
            from ui.pages.statistics.comparing_bench import ComparingBench  # noqa: PLC0415  when it is asked for

            self.bench = ComparingBench(self._page)
            for view in self.bench.views():
                self._page.views.addWidget(view)
                view.closed.connect(self._page.show_shown)
        return self.bench
