"""The screens in the order of the rail. Only those that are built stand on it."""

from __future__ import annotations

from ui.kit.rail import RailItem
from ui.pages.content.page import ContentPage
from ui.pages.plans.page import PlansPage
from ui.pages.schedule.page import SchedulePage
from ui.pages.statistics.page import StatisticsPage
from ui.pages.sync.page import SyncPage
from ui.pages.today.page import TodayPage
from ui.window import PageEntry

ENTRIES = (
    PageEntry(RailItem("today", "sun", "Hôm nay"), TodayPage),
    PageEntry(RailItem("plans", "list-checks", "Nhiệm vụ"), PlansPage),
    PageEntry(RailItem("content", "file-text", "Nội dung"), ContentPage),
    PageEntry(RailItem("schedule", "calendar-days", "Lịch phát"), SchedulePage),
    PageEntry(RailItem("statistics", "chart-column", "Thống kê"), StatisticsPage),
    PageEntry(RailItem("sync", "refresh-cw", "Đồng bộ"), SyncPage),
)
