"""The rows of the grid as data: a value with last year's, what is found about it, and its note."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.model import Check, Report, Value, Weight
from ttcs_desktop.statistics.wording import change_text, check_text
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group, Look
from ui.pages.statistics.columns import CARRIED, CHANGE, LAST, SAME_PERIOD


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator on screen: `previous` of the same period last year, `last` of the unit's report before."""

    value: Value
    previous: Decimal | None
    checks: tuple[Check, ...]
    last: Decimal | None = None

    @property
    def code(self) -> str:
        return self.value.indicator.code

    @property
    def open_check(self) -> Check | None:
        """The first finding that stands in the way."""
        return next((check for check in self.checks if check.is_open), None)

    @property
    def baseline(self) -> Decimal | None:
        """What would count if nothing were typed over."""
        if self.value.derived is None:
            return self.value.carried
        return self.value.derived + (self.value.carried or 0)

    @property
    def takes_note(self) -> bool:
        """Whether there is something to explain."""
        return any(check.weight is Weight.MUST_EXPLAIN for check in self.checks) or self.value.entered is not None


def lines_of(report: Report) -> tuple[Line, ...]:
    """The rows of a report in its own order."""
    return tuple(
        Line(
            value,
            report.previous.get(value.indicator.code),
            tuple(check for check in report.checks if check.indicator == value.indicator.code),
            report.last_counted.get(value.indicator.code),
        )
        for value in report.values
    )


def groups_of(lines: tuple[Line, ...], names: Mapping[str, str]) -> list[Group[Line]]:
    """The rows by the letter of their code, each group with how many of its indicators have a number."""
    made = []
    for letter, found in groupby(lines, key=lambda line: line.value.indicator.group):
        rows = tuple(found)
        filled = sum(row.value.counted is not None for row in rows)
        good = filled == len(rows) and not any(row.open_check for row in rows)
        title = f"{letter}. {names[letter]}" if letter in names else letter
        tone = Tone.GOOD if good else Tone.LOOK
        made.append(Group(letter, title, rows, note=f"{filled}/{len(rows)}", status=Status("", tone)))
    return made


def filled(report: Report) -> dict[int, bool]:
    """Which columns of the grid have anything to say; those not named always have."""
    return {
        CARRIED: any(value.carried is not None for value in report.values),
        LAST: bool(report.last_counted),
        SAME_PERIOD: bool(report.previous),
        CHANGE: bool(report.previous),
    }


def figure(line: Line, value: Decimal | None) -> str:
    """A number with the digits its indicator is kept to; a blank stays blank."""
    return format_number(value, line.value.indicator.decimals)


def change(line: Line) -> str:
    """Against the same period last year."""
    return change_text(line.value.counted, line.previous, line.value.indicator.unit)


def note(line: Line) -> str:
    """The last column: what is to be explained, the explanation, or why a number was typed."""
    found = line.open_check
    if found is not None:
        return check_text(found)
    told = next((check.explanation for check in line.checks if check.explanation), "")
    if told:
        return told
    if line.value.entered is not None:
        return line.value.entered.reason
    if line.value.carried is not None:
        return f"gồm {figure(line, line.value.carried)} mang sang"
    return ""


def note_look(line: Line) -> Look:
    found = line.open_check
    if found is not None and found.weight is Weight.BLOCKING:
        return Look(ink="red", ground="red_ground", icon="circle-alert")
    if found is not None:
        return Look(ink="amber", ground="amber_ground", icon="triangle-alert")
    if any(check.explanation for check in line.checks):
        return Look(ink="amber", ground="amber_ground", icon="message-square-text")
    return Look(icon="pencil") if line.value.entered is not None else Look(ink="text2")


def change_look(line: Line) -> Look:
    jumped = any(check.code == "value_jumped" for check in line.checks)
    return Look(ink="amber", ground="amber_ground", bold=True) if jumped else Look()


def counted_look(line: Line) -> Look:
    if line.value.entered is not None and line.value.entered.value != line.baseline:
        return Look(ink="accent", bold=True, underline=True)
    return Look(bold=True)
