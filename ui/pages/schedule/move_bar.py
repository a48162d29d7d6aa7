"""The words over an airing in the hand: from where to where, what it would clash with, which keys move it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ui.kit import theme
from ui.kit.labels import label, set_ink
from ui.kit.panels import column, frame
from ui.pages.schedule.held import Held
from ui.pages.schedule.words import date_title, minutes_of, span_of

_WIDEST, _GAP = 620, 6
_MOST = 2
_KEYS = "↑ ↓ 5 phút (Ctrl: 1 phút), PgUp PgDn 1 giờ{days}, Shift+↑ ↓ độ dài. Enter thả, Esc thôi."


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a move: where to, what it would clash with, what is to be known, which keys there are."""

    where: str
    clashes: str
    is_clash: bool
    notes: str
    keys: str

    def spoken(self) -> str:
        """For a screen reader: the keys are said by the help."""
        return " ".join(part for part in (self.where, self.clashes, self.notes) if part)


def said_of(held: Held, clashes: Sequence[Airing], notes: Sequence[str], *, many_days: bool) -> Said:
    """The words about a move.

    Args:
        clashes: what it would share a cluster and a minute with.
    """
    before, after = held.airing, held.there()
    day = date_title(after.day)
    where = f"“{before.title}”: {date_title(before.day)}, {span_of(before)}"
    if held.moved:
        to = span_of(after) if after.day == before.day else f"{day}, {span_of(after)}"
        where = f"{where} → {to} ({minutes_of(after)} phút)"
    named = "; ".join(f"{one.title} {span_of(one)}" for one in clashes[:_MOST])
    more = f" và {len(clashes) - _MOST} mục nữa" if len(clashes) > _MOST else ""
    told = f"Trùng giờ với: {named}{more}." if clashes else "Không trùng giờ với mục nào."
    days = ", ← → ngày" if many_days else ""
    return Said(f"{where}.", told, bool(clashes), " ".join(notes), _KEYS.format(days=days))


class MoveBar(QWidget):
    """Lies over the week, below or above the airing in the hand; takes neither focus nor mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._outer = column(self, 0)
        self._card = card = frame("card")
        self._inside = inside = column(card, 2, (10, 6, 10, 6))
        self.where, self.clashes = label("", "strong", wrap=True), label("", "text", wrap=True)
        self.notes, self.keys = label("", "text", "amber", wrap=True), label("", "small", "text2", wrap=True)
        for line in (self.where, self.clashes, self.notes, self.keys):
            inside.addWidget(line)
        self._outer.addWidget(card)
        self.hide()

    def say(self, said: Said) -> None:
        """Show the words of a move."""
        self.where.setText(said.where)
        self.clashes.setText(said.clashes)
        set_ink(self.clashes, "red" if said.is_clash else "green")
        self.notes.setText(said.notes)
        self.notes.setVisible(bool(said.notes))
        self.keys.setText(said.keys)
        self.show()

    def place(self, top: int, left: int, taken: Sequence[QRectF]) -> None:
        """At the lower end of the parent, or below its head where that would hide what is taken."""
        look, room = theme.current(), self._over.rect()
        gap = look.px(_GAP)
        width = min(look.px(_WIDEST), room.width() - left - 2 * gap)
        self._inside.invalidate()  # the words are new, and Qt would learn of it with the next event only
        self._card.updateGeometry()
        height = self._outer.heightForWidth(width)
        lower = QRectF(left + gap, room.height() - height - gap, width, height)
        hides = any(lower.intersects(one) for one in taken)
        self.setGeometry(left + gap, top + gap if hides else round(lower.top()), width, height)
        for layout in (self._outer, self._inside):
            layout.activate()
        self.raise_()
