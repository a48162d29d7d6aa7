"""The bar below the review grid: the doubt at hand in one sentence, and the three ways to answer it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.wording import FIELDS, doubt_text
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.labels import IconLabel, label, set_flag
from ui.kit.panels import column, frame, row
from ui.pages.plans.review import ReviewRow
from ui.pages.plans.words import understood

_LONGEST_QUOTE, _LONGEST_BUTTON = 48, 22
HEIGHT = 62


class DoubtBar(QWidget):
    """`accept`, `edit`, `later`: what the officer wants with the doubt that is shown."""

    accept = Signal()
    edit = Signal()
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame("banner")
        self._frame.setFixedHeight(theme.current().px(HEIGHT))
        line = row(self._frame, 8, (12, 6, 12, 6))
        self._icon = IconLabel("triangle-alert", "amber", 16)
        words = QWidget()
        lines = column(words, 2)
        self.title, self.text = label("", "strong", wrap=True), label("", "text", wrap=True)
        for part in (self.title, self.text):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            lines.addWidget(part)
        line.addWidget(self._icon)
        line.addWidget(words, 1)
        self.take = KeyButton("Nhận như vậy", key="Enter")
        self.mend = KeyButton("Sửa", key="F2")
        self.skip = KeyButton("Chỗ sau", key="F8")
        for button, signal in ((self.take, self.accept), (self.mend, self.edit), (self.skip, self.later)):
            button.clicked.connect(signal)
            line.addWidget(button)
        column(self, 0).addWidget(self._frame)

    def show_doubt(self, row: ReviewRow, doubt: Doubt, year: int, *, alike: int = 0) -> None:
        """Ask about one doubt; `year` is offered where the plan's year is what is missing. `alike` other places have
        the same letters and are answered with it.
        """
        self._show("warn", "triangle-alert", "amber")
        self.title.setText(_what(row, doubt))
        self.text.setText(f"{doubt_text(doubt)} Nhận một lần cho cả {alike + 1} chỗ." if alike else doubt_text(doubt))
        self.take.setText(_answer(row, doubt, year))
        self._offer(take=True, mend=True, skip=True)

    def show_refusal(self, row: ReviewRow, text: str, why: str) -> None:
        """Say why a typed cell was not taken."""
        self._show("error", "circle-alert", "red")
        self.title.setText(f"Dòng {row.place}: chưa nhận “{_short(text, _LONGEST_QUOTE)}”")
        self.text.setText(why)
        self._offer(take=False, mend=True, skip=True)

    def show_waiting(self, count: int) -> None:
        """The row at hand is clear, others are not."""
        self._show("warn", "triangle-alert", "amber")
        self.title.setText(f"Còn {count} chỗ cần xem")
        self.text.setText("Bấm F8 để đến chỗ tiếp theo. Phần mềm chưa nhập gì trước khi bấm Nhập.")
        self._offer(take=False, mend=True, skip=True)

    def show_head(self, missing: str, wrong: str) -> None:
        """The tasks are clear; the plan's own row above them is not. `missing` may be left empty, `wrong` may not."""
        self._show(
            "error" if wrong else "warn", "circle-alert" if wrong else "triangle-alert", "red" if wrong else "amber"
        )
        if wrong:
            self.title.setText(f"{wrong} của kế hoạch chưa đúng")
            self.text.setText("Bấm F8 để đến ô đó ở đầu trang và gõ lại.")
        else:
            self.title.setText(f"Kế hoạch chưa có {missing}")
            self.text.setText("Bấm F8 để đến ô trống và gõ vào. Muốn nhập khi chưa có thì bấm Ctrl+Enter hai lần.")
        self._offer(take=False, mend=True, skip=True)

    def show_clear(self) -> None:
        """Nothing is left to look at."""
        self._show("done", "circle-check", "green")
        self.title.setText("Không còn chỗ cần xem")
        self.text.setText("Bấm Ctrl+Enter để nhập. Phần mềm chưa nhập gì trước khi bấm Nhập.")
        self._offer(take=False, mend=True, skip=False)

    def _show(self, kind: str, icon: str, ink: str) -> None:
        set_flag(self._frame, "kind", kind)
        self._icon.set_icon(icon, ink)

    def _offer(self, *, take: bool, mend: bool, skip: bool) -> None:
        for button, wanted in ((self.take, take), (self.mend, mend), (self.skip, skip)):
            button.setVisible(wanted)


def _what(row: ReviewRow, doubt: Doubt) -> str:
    """ "Dòng I.1, cột Thời gian: “S… g” đọc thành “Hằng năm”"."""
    if not doubt.field:
        return f"Cả bảng {row.source.table}"
    where = f"Dòng {row.place}, cột {FIELDS[doubt.field]}"
    written, read = _sides(row, doubt.field)
    if not written:
        return f"{where}: để trống" + (f", đọc thành “{read}”" if read else "")
    return f"{where}: “{written}”" + (f" đọc thành “{read}”" if read and read != written else "")


def _sides(row: ReviewRow, field: str) -> tuple[str, str]:
    source, draft = row.source, row.draft
    sides = {
        "text": (source.text, draft.text),
        "group": (source.group, ""),
        "lead": ("; ".join(source.lead), "; ".join(draft.lead)),
        "with": ("; ".join(source.with_), "; ".join(draft.with_)),
        "when": (source.when_text, understood(draft.when)),
    }
    written, read = sides[field]
    return _short(written, _LONGEST_QUOTE), _short(read, _LONGEST_QUOTE)


def _answer(row: ReviewRow, doubt: Doubt, year: int) -> str:
    if doubt.code == "year_missing":
        return f"Nhận năm {year}"
    read = _sides(row, doubt.field)[1] if doubt.field == "when" else ""
    return f"Nhận “{read}”" if read and len(read) <= _LONGEST_BUTTON else "Nhận như vậy"


def _short(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
