"""Why the chosen airing plays or not: the chain of reasons, each with the record it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.why.model import Answer, ItemAnswer, Mark, Reason
from ttcs_desktop.broadcast.why.wording import MARKS, item_verdict, tell, verdict
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Column
from ui.pages.schedule.listed import ListedPanel
from ui.pages.schedule.words import date_title

_TONES = {Mark.YES: Tone.GOOD, Mark.NO: Tone.ALARM, Mark.LOOK: Tone.LOOK, Mark.NOTE: Tone.NEUTRAL}
_WEIGHT = (Mark.NO, Mark.LOOK, Mark.YES, Mark.NOTE)
"""Which reason is shown first: what forbids, what is to be looked at, the yes."""
_OPENS = {
    "content": "Enter: mở bài ở Nội dung.",
    "office": "Enter: mở ngày nghỉ ở Cài đặt.",
    "equipment": "Enter: mở cụm loa ở Cài đặt.",
    "broadcast": "Enter: về buổi ấy trên lịch.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason as it is listed; `number` keeps two that say the same apart."""

    number: int
    reason: Reason
    words: str


class WhyPanel(ListedPanel):
    """The reasons of one airing, of an item, or of the slots that a day has not. `opened` hands on a `Line`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: list[Column[Line]] = [
            Column("", lambda one: Status(MARKS[one.reason.mark], _TONES[one.reason.mark]), 92),
            Column("Lý do", lambda one: one.words, wraps=True),
        ]
        names = ("Danh sách lý do", "Lý do đầy đủ")
        super().__init__("Vì sao", columns, names=names, key=lambda one: (one.number, one.words), parent=parent)
        self._head: tuple[tuple[str, str], ...] = ()
        self.picked.connect(self._tell)

    def show_answer(self, answer: Answer, names: Mapping[str, str], now: dt.datetime) -> None:
        """The chain of one slot and day."""
        plays = "green" if answer.plays else "red"
        at = f", {answer.airing.start:%H:%M}" if answer.airing is not None else ""
        self._head = (
            (f"{answer.title}, {date_title(answer.day)}{at}", "strong"),
            (verdict(answer, now), plays),
        )
        self._show(_lines(answer.reasons, names))

    def show_item(self, answer: ItemAnswer, names: Mapping[str, str]) -> None:
        """The chains of all airings that have an item on a day, or what is true of the item."""
        self._head = (
            (f"{answer.item.title}, {date_title(answer.day)}", "strong"),
            (item_verdict(answer), "green" if answer.plays else "red"),
        )
        self._show(_lines((*answer.reasons, *(one for each in answer.answers for one in each.reasons)), names))

    def show_gaps(self, answers: Sequence[Answer], day: dt.date, names: Mapping[str, str]) -> None:
        """Why a day without an airing has none: what each slot near it says to the day."""
        words = "Ngày này không khung nào phát." if answers else "Quanh ngày này chưa có khung phát nào: F4 để thêm."
        self._head = ((date_title(day), "strong"), (words, "red"))
        lines = [
            Line(number, reason, f"{answer.slot.title}: {tell(reason, names)}")
            for number, (answer, reason) in enumerate((one, reason) for one in answers for reason in one.reasons)
        ]
        self._show(lines)

    def text(self) -> str:
        """All that is told: the answer, and the chosen reason."""
        chosen = self.list.current_row()
        said = [words for words, _ in self._head]
        return "\n".join([*said, *([chosen.words] if isinstance(chosen, Line) else [])])

    def lines(self) -> list[str]:
        """Every reason as it is listed."""
        return [line.row.words for line in self.list.table.lines() if line.row is not None]

    def _show(self, lines: list[Line]) -> None:
        self.show_rows(lines)
        decides = min(lines, key=lambda one: (_WEIGHT.index(one.reason.mark), -one.number), default=None)
        if decides is not None:
            self.list.blockSignals(True)
            self.list.choose((decides.number, decides.words))
            self.list.blockSignals(False)
        self._tell(self.list.current_row())

    def _tell(self, chosen: object) -> None:
        if not isinstance(chosen, Line):
            self.say(*self._head)
            return
        opens = _OPENS.get(chosen.reason.subject, "") if chosen.reason.record_id else ""
        self.say(*self._head, (chosen.words, ""), *([(opens, "text2")] if opens else []))


def _lines(reasons: Sequence[Reason], names: Mapping[str, str]) -> list[Line]:
    return [Line(number, reason, tell(reason, names)) for number, reason in enumerate(reasons)]
