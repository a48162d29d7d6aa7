"""What is wrong with the week: a list to walk through, each finding with its rule and what mends it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ttcs_desktop.broadcast.checks.model import WeekLack
from ttcs_desktop.broadcast.checks.wording import explain_lack
from ttcs_desktop.broadcast.conflicts import Finding, Severity
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.wording import RULES, SEVERITIES, explain
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import ICON_OF_TONE, Chip, Status, Tone
from ui.kit.labels import label
from ui.kit.panels import SidePanel, column, frame, row
from ui.kit.table.columns import Column, Look
from ui.kit.table.view import HEAD, ROW_TWO_LINES, GridView
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.words import class_words, date_title, short_date, span_of

Found = Finding | WeekLack
_TONES = {Severity.BLOCK: Tone.ALARM, Severity.ASK: Tone.LOOK, Severity.WARN: Tone.LOOK}


class ClashPanel(SidePanel):
    """Findings by time. `picked` follows the list, so that the grid shows the airing; `opened` is Enter.

    `lack_opened` is Enter on what the week lacks, which has no airing.
    """

    picked = Signal(object)
    opened = Signal(object)
    lack_opened = Signal(object)

    def __init__(self, check: Callable[[], None], solve: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("Chỗ vướng", parent=parent)
        self.setAccessibleName("Chỗ vướng của tuần")
        self._facts: WeekFacts | None = None
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        columns: list[Column[Found]] = [
            Column("Chữ", self._letters, width=44),
            Column("Vướng gì", _what, second=_where, look=_look),
        ]
        self.list = GridView(columns, name="Danh sách chỗ vướng", key=key_of, row_height=ROW_TWO_LINES, sortable=False)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.body.addWidget(self.list, 2, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("Lý do và cách gỡ")
        self.body.addWidget(self._area, 3)
        bar = frame("actionBar")
        line: QHBoxLayout = row(bar, 6, (12, 8, 12, 8))
        for words, key, act in (("Cách gỡ", "F9", solve), ("Kiểm tra lại", "F7", check), ("Chỗ tiếp", "F8", self.next)):
            button = KeyButton(words, key=key, size=Size.SMALL, catch_key=False)
            button.clicked.connect(lambda _=False, wanted=act: wanted())
            line.addWidget(button)
        line.addStretch(1)
        self.body.addWidget(bar)

    def show_week(self, facts: WeekFacts) -> None:
        """Show the findings of a week; the chosen one stays chosen while it is there."""
        self._facts = facts
        self.list.blockSignals(True)
        self.list.show_rows(facts.found)
        self.list.setColumnHidden(0, not facts.letters)  # letters are of those that clash with another
        self.list.blockSignals(False)
        self._tell(self.finding())

    def finding(self) -> Found | None:
        """The finding chosen."""
        found = self.list.current_row()
        return found if isinstance(found, Finding | WeekLack) else None

    def begin(self) -> None:
        """Stand at the finding chosen, or at the first."""
        if self.finding() is None:
            self.next()
        else:
            self._pick(self.finding())

    def choose(self, finding: Finding) -> None:
        """Stand at a finding."""
        if self.list.choose(key_of(finding)):
            self._pick(self.finding())

    def next(self) -> None:
        """Go to the next finding, after the last one to the first."""
        findings = self._facts.found if self._facts else ()
        if not findings:
            return
        here = self.finding()
        keys = [key_of(one) for one in findings]
        at = keys.index(key_of(here)) + 1 if here is not None and key_of(here) in keys else 0
        self.list.choose(keys[at % len(keys)])
        self._pick(self.finding())

    def text(self) -> str:
        """The explanation shown."""
        finding = self.finding()
        return _explained(finding, self._facts) if finding and self._facts else ""

    def _open(self, finding: object) -> None:
        (self.lack_opened if isinstance(finding, WeekLack) else self.opened).emit(finding)

    def _pick(self, finding: Found | None) -> None:
        self._tell(finding)
        if isinstance(finding, Finding):
            self.picked.emit(finding)

    def _tell(self, finding: Found | None) -> None:
        facts = self._facts
        count = len(facts.found) if facts else 0
        at = facts.found.index(finding) + 1 if facts and finding in facts.found else 0
        self.title.setText(f"Chỗ vướng {at}/{count}" if count else "Không có chỗ vướng")
        self.list.setVisible(bool(count))
        self.list.setMaximumHeight(theme.current().px(HEAD + min(count, _ROWS_SHOWN) * ROW_TWO_LINES + 2))
        self._area.setWidget(self._explained(finding))

    def _explained(self, finding: Found | None) -> QWidget:
        made = QWidget()
        made.setObjectName("cardBody")
        inside = column(made, 8, (12, 10, 12, 12))
        if finding is None or self._facts is None:
            words = "Chọn một dòng để xem lý do." if self._facts and self._facts.found else _ALL_WELL
            inside.addWidget(label(words, wrap=True))
        elif isinstance(finding, WeekLack):
            inside.addWidget(label(finding.title, "strong", wrap=True))
            inside.addWidget(label("Lý do và cách gỡ", "strong"))
            inside.addWidget(label(explain_lack(finding), wrap=True))
        else:
            span = f"{date_title(finding.date)}, từ {finding.start:%H:%M} đến {finding.end:%H:%M}"
            inside.addWidget(label(span, "strong", wrap=True))
            for airing in (finding.a, finding.b):
                if airing is not None:
                    inside.addLayout(self._one_side(airing))
            inside.addWidget(label("Lý do và cách gỡ", "strong"))
            inside.addWidget(label(explain(finding, self._facts.names), wrap=True))
        inside.addStretch(1)
        return made

    def _one_side(self, airing: Airing) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        letter = self._facts.letters.get(airing.id, "") if self._facts else ""
        if letter:
            line.addWidget(Chip(Status(letter, Tone.ALARM, "-")))
        words = QWidget()
        inside = column(words, 0)
        inside.addWidget(label(airing.title, wrap=True))
        about = f"{class_words(airing)} · {short_date(airing.day)}, {span_of(airing)}"
        inside.addWidget(label(about, "small", "text2", wrap=True))
        line.addWidget(words, 1)
        return line

    def _letters(self, finding: Found) -> str:
        if isinstance(finding, WeekLack):
            return ""
        letters = self._facts.letters if self._facts else {}
        sides = [letters.get(airing.id, "") for airing in (finding.a, finding.b) if airing is not None]
        return "/".join(letter for letter in sides if letter)


_ROWS_SHOWN = 6
_ALL_WELL = "Tuần này không có mục nào trùng giờ, thiếu bài hay chưa duyệt."


def key_of(finding: Found) -> tuple[str, str, str]:
    """What makes a finding the same one after a reload."""
    if isinstance(finding, WeekLack):
        return finding.rule.value, finding.record_id, finding.first.isoformat()
    return finding.rule.value, finding.a.id, finding.b.id if finding.b else ""


def _explained(finding: Found, facts: WeekFacts) -> str:
    return explain_lack(finding) if isinstance(finding, WeekLack) else explain(finding, facts.names)


def _what(finding: Found) -> str:
    return f"{RULES[finding.rule]}: {SEVERITIES[finding.severity].lower()}"


def _look(finding: Found) -> Look:
    tone = _TONES[finding.severity]
    return Look(ink=tone.value, bold=True, icon=ICON_OF_TONE[tone])


def _where(finding: Found) -> str:
    if isinstance(finding, WeekLack):
        return f"{short_date(finding.due)} {finding.title}"
    return f"{short_date(finding.date)}, {finding.start:%H:%M} {finding.a.title}"
