"""Đồng bộ: one sentence, the list of what needs a person, waits and has gone, and the press that sends now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import closing

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.joining.exchange import Brought
from ttcs_desktop.ledger.model import Delivery, Lane, OpState, Probe, Receipt
from ttcs_desktop.ledger.placements import Placements
from ttcs_desktop.ledger.receipts import is_genuine
from ttcs_desktop.workspace import Workspace
from ui.kit import theme
from ui.kit.chips import Status, Tone
from ui.kit.labels import set_flag
from ui.kit.messages import message_for
from ui.kit.panels import EmptyState, ListWithSide, column
from ui.kit.table.columns import Align, Column, Group, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.page import Page
from ui.pages.sync.arrivals import Arrival, arrivals_of
from ui.pages.sync.between import Between, NotTaken, Twin, between_pcs
from ui.pages.sync.detail import DetailPanel
from ui.pages.sync.entries import Entry, entries
from ui.pages.sync.files_line import FILES, TITLE, FilesLine, files_line
from ui.pages.sync.probe_detail import verdict
from ui.pages.sync.sentence import Sentence
from ui.pages.sync.settling import Settling
from ui.pages.sync.stick import Stick
from ui.pages.sync.summary import Facts, moment_words, placed_words
from ui.workflows.fulfilled import tick_received
from ui.workflows.messages import SUBJECTS
from ui.workflows.messages_city import STICK

_Row = Entry | Arrival | FilesLine | Twin | NotTaken
_STATES = (OpState.REFUSED, OpState.WAITING, OpState.PLACED, OpState.DONE)
_WANTED, _CAME = "Cần anh chị", "Thành phố gửi về"
_LEAST = 98  # of the list: where the panel folds under it, a heading and a row and a half are seen
_MOST = {OpState.REFUSED: 500, OpState.WAITING: 1_000, OpState.PLACED: 500, OpState.DONE: 500}


class SyncPage(Page):
    """What travels to the city and what came back for it."""

    TITLE = "Đồng bộ"
    SHOWS = frozenset({"ledger", "files", "plans", "content", "broadcast", "office", "statistics"})

    _shown = ""

    def build(self) -> None:
        self._busy = False
        self._probe: tuple[Probe, dt.datetime, str] | None = None
        self.stick = Stick(self, self._say, self._met_stick)
        self.add_tool("Gửi ngay", self.send, icon="send", key="F5")
        self.add_tool("Thử kết nối", self.probe, icon="plug-zap", key="F7")
        self.add_tool("Xuất gói USB", self.stick.write, icon="usb", key="Ctrl+E")
        self.add_tool("Nhập gói", self._read_answer, icon="download", key="Ctrl+O")
        self.add_tool("Gói cho máy khác", self.stick.write_exchange, icon="usb", key="Ctrl+M")
        top = QWidget()
        self.sentence = Sentence()
        column(top, 0, (12, 12, 12, 0)).addWidget(self.sentence)
        self.body.addWidget(top)
        self.list = GridView(
            _columns(lambda entry: moment_words(entry.at, self.desk.today)),
            name="Mục gửi đi, nhận về",
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
        self.detail.wanted.connect(self.desk.go)
        self.detail.let_in.connect(lambda: self.guard(self.let_in))
        self.detail.put_away.connect(lambda: self.guard(self.put_away))
        self._empty = EmptyState("refresh-cw", "Chưa có gì để gửi", "Việc đã lưu của đơn vị sẽ xếp hàng ở đây.")
        inside = QWidget()
        stacked = column(inside, 0, (12, 12, 12, 12))
        self._split = ListWithSide(self.list, self.detail)
        self._settling = Settling(self, self.detail, self._split, top)
        stacked.addWidget(self._split, 1)
        stacked.addWidget(self._empty, 1)
        self.body.addWidget(inside, 1)
        self.setFocusProxy(self.list)

    def reload(self) -> None:
        workspace = self.desk.workspace
        outbox = workspace.ledger.outbox
        numbers = {receipt.id: receipt.receipt_no for receipt in workspace.receipts.all()}
        found = {state: outbox.listed(state, limit=_MOST[state]) for state in _STATES}
        folder = workspace.drop_folder
        # Into a folder go reports alone.
        going = (Lane.SUBMISSION,) if folder else tuple(Lane)
        stuck = [op for op in found[OpState.WAITING] if op.problem and op.lane in going]
        catalogue = workspace.statistics.catalogue
        shown = {state: entries(found[state], catalogue, numbers, self.desk.today) for state in _STATES}
        came = arrivals_of(workspace)
        between = between_pcs(workspace)
        wanted: list[_Row] = [*between, *(one for one in came if one.wants), *shown[OpState.REFUSED]]
        self.sentence.show_facts(
            Facts(
                hub=self._hub(),
                waiting=outbox.waiting_count(going),
                refused=len(found[OpState.REFUSED]) + sum(one.wants for one in came) + len(between),
                problem=stuck[0].problem if stuck else None,
                stuck_since=min((op.made_at for op in stuck), default=None),
                last_sent=outbox.last_done(),
                next_try=outbox.next_try(going),
                today=self.desk.today,
                level_at=workspace.hub_standing.level_at(),
                folder=folder,
            )
        )
        files = files_line(workspace.transfers.still_open())
        told: list[tuple[str, str, Sequence[_Row]]] = [
            ("refused", _WANTED, wanted),
            ("placed", "Đã đặt vào thư mục", shown[OpState.PLACED]),
            ("waiting", "Chờ gửi", shown[OpState.WAITING]),
            (FILES, TITLE, [files] if files else []),
            ("came", _CAME, [one for one in came if not one.wants]),
            ("done", "Đã gửi", shown[OpState.DONE]),
        ]
        groups: list[Group[_Row]] = [
            Group(
                id_,
                title,
                tuple(rows),
                note=str(len(rows)),
                status=Status(title, Tone.ALARM) if rows is wanted else None,
            )
            for id_, title, rows in told
            if rows
        ]
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

        def sent(delivery: Delivery) -> None:
            self._delivered(delivery)
            if not delivery.problem:
                self.desk.files_wanted.emit()

        self.desk.jobs.start(lambda _: courier.deliver(at_once=True), sent, self._met)

    def probe(self) -> None:
        """Ask whether the hub answers and proves itself, in a job."""
        self._say("info", "Đang thử kết nối…")
        courier = self.desk.courier
        self.desk.jobs.start(lambda _: courier.probe(), self._probed, self._met)

    def let_in(self) -> None:
        """F6: the officer's yes to what is kept back; the list of what would go is shown first."""
        held = self._held()
        if held is None:
            raise InvalidInput("", "nothing_held")
        if self._shown != held.id:
            self._probe = None
            self.list.choose(held.id)
            return
        if self._busy:
            return
        self._busy = True
        workspace = self.desk.workspace

        def take(_: object) -> int:
            with closing(workspace.again()) as own:
                many = len(own.receiving.held())
                own.receiving.let_in()
                return many

        self.desk.jobs.start(take, self._let_in, self._met)

    def put_away(self) -> None:
        """Delete, F2: put the chosen refused line away, with a reason; or bring it back."""
        row = self.list.current_row()
        if isinstance(row, Arrival):
            from ui.pages.sync.putting import put_away_or_back  # noqa: PLC0415  seldom

            put_away_or_back(self, row.one)

    def _let_in(self, many: int) -> None:
        self._busy = False
        self.desk.publish(Changes(frozenset({"ledger", "content", "broadcast"})))
        self._say("done", f"Đã rút {many} bài theo thành phố. Xem Lịch phát (Alt+4) để xếp bài khác vào chỗ trống.")

    def _held(self) -> Arrival | None:
        rows = (line.row for line in self.list.table.lines() if line.row is not None)
        return next((row for row in rows if isinstance(row, Arrival) and row.is_held), None)

    def _read_answer(self) -> None:
        self.stick.read(self._delivered, self._brought)

    def _brought(self, brought: Brought, changes: Changes) -> None:
        self.desk.publish(changes | Changes(frozenset({"ledger"})))
        new = f"{brought.fresh} mục mới" if brought.fresh else "không có mục nào mới"
        self._say("done", f"Đã nhận gói của {brought.name}: {new}.")

    def _hub(self) -> str:
        enrolment = self.desk.workspace.enrolment
        return enrolment.hub_name if enrolment else ""

    def _picked(self, entry: object) -> None:
        id_ = entry.id if isinstance(entry, _Row) else ""
        if self._probe is not None and self._probe[2] == id_:
            return  # the answer of the test stays until another line is chosen
        self._probe, self._shown = None, id_
        self._settling.forget()
        if isinstance(entry, Arrival):
            self.detail.show_arrival(entry, self.desk.today)
            return
        if isinstance(entry, Between):
            self._settling.show(entry)
            return
        if isinstance(entry, FilesLine):
            self.detail.show_files(entry, self.desk.today)
            return
        chosen = entry if isinstance(entry, Entry) else None
        self.detail.show_entry(
            chosen, self._genuine(chosen), self._hub(), self.desk.today, _placed(self.desk.workspace, chosen)
        )

    def _genuine(self, entry: Entry | None) -> Receipt | None:
        """The receipt of a submission, verified again before it is shown."""
        op, enrolment = entry.submission if entry else None, self.desk.workspace.enrolment
        receipt = self.desk.workspace.receipts.find(op.op_id) if op else None
        if op is None or receipt is None or enrolment is None:
            return None
        return receipt if is_genuine(receipt, enrolment.public_key, op.sha256) else None

    def _opened(self, entry: object) -> None:
        if isinstance(entry, Twin):
            self._settling.enter(entry)
        elif isinstance(entry, Arrival) and entry.one.page:
            self.desk.go(entry.one.page, entry.one.record)
        elif isinstance(entry, Entry) and entry.submission is not None:
            template, year, _ = entry.submission.title.rsplit(" ", 2)
            self.desk.go("statistics", f"{template}/{year}")

    def _delivered(self, delivery: Delivery) -> None:
        self._busy = False
        ticked = tick_received(self.desk.workspace) if delivery.receipts else NOTHING
        self.desk.publish(ticked | Changes(frozenset({"ledger", "statistics"})))
        if self.desk.workspace.drop_folder:
            self._say(*placed_words(delivery))
            return
        if delivery.problem:
            sent = f"Đã gửi {delivery.sent} mục, còn {delivery.waiting} mục chờ. " if delivery.sent else ""
            self._say("warn", sent + message_for(delivery.problem, {}, SUBJECTS).text())
            return
        receipts = f", nhận {len(delivery.receipts)} biên nhận đã kiểm tra" if delivery.receipts else ""
        sent = f"Đã gửi {delivery.sent} mục{receipts}." if delivery.sent else "Không còn mục nào chờ gửi."
        self._say("done", f"{sent} Nhận về {delivery.received} mục." if delivery.received else sent)

    def _probed(self, found: Probe) -> None:
        now = self.desk.workspace.clock.now()
        row = self.list.current_row()
        self._probe = (found, now, row.id if isinstance(row, _Row) else "")
        self._split.show()
        self._empty.hide()
        self.detail.show_probe(found, self._hub(), now, self.desk.today)
        if found.problem is None:
            self._say("done", verdict(found, self._hub()))
        else:
            told = message_for(found.problem, {}, SUBJECTS).text()
            self._say("warn", f"{verdict(found, self._hub())} {told}" if found.problem == "clock_off" else told)

    def _met_stick(self, error: Exception) -> None:
        if isinstance(error, Trouble) and error.code in STICK:
            self._say("warn", STICK[error.code].text())
        else:
            self._met(error)

    def _met(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Trouble):
            raise error
        self.tell(error)

    def _say(self, kind: str, words: str) -> None:
        self._banner.say(kind, words)
        self._banner.show()


def _columns(when: Callable[[_Row], str]) -> list[Column[_Row]]:
    return [
        Column(
            "Mục",
            lambda entry: entry.title,
            second=lambda entry: entry.second,
            look=lambda entry: Look(icon=entry.icon, ink=_ink(entry)),
        ),
        Column("Lúc", when, 128, Align.RIGHT, look=lambda _: Look(ink="text2")),
    ]


def _placed(workspace: Workspace, entry: Entry | None) -> str:
    """The folder that a submission was put into; empty when it was not."""
    op = entry.submission if entry and entry.state is OpState.PLACED else None
    found = Placements(workspace.database).find(op.op_id) if op else None
    return found.folder if found else ""


def _ink(entry: _Row) -> str:
    if isinstance(entry, Arrival | FilesLine | Twin | NotTaken) and entry.wants:
        return "red"
    return "green" if entry.receipt_no else ""
