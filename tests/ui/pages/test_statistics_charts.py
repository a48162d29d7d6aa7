"""Biểu đồ, by keys: a table with the same numbers beside it, no surprise from the wheel, light and dark, its sheet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened
from tests.vietnamese_words import unnamed_focusables
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme
from ui.pages.statistics.charts_view import ChartsView

ROOT = Path(__file__).parents[3]
F7, F8, ESC = Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_Escape


@pytest.fixture
def stand(qtbot, tmp_path: Path) -> Iterator[Stand]:
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        made.press(Qt.Key.Key_B, CTRL)
        made.settle()
        made.settle()
        yield made


def view(stand: Stand) -> ChartsView:
    assert stand.page.telling.charts is not None
    return stand.page.telling.charts.view


def test_keys_walk_through_the_charts_and_back_to_the_figures(stand: Stand) -> None:
    shown = view(stand)
    assert shown.isVisible()
    assert shown.numbers.hasFocus()
    known = [f"{title}, năm 2026" for _, title in stand.ward.charts.known()]
    first = known.index(shown.chart().title)
    for at in (1, 2, 1, 0):
        stand.press(F8 if at > known.index(shown.chart().title) - first else F7)
        stand.settle()
        assert shown.chart().title == known[first + at]
    shown.which.set_value("clusters")
    stand.press(F8)
    stand.settle()
    assert shown.chart().title == known[0]
    stand.press(ESC)
    assert stand.page.figures.isVisible()
    stand.press(Qt.Key.Key_B, CTRL)
    stand.settle()
    assert shown.isVisible()
    stand.press(Qt.Key.Key_B, CTRL)
    assert stand.page.figures.isVisible()


def test_f4_puts_the_chart_into_the_report_and_out_again(stand: Stand) -> None:
    shown, chosen = view(stand), stand.ward.report_charts.chosen
    period = stand.page.period
    stand.press(Qt.Key.Key_F4)
    stand.settle()
    stand.settle()
    assert chosen(period.template.code, period.year) == (shown.code(),)
    assert "1. " in shown.annex.text()
    assert shown.in_report.text().startswith("Bỏ khỏi báo cáo")
    stand.press(Qt.Key.Key_F4)
    stand.settle()
    stand.settle()
    assert chosen(period.template.code, period.year) == ()
    assert "chưa có" in shown.annex.text()


def test_the_table_has_the_numbers_that_are_drawn(stand: Stand) -> None:
    shown = view(stand)
    chart = shown.chart()
    table = shown.numbers.table
    rows = [[str(table.data(table.index(at, column)) or "") for column in range(3)] for at in range(table.rowCount())]
    assert rows == [
        [label, *(format_number(one.values[at], chart.decimals) for one in chart.series)]
        for at, label in enumerate(chart.labels)
    ]
    assert rows[4] == ["T5", "5", ""]
    drawn = [item.opts for item in shown.drawn.plot.getPlotItem().items if "height" in getattr(item, "opts", {})]
    assert [float(one) for one in drawn[0]["height"]] == [float(one or 0) for one in chart.series[0].values[:6]]


def test_wheel_and_mouse_change_nothing_and_the_page_gets_the_wheel(stand: Stand) -> None:
    plot = view(stand).drawn.plot
    before = plot.viewRange()
    place = QPointF(plot.viewport().rect().center())
    wheel = QWheelEvent(
        place,
        plot.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), wheel)
    assert not wheel.isAccepted()
    assert plot.viewRange() == before


def test_it_is_named_vietnamese_and_whole_on_a_low_screen_in_both_palettes(stand: Stand, qapp) -> None:
    shown = view(stand)
    stand.window.resize(910, 440)
    QApplication.processEvents()
    assert unnamed_focusables(shown) == []
    assert stand.foreign(shown) == []
    assert shown.drawn.plot.accessibleName().startswith("Số buổi phát thanh theo tháng, năm 2026")
    assert shown.drawn.plot.width() >= 300
    assert shown.drawn.plot.height() >= 90
    try:
        for worn in (theme.DARK, theme.LIGHT):
            theme.apply(qapp, worn)
            QApplication.processEvents()
            picture = shown.drawn.grab().toImage()
            inks = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(60, 160, 3)}
            assert worn.colour("accent").name() in inks
            assert worn.colour("surface").name() in inks
    finally:
        theme.apply(qapp, theme.LIGHT)


def test_its_sheet_is_seen_and_esc_comes_back_to_the_chart(stand: Stand) -> None:
    stand.press(Qt.Key.Key_P, CTRL)
    assert stand.page.paper is not None
    assert stand.page.paper.isVisible()
    document = stand.page.paper.document()
    assert view(stand).chart() in document.blocks
    stand.press(ESC)
    assert view(stand).isVisible()


def test_what_brings_numpy_is_imported_by_one_file_that_only_charts_open() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py")}
    assert [name for name, text in files.items() if "import pyqtgraph" in text] == ["ui/kit/charts.py"]
    assert [name for name, text in files.items() if "ui.kit.charts import" in text or "kit import charts" in text] == [
        "ui/pages/statistics/charts_view.py"
    ]


_OPENING = """
import sys
from pathlib import Path
import ui.pages.statistics.page
from ui.pages.statistics import telling
assert "numpy" not in sys.modules
from tests.wards import make_ward
ward = make_ward(Path(sys.argv[1]))
ward.statistics.latest("184-6T", 2026)
telling._load_charts(None)
before = set(sys.modules)
ward.charts.known()
ward.report_charts.chosen("184-6T", 2026)
print(sorted(one for one in set(sys.modules) - before if one.startswith(("ttcs_", "ui", "numpy"))))
"""


if os.environ.get("TTCS_ALL"):  # two seconds

    def test_what_charts_need_is_read_in_the_job_and_nothing_of_it_by_the_window(tmp_path: Path) -> None:
        """Counted in a process of its own: the modules that opening charts brings after the job has read them."""
        done = subprocess.run(
            [sys.executable, "-c", _OPENING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "[]"
