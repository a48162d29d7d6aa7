"""The screens in the order of the rail, those below a page after it; each is loaded when it is first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.rail import RailItem
from ui.pages.desk import Desk
from ui.pages.page import Page
from ui.window import PageEntry


def _today(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.today.page import TodayPage  # noqa: PLC0415

    return TodayPage(desk, parent)


def _plans(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.plans.page import PlansPage  # noqa: PLC0415

    return PlansPage(desk, parent)


def _content(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.content.page import ContentPage  # noqa: PLC0415

    return ContentPage(desk, parent)


def _topics(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.topics.page import TopicsPage  # noqa: PLC0415

    return TopicsPage(desk, parent)


def _schedule(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.schedule.page import SchedulePage  # noqa: PLC0415

    return SchedulePage(desk, parent)


def _statistics(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.statistics.page import StatisticsPage  # noqa: PLC0415

    return StatisticsPage(desk, parent)


def _sync(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.sync.page import SyncPage  # noqa: PLC0415

    return SyncPage(desk, parent)


def _settings(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.settings.page import SettingsPage  # noqa: PLC0415

    return SettingsPage(desk, parent)


def _year(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.year.page import YearPage  # noqa: PLC0415

    return YearPage(desk, parent)


def _directives(desk: Desk, parent: QWidget) -> Page:
    from ui.pages.directives.page import DirectivesPage  # noqa: PLC0415

    return DirectivesPage(desk, parent)


ENTRIES = (
    PageEntry(RailItem("today", "sun", "Hôm nay"), _today),
    PageEntry(RailItem("plans", "list-checks", "Nhiệm vụ"), _plans),
    PageEntry(RailItem("content", "file-text", "Nội dung"), _content),
    PageEntry(RailItem("topics", "list-tree", "Chủ đề"), _topics, under="content"),
    PageEntry(RailItem("schedule", "calendar-days", "Lịch phát"), _schedule),
    PageEntry(RailItem("statistics", "chart-column", "Thống kê"), _statistics),
    PageEntry(RailItem("directives", "files", "Văn bản"), _directives),
    PageEntry(RailItem("sync", "refresh-cw", "Đồng bộ"), _sync),
    PageEntry(RailItem("year", "calendar-days", "Năm mới"), _year, under="settings"),
    PageEntry(RailItem("settings", "settings", "Cài đặt", bottom=True), _settings),
)
