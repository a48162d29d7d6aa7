"""What columns hold, in words: codes, moments, lengths; and what is said of two states of one record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ttcs_desktop.broadcast import wording as broadcast
from ttcs_desktop.broadcast.checks.wording import length_words
from ttcs_desktop.broadcast.equipment import wording as equipment
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.playlogs import wording as playlogs
from ttcs_desktop.broadcast.why.wording import WITNESSES
from ttcs_desktop.collecting import wording as collecting
from ttcs_desktop.collecting.model import StepKind as CollectingStep
from ttcs_desktop.content import wording as content
from ttcs_desktop.content.model import Decision, ItemState, MediaKind
from ttcs_desktop.content.pipeline.model import StepKind
from ttcs_desktop.content.topics.wording import PERS
from ttcs_desktop.directives import wording as directives
from ttcs_desktop.office import wording as office
from ttcs_desktop.office.model import DayKind, Role
from ttcs_desktop.plans import wording as plans
from ttcs_desktop.plans.model import TaskOrigin
from ttcs_desktop.statistics.texts.wording import BLOCKS, PARTS

EMPTY, OTHER_CONTENT, GONE = "để trống", "nội dung khác nhau", "mục không còn trong sổ"
YES_NO = ("không", "có")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ITEM_STATES = {
    ItemState.DRAFT: "Nháp",
    ItemState.EDITING: "Đang biên tập",
    ItemState.SUBMITTED: "Chờ duyệt",
    ItemState.APPROVED: "Đã duyệt",
    ItemState.ARCHIVED: "Đã lưu kho",
    ItemState.WITHDRAWN: "Đã rút",
}
_FILLS = {
    Fill.RELAY: "Tiếp âm",
    Fill.ITEM: "Một bài",
    Fill.SERIES: "Chương trình từng ngày",
    Fill.TITLE: "Theo tên chương trình",
}
_STEPS = {
    StepKind.TO_EDITOR: "Chuyển biên tập",
    StepKind.SUBMIT: "Trình duyệt",
    StepKind.SEND_BACK: "Trả lại",
    StepKind.APPROVE: "Duyệt",
    StepKind.WITHDRAW: "Rút",
    StepKind.ARCHIVE: "Lưu kho",
    StepKind.TAKE_OUT: "Lấy ra dùng lại",
}
_REMINDED = {
    CollectingStep.REMINDED: "Đã nhắc",
    CollectingStep.EXEMPTED: "Được miễn",
    CollectingStep.ASKED_AGAIN: "Thôi miễn",
}
_ROLES = {Role.OFFICER: "người ghi sổ", Role.APPROVER: "lãnh đạo duyệt"}
_MEDIA = {MediaKind.TEXT: "Chữ", MediaKind.AUDIO: "Âm thanh", MediaKind.IMAGE: "Ảnh", MediaKind.OTHER: "Tệp khác"}
CODES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("unit", "kind"): office.UNIT_KINDS,
    ("person", "roles"): _ROLES,
    ("holiday", "kind"): {DayKind.OFF: "Nghỉ", DayKind.SWAPPED_IN: "Làm bù"},
    ("board_member", "duty"): office.DUTIES,
    ("task", "state"): plans.STATES,
    ("task", "when_kind"): plans.KINDS,
    ("task", "when_every"): plans.PERIODS,
    ("task", "origin"): {TaskOrigin.WARD: "Của đơn vị", TaskOrigin.CITY: "Thành phố giao"},
    ("occurrence", "state"): plans.STATES,
    ("directive", "urgency"): directives.URGENCIES,
    ("item", "form"): content.FORMS,
    ("item", "origin"): content.ORIGINS,
    ("item", "state"): _ITEM_STATES,
    ("item", "way"): content.WAYS,
    ("item", "rights"): content.RIGHTS,
    ("item", "priority"): broadcast.PRIORITIES,
    ("item_step", "kind"): _STEPS,
    ("approval", "decision"): {Decision.APPROVED: "Duyệt", Decision.WITHDRAWN: "Rút"},
    ("approval", "basis"): broadcast.BASES,
    ("media", "kind"): _MEDIA,
    ("topic", "per"): PERS,
    ("authorisation", "scope"): content.SCOPES,
    ("station_state", "technology"): broadcast.TECHNOLOGIES,
    ("station_state", "condition"): broadcast.CONDITIONS,
    ("cluster", "link"): equipment.LINKS,
    ("cluster_state", "technology"): broadcast.TECHNOLOGIES,
    ("cluster_state", "condition"): broadcast.CONDITIONS,
    ("notice_board_state", "technology"): equipment.DISPLAYS,
    ("notice_board_state", "condition"): broadcast.CONDITIONS,
    ("fault", "thing_kind"): equipment.THINGS,
    ("slot", "kind"): broadcast.KINDS,
    ("slot", "priority"): broadcast.PRIORITIES,
    ("slot", "fill"): _FILLS,
    ("log_entry", "state"): broadcast.OUTCOMES,
    ("log_entry", "reason"): broadcast.REASONS,
    ("log_entry", "kind"): broadcast.KINDS,
    ("log_entry", "priority"): broadcast.PRIORITIES,
    ("witness", "kind"): WITNESSES,
    ("time_rule_choice", "severity"): broadcast.SEVERITIES,
    ("log_format", "unit"): playlogs.UNITS,
    ("log_format", "day_order"): playlogs.ORDERS,
    ("urgent_message", "basis"): broadcast.BASES,
    ("report_text", "block"): {**BLOCKS, **PARTS},
    ("collection_step", "kind"): _REMINDED,
    ("collection_step", "way"): collecting.WAYS,
    ("collection_report", "way"): collecting.WAYS,
}
ONCE = "cả năm"


def weekdays_words(days: str) -> str:
    """Days of the week by their digits, "135" for Monday, Wednesday, Friday."""
    return ", ".join(_WEEKDAYS[int(day) - 1] for day in days if day in "1234567") or EMPTY


def seconds_words(seconds: int) -> str:
    return length_words(seconds)


def period_words(period: str) -> str:
    """The key of a task's period."""
    return plans.period_name(period) or ONCE
