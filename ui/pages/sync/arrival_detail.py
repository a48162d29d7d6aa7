"""What stands beside a line of the city: who issued it, when it came, what became of it, where it is, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttcs_desktop.receiving.catalogues import WRONG, text_of
from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.receiving.wording import FATES, kind_words, title_of
from ttcs_desktop.statistics.city_catalogue import look_at
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import label
from ui.kit.messages import message_for, message_of
from ui.kit.panels import facts, row
from ui.pages.sync.arrival_words import OPENS, where_and_what
from ui.pages.sync.arrivals import Arrival
from ui.pages.sync.summary import moment_words
from ui.workflows.messages import SUBJECTS
from ui.workflows.messages_catalogue import CATALOGUE

_TONES = {
    Fate.IN_FORCE: Tone.GOOD,
    Fate.OFFERED: Tone.LOOK,
    Fate.WITHDRAWN: Tone.NEUTRAL,
    Fate.REPLACED: Tone.NEUTRAL,
    Fate.HELD: Tone.ALARM,
    Fate.REFUSED: Tone.ALARM,
    Fate.PUT_AWAY: Tone.NEUTRAL,
    Fate.UNKNOWN: Tone.LOOK,
    Fate.NEW: Tone.LOOK,
}
_PLACES = 20  # of a catalogue that are told; more are counted
_NAMED = 60  # of withdrawn articles; more are counted


def fill(
    stacked: QVBoxLayout,
    shown: Arrival,
    today: dt.date,
    wanted: Callable[[str, str], object],
    put_away: Callable[[], object] = lambda: None,
) -> None:
    """Tell of a line, with the button that opens what it is about, or puts it away, or brings it back."""
    one = shown.one
    told = one.line.told
    status = StatusLabel(Status(FATES[one.fate], Tone.ALARM if shown.wants else _TONES[one.fate]))
    buttons = []
    if one.fate in (Fate.REFUSED, Fate.PUT_AWAY, Fate.OFFERED):
        buttons.append(_putting(one.fate))
        buttons[0].clicked.connect(lambda _: put_away())
    if one.page and one.fate not in (Fate.REFUSED, Fate.PUT_AWAY):
        buttons.append(KeyButton(OPENS[one.page], key="Enter", size=Size.SMALL, catch_key=False))
        buttons[-1].clicked.connect(lambda: wanted(one.page, one.record))
    stacked.addWidget(beside(status, *buttons))
    if one.line.problem and one.fate is not Fate.PUT_AWAY:
        stacked.addWidget(label(message_for(one.line.problem, {}, SUBJECTS).text(), wrap=True))
        if one.line.problem == WRONG:
            stacked.addWidget(label("\n".join(_faults(one)), wrap=True))
    if one.text:
        stacked.addWidget(label(one.text, wrap=True))
    where, what = where_and_what(one)
    pairs = [
        ("Lý do", one.reason),
        ("Cất vì", one.put_away),
        ("Nay ở đâu", where),
        ("Việc cần làm", what),
        ("Loại", kind_words(one.kind)),
        ("Nơi gửi", told.issuer),
        ("Gửi lúc", moment_words(told.issued_at, today)),
        ("Nhận lúc", moment_words(one.line.received_at, today)),
    ]
    stacked.addWidget(facts([(name, words) for name, words in pairs if words]))


def _faults(one: Came) -> list[str]:
    """Each place of a catalogue that is wrong, as Cài đặt tells it of a file; the first ones of very many."""
    title, content = text_of(one.line)
    faults = look_at(content, title).faults
    told = [f"{number}. {message_of(fault, CATALOGUE).happened}" for number, fault in enumerate(faults[:_PLACES], 1)]
    return [*told, f"và {len(faults) - _PLACES} chỗ nữa"] if len(faults) > _PLACES else told


def _putting(fate: Fate) -> KeyButton:
    if fate is Fate.PUT_AWAY:
        return KeyButton("Lấy lại", icon="undo-2", key="F2", size=Size.SMALL)
    button = KeyButton("Cất đi…", icon="check", key="Delete", size=Size.SMALL)
    # No key of the whole window by itself; here nothing else would take it, and a field that is typed into comes first.
    QShortcut(QKeySequence(Qt.Key.Key_Delete), button).activated.connect(button.click)
    return button


def fill_held(stacked: QVBoxLayout, held: Sequence[Came], today: dt.date, let_in: Callable[[], object]) -> None:
    """Show what would go, and the one key that says yes."""
    button = KeyButton(f"Cho rút {len(held)} bài", icon="check", key="F6", kind=Kind.DANGER, size=Size.SMALL)
    button.clicked.connect(lambda _: let_in())
    stacked.addWidget(beside(StatusLabel(Status(FATES[Fate.HELD], Tone.ALARM)), button))
    stacked.addWidget(label(message_for("mass_withdrawal", {}, SUBJECTS).text(), wrap=True))
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


def beside(first: QWidget, *buttons: KeyButton) -> QWidget:
    """A widget at the left, buttons at the right: all seen where the panel is only two lines high."""
    made = QWidget()
    line = row(made)
    line.addWidget(first)
    line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    return made
