"""Nhận báo cáo: day, paper, numbers and words of one agency; what was read from a file stands there to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.collecting.forms import Asked
from ttcs_desktop.collecting.model import AgencyReport, Standing, Way
from ttcs_desktop.collecting.reading import Draft
from ttcs_desktop.collecting.reports import Received
from ttcs_desktop.collecting.wording import WAYS, doubt_text
from ui.kit.buttons import KeyButton, Size
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.panels import Banner, row
from ui.pages.form_card import FormCard

_LOOK = "Xem lại: "


class ReportCard(FormCard):
    """The card of one report. `another_wanted` asks for the card of a newer one of the same agency."""

    another_wanted = Signal()

    def add_ways(self, throw_away: Callable[[], object]) -> None:
        """What else may be done with a report that is there: take a newer one in, throw this one away."""
        beside = QWidget()
        line = row(beside, 8)
        another = KeyButton("Nhận bản mới hơn…", icon="file-check", size=Size.SMALL)
        gone = KeyButton("Bỏ báo cáo này", icon="trash-2", size=Size.SMALL)
        another.clicked.connect(self._ask_another)
        gone.clicked.connect(self.reject)
        gone.clicked.connect(throw_away)
        line.addWidget(another)
        line.addWidget(gone)
        line.addStretch(1)
        self.body.addWidget(beside)

    def _ask_another(self) -> None:
        self.reject()
        self.another_wanted.emit()


def report_card(
    standing: Standing,
    asked: Sequence[Asked],
    take: Callable[[Received], object],
    clock: Clock,
    parent: QWidget,
    told: Draft | AgencyReport | None = None,
) -> ReportCard:
    """A card on a new report, on one that was read (`told` is a draft), or on one that was taken in."""
    draft = told if isinstance(told, Draft) else None
    known = told if isinstance(told, AgencyReport) else None
    numbers = {one.code: NumberEdit(whole=True) for one in asked}
    day, way = DateEdit(clock), Choice([(one, words[:1].upper() + words[1:]) for one, words in WAYS.items()])
    document = TextField("15/BC-CAP ngày 20/11/2026", max_length=200)
    parts = {
        "results": TextArea("Đã làm được gì", lines=4),
        "difficulties": TextArea("Để trống nếu không có", lines=3),
        "proposals": TextArea("Để trống nếu không có", lines=3),
    }
    fields = (
        FormField("received_on", "&Ngày nhận", day, required=True),
        FormField("way", "&Cách gửi", way),
        FormField("document", "&Số, ngày văn bản", document),
        *(FormField(one.code, f"{one.name} ({one.unit})", numbers[one.code], _hint(one, draft)) for one in asked),
        FormField("results", "&Kết quả thực hiện", parts["results"]),
        FormField("difficulties", "Khó khăn, &vướng mắc", parts["difficulties"]),
        FormField("proposals", "Đề &xuất, kiến nghị", parts["proposals"]),
    )

    def keep(values: dict[str, Any]) -> object:
        figures = {code: values[code] for code in numbers if values[code] is not None}
        # Numbers of lines that are no longer asked for stay as they were reported.
        kept = dict(known.figures) if known is not None else {}
        figures = {**{code: value for code, value in kept.items() if code not in numbers}, **figures}
        return take(
            Received(
                values["received_on"],
                Way(values["way"]),
                values["document"],
                values["results"],
                values["difficulties"],
                values["proposals"],
                tuple((code, Decimal(value)) for code, value in figures.items()),
                draft.source_name if draft else "",
                draft.source_sha256 if draft else "",
            )
        )

    title = f"{'Xem, sửa báo cáo' if known else 'Nhận báo cáo'} của {standing.respondent.name}"
    card = ReportCard(title, "Lưu" if known else "Nhận báo cáo", fields, keep, parent=parent)
    if draft is not None:
        _tell(card, draft)
    card.form.set_values(_values(told, asked, clock))
    for one in asked:
        if draft is not None and draft.doubts_of(one.code):
            numbers[one.code].set_bad(True)
    return card


def _values(told: Draft | AgencyReport | None, asked: Sequence[Asked], clock: Clock) -> dict[str, object]:
    figures = dict(told.figures) if told is not None else {}
    came = told if isinstance(told, AgencyReport) else None
    return {
        "received_on": came.received_on if came else today(clock),
        "way": came.way if came else Way.PAPER if told is None else Way.EMAIL,
        "document": came.document if came else "",
        **{one.code: figures.get(one.code) for one in asked},
        "results": told.results if told else "",
        "difficulties": told.difficulties if told else "",
        "proposals": told.proposals if told else "",
    }


def _hint(one: Asked, draft: Draft | None) -> str:
    """What is doubtful about the number, else what a reader of the sum must know."""
    doubts = draft.doubts_of(one.code) if draft is not None else ()
    return _LOOK + " ".join(doubt_text(doubt) for doubt in doubts) if doubts else one.caution


def _tell(card: FormCard, draft: Draft) -> None:
    """Above the fields: how much was read and from where, and what is doubtful about the whole."""
    several = draft.doubts_of("")
    marked = len({doubt.code_of_line for doubt in draft.doubts} - {""})
    told = [f"Đọc được {len(draft.figures)} số từ {draft.source_name}. Soát lại rồi mới nhận."]
    told += [f"{marked} số cần xem lại, khung đỏ."] if marked else []
    told += [doubt_text(doubt) for doubt in several[:4]]
    told += [f"Và {len(several) - 4} chỗ khác."] if len(several) > 4 else []
    card.body.insertWidget(0, Banner("warn" if draft.doubts else "info", "\n".join(told)))
