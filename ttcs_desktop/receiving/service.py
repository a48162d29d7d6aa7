"""Lines of the city into the subjects they are about, each for itself: one that is refused holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.ledger.put_away import PUT_AWAY, digest_of, id_of, put_away_row
from ttcs_desktop.ledger.received import LineState, Received, ReceivedLine
from ttcs_desktop.receiving import articles, catalogues, tasks, topics
from ttcs_desktop.receiving.articles import Articles
from ttcs_desktop.receiving.came import KINDS, RETURN, Known, came
from ttcs_desktop.receiving.catalogues import Catalogues
from ttcs_desktop.receiving.model import Came
from ttcs_desktop.receiving.tasks import Tasks
from ttcs_desktop.vietnamese.text import tidy

HELD = "mass_withdrawal"
# So many things taken back at once may be a mistake, or somebody else at the city's end: a person says yes first.
_MOST_WITHDRAWN, _MOST_SHARE = 20, 10


class Receiving:
    """What came from the city: taken in, kept back, or told why not.

    Attributes:
        catalogues: those of indicators that the city offers.
    """

    def __init__(
        self,
        received: Received,
        ledger: Ledger,
        rooms: tuple[Articles, Tasks, Topics, Catalogues],
        enrolment: Enrolment | None,
        put_away: Callable[[], Mapping[str, str]],
    ) -> None:
        self._received = received
        self._ledger = ledger
        self._articles, self._tasks, self._topics, self.catalogues = rooms
        self._enrolment = enrolment
        self._reasons = put_away

    def take_in(self) -> Changes:
        """See to every line that waits, and to those of kinds that an older program did not know.

        What was withdrawn is no longer playable when this returns. Raises nothing for a bad line: it is marked, with
        the code of what stood in the way.
        """
        for line in self._received.waiting(LineState.UNKNOWN, limit=10_000):
            if line.told.kind in KINDS:
                self._received.mark([line.number], LineState.NEW)
        self._hold_back()
        changes = NOTHING
        last = 0
        while lines := self._received.waiting(LineState.NEW, after=last):
            for line in lines:
                changes |= self._see_to(line)
                last = line.number
        return changes

    def held(self) -> list[ReceivedLine]:
        """Lines that wait for a person's yes: very much was taken back at once."""
        return self._received.waiting(LineState.HELD, limit=10_000)

    def let_in(self) -> Changes:
        """The officer's yes to what was kept back."""
        changes = NOTHING
        for line in self.held():
            changes |= self._see_to(line)
        return changes

    def recent(self, limit: int = 200) -> list[ReceivedLine]:
        """What came last, the newest first."""
        return self._received.recent(limit)

    def came(self, limit: int = 200) -> list[Came]:
        """What came last, the newest first, with what became of each; what wants a person is there at any age."""
        away = self._reasons()
        waiting = self._received.waiting(LineState.HELD, LineState.REFUSED, limit=10_000)
        wanted = [line for line in waiting if not away or digest_of(line) not in away]
        wanted += [one.line for one in self.catalogues.offers()]
        lines = {line.number: line for line in [*self._received.recent(limit), *wanted]}
        known = Known(self._period_of, self._received.stated, away, self.catalogues.used())
        return came((lines[number] for number in sorted(lines, reverse=True)), known)

    def put_away(self, number: int, reason: str) -> Changes:
        """Put a line that could not be taken in, or a catalogue that is offered, away: nobody has to look at it any
        more. It stays as it came.

        Can be undone; `bring_back` is its reverse. What the city says of the same thing anew is shown again.

        Raises:
            InvalidInput: `reason_missing`; `line_not_refused` for a line that is used, waits, or is not there.
        """
        if not tidy(reason):
            raise InvalidInput("reason", "reason_missing")
        return self._ledger.save("receiving.put_away", [put_away_row(self._may_go(number), tidy(reason)[:500])])

    def bring_back(self, number: int) -> Changes:
        """Have a line that was put away looked at again.

        Raises:
            InvalidInput: `line_not_refused`, `record_gone` when it is not away.
        """
        return self._ledger.bury("receiving.bring_back", PUT_AWAY, [id_of(self._may_go(number))])

    def _may_go(self, number: int) -> ReceivedLine:
        for state in (LineState.REFUSED, LineState.TAKEN):
            for line in self._received.waiting(state, limit=1, after=number - 1):
                if line.number == number and self._is_open(line):
                    return line
        raise InvalidInput("", "line_not_refused")

    def _is_open(self, line: ReceivedLine) -> bool:
        """Whether nothing was done with a line yet: it was refused, or is a catalogue that is only offered."""
        if line.state is LineState.REFUSED:
            return True
        return line.told.kind == catalogues.KIND and not line.told.withdrawn and not self.catalogues.used()(line)

    def returned(self, submission_id: str) -> ReceivedLine | None:
        """The city's last word that sends a report back, if it did; its content has the reason."""
        line = self._received.in_force(RETURN, submission_id)
        return line if line is not None and not line.told.withdrawn else None

    def _period_of(self, submission_id: str) -> str:
        op = self._ledger.outbox.find(submission_id)
        # A submission is queued as "184-6T 2026 1": template, year, version.
        return "/".join(op.title.rsplit(" ", 2)[:2]) if op is not None else ""

    def _hold_back(self) -> None:
        gone = [
            line.number
            for line in self._received.waiting(LineState.NEW, limit=100_000)
            if line.told.withdrawn and line.told.kind == articles.KIND
        ]
        share = self._received.things_in_force(articles.KIND) * _MOST_SHARE // 100
        if len(gone) > max(_MOST_WITHDRAWN, share):
            self._received.mark(gone, LineState.HELD, HELD)

    def _see_to(self, line: ReceivedLine) -> Changes:
        if line.told.kind not in KINDS:
            self._received.mark([line.number], LineState.UNKNOWN)
            return NOTHING
        if not self._is_genuine(line):
            self._received.mark([line.number], LineState.REFUSED, "line_not_signed")
            return NOTHING
        if self._is_behind(line):
            self._received.mark([line.number], LineState.OLD)
            return NOTHING
        try:
            with self._ledger.together():
                before = self._ledger.last_seq()
                changes = self._take(line)
                if self._ledger.last_seq() == before:
                    changes = NOTHING
                self._received.mark([line.number], LineState.TAKEN)
        except InvalidInput as trouble:
            self._received.mark([line.number], LineState.REFUSED, trouble.code)
            return NOTHING
        return changes | Changes(frozenset({"ledger"}))

    def _take(self, line: ReceivedLine) -> Changes:
        kind = line.told.kind
        if kind == topics.KIND:
            topics.take_topics(self._topics, line)
            return Changes(frozenset({"content"}))
        rows: Sequence[Put] = ()
        if kind == articles.KIND:
            rows = self._articles.rows(line)
            self._articles.see_to_files(line)  # before the fact, past which nothing is undone
        elif kind == tasks.KIND:
            rows = self._tasks.rows(line)
        elif kind == catalogues.KIND:
            self.catalogues.check(line)  # kept as it came, and offered: the officer takes it over
        verb = "receiving.withdraw" if line.told.withdrawn else "receiving.take"
        return self._ledger.save(verb, rows, fact=True, travels=False)

    def _is_genuine(self, line: ReceivedLine) -> bool:
        from ttcs_desktop.basics.signature import is_signed  # noqa: PLC0415  cryptography, when there is a line

        enrolment = self._enrolment
        return enrolment is not None and is_signed(enrolment.public_key, line.told.body, line.told.signature)

    def _is_behind(self, line: ReceivedLine) -> bool:
        """Whether the thing is known in this state or a later one. A hub that went back may have told another story
        under the same number since: then its last word counts."""
        known = self._received.in_force(line.told.kind, line.told.thing_id)
        if known is None or known.told.rev < line.told.rev:
            return False
        return known.told.rev > line.told.rev or known.epoch == line.epoch
