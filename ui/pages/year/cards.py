"""The cards of Mở năm mới: days, topics, tasks to choose; the reports of the year to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.new_year.service import DueReport
from ttcs_desktop.agenda.new_year.wording import DAY_BASES, DAY_NAMES, report_line
from ttcs_desktop.office.year_days import Basis, ProposedDay
from ttcs_desktop.papers.wording import weekday
from ttcs_desktop.plans.next_year import YearOfTasks
from ui.kit.card import Card
from ui.kit.labels import label
from ui.pages.tick_card import Choosable, TickCard, TickList

Take = Callable[[list[str]], object]
_SHOWN = 12


def days_card(year: int, days: Sequence[tuple[ProposedDay, bool]], take: Take, parent: QWidget) -> TickCard:
    """The days of a year; those that only the notice can choose are not ticked."""
    choices = [
        Choosable(
            one.id,
            f"{weekday(one.day)} {one.day:%d/%m/%Y}: {DAY_NAMES[one.name]}",
            DAY_BASES[one.basis] if not there or one.basis is Basis.BUILT_IN else "đã ghi",
            fixed=there,
        )
        for one, there in days
    ]
    ticked = [one.id for one, there in days if not there and one.basis in (Basis.RULE, Basis.EXPECTED)]
    about = (
        f"Ngày nghỉ năm {year} theo Bộ luật Lao động và âm lịch. Ngày ghi “dự kiến” phải đối chiếu thông báo hằng năm "
        "của Chính phủ; ngày hoán đổi, làm bù gõ ở Cài đặt, Ngày nghỉ."
    )
    listed = TickList("Ngày", about, choices, ticked, "Các ngày này đã ghi cả rồi.")
    return TickCard(f"Ngày nghỉ năm {year}", "Ghi", listed, take, parent=parent)


def tasks_card(year: int, tasks: YearOfTasks, take: Take, parent: QWidget) -> TickCard:
    """The repeating tasks that end with their plan; what is not carried on is told as well."""
    choices = [
        Choosable(
            one.followed.task.id,
            f"{one.followed.task.number} {one.followed.task.text}".strip(),
            f"đã chuyển sang {year}" if one.there else one.followed.task.when_text,
            fixed=one.there,
        )
        for one in tasks.ending
    ]
    about = (
        f"Nhiệm vụ định kỳ hết hạn theo kế hoạch năm {year - 1}; chọn việc làm tiếp năm {year}. "
        f"{len(tasks.going_on)} nhiệm vụ không ghi hạn tự chạy tiếp; {len(tasks.replaced)} nhiệm vụ đã có kế hoạch mới "
        f"thay; {len(tasks.unfinished)} việc một lần chưa xong không chép, vẫn theo dõi ở kế hoạch cũ."
    )
    ticked = [one.id for one in choices if not one.fixed]
    listed = TickList("Nhiệm vụ", about, choices, ticked, "Không có nhiệm vụ nào cần chuyển.")
    return TickCard(f"Chuyển nhiệm vụ sang năm {year}", "Chuyển", listed, take, parent=parent)


def reports_card(year: int, reports: Sequence[DueReport], parent: QWidget) -> Card:
    """The reports of the year, only to be read."""
    card = Card(f"Các kỳ báo cáo năm {year}", "Đã xem", leave_text="Đóng", width=620, parent=parent)
    told = "Tính theo mẫu đang dùng. Có văn bản mới đổi ngày chốt, hạn gửi thì theo văn bản ấy."
    card.body.addWidget(label(told, "text", "text2", wrap=True))
    for one in reports[:_SHOWN]:
        name = one.name[:1].upper() + one.name[1:]
        card.body.addWidget(label(f"{name} ({one.basis}): {report_line(one)}.", wrap=True))
    if not reports:
        card.body.addWidget(label("Đơn vị không có kỳ báo cáo nào theo mẫu có sẵn.", wrap=True))
    return card
