"""Ctrl+K and F3: the box over everything. Asks the record's finder, shows what it found, opens it on its page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ttcs_desktop.agenda.search import Among, Hit, Hits
from ttcs_desktop.agenda.wording import KINDS_FOUND
from ttcs_desktop.basics.errors import Trouble
from ui.kit import keys
from ui.kit.jobs import Reporter
from ui.kit.messages import message_of
from ui.kit.search_box import SearchBox
from ui.kit.search_list import SearchLine, SearchList
from ui.pages.desk import Desk
from ui.workflows.messages import SUBJECTS

FILTERS: tuple[tuple[Among, str], ...] = (
    (Among.ALL, "Tất cả"),
    (Among.TASKS, "Nhiệm vụ"),
    (Among.CONTENT, "Tin, bài"),
    (Among.SCHEDULE, "Lịch phát"),
    (Among.REPORTS, "Báo cáo"),
    (Among.LISTS, "Danh mục"),
    (Among.BIN, "Thùng rác"),
)
_ICONS = {
    "plan": "scroll-text",
    "task": "list-checks",
    "item": "file-text",
    "slot": "calendar-days",
    "report": "chart-column",
    "paper": "file-check",
    "entry": "file-check",
    "contribution": "send",
    "column": "newspaper",
    "cluster": "speaker",
    "station": "radio-tower",
    "person": "circle-user-round",
    "agency": "landmark",
    "respondent": "landmark",
    "agency_report": "file-text",
    "topic": "list-tree",
}
_PAGES = {"task": "plans", "plan": "plans", "item": "content", "topic": "topics", "slot": "schedule"}
_REPORT_KINDS = ("report", "paper", "entry", "respondent", "agency_report")
_REPORT_PAGE, _OTHER_PAGE = "statistics", "settings"
_REMEMBERED = 8
_HINT = "Tìm việc, bài, văn bản, số liệu…"
_HELP = "Gõ có dấu hay không dấu đều được. Có thể gõ số văn bản như 184/KH, ngày như 28/10. Esc: đóng."


def page_of(hit: Hit) -> str:
    """The page that shows a record of this kind."""
    return _REPORT_PAGE if hit.kind in _REPORT_KINDS else _PAGES.get(hit.kind, _OTHER_PAGE)


class _KeyKeeper(QObject):
    """On Linux a text field takes Ctrl+K for itself and cuts its line; here the key opens the search everywhere."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = event.key() == Qt.Key.Key_K and keys.held(event) == Qt.KeyboardModifier.ControlModifier
            if is_ours:
                event.ignore()
                return True
        return False


def _is_taken_by_fields() -> bool:
    return QKeySequence("Ctrl+K") in QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteEndOfLine)


