"""Numbers of charts: the measures of the reports month by month, a blank is no zero, two years side by side."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statistics.worked import BY_HAND, CODE, YEAR, make_ready, worked_week
from tests.wards import NOON
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.papers.chart import Chart, Series
from ttcs_desktop.papers.model import Annex, Table
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.charts.frozen import chart_of, frozen_chart
from ttcs_desktop.statistics.charts.papers import chart_paper
from ttcs_desktop.statistics.drafting import report_paper
from ttcs_desktop.statistics.papers import report
from ttcs_desktop.workspace import Workspace


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = worked_week(tmp_path_factory.mktemp("charts"))
    make_ready(made)
    for text in ("Phòng dịch mùa hè", "An toàn giao thông"):
        made.topics.add(2026, TopicEntry(text))
    item = next(one for one in made.content.recent(9) if one.title == "Lịch tiêm chủng")
    made.topics.set_for_item(item.id, 2026, [made.topics.of_year(2026)[0].id])
    made.statistics.carry_in("C01", "2025-11", Decimal(31), "Sổ giấy", "")
    return made


def test_the_months_of_a_year_give_the_figures_of_the_report(ward: Workspace) -> None:
    report = ward.statistics.report(CODE, YEAR)
    for code in ("C01", "C02", "C03", "C04", "C06", "C07", "C10"):
        chart = ward.charts.chart(code, YEAR)
        months = chart.series[0].values
        assert sum(value or 0 for value in months[:5]) == report.value(code).derived == BY_HAND[code]
        assert months[6:] == (None,) * 6  # it is the 2nd of June
    assert ward.charts.chart("C12", YEAR).series[0].values[4] == BY_HAND["C12"]


def test_before_the_record_began_only_what_was_carried_in_is_a_number(ward: Workspace) -> None:
    chart = ward.charts.chart("C01", YEAR)
    assert [one.name for one in chart.series] == ["Năm 2026", "Năm 2025"]
    assert chart.series[1].values == (*[None] * 10, Decimal(31), None)
    assert "Sổ bắt đầu từ 01/01/2026" in chart.note


def test_topics_add_up_over_the_year_and_sources_and_clusters_are_of_the_whole(ward: Workspace) -> None:
    topics = ward.charts.chart("topics", YEAR)
    assert topics.series[0].values[3:6] == (Decimal("0.0"), Decimal("50.0"), Decimal("50.0"))
    assert topics.top() == 100
    sources = ward.charts.chart("sources", YEAR)
    assert dict(zip(sources.labels, sources.series[0].values, strict=True)) == {"Đài phường": Decimal("3.5")}
    assert sources.series[1].values == (None,)
    clusters = ward.charts.chart("clusters", YEAR)
    assert clusters.labels == ("TDP 1", "TDP 2")
    # Six full plays, one that failed; of the one that half of them played nobody knows which.
    assert clusters.series[0].values == (Decimal("83.3"), Decimal("83.3"))
    assert "không ghi rõ" in clusters.note


def test_every_chart_that_is_offered_can_be_drawn_and_others_are_refused(ward: Workspace) -> None:
    for code, title in ward.charts.known():
        chart = ward.charts.chart(code, YEAR)
        assert chart.title == f"{title}, năm 2026"
        assert all(len(one.values) == len(chart.labels) for one in chart.series)
    for code in ("B04", "F01", "H09", "Z99"):
        with pytest.raises(InvalidInput):
            ward.charts.chart(code, YEAR)


def test_a_report_keeps_the_charts_chosen_for_it_and_draws_them_from_its_own_bytes(ward: Workspace, tmp_path) -> None:
    charts = ward.report_charts
    with pytest.raises(InvalidInput, match="indicator_unknown"):
        charts.choose(CODE, YEAR, ("B04",))
    with pytest.raises(InvalidInput, match="charts_many"):
        charts.choose(CODE, YEAR, tuple(code for code, _ in ward.charts.known()[:7]))
    plain = ward.statistics.bodies.of(ward.office.unit(NOON.date()), ward.statistics.report(CODE, YEAR))
    for code in ("C10", "sources", "clusters", "C10", "C10"):  # out, and in again as the last
        charts.toggle(CODE, YEAR, code)
    assert charts.chosen(CODE, YEAR) == ("sources", "clusters", "C10")
    first = ward.statistics.freeze(CODE, YEAR)
    sources, clusters, plays = report_paper(first, trial=False).charts
    # The days of the report alone: five months to the 30th of May, last year's the same.
    assert plays.labels == ("T1", "T2", "T3", "T4", "T5")
    assert sum(one or 0 for one in plays.series[0].values) == BY_HAND["C10"]
    assert sources.title == "Thời lượng theo nguồn, từ 01/01/2026 đến hết 30/5/2026"
    assert clusters.series[0].values == (Decimal("83.3"), Decimal("83.3"))
    assert chart_of(frozen_chart(plays)) == plays
    assert snapshots.read(plain)["paper"].get("charts") is None
    document = report(report_paper(first, trial=False))
    assert [one.label for one in document.blocks if isinstance(one, Annex)] == ["Phụ lục I", "Phụ lục II"]
    # Later plays, another choice: version 1 stays as it is, and a chart alone is news enough for version 2.
    with pytest.raises(InvalidInput, match="nothing_changed"):
        ward.statistics.correct(CODE, YEAR, "Xem lại")
    charts.choose(CODE, YEAR, ("topics",))
    again = ward.statistics.correct(CODE, YEAR, "Thêm biểu đồ độ phủ")
    assert [one.unit for one in report_paper(again, trial=False).charts] == ["% chủ đề đã phát"]
    assert ward.statistics.versions(CODE, YEAR)[0].body == first.body
    assert report(report_paper(first, trial=False)) == document
    charts.choose(CODE, YEAR, ())
    assert charts.chosen(CODE, YEAR) == ()
    ward.undo.undo()
    assert charts.chosen(CODE, YEAR) == ("topics",)


def test_its_paper_has_the_same_numbers(ward: Workspace) -> None:
    chart = ward.charts.chart("C02", YEAR)
    document = chart_paper(chart, "phường Mẫu", dt.date(2026, 6, 2), trial=False)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row.cells for row in table.rows][4:7] == [("T5", "3,5", "-"), ("T6", "0,0", "-"), ("T7", "-", "-")]
    assert chart in document.blocks


@settings(max_examples=40)
@given(
    st.lists(st.none() | st.decimals(0, 10**9, places=1), min_size=1, max_size=24),
    st.sampled_from([0, 1]),
    st.sampled_from([None, Decimal(100)]),
)
def test_the_axis_holds_every_number_in_few_even_steps(values, decimals: int, most) -> None:
    chart = Chart("t", "u", decimals, tuple("x" * len(values)), (Series("s", tuple(values)),), most=most)
    known = [value for value in values if value is not None]
    assert chart.top() >= max(known, default=Decimal(0))
    assert chart.ticks()[0] == 0
    assert chart.ticks()[-1] == chart.top()
    assert 2 <= len(chart.ticks()) <= 7
    if known and max(known) > 1:
        assert chart.top() <= 3 * max(*known, most or 0)
