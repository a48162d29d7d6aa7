"""Ban hành lịch tuần: what stands before it, what has changed since the last time, and the versions there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.publishing.boards import Posted
from ttcs_desktop.broadcast.publishing.model import ChangeKind, Line, Notice, Version
from ttcs_desktop.broadcast.publishing.wording import (
    CHANGES,
    counted,
    lines_words,
    standing_words,
    version_words,
    what_words,
    when_words,
)
from ttcs_desktop.broadcast.wording import RULES, SEVERITIES, explain
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import Status, Tone
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.panels import column, row
from ui.kit.table.columns import Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.week_publication import WeekPublication, read_publication
from ui.pages.schedule.words import short_date
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

TITLE = "Ban hành lịch tuần"
_TONES = {
    ChangeKind.ADDED: Tone.GOOD,
    ChangeKind.MOVED: Tone.LOOK,
    ChangeKind.ALTERED: Tone.ACCENT,
    ChangeKind.REMOVED: Tone.ALARM,
}
_ICONS = {
    ChangeKind.ADDED: "plus",
    ChangeKind.MOVED: "clock",
    ChangeKind.ALTERED: "pencil",
    ChangeKind.REMOVED: "minus",
}
_WIDTH = 800


@dataclass(frozen=True, slots=True)
class _Row:
    """A change or an airing of a version, old and new beside each other."""

    status: Status
    old: Line | Posted | None
    new: Line | Posted | None


def open_publishing(page: SchedulePage) -> None:
    """Open the card of the week that the page shows."""
    card = PublishCard(page, read_publication(page))
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


class PublishCard(FormCard):
    """Ctrl+Enter publishes, Enter on what stands in the way goes there, Ctrl+T takes the last version back."""

    def __init__(self, page: SchedulePage, facts: WeekPublication) -> None:
        self._page, self._facts = page, facts
        self._published = page.desk.workspace.published
        version = facts.standing.version
        number = facts.versions[-1].number + 1 if facts.versions else 1
        is_new = version is None or bool(facts.standing.every)
        self._is_new = is_new
        forms = [Form([one], SUBJECTS) for one in self._fields()]
        inside = QWidget()
        self._inside_card = column(inside, 8)
        words = f"Ban hành lần {number}" if is_new else "Lưu số, ngày"
        super().__init__(TITLE, words, forms, self._publish, inside=inside, width=_WIDTH, parent=page)
        self._inside_card.addWidget(label(f"{facts.title}. {standing_words(facts.standing)}", "strong", wrap=True))
        self._say_what_stands_before()
        if facts.board_troubles:
            told = f"Bảng tin còn {facts.board_troubles} chỗ vướng: Esc rồi Ctrl+J để xem."
            self._inside_card.addWidget(label(told, "text", "amber", wrap=True))
        self.view = Choice(self._views(), name="Xem")
        self.view.changed.connect(self._show)
        self.list = self._changes_table()
        if facts.versions:
            self._add_versions()
        line = row(holder := QWidget(), 12)
        for form in forms:
            line.addWidget(form, 1)
        holder.setVisible(self._may_be_kept)
        self._inside_card.addWidget(holder)
        self.main.setEnabled(self._may_be_kept)
        if version is not None and not is_new and version.notice is not None:
            self.set_values({"number": version.notice.number, "day": version.notice.day})

    @property
    def _may_be_kept(self) -> bool:
        return not self._is_new or not self._facts.hindrances.blocking

    def _fields(self) -> list[FormField]:
        number, day = TextField("45/TB-UBND", max_length=60), DateEdit(self._page.desk.workspace.clock)
        fields = [
            FormField("number", "&Số thông báo, nếu đã có", number),
            FormField("day", "N&gày thông báo", day),
        ]
        if self._is_new and self._facts.hindrances.asking:
            options = [(False, "Chưa quyết định"), (True, "Đã xem, giữ như vậy")]
            fields.insert(0, FormField("decided", "&Quyết định của anh chị", Choice(options)))
        return fields

    def _add_versions(self) -> None:
        line = row(holder := QWidget(), 8)
        line.addWidget(self.view, 1)
        version = self._facts.standing.version
        if version is not None:
            back = KeyButton(f"Thu hồi lần {version.number}", icon="undo-2", key="Ctrl+T", size=Size.SMALL)
            back.clicked.connect(self._recall)
            line.addWidget(back)
        self._inside_card.addWidget(holder)
        self._inside_card.addWidget(self.list)
        self._show()

    def _say_what_stands_before(self) -> None:
        blocking, asking = self._facts.hindrances.blocking, self._facts.hindrances.asking
        listed: tuple[Finding, ...] = ()
        if not self._is_new:
            told = f"Lịch đang soạn còn {len(blocking)} chỗ phải xử lý (F7); xong mới ban hành lần tiếp theo được."
            ink = "amber"
        elif blocking:
            told = f"Còn {len(blocking)} chỗ phải xử lý nên chưa ban hành được. Enter: tới chỗ ấy."
            ink, listed = "red", blocking
        else:
            told, ink, listed = f"Có {len(asking)} chỗ chờ anh chị quyết định. Enter: tới chỗ ấy.", "amber", asking
        if listed or (blocking and not self._is_new):
            self._inside_card.addWidget(label(told, "text", ink, wrap=True))
        elif self._facts.standing.version is None:
            told = f"Giữ lại {self._facts.airings} buổi đúng như bây giờ. Sửa lịch sau đó thì phần mềm kể chỗ khác."
            self._inside_card.addWidget(label(told, wrap=True))
        if listed:
            self._inside_card.addWidget(self._findings_table(listed))

    def _findings_table(self, findings: Sequence[Finding]) -> GridView:
        names = self._facts.clusters
        columns: list[Column[Finding]] = [
            Column("Vướng gì", _rule, width=270, second=_where),
            Column("Lý do và cách gỡ", lambda one: explain(one, names), tip=lambda one: explain(one, names)),
        ]
        made = GridView(
            columns,
            name="Chỗ vướng, Enter tới chỗ ấy",
            key=lambda one: (one.rule, one.a.id, one.b.id if one.b else ""),
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self._frame(made)
        made.show_rows(findings)
        made.opened.connect(self._go_to)
        return made

    def _changes_table(self) -> GridView:
        facts = self._facts
        columns: list[Column[_Row]] = [
            Column("Thay đổi", lambda one: one.status, width=130),
            Column(
                "Đã ban hành",
                lambda one: when_words(one.old),
                width=300,
                second=lambda one: what_words(one.old, facts.clusters, facts.items),
                look=lambda one: Look(ink="text2", struck=one.new is None),
            ),
            Column(
                "Nay",
                lambda one: when_words(one.new),
                second=lambda one: what_words(one.new, facts.clusters, facts.items),
            ),
        ]
        made = GridView(columns, name="Bản đã ban hành và nay", row_height=ROW_TWO_LINES, sortable=False)
        self._frame(made)
        return made

    def _frame(self, made: GridView) -> None:
        made.setProperty("framed", True)
        made.setMinimumHeight(theme.current().px(150))

    def _views(self) -> list[tuple[object, str]]:
        standing = self._facts.standing
        now = [(None, f"Từ đó đến nay: {counted(standing.every)}")] if standing.every else []
        return [*now, *((one, version_words(one)) for one in reversed(self._facts.versions))]

    def _show(self) -> None:
        chosen = self.view.value()
        changes = chosen.every_change if isinstance(chosen, Version) else self._facts.standing.every
        rows = [_Row(_status(one.kind), one.old, one.new) for one in changes]
        if isinstance(chosen, Version) and chosen.replaces is None:
            held: tuple[Line | Posted, ...] = (*chosen.lines, *chosen.boards)
            rows = [_Row(Status("", Tone.NEUTRAL, "-"), None, line) for line in held]
        heads = ("Bản trước", f"Lần {chosen.number}") if isinstance(chosen, Version) else ("Đã ban hành", "Nay")
        kind, *others = self.list.table.columns
        named = (replace(one, title=head) for one, head in zip(others, heads, strict=True))
        self.list.table.columns = (kind, *named)
        self.list.table.headerDataChanged.emit(Qt.Orientation.Horizontal, 1, 2)
        self.list.show_rows(rows)

    def _publish(self, values: Values) -> None:
        page, before = self._page, self._facts.standing.version
        notice = _notice(values)
        if before is not None and not self._is_new:
            if notice is not None and notice != before.notice:
                page.desk.publish(self._published.note_notice(before.id, notice), "Đã ghi số, ngày của thông báo")
            return
        version = self._published.publish(page.week, page.station(), decided=bool(values.get("decided")), notice=notice)
        changes = Changes(frozenset({"broadcast"}), (version.id,))
        told = f": {counted(version.every_change) or lines_words(version)}"
        page.desk.publish(
            changes,
            f"Đã ban hành lần {version.number}, {self._facts.title.lower()}{told}. Ctrl+P để in",
            lambda: recall(page, version),
            word="Thu hồi",
        )

    def _recall(self) -> None:
        version = self._facts.standing.version
        if version is not None and self._page.guard(lambda: recall(self._page, version)):
            self.accept()
        else:
            self.reject()

    def _go_to(self, finding: Finding) -> None:
        self.reject()
        self._page.check()
        self._page.clash_panel.choose(finding)


def recall(page: SchedulePage, version: Version) -> None:
    """Take a version back and say what is in force then."""
    published = page.desk.workspace.published
    changes = published.recall(version.id)
    force = published.in_force(version.week, page.station())
    then = f"lần {force.number} lại có hiệu lực" if force else "tuần này chưa ban hành"
    page.desk.publish(changes, f"Đã thu hồi lần {version.number}; {then}")


def _notice(values: Values) -> Notice | None:
    """Number and day, where one of them was typed.

    Raises:
        InvalidInput: `paper_number_missing` for a day without a number.
    """
    number, day = str(values["number"] or ""), cast("dt.date | None", values["day"])
    if day is not None and not number:
        raise InvalidInput("number", "paper_number_missing")
    return Notice(number, day) if number else None


def _status(kind: ChangeKind) -> Status:
    return Status(CHANGES[kind], _TONES[kind], _ICONS[kind])


def _rule(finding: Finding) -> str:
    return f"{RULES[finding.rule]}: {SEVERITIES[finding.severity].lower()}"


def _where(finding: Finding) -> str:
    return f"{short_date(finding.date)}, {finding.start:%H:%M} {finding.a.title}"
