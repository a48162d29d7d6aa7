"""The frame: rail, top bar, one page at a time, toast, status bar. No business: it only knows which pages there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Delivery, Lane
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.papers.wording import weekday
from ui.kit import theme
from ui.kit.buttons import Kind, icon_button
from ui.kit.chips import Chip, Status, Tone
from ui.kit.help_key import HelpKey
from ui.kit.labels import label
from ui.kit.panels import Toast, column, row
from ui.kit.rail import Rail, RailItem
from ui.kit.shell import StatusBar, TopBar
from ui.kit.tabbing import move_focus
from ui.pages.desk import Desk
from ui.pages.page import Page
from ui.search_palette import SearchPalette

_EVERY_MINUTE = 60_000
_EVERY_FEW_SECONDS = 5_000
_AFTER_THE_ROWS_MS = 300
# What a 1366×768 screen at 150 % leaves for a window; every page keeps its controls in reach down to here.
_LEAST_WIDTH, _LEAST_HEIGHT = 910, 440


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: how it looks on the rail, and how it is made when it is first wanted.

    One that lies `under` another page is not on the rail: it is opened from that page, whose button stays marked.
    """

    item: RailItem
    make: Callable[[Desk, QWidget], Page]
    under: str = ""


class Window(QMainWindow):
    """The program's window over one open record."""

    def __init__(self, desk: Desk, entries: tuple[PageEntry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._entries = {entry.item.id: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        unit = desk.workspace.office.unit(desk.today)
        self.setWindowTitle(f"{unit_title(unit)} – Thông tin cơ sở")
        self.rail = Rail(tuple(entry.item for entry in entries if not entry.under))
        self.rail.chosen.connect(self.show_page)
        self.top = TopBar(unit_title(unit), _day_in_words(desk.today))
        self.search = SearchPalette(desk, self)
        self.status = StatusBar()
        self.toast = Toast()
        self._stack = QStackedWidget()
        self._lay_out()
        desk.changed.connect(self._note_change)
        desk.wanted.connect(self.show_page)
        desk.done.connect(self.toast.say)
        for key in ("Ctrl+K", "F3"):
            QShortcut(QKeySequence(key), self).activated.connect(self.search.begin)
        self.help = HelpKey(self, self._page_id, self._print_keys)
        self.help_button.clicked.connect(self.help.open)
        QShortcut(QKeySequence("F12"), self).activated.connect(self._open_urgent)
        self.urgent_button.clicked.connect(self._open_urgent)
        self._after_the_rows = QTimer(self)
        self._after_the_rows.setSingleShot(True)
        self._after_the_rows.timeout.connect(self._prepare_search)
        self._after_the_rows.start(_AFTER_THE_ROWS_MS)
        # A text field that is being typed in takes these keys first.
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)
        QShortcut(QKeySequence("Ctrl+Y"), self).activated.connect(desk.redo)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._each_minute)
        self._clock.start(_EVERY_MINUTE)
        self._standings: Sequence[object] = ()  # of the ward's other PCs, as last seen
        self._others = QTimer(self)
        self._others.timeout.connect(desk.look_at_others)
        self._others.start(_EVERY_FEW_SECONDS)
        self._show_status()
        if desk.workspace.database.read_only:
            self._say_that_nothing_can_be_saved()

    def show_page(self, page_id: str, record_id: str = "") -> None:
        """Show a page, built when it is first wanted."""
        if page_id not in self._entries:
            return
        page = self.page(page_id)
        if page is not self._stack.currentWidget():
            self.toast.drop()  # before the change: what a page says as it is left is read on the next one
        self._stack.setCurrentWidget(page)
        self.rail.show_chosen(self._entries[page_id].under or page_id)
        page.refresh_if_stale()
        if record_id:
            page.show_record(record_id)
        page.setFocus()

    def page(self, page_id: str) -> Page:
        """The page of an id."""
        if page_id not in self._pages:
            page = self._entries[page_id].make(self.desk, self._stack)
            self._pages[page_id] = page
            self._stack.addWidget(page)
        return self._pages[page_id]

    def current_page(self) -> Page | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_ids(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.jobs.is_busy():
            self.status.saved.say("Đang làm nốt việc dở, xong sẽ đóng", "hourglass", "amber")
            self.desk.jobs.wait()
        for timer in (self._clock, self._others, self._after_the_rows):
            timer.stop()  # the record is closed next, and nothing must ask it anything
        event.accept()

    def _lay_out(self) -> None:
        middle = QWidget()
        beside: QHBoxLayout = row(middle, 0)
        beside.addWidget(self.rail)
        right = QWidget()
        stacked = column(right, 0)
        stacked.addWidget(self.top)
        stacked.addWidget(self._stack, 1)
        stacked.addWidget(self.toast)
        beside.addWidget(right, 1)
        whole = QWidget()
        outer = column(whole, 0)
        outer.addWidget(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(whole)
        self.top.add_middle(self.search.box)
        if self.desk.workspace.is_trial:
            self.top.add_right(Chip(Status("Dùng thử", Tone.LOOK, "flask-conical")))
        people = self.desk.workspace.office.people()
        if people:
            self.top.add_right(label(people[0].name, "text"))
        self.urgent_button = icon_button("siren", "Bản tin khẩn cấp", kind=Kind.QUIET)
        self.urgent_button.setToolTip("Bản tin khẩn cấp (F12)")
        self.urgent_button.setAccessibleName("Bản tin khẩn cấp, F12")
        self.urgent_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as the one beside it
        self.top.add_right(self.urgent_button)
        self.help_button = icon_button("circle-help", "Trợ giúp", kind=Kind.QUIET)
        self.help_button.setToolTip("Trợ giúp (F1)")
        self.help_button.setAccessibleName("Trợ giúp, F1")
        # Pressed by the mouse it must not take the keyboard away from the field it is to explain.
        self.help_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.top.add_right(self.help_button)
        look = theme.current()
        self.setMinimumSize(look.px(_LEAST_WIDTH), look.px(_LEAST_HEIGHT))

    def _prepare_search(self) -> None:
        if self.desk.workspace.is_open:
            self.search.prepare()

    def _page_id(self) -> str:
        shown = self._stack.currentWidget()
        return next((page_id for page_id, page in self._pages.items() if page is shown), "")

    def _print_keys(self, over: QWidget) -> None:
        from ui.kit.help_book import book  # noqa: PLC0415  papers: when one is asked for
        from ui.kit.help_paper import keys_card  # noqa: PLC0415
        from ui.pages.paper_window import PaperWindow  # noqa: PLC0415

        document = keys_card(book(), trial=self.desk.workspace.is_trial)
        paper = PaperWindow("Thẻ phím", document, self.desk.workspace.papers_folder, "the-phim", over)
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()

    def _open_urgent(self) -> None:
        from ui.pages.urgent.opening import UrgentKey  # noqa: PLC0415  once a year, one hopes

        page = self.current_page()
        if page is not None and not self.desk.workspace.database.read_only:
            page.guard(UrgentKey(self.desk, self).press)

    def _undo(self) -> None:
        """The way back that is offered, else the newest action of the record."""
        page = self.current_page()
        if page is not None and page.undo_here():
            return
        if self.toast.offers():
            self.toast.undo_now()
        else:
            self.desk.undo()

    def _note_change(self, changes: Changes) -> None:
        self._show_status()
        if changes.touch("office"):
            self.top.unit.setText(unit_title(self.desk.workspace.office.unit(self.desk.today)))
        if changes.ids:
            self.status.saved.say(f"Đã lưu {local(self.desk.workspace.clock.now()):%H:%M}", "circle-check", "green")

    def _each_minute(self) -> None:
        self.top.day.setText(_day_in_words(self.desk.today))
        self._show_status()
        self.send_what_is_due()

    def offer_drafts(self) -> None:
        """Say that words were left unsaved when the program last went without closing."""
        drafts = self.desk.workspace.drafts
        left, annexes = len(drafts.under("content")), drafts.under("plans")
        said = [f"Lần trước có {left} bài chưa kịp lưu. Mở Nội dung (Alt+3) để xem lại."] if left else []
        said += [
            f"Phụ lục {kept['file']} soát dở chưa nhập. Mở lại tệp ở Nhiệm vụ (Alt+2) thì các ô đã sửa còn đó."
            for kept in list(annexes.values())[:1]
        ]
        if drafts.under("report-text"):
            said.append("Lời báo cáo gõ dở lần trước còn ở Thống kê (Alt+5), phím Ctrl+T.")
        if said:
            self.toast.say(" ".join(said))

    def send_what_is_due(self) -> None:
        """Let the courier carry what may go by now and ask for news; when, is data of the record, not of a timer."""
        workspace = self.desk.workspace
        has_hub = workspace.enrolment is not None
        if self.desk.jobs.is_busy() or not (has_hub or workspace.drop_folder):
            return
        # Into a folder go reports alone, and nobody there has news.
        next_try = workspace.ledger.outbox.next_try(tuple(Lane) if has_hub else (Lane.SUBMISSION,))
        is_due = next_try is not None and next_try <= workspace.clock.now()
        if is_due or (has_hub and workspace.hub_standing.may_ask()):
            courier = self.desk.courier
            self.desk.jobs.start(lambda _: courier.deliver(), self._note_delivery)

    def _say_that_nothing_can_be_saved(self) -> None:
        newer = self.desk.workspace.database.refusal == "database_newer"
        why = "Sổ do bản phần mềm mới hơn ghi" if newer else "Thư mục của sổ chỉ cho đọc"
        do = "Cập nhật phần mềm rồi mở lại." if newer else "Nhờ cán bộ CNTT cấp quyền ghi rồi mở lại."
        self.status.saved.say("Chỉ xem được, không lưu được", "lock", "amber")
        self.toast.say(f"{why}: xem và in được, không lưu được. {do}")

    def _note_delivery(self, delivery: Delivery) -> None:
        if delivery.receipts:
            from ui.workflows.fulfilled import tick_received  # noqa: PLC0415  when a receipt has come

            self.desk.changed.emit(tick_received(self.desk.workspace))
        if delivery.received:
            self.desk.look_at_others()
        moved = self._pcs_moved()
        if delivery.sent or delivery.receipts or delivery.received or moved:
            self.desk.changed.emit(Changes(frozenset({"ledger", "statistics"})))
        self._show_status()

    def _pcs_moved(self) -> bool:
        """Whether more is known of the ward's other PCs than at the last look; a ward of one loads nothing for it."""
        workspace = self.desk.workspace
        if not workspace.ledger.outbox.ward_key():
            return False
        before, self._standings = self._standings, workspace.joining.standings()
        return self._standings != before

    def _show_status(self) -> None:
        ledger = self.desk.workspace.ledger
        waiting = ledger.outbox.waiting_count()
        if self.desk.workspace.enrolment is None:
            by_folder = bool(self.desk.workspace.drop_folder)
            self.status.sync.say("Báo cáo đặt vào thư mục" if by_folder else "Chưa nối máy chủ")
        else:
            self.status.sync.say(f"Đồng bộ: {waiting} mục chờ gửi" if waiting else "Đồng bộ: không có mục chờ")
        backup = self.desk.workspace.last_backup()
        self.status.backup.say(f"Sao lưu: {_when(backup, self.desk.today)}" if backup else "Chưa sao lưu")


def _day_in_words(day: dt.date) -> str:
    return f"{weekday(day)} {day:%d/%m/%Y}"


def _when(moment: dt.datetime, today: dt.date) -> str:
    day = local(moment).date()
    clock = f"{local(moment):%H:%M}"
    return f"{clock} hôm nay" if day == today else f"{clock} {day:%d/%m}"
