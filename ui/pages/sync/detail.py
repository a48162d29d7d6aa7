"""The chosen line: what it carries, how often it was tried, what stopped it, and its receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ttcs_desktop.basics.clock import local
from ttcs_desktop.ledger.model import Op, OpState, Probe, Receipt
from ttcs_desktop.papers.figures import quads
from ttcs_desktop.papers.wording import short_date
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import label, rule
from ui.kit.messages import message_for
from ui.kit.panels import SidePanel, column, facts
from ui.pages.sync.arrival_detail import beside, fill_held
from ui.pages.sync.arrival_detail import fill as fill_arrival
from ui.pages.sync.arrivals import Arrival
from ui.pages.sync.entries import Entry, submission_facts
from ui.pages.sync.files_line import TITLE, FilesLine
from ui.pages.sync.files_line import fill as fill_files
from ui.pages.sync.probe_detail import fill as fill_probe
from ui.pages.sync.summary import moment_words
from ui.pages.sync.wording import verb_words
from ui.workflows.messages import SUBJECTS

_LEAST = 84
_STATES = {
    OpState.WAITING: Status("Chờ gửi", Tone.LOOK, "hourglass"),
    OpState.PLACED: Status("Đã đặt vào thư mục, không có biên nhận", Tone.LOOK, "folder-open"),
    OpState.DONE: Status("Đã gửi", Tone.GOOD),
    OpState.REFUSED: Status("Cần anh chị", Tone.ALARM),
}


class DetailPanel(SidePanel):
    """`wanted(page, record)` opens what a line is about; `let_in` is the yes to what is kept back.

    `put_away` puts the refused line that is shown away, or brings it back.
    """

    wanted = Signal(str, str)
    let_in = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chi tiết", closable=False, parent=parent)
        self.setMinimumHeight(theme.current().px(_LEAST))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(theme.current().px(28))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName("Chi tiết của mục")
        self.body.addWidget(self._scroll, 1)

    def show_arrival(self, arrival: Arrival, today: dt.date) -> None:
        """Show a line of the city, or what it wants to take back."""
        fresh, stacked = _fresh()
        self.title.setText(arrival.title)
        if arrival.is_held:
            fill_held(stacked, arrival.came, today, self.let_in.emit)
        else:
            fill_arrival(stacked, arrival, today, self.wanted.emit, self.put_away.emit)
        self._put(fresh, stacked)

    def show_files(self, shown: FilesLine, today: dt.date) -> None:
        """Show sound and pictures on their way."""
        fresh, stacked = _fresh()
        self.title.setText(TITLE)
        fill_files(stacked, shown, today)
        self._put(fresh, stacked)

    def show_built(self, title: str, fill: Callable[[QVBoxLayout], object]) -> None:
        """Show what somebody else fills."""
        fresh, stacked = _fresh()
        self.title.setText(title)
        fill(stacked)
        self._put(fresh, stacked)

    def show_probe(self, found: Probe, hub: str, at: dt.datetime, today: dt.date) -> None:
        """Show what a test of the connection found."""
        fresh, stacked = _fresh()
        self.title.setText("Thử kết nối")
        fill_probe(stacked, found, hub, at, today)
        self._put(fresh, stacked)

    def show_entry(
        self, entry: Entry | None, receipt: Receipt | None, hub: str, today: dt.date, folder: str = ""
    ) -> None:
        """Show a line of the list; `receipt` only when it is genuine, `folder` of what was put into one."""
        fresh, stacked = _fresh()
        if entry is None:
            self.title.setText("Chi tiết")
            stacked.addWidget(label("Chọn một mục trong danh sách để xem.", "text", "text2", wrap=True))
        else:
            self.title.setText(entry.title)
            stacked.addWidget(StatusLabel(_STATES[entry.state]))
            if entry.problem and entry.state is not OpState.DONE:
                stacked.addWidget(label(message_for(entry.problem, {}, SUBJECTS).text(), wrap=True))
            if folder:
                stacked.addWidget(label(f"Thư mục: {folder}", wrap=True))
            stacked.addWidget(facts(_facts(entry, today)))
            if entry.submission is not None:
                self._add_submission(stacked, entry.submission, receipt, hub)
        self._put(fresh, stacked)

    def _put(self, fresh: QWidget, stacked: QVBoxLayout) -> None:
        stacked.addStretch(1)
        self._scroll.setWidget(fresh)

    def _add_submission(self, stacked: QVBoxLayout, op: Op, receipt: Receipt | None, hub: str) -> None:
        if receipt is not None:
            stacked.addWidget(rule())
            stacked.addWidget(label("Biên nhận", "strong"))
            moment = local(receipt.received_at)
            stacked.addWidget(
                facts(
                    [
                        ("Số", receipt.receipt_no),
                        ("Nơi nhận", hub),
                        ("Nhận lúc", f"{moment:%H:%M:%S} ngày {short_date(moment.date())}"),
                        ("Mã kiểm tra", quads(receipt.sha256, 32)),
                    ]
                )
            )
            stacked.addWidget(StatusLabel(Status("Chữ ký đã kiểm tra", Tone.GOOD, "shield-check")))
        template, year, _ = submission_facts(op)
        button = KeyButton("Mở thống kê", icon="chart-column", size=Size.SMALL)
        button.clicked.connect(lambda: self.wanted.emit("statistics", f"{template}/{year}"))
        stacked.addWidget(beside(button))


def _fresh() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    made.setObjectName("cardBody")
    return made, column(made, 8)


def _facts(entry: Entry, today: dt.date) -> list[tuple[str, str]]:
    told = []
    if entry.submission is None:
        told += [("Gồm", ", ".join(f"{verb_words(verb)} ({count})" for verb, count in entry.verbs.most_common(6)))]
    newest = entry.ops[0]
    if entry.state is OpState.DONE:
        told.append(("Gửi xong", moment_words(entry.at, today)))
    elif entry.state is OpState.PLACED:
        told.append(("Đặt lúc", moment_words(entry.at, today)))
    else:
        told.append(("Lưu lúc", moment_words(newest.made_at, today)))
        attempts = max(op.attempts for op in entry.ops)
        told.append(("Đã thử", f"{attempts} lần" if attempts else "chưa thử"))
        if entry.state is OpState.WAITING and attempts:
            told.append(("Lần thử sau", moment_words(min(op.next_at for op in entry.ops), today)))
    size = sum(len(op.body) for op in entry.ops)
    told.append(("Dung lượng", f"{max(1, round(size / 1024))} KB"))
    return told
