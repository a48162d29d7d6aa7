"""What stands beside a line of the city: who issued it, when it came, what became of it, where it is, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.receiving.wording import FATES, kind_words, title_of
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import label
from ui.kit.messages import message_for
from ui.kit.panels import facts, row
from ui.pages.sync.arrival_words import OPENS, where_and_what
from ui.pages.sync.arrivals import Arrival
from ui.pages.sync.summary import moment_words
from ui.workflows.messages import SUBJECTS

_TONES = {
    Fate.IN_FORCE: Tone.GOOD,
    Fate.WITHDRAWN: Tone.NEUTRAL,
    Fate.REPLACED: Tone.NEUTRAL,
    Fate.HELD: Tone.ALARM,
    Fate.REFUSED: Tone.ALARM,
    Fate.UNKNOWN: Tone.LOOK,
    Fate.NEW: Tone.LOOK,
}
_NAMED = 60  # of withdrawn articles; more are counted


def fill(stacked: QVBoxLayout, shown: Arrival, today: dt.date, wanted: Callable[[str, str], object]) -> None:
    """Tell of a line, with the button that opens what it is about."""
    one = shown.one
    told = one.line.told
    stacked.addWidget(StatusLabel(Status(FATES[one.fate], Tone.ALARM if shown.wants else _TONES[one.fate])))
    if one.line.problem:
        stacked.addWidget(label(message_for(one.line.problem, {}, SUBJECTS).text(), wrap=True))
    if one.text:
        stacked.addWidget(label(one.text, wrap=True))
    where, what = where_and_what(one)
    pairs = [
        ("Loại", kind_words(one.kind)),
        ("Nơi gửi", told.issuer),
        ("Gửi lúc", moment_words(told.issued_at, today)),
        ("Nhận lúc", moment_words(one.line.received_at, today)),
        ("Lý do", one.reason),
        ("Nay ở đâu", where),
        ("Việc cần làm", what),
    ]
    stacked.addWidget(facts([(name, words) for name, words in pairs if words]))
    if one.page:
        button = KeyButton(OPENS[one.page], key="Enter", size=Size.SMALL, catch_key=False)
        button.clicked.connect(lambda: wanted(one.page, one.record))
        stacked.addWidget(at_left(button))


def fill_held(stacked: QVBoxLayout, held: Sequence[Came], today: dt.date, let_in: Callable[[], object]) -> None:
    """Show what would go, and the one key that says yes."""
    stacked.addWidget(StatusLabel(Status(FATES[Fate.HELD], Tone.ALARM)))
    stacked.addWidget(label(message_for("mass_withdrawal", {}, SUBJECTS).text(), wrap=True))
    button = KeyButton(f"Cho rút {len(held)} bài", icon="check", key="F6", kind=Kind.DANGER, size=Size.SMALL)
    button.clicked.connect(lambda _: let_in())
    stacked.addWidget(at_left(button))
    newest = held[0].line
    reasons = sorted({one.reason for one in held if one.reason})
    pairs = [("Nơi gửi", newest.told.issuer), ("Nhận lúc", moment_words(newest.received_at, today))]
    if reasons:
        pairs.append(("Lý do", "; ".join(reasons[:5])))
    stacked.addWidget(facts(pairs))
    stacked.addWidget(label("Nếu cho rút, những bài này thôi phát:", "strong", wrap=True))
    names = [f"{number}. {title_of(one)}" for number, one in enumerate(held[:_NAMED], 1)]
    more = [f"và {len(held) - _NAMED} bài nữa"] if len(held) > _NAMED else []
    stacked.addWidget(label("\n".join([*names, *more]), wrap=True))


def at_left(button: KeyButton) -> QWidget:
    """A button that keeps its width."""
    line = QWidget()
    beside = row(line)
    beside.addWidget(button)
    beside.addStretch(1)
    return line
