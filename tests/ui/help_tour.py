"""What the help must speak of: every field and button of every page and card, and every key that works there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QWidget,
)

from tests.ui.kit.audits import _made_by_qt
from tests.ui.kit.whole_window import PAGES, every_card, settle, settle_events, show, ward_window
from tests.ui.pages.schedule_window import a_way_out, publication
from tests.wards import START
from ttcs_desktop.agenda.differing.service import Told
from ttcs_desktop.agenda.linked import LinkedTasks
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.broadcast.board_texts.model import BoardText
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard
from ttcs_desktop.broadcast.model import Outcome
from ttcs_desktop.broadcast.moving import reach_of
from ttcs_desktop.broadcast.playlogs.proposing import propose
from ttcs_desktop.collecting.model import Way
from ttcs_desktop.collecting.reports import Received
from ttcs_desktop.content.model import Basis, Contribution, Form, Item, ItemState, Origin
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.joining.model import Conflict
from ttcs_desktop.office.model import Board, BoardMember, Duty
from ttcs_desktop.plans.annex_draft import Skipped
from ttcs_desktop.plans.model import Task, TaskOrigin
from ttcs_desktop.plans.next_year import YearOfTasks
from ttcs_desktop.statistics.city_catalogue import Looked
from ttcs_desktop.urgent.model import Cut, Draft, Yes
from ui.first_join import JoinCard
from ui.first_run import FirstRun
from ui.kit.buttons import KeyButton
from ui.kit.help_book import Place
from ui.kit.help_key import name_of
from ui.pages.approval_card import approval_card
from ui.pages.content.decisions import send_back_card, withdrawal_card
from ui.pages.content.intake_card import IntakeCard
from ui.pages.content.signing import listed, signed_card
from ui.pages.content.terms_card import terms_card
from ui.pages.contribution_card import contribution_card
from ui.pages.copy_topics import copy_card
from ui.pages.form_card import FormCard
from ui.pages.linked_tasks import tasks_block
from ui.pages.plans.plan_card import new_plan_card
from ui.pages.plans.skipped_card import SkippedCard
from ui.pages.plans.together_card import together_card
from ui.pages.schedule.board_card import BoardsCard, text_card
from ui.pages.schedule.choose_items import ChooseItemsCard
from ui.pages.schedule.compare_card import CompareCard
from ui.pages.schedule.held import Held
from ui.pages.schedule.intake import OutcomeCard
from ui.pages.schedule.lookup_card import LookupCard
from ui.pages.schedule.moves import reach_card
from ui.pages.schedule.paper_asked import Asked, Paper
from ui.pages.schedule.papers import paper_days_card
from ui.pages.schedule.publishing import PublishCard
from ui.pages.schedule.reading_card import ReadingCard
from ui.pages.schedule.result import result_card
from ui.pages.schedule.unplanned_card import unplanned_card
from ui.pages.schedule.waiting_card import WaitingCard
from ui.pages.schedule.ways_out import WaysCard
from ui.pages.settings.authorisations import Authorisations
from ui.pages.settings.boards import BoardMembers, Boards, MemberRow
from ui.pages.settings.city_catalogue import CityCatalogueSection
from ui.pages.settings.equipment import EquipmentSection
from ui.pages.settings.faults import FaultBook
from ui.pages.settings.neighbourhoods import Neighbourhoods
from ui.pages.settings.notice_boards import NoticeBoards
from ui.pages.settings.pc_copy import CopyMadeCard
from ui.pages.settings.section import Ask
from ui.pages.settings.ward_pcs import WardPcs
from ui.pages.statistics.entry_cards import carried_card, reason_card
from ui.pages.statistics.once_more import BehindCard
from ui.pages.statistics.papers_bench import papers_card
from ui.pages.statistics.sending_cards import (
    FreezeCard,
    correction_card,
    manual_card,
    paper_card,
    reference_card,
)
from ui.pages.statistics.target_cards import level_card, number_card
from ui.pages.sync.between import Twin
from ui.pages.sync.between_detail import Deeds, fill_twin
from ui.pages.sync.putting import putting_card
from ui.pages.tick_card import TickCard, TickList
from ui.pages.today.answers import partial_card
from ui.pages.today.why import FiguresCard
from ui.pages.topics.why_card import WhyCard
from ui.pages.urgent.opening import UrgentKey
from ui.pages.year.cards import days_card, reports_card, tasks_card
from ui.restoring import RescueCard
from ui.window import Window
from ui.workflows.ward_pcs import PcLine

KEY = re.compile(
    r"(?<![\w+])(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|Esc|Enter|Insert|Delete|PgUp|PgDn|Home|End|Tab"
    r"|(?<=\+)(?:[A-Z0-9]|[=-])(?!\w))(?!\w)"
)
EVERYWHERE, FIRST_RUN = "", "first_run"
_SPELLED = {"PgDn": "PgDown", "Delete": "Del", "Insert": "Ins"}


def own_task(window: Window) -> Task:
    """The first task that is the ward's own: the trial's city has given one too."""
    return next(one for one in window.desk.workspace.plans.tasks() if one.origin is not TaskOrigin.CITY)


LOG = propose([(1, ("Ngày", "Giờ", "Tên", "")), (2, ("01/06/2026", "06:30", "Bản tin", "30"))], START)
ITEMS = tuple(Item(one, one, Form.NEWS, Origin.WARD, None, ItemState.SUBMITTED, None) for one in ("Một", "Hai"))


@dataclass
class Tour:
    """Places of widgets that were seen, and the keys that were heard by page (`EVERYWHERE` for the window itself)."""

    places: set[Place] = field(default_factory=set)
    heard: dict[str, set[str]] = field(default_factory=dict)

    def note(self, tree: QWidget, page: str) -> None:
        """Take down the fields, buttons and keys of a tree, hidden ones too: they are shown at other times."""
        card = tree.windowTitle() if isinstance(tree, QDialog) else ""
        for one in tree.findChildren(QWidget):
            wanted = one.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(one, QAbstractButton)
            if wanted and one.window() is tree.window() and not _made_by_qt(one):
                self.places.add(Place(page, (name_of(one),), card))
        self.heard.setdefault(page, set()).update(keys_caught(tree))


def spelled(key: str) -> str:
    """A key as Qt writes it."""
    *held, last = re.split(r"\+(?=.)", key)
    return QKeySequence("+".join([*held, _SPELLED.get(last, last)])).toString()


def keys_named(texts: Iterable[str]) -> set[str]:
    """The keys that are named in help, as Qt writes them."""
    return {spelled(found) for text in texts for found in KEY.findall(text)}


def keys_caught(tree: QWidget) -> set[str]:
    """Keys of shortcuts, and those that buttons of a card show: the card itself takes Enter and Esc."""
    found = {key.toString() for one in tree.findChildren(QShortcut) for key in one.keys()}  # noqa: SIM118
    return found | {spelled(one.key()) for one in tree.findChildren(KeyButton) if one.key() and one.window() is tree}


def takes(widget: QWidget, key: str) -> bool:
    """Whether a widget, or what is around it, does something with a key. Sent without its letter: a list that only
    searches for what is typed takes nothing."""
    combined = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, combined.key(), combined.keyboardModifiers(), "")
    QApplication.sendEvent(widget, event)
    taken = event.isAccepted()
    close_what_opened()
    return taken


def close_what_opened() -> None:
    """Leave menus, calendars and cards that a key has opened."""
    QApplication.processEvents()
    for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if opened is not None:
            opened.close()
    settle_events()


def tour(folder: Path) -> Tour:
    """Through the sample ward: each page, each card that opens from one, and those that only some rows open."""
    seen = Tour()
    with ward_window(folder) as window:
        seen.note(window.top, EVERYWHERE)
        seen.note(window.rail, EVERYWHERE)
        seen.heard[EVERYWHERE] |= {
            key.toString()
            for one in window.findChildren(QShortcut)
            if one.parent() is window
            for key in one.keys()  # noqa: SIM118  no dict
        }
        _furnish(window)
        for page_id in PAGES:
            seen.note(show(window, page_id), page_id)
        every_card(window, lambda dialog: _note_dialog(seen, dialog, window._page_id()))
        for page_id in PAGES:
            seen.note(show(window, page_id), page_id)
        _note_inbox(seen, window)
        seen.note(tasks_block(LinkedTasks((("a", "KH 75/KH-UBND, nhiệm vụ 1: Duy trì"),)), print), "schedule")
        for page_id, make in _rare_cards(window):
            card = make()
            seen.note(card, page_id)
            card.close()
            card.deleteLater()
        _note_beside(seen, window)
        _note_rewording(seen, window)
        _note_urgent(seen, window)
        _note_collection(seen, window)
        _note_telling(seen, window)
        _note_apart(seen, window)
    for first in (FirstRun(folder), JoinCard(folder)):
        seen.note(first, FIRST_RUN)
        first.deleteLater()
    return seen


def _note_beside(seen: Tour, window: Window) -> None:
    """The panels of Lịch phát that are made when they are asked for."""
    page = show(window, "schedule")
    page.beside.ask_why()
    page.beside.open_tray()
    seen.note(page, "schedule")
    page.split.close_side()


def _note_apart(seen: Tour, window: Window) -> None:
    """What stands beside a record that two PCs changed."""
    told = Told(("name",), "Họ tên", "Một", "Hai")
    conflict = Conflict("c", "person", "p", "Máy đài", "Máy văn phòng", datetime.now(UTC), "", (), buried=False)
    twin = Twin("t", "Người", "", conflict.made_at, conflict, is_fact=False)
    page = show(window, "sync")
    page.detail.show_built("Người", lambda into: fill_twin(into, twin, [told], START, Deeds(print, print, print)))
    seen.note(page, "sync")


def _note_urgent(seen: Tour, window: Window) -> None:
    """The cards of F12: a new message, one that goes on, its end, what it cuts."""
    urgent, expires = window.desk.workspace.urgent, window.desk.now + timedelta(hours=2)
    draft = Draft("storm", "Mưa to", "Mưa.", "Ở trong nhà.", expires)
    message, _ = urgent.send(draft, Yes(urgent.approvers()[0].name, Basis.PHONE, "Gấp"))
    key, airing = UrgentKey(window.desk, window), window.page("schedule").facts.airings[0]
    cards = (key._new(), key._choosing([message]), key._stopping(message))
    for card in (*cards, key._replays(message, [Cut(airing, expires, expires)])):
        seen.note(card, "schedule")
        card.close()
        card.deleteLater()


def _note_rewording(seen: Tour, window: Window) -> None:
    """The cards in which a step and a note are said otherwise."""
    page, plans = show(window, "plans"), window.desk.workspace.plans
    inside = plans.inside.of(own_task(window).id)
    for act, one in ((page.inside.reword_step, inside.steps[0]), (page.inside.reword_note, inside.notes[0])):
        act(one.id)
        card = QApplication.activeModalWidget()
        seen.note(card, "plans")
        card.reject()
        settle_events()


def _note_collection(seen: Tour, window: Window) -> None:
    """The page Thống kê where agencies answer: without a list, with one, and each card that opens there."""
    page, desk = show(window, "statistics"), window.desk
    page.choose(f"75-N/{desk.today.year}")
    view, record = page.agencies.view, desk.workspace.collecting
    deeds = view.deeds

    def note_card(act: Callable[[], None]) -> None:
        act()
        card = QApplication.activeModalWidget()
        seen.note(card, "statistics")
        card.reject()
        settle_events()

    seen.note(page, "statistics")
    note_card(deeds.add)
    desk.publish(record.open("75-N", desk.today.year, ["Công an phường"]))
    settle(window)
    seen.note(page, "statistics")
    for act in (deeds.add, deeds.change, deeds.terms, deeds.exempt, deeds.remind, deeds.receive):
        note_card(act)
    agency = view.chosen().respondent.id
    record.reports.receive(agency, Received(desk.today, Way.PAPER, "15/BC"))
    page.reload()
    note_card(deeds.receive)
    desk.publish(record.exempt(record.add(view.collection, "Trạm Y tế").id, "Ngành dọc", desk.today))
    view.next_owing()
    seen.note(page, "statistics")
    view.toggle_sums()
    note_card(view.freezing.press)
    frozen, collection = record.frozen, view.collection
    frozen.freeze(collection)
    desk.publish(record.exempt(record.add(collection, "Hội Nông dân").id, "Ngành dọc", desk.today))
    settle(window)
    seen.note(page, "statistics")
    note_card(view.freezing.press)
    frozen.freeze_again(collection, "Có số mới")
    page.reload()
    note_card(view.freezing.look)
    view.show_list()


def _note_telling(seen: Tour, window: Window) -> None:
    """What tells of the figures of Thống kê, and the card of its papers."""
    page = show(window, "statistics")
    page.show_grid()
    page.telling.toggle_texts()
    settle(window)
    page.telling.toggle_charts()
    settle(window)
    settle(window)
    seen.note(page, "statistics")
    page.show_grid()


def _furnish(window: Window) -> None:
    """What the sample ward has none of: a step and a link inside the task that is at hand, and the item it leads to."""
    workspace = window.desk.workspace
    task, item = own_task(window), workspace.content.recent(1)[0]
    workspace.plans.inside.add_steps(task.id, ["Soạn bài"])
    workspace.plans.inside.add_note(task.id, "Đã gọi điện")
    workspace.plans.inside.link(task.id, ("content", item.id))
    window.desk.changed.emit(Changes(frozenset({"plans", "content"})))
    show(window, "plans").show_record(task.id)
    show(window, "content").show_record(item.id)


def _note_dialog(seen: Tour, dialog: QWidget, page_id: str) -> None:
    if not isinstance(dialog, QFileDialog | QPrintDialog):  # Qt's own
        seen.note(dialog, page_id)


def _rare_cards(window: Window) -> list[tuple[str, Callable[[], QDialog]]]:
    workspace = window.desk.workspace
    people, clock = workspace.office.approvers(), workspace.clock
    show(window, "today")
    rows = [line.row for line in window.page("today").list.table.lines() if line.row is not None]
    show(window, "statistics")
    figures, period = window.page("statistics").figures, window.page("statistics").period
    line, report = figures.grid.table.line(1).row, figures.report()
    target = workspace.targets.one("R-12", 2026)
    equipment = EquipmentSection(window.desk)
    cluster = equipment.opening(next(one for one in equipment.rows() if one.is_cluster))
    item = workspace.content.recent(1)[0]
    piece = Contribution("", item.id, item.title, "Đài", window.desk.today, None)
    inventory = workspace.broadcast.inventory
    inventory.note_unknown_clusters(inventory.the_station().id, ["TDP 99"])
    waiting = equipment.more([])
    airing = window.page("schedule").facts.airings[0]
    lifted = Held.of(airing).by(5)
    board_text = BoardText("", "", frozenset(), START, START)
    taken = SimpleNamespace(
        file="a.csv", lines=("a",), rejected=[SimpleNamespace(row=1, code="title_missing")], date_example="",
        opened=True,
    )  # fmt: skip
    board = Board("b", "15/QĐ-UBND", START, START)
    member = MemberRow(BoardMember("m", "b", "An", "", Duty.HEAD, START), board)
    given = Authorisation("a", "02/UQ", "An", "", START, START, START, frozenset({Scope.RELAYS}))
    places = Neighbourhoods(window.desk)
    asked = [
        *(asking for asking in equipment_cards(equipment, places) if asking is not None),
        Boards(window.desk).opening(board),
        BoardMembers(window.desk).opening(member),
        BoardMembers(window.desk).card([board]),
        Authorisations(window.desk).opening(given),
        CityCatalogueSection(window.desk).asking(workspace.folder, Looked("a.toml", ())),
        *pc_cards(WardPcs(window.desk)),
    ]
    return [
        ("settings", lambda: FormCard(waiting.title, waiting.main_text, waiting.fields, waiting.take, parent=window)),
        *(
            ("settings", lambda one=one: FormCard(one.title, one.main_text, one.fields, one.take, parent=window))
            for one in asked
        ),
        ("settings", lambda: CopyMadeCard(workspace.folder, ["Mang đi"], 1, window)),
        ("settings", lambda: RescueCard(workspace.folder, "", "Đóng phần mềm", window)),
        ("settings", lambda: FormCard(cluster.title, cluster.main_text, cluster.fields, cluster.take, parent=window)),
        ("schedule", lambda: ChooseItemsCard("Số", "", [], [], lambda *_: None, parent=window)),
        ("schedule", lambda: result_card(airing, Outcome.PARTIAL, lambda _: None, window)),
        (
            "schedule",
            lambda: reach_card(lifted, reach_of(airing, lifted.start, airing.seconds), lambda _: None, window),
        ),
        ("schedule", lambda: BoardsCard(window.page("schedule"))),
        ("schedule", lambda: text_card(board_text, [], {"b": "Chợ"}, clock, lambda _: None, window)),
        ("schedule", lambda: OutcomeCard(taken, window)),
        ("schedule", lambda: unplanned_card(window.page("schedule"), window.page("schedule").station(), START)),
        ("schedule", lambda: PublishCard(window.page("schedule"), publication(airing))),
        ("schedule", lambda: ReadingCard("a.csv", LOG, lambda _: ([], []), lambda _: None, parent=window)),
        ("schedule", lambda: WaitingCard(window)),
        ("schedule", lambda: WaysCard(a_way_out(airing), window)),
        ("schedule", lambda: LookupCard(window.page("schedule"), inventory.clusters()[:2], START)),
        ("schedule", lambda: CompareCard(window.page("schedule"))),
        *(
            ("schedule", lambda one=one: paper_days_card(Asked(one, START, START), clock, lambda _: None, window))
            for one in (Paper.DAY, Paper.LOG)
        ),
        ("plans", lambda: together_card(workspace.plans.tasks()[:2], people, lambda _: None, window)),
        ("plans", lambda: new_plan_card(clock, 2026, lambda _: None, window)),
        ("plans", lambda: SkippedCard([Skipped(1, 1, "empty_row", "")], window)),
        ("statistics", lambda: papers_card(lambda _: None, window)),
        ("statistics", lambda: FreezeCard(period, report, "", window)),
        ("statistics", lambda: correction_card(period, report, [], lambda _: None, window)),
        ("statistics", lambda: manual_card(SimpleNamespace(version=1), clock, "", lambda _: None, window)),
        ("statistics", lambda: reference_card(SimpleNamespace(version=1), clock, "", lambda _: None, window)),
        ("statistics", lambda: BehindCard([], window)),
        ("sync", lambda: putting_card(window.page("sync"), "Bài", lambda _: None)),
        ("today", lambda: FiguresCard((), window)),
        ("statistics", lambda: paper_card(SimpleNamespace(version=1), clock, None, None, lambda _: None, window)),
        ("statistics", lambda: reason_card([(line, Decimal(1))], lambda _: None, window)),
        ("statistics", lambda: carried_card(line, ["2026-01"], [], "", lambda _: None, window)),
        ("statistics", lambda: number_card(target, clock, "", lambda _: None, window)),
        ("statistics", lambda: level_card(target, clock, lambda _: None, window)),
        ("content", lambda: IntakeCard([], workspace.intake.last_answer(), workspace.usual_classes(), clock, window)),
        ("content", lambda: approval_card("Bài", lambda _: people, clock, lambda _: None, window)),
        ("content", lambda: TickCard("In phiếu trình", "Xem phiếu", listed([], set()), lambda _: None, parent=window)),
        ("content", lambda: signed_card(window.desk, None, ITEMS, (), lambda _: None, window)),
        ("content", lambda: terms_card(ITEMS[0], (), clock, lambda _: None, window)),
        ("content", lambda: send_back_card("Bài", lambda _: None, window)),
        ("content", lambda: withdrawal_card("Bài", lambda _: people, clock, lambda _: None, window)),
        (
            "content",
            lambda: TickCard("Chủ đề của bài", "Lưu", TickList("Chủ đề", "", []), lambda _: None, parent=window),
        ),
        ("content", lambda: contribution_card(item, 1, [piece], clock, ("", None, None), window)),
        ("topics", lambda: copy_card(2025, 2026, [], lambda _: None, window)),
        ("topics", lambda: WhyCard("", [], "", lambda *_: None, parent=window)),
        ("year", lambda: tasks_card(2027, YearOfTasks((), (), (), ()), lambda _: None, window)),
        ("year", lambda: days_card(2027, [], lambda _: None, window)),
        ("year", lambda: reports_card(2027, [], window)),
        ("today", lambda: partial_card(rows[0], lambda _: None, window)),
    ]


def pc_cards(pcs: WardPcs) -> list[Ask]:
    """What the keys of Máy của đơn vị open."""
    row = PcLine("a", "Máy đài", False, "chưa nhận được gì", "", START, None)
    return [pcs.sharing(), pcs.opening(row), pcs.retiring(row)]


def equipment_cards(equipment: EquipmentSection, places: Neighbourhoods) -> list[Ask | None]:
    """What the keys of the sections about equipment open, with something in each list."""
    workspace = equipment.desk.workspace
    workspace.neighbourhoods.add("Tổ dân phố 1", START)
    boards, book = NoticeBoards(equipment.desk), FaultBook(equipment.desk)
    workspace.equipment.boards.add(NoticeBoard("", "BT 1", "", ""), Display.LED, START)
    cluster = next(one for one in equipment.rows() if one.is_cluster)
    workspace.equipment.faults.note(workspace.broadcast.inventory.the_station().id, equipment.desk.today, "Hỏng")
    line = book.rows()[0]
    asked = [places.adding(), places.opening(places.rows()[0]), *(deed.ask([cluster]) for deed in equipment.deeds())]
    asked += [equipment.opening_many([cluster, cluster]), boards.adding(), boards.opening(boards.rows()[0])]
    asked += [*(deed.ask(boards.rows()) for deed in boards.deeds()), book.adding(), book.opening(line)]
    asked += [deed.ask([line]) for deed in book.deeds()]
    workspace.equipment.faults.repair(line.id, equipment.desk.today, "Thay")
    return [*asked, book.opening(book.rows()[0])]


def focusable(tree: QWidget) -> list[QWidget]:
    """What Tab or the mouse brings the keyboard to now."""
    return [
        one
        for one in tree.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and one.window() is tree.window()
        and not isinstance(one.parentWidget(), QComboBox)
    ]


def _note_inbox(seen: Tour, window: Window) -> None:
    """The buttons of all that may wait on Hôm nay, of which the sample ward has few."""
    from ttcs_desktop.agenda.inbox import Waiting
    from ui.kit.shell import ToolRow
    from ui.pages.today.inbox import InboxRow

    tools = ToolRow("Hôm nay")
    inbox = InboxRow(window.desk, tools, QWidget())
    inbox.show_waiting(Waiting(("a",), ("b",), ("c",), ("d",), window.desk.workspace.clock.now(), ("e",)))
    seen.note(tools, "today")
