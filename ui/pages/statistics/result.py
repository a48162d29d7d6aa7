"""After the press: what came of it, what the machine did and when, and what is left for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.figures import quads
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.model import ReportState
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import IconLabel, label, rule
from ui.kit.panels import Panel, column, facts, frame, row
from ui.pages.linked_tasks import tasks_block
from ui.pages.statistics.periods import Period, in_words
from ui.pages.statistics.standing import Act, Frozen, Standing, standing
from ui.pages.statistics.steps import DoneLine

_MAIN = {
    Act.REPORT: ("Xem và in báo cáo", "printer", "Ctrl+P"),
    Act.AGAIN: ("Gửi lại", "send", "Ctrl+Enter"),
    Act.CORRECT: ("Đính chính…", "file-pen-line", "Ctrl+Enter"),
    Act.MANUAL: ("Đã nhập phần mềm…", "check", "Ctrl+Enter"),
    Act.REFERENCE: ("Ghi số tham chiếu…", "check", "Ctrl+Enter"),
    Act.SIGN: ("Ghi số, ngày ký…", "pencil", "Ctrl+Enter"),
    Act.FOLDER: ("Mở thư mục", "folder-open", "Ctrl+Enter"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the result shows. `scans` is the list of scans of the signed paper; it outlives what is shown."""

    frozen: Frozen
    steps: Sequence[DoneLine]
    files: Sequence[Path]
    following: Period | None
    tasks: LinkedTasks = NO_TASKS
    scans: QWidget | None = None


