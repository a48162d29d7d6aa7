"""What the search box answers: the record's finder asked, its hits as lines under the names of their groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from ttcs_desktop.agenda.search import Among, Hit, Hits
from ttcs_desktop.agenda.wording import KINDS_FOUND
from ttcs_desktop.basics.errors import Trouble
from ui.kit.jobs import Reporter
from ui.kit.messages import message_of
from ui.kit.search_list import SearchLine, SearchList
from ui.pages.desk import Desk
from ui.workflows.messages import SUBJECTS

FILTERS: tuple[tuple[Among, str], ...] = (
    (Among.ALL, "Tất cả"),
    (Among.TASKS, "Nhiệm vụ"),
    (Among.CONTENT, "Tin, bài"),
    (Among.SCHEDULE, "Lịch phát"),
    (Among.REPORTS, "Báo cáo"),
    (Among.DIRECTIVES, "Văn bản"),
    (Among.LISTS, "Danh mục"),
    (Among.BIN, "Thùng rác"),
)
_ICONS = {
    "plan": "scroll-text",
    "task": "list-checks",
    "directive": "files",
    "item": "file-text",
    "topic": "list-tree",
    "holiday": "calendar",
    "slot": "calendar-days",
    "report": "chart-column",
    "paper": "file-check",
    "entry": "file-check",
    "contribution": "send",
    "column": "newspaper",
    "cluster": "speaker",
    "station": "radio-tower",
    "notice_board": "monitor-speaker",
    "fault": "triangle-alert",
    "person": "circle-user-round",
    "agency": "landmark",
    "board": "users",
    "neighbourhood": "map-pin",
    "authorisation": "shield-check",
    "sheet": "file-check",
    "respondent": "landmark",
    "agency_report": "file-text",
}
_PAGES = {
    "task": "plans",
    "plan": "plans",
    "directive": "directives",
    "item": "content",
    "topic": "topics",
    "slot": "schedule",
}
_REPORT_KINDS = ("report", "paper", "entry", "respondent", "agency_report")
_REPORT_PAGE, _OTHER_PAGE = "statistics", "settings"
_REMEMBERED = 8
_HELP = "Gõ có dấu hay không dấu đều được. Có thể gõ số văn bản như 184/KH, ngày như 28/10. Esc: đóng."


def make_list() -> SearchList:
    """The list below the box, with our filters."""
    return SearchList([words for _, words in FILTERS])


def page_of(hit: Hit) -> str:
    """The page that shows a record of this kind; what was removed is shown where it can be put back."""
    if hit.buried:
        return _OTHER_PAGE
    return _REPORT_PAGE if hit.kind in _REPORT_KINDS else _PAGES.get(hit.kind, _OTHER_PAGE)


class Answers:
    """The finder of the open record, the filter that holds, and what was opened last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._finder = desk.workspace.finder
        self._among = Among.ALL
        self._building = False

    def look_among(self, number: int) -> None:
        """Take a filter by its number."""
        self._among = FILTERS[number][0]

    def to(self, text: str, opened: Sequence[str], changed: Callable[[str], None]) -> tuple[list[SearchLine], str]:
        """The lines that answer a text, and the word below them.

        Args:
            opened: ids of the records that were opened last; they stand there before anything is typed.
            changed: told, with what went wrong or nothing, when an index that had to be built first is there.
        """
        try:
            if not self._finder.is_built():
                self.prepare(changed)
                return [], _WAIT if self._building else _READ_ONLY
            if not text and self._among is Among.ALL:
                return self._before_typing(opened)
            found = self._finder.find(text, self._among)
        except Trouble as trouble:
            return [], _told(trouble)
        return _grouped(found.hits), _foot(found, text)

    def prepare(self, done: Callable[[str], None]) -> None:
        """Build the index of a file that an older program made, in a job; `done` gets what went wrong, or nothing."""
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

        def tell(words: str) -> None:
            self._building = False
            done(words)

        def fail(failure: Exception) -> None:
            tell(_told(failure) if isinstance(failure, Trouble) else "Chưa lập được mục lục tìm kiếm.")

        self._desk.jobs.start(build, lambda _: tell(""), fail)

    def is_out_of_reach(self, hit: Hit) -> bool:
        """Whether it was removed together with another record, or so long ago that it cannot be put back alone."""
        return hit.buried and all(entry.id != hit.id for entry in self._desk.workspace.bin.entries())

    def _before_typing(self, opened: Sequence[str]) -> tuple[list[SearchLine], str]:
        """The records opened last; before the first one, those that were saved last."""
        hits = self._finder.opened(list(opened))
        heading = "Vừa mở"
        if not hits:
            heading, hits = "Vừa sửa", self._finder.last_changed(_REMEMBERED)
        return [SearchLine(heading), *map(_line, hits)] if hits else [], _HELP


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
