"""Đồng bộ: one sentence, the list of what needs a person, waits and has gone, and the press that sends now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.ledger.model import Delivery, OpState, Receipt
from ttcs_desktop.ledger.receipts import is_genuine
from ui.kit import theme
from ui.kit.chips import Status, Tone
from ui.kit.labels import IconLabel, label, set_flag
from ui.kit.messages import message_for
from ui.kit.panels import EmptyState, ListWithSide, Panel, column, row
from ui.kit.table.columns import Align, Column, Group, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.page import Page
from ui.pages.sync.detail import DetailPanel
from ui.pages.sync.entries import Entry, entries
from ui.pages.sync.summary import Facts, moment_words, summary
from ui.workflows.fulfilled import tick_received
from ui.workflows.messages import SUBJECTS

_GROUPS = ((OpState.REFUSED, "Cần anh chị"), (OpState.WAITING, "Chờ gửi"), (OpState.DONE, "Đã gửi"))
_LEAST = 98  # of the list: where the panel folds under it, a heading and a row and a half are seen
_MOST = {OpState.REFUSED: 500, OpState.WAITING: 1_000, OpState.DONE: 500}


class SyncPage(Page):
    """What travels to the city and what came back for it."""

    TITLE = "Đồng bộ"
    SHOWS = frozenset({"ledger", "plans", "content", "broadcast", "office", "statistics"})

    def build(self) -> None:
        self._busy = False
        self.add_tool("Gửi ngay", self.send, icon="send", key="F5")
        self.add_tool("Thử kết nối", self.probe, icon="plug-zap")
        top = QWidget()
        column(top, 0, (12, 12, 12, 0)).addWidget(self._build_sentence())
        self.body.addWidget(top)
        self.list = GridView(
            _columns(lambda entry: moment_words(entry.at, self.desk.today)),
            name="Mục gửi đi",
            key=lambda entry: entry.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.list.horizontalHeader().hide()
        self.list.setMinimumHeight(theme.current().px(_LEAST))
        set_flag(self.list, "framed", True)
        self.detail = DetailPanel()
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.detail.period_wanted.connect(lambda period: self.desk.go("statistics", period))
        self._empty = EmptyState("refresh-cw", "Chưa có gì để gửi", "Việc đã lưu của đơn vị sẽ xếp hàng ở đây.")
        inside = QWidget()
        stacked = column(inside, 0, (12, 12, 12, 12))
        self._split = ListWithSide(self.list, self.detail)
        stacked.addWidget(self._split, 1)
        stacked.addWidget(self._empty, 1)
        self.body.addWidget(inside, 1)
        self.setFocusProxy(self.list)

    def reload(self) -> None:
        workspace = self.desk.workspace
        outbox = workspace.ledger.outbox
        numbers = {receipt.id: receipt.receipt_no for receipt in workspace.receipts.all()}
        found = {state: outbox.listed(state, limit=_MOST[state]) for state, _ in _GROUPS}
        stuck = [op for op in found[OpState.WAITING] if op.problem]
        self._show_sentence(
            Facts(
                hub=self._hub(),
                waiting=outbox.waiting_count(),
                refused=len(found[OpState.REFUSED]),
                problem=stuck[0].problem if stuck else None,
                stuck_since=min((op.made_at for op in stuck), default=None),
                last_sent=outbox.last_done(),
                next_try=outbox.next_try(),
                today=self.desk.today,
            )
        )
        catalogue = workspace.statistics.catalogue
        groups = []
        for state, title in _GROUPS:
            rows = entries(found[state], catalogue, numbers, self.desk.today)
            if rows:
                status = Status(title, Tone.ALARM) if state is OpState.REFUSED else None
                groups.append(Group(state.value, title, rows, note=str(len(rows)), status=status))
        self._split.setVisible(bool(groups))
        self._empty.setVisible(not groups)
        self.list.show_groups(groups)
        if self.list.current_row() is None and groups:
            self.list.choose(groups[0].rows[0].id)
        self._picked(self.list.current_row())

    def show_record(self, record_id: str) -> None:
        self.list.choose(record_id)

    def send(self) -> None:
        """F5: one round with the city, in a job."""
        if self._busy:
            self._say("info", "Đang gửi. Bấm thêm không gửi thêm lần nào.")
            return
        self._busy = True
        self._say("info", "Đang gửi những gì chờ…")
        courier = self.desk.courier
        self.desk.jobs.start(lambda _: courier.deliver(at_once=True), self._delivered, self._met)

    def probe(self) -> None:
        """Ask whether the hub answers and proves itself, in a job."""
        self._say("info", "Đang thử kết nối…")
        courier = self.desk.courier
        self.desk.jobs.start(lambda _: courier.probe(), self._probed, self._met)

    def _build_sentence(self) -> Panel:
        panel = Panel()
        held = QWidget()
        line = row(held, 12)
        self._icon = IconLabel("refresh-cw", "text2", 28)
        words = QWidget()
        told = column(words, 2)
        self.first, self.second = label("", "title", wrap=True), label("", "text", "text2", wrap=True)
        told.addWidget(self.first)
        told.addWidget(self.second)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        panel.body.addWidget(held)
        return panel

    def _show_sentence(self, facts: Facts) -> None:
        found = summary(facts)
        self._icon.set_icon(found.icon, found.ink)
        self.first.setText(found.first)
        self.second.setText(found.second)

    def _hub(self) -> str:
        enrolment = self.desk.workspace.enrolment
        return enrolment.hub_name if enrolment else ""

    def _picked(self, entry: object) -> None:
        chosen = entry if isinstance(entry, Entry) else None
        self.detail.show_entry(chosen, self._genuine(chosen), self._hub(), self.desk.today)

    def _genuine(self, entry: Entry | None) -> Receipt | None:
        """The receipt of a submission, verified again before it is shown."""
        op, enrolment = entry.submission if entry else None, self.desk.workspace.enrolment
        receipt = self.desk.workspace.receipts.find(op.op_id) if op else None
        if op is None or receipt is None or enrolment is None:
            return None
        return receipt if is_genuine(receipt, enrolment.public_key, op.sha256) else None

    def _opened(self, entry: object) -> None:
        if isinstance(entry, Entry) and entry.submission is not None:
            template, year, _ = entry.submission.title.rsplit(" ", 2)
            self.desk.go("statistics", f"{template}/{year}")

    def _delivered(self, delivery: Delivery) -> None:
        self._busy = False
        ticked = tick_received(self.desk.workspace) if delivery.receipts else NOTHING
        self.desk.publish(ticked | Changes(frozenset({"ledger", "statistics"})))
        if delivery.problem:
            sent = f"Đã gửi {delivery.sent} mục, còn {delivery.waiting} mục chờ. " if delivery.sent else ""
            self._say("warn", sent + message_for(delivery.problem, {}, SUBJECTS).text())
            return
        receipts = f", nhận {len(delivery.receipts)} biên nhận đã kiểm tra" if delivery.receipts else ""
        self._say("done", f"Đã gửi {delivery.sent} mục{receipts}." if delivery.sent else "Không còn mục nào chờ gửi.")

    def _probed(self, problem: str | None) -> None:
        if problem is None:
            self._say("done", f"Kết nối tốt: {self._hub()} trả lời và đúng khóa đã đăng ký.")
        else:
            self._say("warn", message_for(problem, {}, SUBJECTS).text())

    def _met(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Trouble):
            raise error
        self.tell(error)

    def _say(self, kind: str, words: str) -> None:
        self._banner.say(kind, words)
        self._banner.show()


def _columns(when: Callable[[Entry], str]) -> list[Column[Entry]]:
    return [
        Column(
            "Mục",
            lambda entry: entry.title,
            second=lambda entry: entry.second,
            look=lambda entry: Look(icon=entry.icon, ink="green" if entry.receipt_no else ""),
        ),
        Column("Lúc", when, 128, Align.RIGHT, look=lambda _: Look(ink="text2")),
    ]
