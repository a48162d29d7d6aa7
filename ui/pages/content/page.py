"""Nội dung: the items at the left, the text of one at the right, one button that names the next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Item, ItemState
from ttcs_desktop.content.wording import terms_line
from ui.kit import theme
from ui.pages.attachments import AttachmentList
from ui.pages.content.about import About
from ui.pages.content.draft import Draft
from ui.pages.content.editor import Editor
from ui.pages.content.intake import Receiving
from ui.pages.content.item_list import ItemList
from ui.pages.content.keeping import Keeping
from ui.pages.content.links import ItemLinks
from ui.pages.content.listening import listen_to
from ui.pages.content.received_line import open_copy
from ui.pages.content.steps import Steps
from ui.pages.content.uses import DAYS
from ui.pages.page import Page

_NEW = ""
_PAUSE_MS = 1_000
_NOT_CLOSED = "Bài này chưa lưu được nên chưa đóng. Đóng lần nữa thì bỏ những chữ chưa lưu."


class ContentPage(Page):
    """Items from the first word to the approver's yes.

    Words are never lost: leaving an item saves it, and so do leaving the page and closing the window. What the record
    would not take is kept and stands there again when the officer comes back; the window does not close over it unsaid.
    """

    TITLE = "Nội dung"
    SHOWS = frozenset({"content", "broadcast", "office", "plans", "statistics", "attachments"})

    _based_on: int | None = None  # the line of the history up to which the typed words know the record

    def build(self) -> None:
        self._current: str | None = None
        self._before = _NEW
        self._column_names: dict[str, str] = {}
        self.add_tool("Thêm", self.start_new, icon="plus", key="F4")
        self._edit_tool = self.add_tool("Sửa", self._edit, icon="pencil", key="F2")
        self._save_tool = self.add_tool("Lưu", self.save, icon="save", key="Ctrl+S")
        self._remove_tool = self.add_tool("Xóa", self.remove, icon="trash-2", key="Delete")
        self.receiving = Receiving(self.desk, self, self.saved_here)
        self.add_tool("Nhận bài…", self.receiving.ask, icon="download", key="Ctrl+O")
        self.add_tool("Chủ đề năm", lambda: self.desk.go("topics"), icon="list-tree", key="Ctrl+T")
        self.add_tool("In phiếu trình", lambda: self.steps.print_sheet(self), icon="printer", key="Ctrl+P")
        self.items = ItemList()
        self.items.dropped.connect(lambda paths: self.guard(lambda: self.receiving.read(paths)))
        self.receiving.received.connect(self.show_record)
        self.receiving.left.connect(lambda: self.items.setFocus(Qt.FocusReason.OtherFocusReason))
        self.receiving.troubled.connect(self.tell)
        self.items.picked.connect(self._turn_to)
        self.items.removed.connect(lambda: self.guard(self.remove))
        self.items.wanted.connect(lambda _: self._show_list())
        self.items.filter.changed.connect(self._show_list)
        self.steps = Steps(self.desk, self)
        self.steps.troubled.connect(self.tell)
        self._keeping = Keeping(self.desk.workspace.content, self.desk.workspace.drafts, self.steps.tell)
        self.editor = Editor(AttachmentList(self.desk, fills=True))
        self.about = About(self.desk, self.editor, self.steps)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._keeping.note(self.editor.draft(), changed=self.editor.is_changed()))
        # Not put off by the next key: who types without a pause is kept every second too.
        self.editor.typed.connect(lambda: self._pause.isActive() or self._pause.start())
        self.editor.typed.connect(self._show_tools)
        self.items.opened.connect(self.editor.enter_text)
        self.editor.uses.wanted.connect(self.desk.go)
        self.editor.uses.shown.connect(lambda: self.guard(self.about.show_uses))
        self.editor.versions.shown.connect(lambda: self.guard(self.about.show_versions))
        self.editor.versions.wanted.connect(
            lambda one: self.guard(lambda: self.saved_here() and self.about.bring_back(one))
        )
        self.reading = listen_to(self.desk, self, self.editor)
        self.editor.steps.step.connect(lambda: self.guard(self.next_step))
        self.editor.received.asked.connect(lambda one: self.guard(lambda: open_copy(self.desk.workspace.intake, one)))
        self.links = ItemLinks(self, self.editor, self.saved_here)
        self.editor.left.connect(lambda: self.guard(self._leave_editor))
        self.editor.steps.withdraw.connect(lambda: self.guard(lambda: self._with_item(self.steps.withdraw)))
        for pressed, act in (
            (self.editor.steps.send_back, self.steps.send_back),
            (self.editor.standing.terms.clicked, self.steps.set_terms),
        ):
            pressed.connect(lambda _=False, act=act: self.guard(lambda: self._with_item(act)))
        self.body.addWidget(self.receiving.progress)
        both = QSplitter(Qt.Orientation.Horizontal)
        self.body.addWidget(both, 1)
        _put_side_by_side(both, self.items, self.editor)
        self.setFocusProxy(self.items)

    def reload(self) -> None:
        workspace, today = self.desk.workspace, self.desk.today
        self._column_names = {one.id: one.name for one in workspace.content.columns()}
        coming = workspace.broadcast.timetable.days(today, today + dt.timedelta(days=DAYS - 1))
        self.about.note_airings(coming, workspace.agenda.unconfirmed())
        if self._current and not self.editor.is_changed() and not workspace.content.is_there(self._current):
            self._current = None  # its coming was taken back
        self._show_list()
        if self._current is None:
            self._recover()
        if self._current is None:
            newest = workspace.content.recent(1)
            self._current = newest[0].id if newest else _NEW
            self._show_list()
            self._show_current()
        elif self._current and (opened := self.editor.item()) is not None and opened.id == self._current:
            self._open_item(self._current, refreshing=True)

    def show_record(self, record_id: str) -> None:
        sheet = self.desk.workspace.content.sheets.find(record_id)
        record_id = sheet.covers[0][0] if sheet is not None else record_id
        if self.guard(lambda: self.desk.workspace.content.item(record_id)):
            self.items.search.clear()
            self.items.filter.set_value(None)
            self._turn_to(record_id)
            self._show_list()

    def _recover(self) -> None:
        """Open what was being typed when the program went without closing, and say so."""
        found = self._keeping.recover()
        if found:
            self._current = found[-1]
            self._show_list()
            self._show_current()
            more = f" Còn {len(found) - 1} bài nữa như vậy." if len(found) > 1 else ""
            self._banner.say("warn", f"Đã lấy lại chữ chưa kịp lưu của lần trước. Bấm Ctrl+S để lưu.{more}")
            self._banner.show()

    def start_new(self) -> None:
        """Open an empty item; what was being typed is saved first, in a new item too. What cannot be saved stays."""
        if not self.saved_here():
            return
        self._turn_to(_NEW)
        self._show_list()
        self.editor.fields.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save what was typed; what is missing is said at its field."""
        if self.editor.is_changed() or self.editor.item() is None:
            try:
                self._write(self.editor.draft())
            except InvalidInput as trouble:
                if not self.editor.show_trouble(trouble):
                    raise

    def next_step(self) -> None:
        """Save, then hand in or approve. A text that changed on the way goes back to its first step and stays there."""
        before = self.editor.item()
        self.save()
        item = self.editor.item()
        if item is None or self.editor.is_changed() or (before is not None and before.state is not item.state):
            return
        try:
            if self.about.way is not None:
                self.steps.go_on(item, self.about.way)
        except InvalidInput as trouble:
            if not self.editor.show_trouble(trouble):
                raise

    def _with_item(self, act: Callable[[Item], None]) -> None:
        """Do something with the open item; what was typed is saved first, and a step it changed is not taken then."""
        before, saved = self.editor.item(), self.saved_here()
        item = self.editor.item()
        if saved and item is not None and before is not None and before.state is item.state:
            act(item)

    def remove(self) -> None:
        """Put a draft into the recycle bin."""
        item = self.editor.item()
        if item is None or item.state is not ItemState.DRAFT:
            return
        changes = self.desk.workspace.content.remove(item.id)
        self.editor.settle()
        self._current = None
        self.desk.publish(changes, f"Đã đưa “{item.title}” vào thùng rác.")
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)  # the page hears of the closing while the record is still open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window() and not self._may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._pause.stop()
            if not self._save_unasked():
                self._keeping.note(self.editor.draft(), changed=self.editor.is_changed())
        super().hideEvent(event)

    def _leave_editor(self) -> None:
        """Esc: save what was typed and go to the list; a new item with nothing in it gives way to the one before."""
        if not self.saved_here():
            return
        if self.editor.item() is None:
            known = [one.id for one in self.desk.workspace.content.items()]
            if known:
                self._turn_to(self._before if self._before in known else known[0])
                self._show_list()
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved_here(self) -> bool:
        """Save what was typed, if anything; False when it was refused, which is said at its place."""
        if self.editor.is_changed():
            self.save()
        return not self.editor.is_changed()

    def _may_close(self) -> bool:
        """Save everything before the window goes. What cannot be saved holds it open once, with the reason shown.

        Only once: a record that takes nothing any more (a full disk) must not make the window impossible to close.
        """
        held = self._keeping.held
        saved = self.guard(self._keeping.record_waiting) and not self._keeping.waiting
        told = "" if self._banner.isHidden() else self._banner.text()
        if self.editor.is_changed() and not (self.guard(self.saved_here) and not self.editor.is_changed()):
            saved = False
            told = "" if self._banner.isHidden() else self._banner.text()
        if saved or held:
            return True
        self.desk.go("content")
        if not self.editor.is_changed():
            self.guard(lambda: self._turn_to(next(iter(self._keeping.waiting))))
            self._show_list()
        self._banner.say("warn", f"{told} {_NOT_CLOSED}".strip())
        self._banner.show()
        self._keeping.held = True
        return False

    def _turn_to(self, item_id: str) -> None:
        """Open another item; what was typed is saved before, or kept when the record would not take it."""
        if item_id != self._current:
            if item_id == _NEW:
                self._before = self._current or _NEW
            self._current = item_id
            if self.editor.is_changed() and not self._save_unasked():
                self._keeping.put_by(self.editor.draft())
            self._show_current()

    def _save_unasked(self) -> bool:
        """Save what was typed if it is fit to be saved."""
        draft = self.editor.draft()
        return self.editor.is_changed() and draft.is_valid and self.guard(lambda: self._write(draft))

    def _write(self, draft: Draft) -> None:
        others = self.desk.workspace.ledger.others
        with others.based_on(self._based_on):
            based_on, self._based_on = self._based_on, None  # refused once, a second press means it
            item = self._keeping.record(draft)
            self._based_on = based_on
        if self._current == draft.item_id:
            self._current = item.id
        self.editor.settle()
        self.steps.tell(item, f"Đã lưu “{item.title}”.")
        if self._current == item.id:
            self._show_current()
            self._show_list()

    def _show_list(self) -> None:
        """The last touched items; all of them as soon as something is looked for."""
        content = self.desk.workspace.content
        asked = bool(self.items.search.text().strip()) or self.items.filter.value() is not None
        items = content.items() if asked else content.recent()
        if self._current and all(one.id != self._current for one in items):
            items = content.items()  # an old item was opened: it stands in the list too
        lacking = self.desk.workspace.transfers.awaited().keys()
        self.items.show_items(items, self._column_names, self._current or "", self.desk.today, lacking)

    def _show_current(self) -> None:
        if not self._current:
            today = self.desk.today
            columns = [(one.id, one.name) for one in self.desk.workspace.content.columns() if one.valid_on(today)]
            usual = self.desk.workspace.usual_classes()
            self.editor.show_new(self._keeping.waiting.pop(_NEW, None), columns, usual)
            self.about.show_nothing()
            self._show_tools()
        else:
            self._open_item(self._current, refreshing=False)

    def _open_item(self, item_id: str, *, refreshing: bool) -> None:
        content = self.desk.workspace.content
        item = content.item(item_id)
        versions = content.versions(item_id)
        name = self._column_names.get(item.column_id or "", "")
        self.editor.terms = terms_line(item, self.desk.today)
        if not (refreshing and self.editor.is_changed()):
            self._based_on = self.desk.workspace.ledger.others.seen
        if refreshing:
            self.editor.refresh(item, versions, name)
        else:
            self.editor.show_item(item, versions, name, self._keeping.waiting.pop(item_id, None))
        self.about.show(item, versions)
        self._show_tools()

    def _edit(self) -> None:
        if self.editor.is_locked():
            self.editor.unlock()
        else:
            self.editor.enter_text()

    def _show_tools(self) -> None:
        self._keeping.held = False
        item = self.editor.item()
        self._save_tool.setEnabled(self.editor.is_changed())
        self._remove_tool.setEnabled(item is not None and item.state is ItemState.DRAFT)
        closed = item is None or item.state in (ItemState.WITHDRAWN, ItemState.ARCHIVED)
        self._edit_tool.setEnabled(not closed)


def _put_side_by_side(both: QSplitter, items: ItemList, editor: Editor) -> None:
    """The list at the left, the open item at the right."""
    both.setChildrenCollapsible(False)
    px = theme.current().px
    for at, (part, least, share) in enumerate(((items, 260, 2), (editor, 420, 3))):
        both.addWidget(part)
        part.setMinimumWidth(px(least))
        both.setStretchFactor(at, share)
    both.setSizes([px(380), px(560)])