class SearchPalette(QObject):
    """The window's search: `box` stands in the top bar."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finder = desk.workspace.finder
        self._among = Among.ALL
        self._opened: list[str] = []
        self._building = False
        self.list = SearchList([words for _, words in FILTERS])
        self.box = SearchBox(_HINT, self.list, name="Tìm trong mọi mục", key="Ctrl+K")
        self.box.wanted.connect(self._ask)
        self.list.taken.connect(self._open)
        self.list.filtered.connect(self._filter)
        desk.wanted.connect(self._note_opened)
        app = QApplication.instance()
        if app is not None and _is_taken_by_fields():
            app.installEventFilter(_KeyKeeper(self))

    def begin(self) -> None:
        """Ctrl+K, F3: take the focus and look everywhere."""
        if not self.box.hasFocus():
            self._among = Among.ALL
            self.list.choose_filter(0)
        self.box.begin()

    def prepare(self) -> None:
        """Build the index of a file that an older program made, in a job."""
        if self._building or self._finder.is_built() or not self._finder.can_build():
            return
        self._building = True
        workspace = self._desk.workspace

        def build(_reporter: Reporter) -> None:
            again = workspace.again()
            try:
                again.finder.build()
            finally:
                again.close()

        self._desk.jobs.start(build, lambda _: self._built(), self._not_built)

    def _built(self) -> None:
        self._building = False
        if self.box.hasFocus() and self.list.isVisible():
            self._ask(self.box.typed())

    def _not_built(self, failure: Exception) -> None:
        self._building = False
        self.list.say(_told(failure) if isinstance(failure, Trouble) else "Chưa lập được mục lục tìm kiếm.")

    def _filter(self, number: int) -> None:
        self._among = FILTERS[number][0]
        self._ask(self.box.typed())

    def _ask(self, text: str) -> None:
        try:
            lines, foot = self._answer(text)
        except Trouble as trouble:
            lines, foot = [], _told(trouble)
        self.list.offer(lines, foot)
        self.box.show_list()

    def _answer(self, text: str) -> tuple[list[SearchLine], str]:
        if not self._finder.is_built():
            self.prepare()
            return [], _WAIT if self._building else _READ_ONLY
        if not text and self._among is Among.ALL:
            return self._before_typing()
        found = self._finder.find(text, self._among)
        return _grouped(found.hits), _foot(found, text)

    def _before_typing(self) -> tuple[list[SearchLine], str]:
        """The records opened last; before the first one, those that were saved last."""
        opened = self._finder.opened(self._opened)
        heading, hits = ("Vừa mở", opened) if opened else ("Vừa sửa", self._finder.last_changed(_REMEMBERED))
        return [SearchLine(heading), *map(_line, hits)] if hits else [], _HELP

    def _open(self, hit: object) -> None:
        if not isinstance(hit, Hit):
            return
        if hit.buried and all(entry.id != hit.id for entry in self._desk.workspace.bin.entries()):
            self.list.say(
                f"“{hit.title}” đã bỏ cùng mục khác hoặc đã lâu, không mở riêng được. Xem Cài đặt, Thùng rác."
            )
            return
        self.box.close_list()
        self.box.clearFocus()
        self._desk.go(_OTHER_PAGE if hit.buried else page_of(hit), hit.id)

    def _note_opened(self, _page: str, record_id: str) -> None:
        if record_id:
            self._opened = [record_id, *(one for one in self._opened if one != record_id)][:_REMEMBERED]


_WAIT = "Đang lập mục lục tìm kiếm cho sổ cũ, chờ một chút. Kết quả sẽ tự hiện."
_READ_ONLY = "Sổ này chỉ mở để xem và chưa có mục lục tìm kiếm, nên chưa tìm được."


def _grouped(hits: Sequence[Hit]) -> list[SearchLine]:
    """Under the name of their group, the group of the best hit first; the order within a group stays."""
    groups = [(words, among.kinds) for among, words in FILTERS]
    place = {kind: number for number, (_, kinds) in enumerate(groups) for kind in kinds}
    first: dict[int, int] = {}
    for at, hit in enumerate(hits):
        first.setdefault(place[hit.kind], at)
    lines: list[SearchLine] = []
    ordered = sorted(hits, key=lambda hit: first[place[hit.kind]])
    for number, members in groupby(ordered, key=lambda hit: place[hit.kind]):
        lines.append(SearchLine(groups[number][0]))
        lines += map(_line, members)
    return lines


def _line(hit: Hit) -> SearchLine:
    note = KINDS_FOUND[hit.kind]
    detail = f"Trong tệp {hit.part}: {hit.snippet}" if hit.part else hit.snippet
    shift = len(detail) - len(hit.snippet)
    return SearchLine(
        title=hit.title,
        value=hit,
        title_spans=hit.title_spans,
        detail=detail,
        detail_spans=tuple((at + shift, long) for at, long in hit.snippet_spans),
        note=f"{note}, trong thùng rác" if hit.buried else note,
        icon="trash-2" if hit.buried else _ICONS[hit.kind],
    )


def _foot(found: Hits, text: str) -> str:
    left = found.total - len(found.hits)
    if not text:
        return "Gõ chữ cần tìm trong nhóm này."
    if not found.hits:
        return "Không tìm thấy. Thử ít chữ hơn, hoặc bấm Tab để tìm trong nhóm khác."
    if left > 0:
        return f"Còn {'hơn ' if found.more else ''}{left} kết quả. Gõ thêm chữ để thu hẹp."
    return f"{len(found.hits)} kết quả. Mũi tên: chọn, Enter: mở, Esc: đóng."


def _told(trouble: Trouble) -> str:
    return message_of(trouble, SUBJECTS).text()
