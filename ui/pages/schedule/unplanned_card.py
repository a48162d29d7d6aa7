"""Writing down what played outside the timetable: days before the book, and what nobody had planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt

from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Kind, LogEntry, Outcome, Reason, Station
from ttcs_desktop.broadcast.unplanned import Play
from ttcs_desktop.broadcast.wording import KINDS
from ttcs_desktop.content.model import Item, ItemState
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.number_edit import NumberEdit
from ui.pages.page import Page
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.picks import PickStrip, TimeField
from ui.pages.schedule.words import date_title
from ui.workflows.messages import SUBJECTS

_RECENT = 500
_MOST_MINUTES = 24 * 60
_ABOUT = (
    "Ghi buổi đã phát đủ mà lịch không có, như buổi phát trước khi dùng phần mềm. "
    "Buổi có trong lịch thì chọn buổi ấy rồi bấm 1, 2 hoặc 3."
)


def unplanned_card(page: Page, station: Station, day: dt.date) -> FormCard:
    """Asks what played on `day` (or before today), and writes it into the log; not shown yet."""
    workspace = page.desk.workspace
    items = {one.id: one for one in workspace.content.recent(_RECENT) if _may_have_played(one)}
    names = workspace.broadcast.inventory.cluster_names()
    ids = sorted(
        (one.id for one in workspace.broadcast.inventory.clusters(station.id)), key=lambda id_: sort_key(names[id_])
    )

    def save(values: Values) -> None:
        play = _play_of(station, values, items)
        entry, changes = workspace.unplanned.note(play)
        said = f"Đã ghi vào sổ phát, ngoài lịch: “{entry.title}”, {date_title(entry.day)}{_besides(page, entry)}"
        page.desk.publish(changes, said, lambda: _take_back(page, entry), word="Ghi nhầm, bỏ dòng này")

    card = FormCard(
        "Ghi buổi phát ngoài lịch",
        "Ghi",
        [Form(_fields(page, list(items.values()), {id_: names[id_] for id_ in ids}), SUBJECTS)],
        save,
        parent=page,
    )
    card.body.insertWidget(0, label(_ABOUT, "text", "text2", wrap=True))
    card.set_values({"day": min(day, page.desk.today), "kind": Kind.PROGRAMME, "item_id": None})
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return card


def _fields(page: Page, items: Sequence[Item], clusters: Mapping[str, str]) -> list[FormField]:
    kinds = Choice([(kind, KINDS[kind]) for kind in Kind])
    choice = Choice([(None, "Không có trong Nội dung"), *((one.id, one.title) for one in items)])
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    strip = PickStrip([(id_, name, "") for id_, name in clusters.items()], name="Cụm loa")
    return [
        FormField("day", "Ngày phát", DateEdit(page.desk.workspace.clock, name="Ngày phát"), required=True),
        FormField("start", "Giờ bắt đầu", TimeField("Giờ bắt đầu"), required=True),
        FormField("seconds", "Số phút", NumberEdit(whole=True, low=1, high=_MOST_MINUTES), required=True),
        FormField("item_id", "Bài đã phát", choice),
        FormField("title", "Tên buổi", TextField("Để trống thì dùng tên bài", max_length=200)),
        FormField("kind", "Loại", kinds),
        FormField("clusters", "Cụm loa", strip, "Không chọn cụm nào là phát cả đài."),
    ]


def _play_of(station: Station, values: Values, items: Mapping[str, Item]) -> Play:
    return Play(
        station_id=station.id,
        day=cast("dt.date", values["day"]),
        start=cast("dt.time", values["start"]),
        seconds=cast("int", values["seconds"]) * 60,
        title=str(values["title"]),
        kind=cast("Kind", values["kind"]),
        item=items.get(str(values["item_id"])),
        clusters=cast("frozenset[str]", values["clusters"]),
    )


def _may_have_played(item: Item) -> bool:
    return item.state in (ItemState.APPROVED, ItemState.ARCHIVED) and item.version_id is not None


def _besides(page: Page, entry: LogEntry) -> str:
    """What the officer should know of the line: no yes in force at that hour, a day before the book began."""
    said = ""
    if entry.items and entry.approval_id is None:
        said = "; bài chưa được duyệt vào giờ ấy"
    began = page.desk.workspace.record_start
    if entry.day < began:
        said += f"; trước ngày bắt đầu sổ {began:%d/%m/%Y}, đừng tính thêm vào số mang sang"
    return said


def _take_back(page: Page, entry: LogEntry) -> None:
    """A slip: the line stays readable, and counts as not played."""
    log = page.desk.workspace.broadcast.log
    changes = log.correct(entry.id, Confirmation(Outcome.NONE, Reason.OTHER))
    page.desk.publish(changes, f"Sổ phát ghi lại: “{entry.title}”, {date_title(entry.day)} không phát")
