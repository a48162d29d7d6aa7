"""Which set of time rules the station keeps to, from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.conflicts import Finding, Severity
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import TIME_RULE_CHOICE
from ttcs_desktop.broadcast.time_rules import RuleChoice, TimeRules, broken_by, choice_of_row, shipped_rules
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put

Judge = Callable[[Airing, Sequence[Airing]], tuple[Finding, ...]]


class RuleChoices:
    """Dated: an old week is judged by the rules that held then."""

    def __init__(self, repository: TimetableRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger
        self.known = shipped_rules()

    def choices(self) -> list[RuleChoice]:
        """Every choice, newest first."""
        return [choice_of_row(row) for row in self._repository.rule_choices()]

    def rules_of(self, choice: RuleChoice) -> TimeRules | None:
        """The set chosen; None where the station keeps to none, or to one that this program does not know."""
        return self.known.get(choice.code)

    def judge(self) -> Judge:
        """What an airing at a proposed hour would break of the rules in force on its day, beside what is planned."""
        choices = self.choices()
        if not any(one.code for one in choices):
            return lambda _wanted, _planned: ()
        return lambda wanted, planned: broken_by(wanted, planned, choices, self.known)

    def choose(self, code: str, from_day: dt.date, severity: Severity) -> Changes:
        """Keep to a set from a day on, or with an empty code to none; a second choice for the day replaces the first.

        Raises:
            InvalidInput: `rules_unknown`.
        """
        if code and code not in self.known:
            raise InvalidInput("code", "rules_unknown")
        day = from_day.isoformat()
        row = {"id": stable_id("time rules", day), "from_day": day, "code": code, "severity": severity.value}
        return self._ledger.save("broadcast.choose_rules", [Put(TIME_RULE_CHOICE, row)])

    def remove(self, choice_id: str) -> Changes:
        """Take a choice back, as if it had never been made."""
        return self._ledger.bury("broadcast.drop_rules", TIME_RULE_CHOICE, [choice_id])
