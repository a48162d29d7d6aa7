"""Charts on screen, by pyqtgraph: loaded only with the first one, for it brings numpy. Always shown beside a table.

The mouse does nothing here: no zoom, no menu, and the wheel goes on to the page.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme, tokens
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import column

_INKS = ("accent", "relay_hatch")
_GROUP = 0.72
_HEADROOM = 1.03  # a line of the grid right at the edge has no number
_EMPTY = "Chưa có số nào cho năm này."
_LONGEST_LABEL = 26


class VietnameseAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are written as the office writes them, or whose places have words."""

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        return [format_number(Decimal(str(round(value, 6)))) for value in values]


class _Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot that only shows: the wheel belongs to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChartView(QWidget):
    """One chart with its legend. `show_chart` may be called again at any time, with other numbers or after a theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._worn: theme.Theme | None = None
        inside = column(self, 4)
        head = QWidget()
        self._legend = QHBoxLayout(head)
        self._legend.setContentsMargins(0, 0, 0, 0)
        self.title = ElidedLabel("", "strong")
        inside.addWidget(self.title)
        inside.addWidget(head)
        axes = {side: VietnameseAxis(orientation=side) for side in ("left", "bottom")}
        self.plot: Any = _Plot(axisItems=axes)
        for part in (self.plot, self.plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameStyle(0)
        inside.addWidget(self.plot, 1)

    def chart(self) -> Chart | None:
        """The chart shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart."""
        self._chart, self._worn = chart, theme.current()
        self.title.setText(chart.title)
        said = f"{chart.title}, đơn vị {chart.unit}. Số có trong bảng bên cạnh."
        self.plot.setAccessibleName(_EMPTY if chart.is_empty else said)
        self._show_legend(chart)
        self.plot.clear()
        self.plot.setBackground(self._colour("surface"))
        plot = self.plot.getPlotItem()
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(QPen(self._colour("line")))
            axis.setTextPen(QPen(self._colour("text2")))
            axis.setStyle(tickFont=self._worn.font(tokens.COUNTER), tickLength=0)
        (self._lay if chart.lying else self._stand)(chart)

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if self._chart is not None and self._worn is not theme.current():
            self.show_chart(self._chart)

    def _stand(self, chart: Chart) -> None:
        plot = self.plot.getPlotItem()
        top, wide = float(chart.top()), _GROUP / max(1, len(chart.series))
        for nth, (one, ink) in enumerate(zip(chart.series, _INKS, strict=False)):
            known = [(at, float(value)) for at, value in enumerate(one.values) if value is not None]
            plot.addItem(
                pg.BarGraphItem(
                    x=[at - _GROUP / 2 + (nth + 0.5) * wide for at, _ in known],
                    height=[value for _, value in known],
                    width=wide * 0.94,
                    **self._ink(ink),
                )
            )
        plot.getAxis("bottom").setTicks([list(enumerate(chart.labels))])
        plot.getAxis("left").setTicks([_numbers(chart)])
        plot.showGrid(x=False, y=True, alpha=0.25)
        plot.invertY(False)
        plot.setRange(xRange=(-0.6, len(chart.labels) - 0.4), yRange=(0, top * _HEADROOM), padding=0)

    def _lay(self, chart: Chart) -> None:
        plot = self.plot.getPlotItem()
        top, tall = float(chart.top()), _GROUP / max(1, len(chart.series))
        for nth, (one, ink) in enumerate(zip(chart.series, _INKS, strict=False)):
            known = [(at, float(value)) for at, value in enumerate(one.values) if value is not None]
            plot.addItem(
                pg.BarGraphItem(
                    x0=0.0,
                    y=[at - _GROUP / 2 + (nth + 0.5) * tall for at, _ in known],
                    width=[value for _, value in known],
                    height=tall * 0.94,
                    **self._ink(ink),
                )
            )
        plot.getAxis("left").setTicks([[(at, _short(text)) for at, text in enumerate(chart.labels)]])
        plot.getAxis("bottom").setTicks([_numbers(chart)])
        plot.showGrid(x=True, y=False, alpha=0.25)
        plot.invertY(True)
        plot.setRange(xRange=(0, top * _HEADROOM), yRange=(-0.6, max(len(chart.labels), 3) - 0.4), padding=0)

    def _show_legend(self, chart: Chart) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            held = item.widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        for one, ink in zip(chart.series, _INKS, strict=False):
            box = QWidget()
            box.setFixedSize(theme.current().px(12), theme.current().px(12))
            box.setAutoFillBackground(True)
            palette = box.palette()
            palette.setColor(palette.ColorRole.Window, self._colour(ink))
            box.setPalette(palette)
            self._legend.addWidget(box)
            self._legend.addWidget(label(one.name, "small"))
        self._legend.addWidget(label(_EMPTY if chart.is_empty else f"Đơn vị: {chart.unit}", "small", "text2"))
        self._legend.addStretch(1)

    def _ink(self, token: str) -> dict[str, object]:
        return {"brush": QBrush(self._colour(token)), "pen": QPen(self._colour("field"), 0)}

    @staticmethod
    def _colour(token: str) -> Any:  # noqa: ANN401  pyqtgraph is not typed
        return theme.current().colour(token)


def _numbers(chart: Chart) -> list[tuple[float, str]]:
    return [(float(one), format_number(one)) for one in chart.ticks()]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"