class ResultView(QWidget):
    """The result page. `wanted(Act)` for its buttons, `task_wanted(id)` for a task that the report has to do with."""

    wanted = Signal(object)
    task_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName("Kết quả chốt và gửi")
        outer.addWidget(self._scroll, 1)
        bar = frame("actionBar")
        self._bar = row(bar, 8, (12, 7, 12, 7))
        outer.addWidget(bar)
        self.setFocusProxy(self._scroll)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show how a frozen report stands."""
        found = standing(outcome.frozen)
        if outcome.scans is not None:
            outcome.scans.setParent(None)  # what was shown before goes, and this list must not go with it
        inside = QWidget()
        inside.setObjectName("page")
        line = row(inside, 12, (12, 12, 12, 12))
        line.addWidget(self._left(outcome, found), 11, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._right(outcome), 6, Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(inside)
        self._fill_bar(outcome.frozen, found)

    def _left(self, outcome: Outcome, found: Standing) -> QWidget:
        panel = Panel()
        head = QWidget()
        line = row(head, 14)
        line.addWidget(IconLabel(found.icon, found.ink, 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        told = column(words, 2)
        told.addWidget(label(found.title, "figure", wrap=True))
        told.addWidget(label(found.told, wrap=True))
        line.addWidget(words, 1)
        panel.body.addWidget(head)
        panel.body.addWidget(rule())
        panel.body.addWidget(facts(_facts(outcome.frozen)))
        panel.body.addWidget(rule())
        panel.body.addWidget(label("Máy đã làm", "strong"))
        for done in outcome.steps:
            panel.body.addWidget(_step(done))
        if outcome.files:
            panel.body.addWidget(self._files(outcome))
        if outcome.tasks.tasks:
            panel.body.addWidget(rule())
            panel.body.addWidget(tasks_block(outcome.tasks, self.task_wanted.emit))
        return panel

    def _files(self, outcome: Outcome) -> QWidget:
        made = QWidget()
        line = row(made, 8, (0, 4, 0, 0))
        line.addWidget(label("Tệp đã lập", "small", "text2"))
        for path in outcome.files:
            kind = "Báo cáo PDF" if path.suffix == ".pdf" else "Báo cáo Word"
            line.addWidget(_opener(kind, path))
        if outcome.frozen.receipt is not None:
            line.addWidget(self._button("Biên nhận", "receipt-text", Act.RECEIPT))
        line.addStretch(1)
        return made

    def _right(self, outcome: Outcome) -> QWidget:
        made = QWidget()
        made.setMaximumWidth(theme.current().px(380))
        stacked = column(made, 12)
        todo = Panel("Việc tiếp theo")
        for number, (title, detail, buttons) in enumerate(self._todo(outcome.frozen), 1):
            if number > 1:
                todo.body.addWidget(rule())
            todo.body.addWidget(label(f"{number}. {title}", "text", wrap=True))
            todo.body.addWidget(label(detail, "small", "text2", wrap=True))
            if buttons:
                held = QWidget()
                line = row(held, 8)
                for button in buttons:
                    line.addWidget(button)
                line.addStretch(1)
                todo.body.addWidget(held)
        stacked.addWidget(todo)
        if outcome.scans is not None:
            held = Panel("Bản quét đã ký")
            held.body.addWidget(outcome.scans)
            outcome.scans.show()
            stacked.addWidget(held)
        note = Panel()
        words = "Số đã chốt không sửa. Thấy sai thì bấm Đính chính: máy lập bản mới, ghi rõ lý do, giữ bản cũ."
        note.body.addWidget(label(words, "small", wrap=True))
        stacked.addWidget(note)
        if outcome.following is not None:
            stacked.addWidget(_following(outcome.following, outcome.frozen))
        return made

    def _todo(self, frozen: Frozen) -> Iterable[tuple[str, str, tuple[KeyButton, ...]]]:
        small = Size.SMALL
        if frozen.state is ReportState.WAITING:
            when = "mở được thư mục" if frozen.folder else "có mạng"
            yield f"Gửi lại khi {when}", "Làm việc khác bình thường. Xem mục chờ gửi ở trang Đồng bộ.", ()
        if frozen.state is ReportState.REFUSED:
            yield "Sửa theo lời nơi nhận", "Sửa số ở bảng số, rồi bấm Đính chính để gửi bản mới.", ()
        signed = frozen.signed
        noted = (
            f"Đã ký: số {signed.number} ngày {short_date(signed.signed_on)}, {signed.signer}."
            if signed is not None
            else "Số và ngày của văn bản để trống, ghi khi lãnh đạo ký."
        )
        again = "Ghi lại…" if signed is not None else "Ghi số, ngày ký…"
        sheet = self._button("Xem báo cáo", "eye", Act.REPORT, small)
        copy = (self._button("Bản có số, ngày", "eye", Act.REPRINT, small),) if signed is not None else ()
        yield "In và trình ký bản lưu", noted, (sheet, *copy, self._button(again, "", Act.SIGN, small))
        typed_off = frozen.manual is not None
        by_hand = (
            f"Đã ghi số tham chiếu {frozen.manual.reference}."
            if frozen.manual is not None
            else "Bảng số xếp đúng thứ tự để nhập."
        )
        if frozen.placement is not None:
            by_hand = by_hand if typed_off else "Nơi nhận cho số thì ghi vào đây."
            noted_again = "Ghi lại…" if typed_off else "Ghi số tham chiếu…"
            yield "Số tham chiếu của nơi nhận", by_hand, (self._button(noted_again, "", Act.REFERENCE, small),)
            return
        sheet = self._button("Mở bảng số", "file-spreadsheet", Act.SHEET, small)
        entered = self._button("Ghi lại…" if typed_off else "Đã nhập xong…", "", Act.MANUAL, small)
        yield "Nhập vào phần mềm nghiệp vụ", by_hand, (sheet, entered)

    def _fill_bar(self, frozen: Frozen, found: Standing) -> None:
        _clear(self._bar)
        self._bar.addWidget(label("Bấm lại không tạo thêm bản.", "small", "text2"))
        self._bar.addStretch(1)
        if found.main is not Act.FOLDER:
            self._bar.addWidget(self._button("Mở thư mục", "folder-open", Act.FOLDER, Size.MAIN))
        if found.main is not Act.REPORT and frozen.snapshot.is_intact:
            self._bar.addWidget(self._button("Xem báo cáo", "eye", Act.REPORT, Size.MAIN, key="Ctrl+P"))
        text, icon, key = _MAIN[found.main]
        self._bar.addWidget(self._button(text, icon, found.main, Size.MAIN, key=key, kind=Kind.PRIMARY))

    def _button(
        self, text: str, icon: str, act: Act, size: Size = Size.SMALL, *, key: str = "", kind: Kind = Kind.PLAIN
    ) -> KeyButton:
        button = KeyButton(text, icon=icon, key=key, kind=kind, size=size, catch_key=False)
        button.clicked.connect(lambda: self.wanted.emit(act))
        return button


def _facts(frozen: Frozen) -> list[tuple[str, str]]:
    if not frozen.snapshot.is_intact:
        return [("Mã lúc chốt", quads(frozen.snapshot.sha256, 32))]
    content = snapshots.read(frozen.snapshot.body)
    explained = sum(bool(one["text"]) for one in content["explanations"])
    cut_off = frozen.period.template.window(frozen.period.year).cut_off
    told = [("Số biên nhận", frozen.receipt.receipt_no)] if frozen.receipt is not None else []
    told.append(
        (
            "Bản chốt",
            f"Bản {frozen.snapshot.version}, {len(content['values'])} chỉ tiêu, {explained} giải trình, "
            f"số liệu đến hết {short_date(cut_off)}",
        )
    )
    if frozen.snapshot.reason:
        told.append(("Lý do đính chính", frozen.snapshot.reason))
    told.append(("Mã kiểm tra", quads(frozen.snapshot.sha256, 32)))
    if frozen.receipt is not None:
        told.append(("Chữ ký", "Đã kiểm tra, đúng khóa của nơi nhận và đúng bản đã gửi"))
    return told


def _step(done: DoneLine) -> QWidget:
    made = QWidget()
    line = row(made, 8)
    icon, ink = {"": ("check", "green")}.get(done.problem, ("triangle-alert", "amber"))
    if done.skipped:
        icon, ink = "minus", "text2"
    side = Qt.AlignmentFlag.AlignTop if done.problem else Qt.AlignmentFlag.AlignVCenter
    line.addWidget(IconLabel(icon, ink, 16), 0, side)
    line.addWidget(label(f"{done.words}. {done.problem}" if done.problem else done.words, wrap=True), 1)
    if done.at is not None:
        line.addWidget(label(f"{local(done.at):%H:%M:%S}", "small", "text2"), 0, side)
    return made


def _following(period: Period, frozen: Frozen) -> QWidget:
    panel = Panel()
    title = period.title[:1].upper() + period.title[1:]
    panel.body.addWidget(label(f"Kỳ sau: {title}", "strong", wrap=True))
    panel.body.addWidget(label(f"Số liệu đến hết {short_date(period.template.window(period.year).cut_off)}", wrap=True))
    due = period.template.due(period.year)
    if due is not None:
        safe = frozen.calendar.last_safe_day(due, strict=True)
        panel.body.addWidget(label(f"Chậm nhất {in_words(safe)} (trước {in_words(due)})", "small", "text2", wrap=True))
    return panel


def _opener(text: str, path: Path) -> KeyButton:
    button = KeyButton(text, icon="file-text", size=Size.SMALL)
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    return button


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        held = item.widget()
        if held is not None:
            held.hide()
            held.deleteLater()
