"""What the officer puts in by hand: numbers with their reason, explanations, numbers carried in. Each can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import NOTHING
from ui.pages.desk import Desk
from ui.pages.statistics.contradictions import contradictions
from ui.pages.statistics.entry_cards import (
    FormCard,
    carried_card,
    explanations_in,
    note_card,
    part_doubts,
    reason_card,
)
from ui.pages.statistics.lines import Line
from ui.pages.statistics.periods import Period

Typed = Sequence[tuple[Line, Decimal | None]]


class Entering:
    """Opens the card that fits, saves through the subject, tells the desk."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window

    def typed(self, period: Period, typed: Typed, rows: Sequence[Line] = ()) -> None:
        """Numbers typed into "Số chốt": a blank, or the record's own number, takes the typed one back.

        `rows` are the lines beside them: a part that is more than its whole is asked about before it is saved.

        Raises:
            EnvironmentProblem: what kept it from being saved.
        """
        back = [line for line, value in typed if value is None or value == line.baseline]
        asked = [(line, value) for line, value in typed if value is not None and value != line.baseline]
        self._take_back(period, [line for line in back if line.value.entered is not None])
        if asked:
            doubts = part_doubts(rows, typed)
            card = reason_card(
                asked, lambda values: self._enter(period, asked, values["reason"]), self._window, doubts=doubts
            )
            self._open(card)

    def note(self, period: Period, line: Line) -> None:
        """Ask for the explanation of everything found about an indicator."""
        if line.takes_note:
            named = any(check.code == "log_contradicted" for check in line.checks)
            window = period.template.window(period.year)
            found = contradictions(self._desk.workspace.broadcast.log, window) if named else ()
            card = note_card(line, lambda values: self._explain(period, line, values), self._window, contradicted=found)
            self._open(card)

    def carry(self, period: Period, line: Line) -> None:
        """Ask for a number from before the record began."""
        workspace = self._desk.workspace
        last = f"{workspace.record_start:%Y-%m}"
        months = [month for month in period.template.window(period.year).months() if month <= last]
        known = [one for one in workspace.statistics.carried() if one.indicator == line.code and one.month in months]
        actor = workspace.office.person(workspace.ledger.actor)

        def save(values: dict[str, Any]) -> None:
            changes = workspace.statistics.carry_in(
                line.code, values["month"], Decimal(values["value"]), values["source"], values["person"]
            )
            self._desk.publish(changes, f"Đã ghi số mang sang của {line.code}")

        self._open(carried_card(line, months, known, actor.name if actor else "", save, self._window))

    def _enter(self, period: Period, typed: Sequence[tuple[Line, Decimal]], reason: str) -> None:
        values = {line.code: value for line, value in typed}
        changes = self._desk.workspace.statistics.enter(period.template.code, period.year, values, reason)
        what = f"Đã nhập {typed[0][0].code}" if len(typed) == 1 else f"Đã nhập {len(typed)} chỉ tiêu"
        self._desk.publish(changes, what)

    def _take_back(self, period: Period, found: Sequence[Line]) -> None:
        if found:
            codes = [line.code for line in found]
            changes = self._desk.workspace.statistics.take_back(period.template.code, period.year, *codes)
            self._desk.publish(changes, f"{', '.join(codes)} lấy lại số tự tính")

    def _explain(self, period: Period, line: Line, values: dict[str, Any]) -> None:
        statistics = self._desk.workspace.statistics
        changes = NOTHING
        for check_id, text in explanations_in(line.checks, values):
            changes |= statistics.explain(period.template.code, period.year, check_id, text)
        entered = line.value.entered
        if entered is not None and values["reason"] != entered.reason:
            changes |= statistics.enter(period.template.code, period.year, {line.code: entered.value}, values["reason"])
        self._desk.publish(changes, f"Đã lưu ghi chú {line.code}")

    def _open(self, card: FormCard) -> None:
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()
