"""What the office does with an urgent message: words it, gets the fast yes, puts it on air, stops it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.planning import covers_of_title
from ttcs_desktop.broadcast.rows import SLOT, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.model import ApprovalGiven, Basis, Decision
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.office.model import Person
from ttcs_desktop.office.wording import unit_in_text
from ttcs_desktop.urgent.cap import Issuer, cap_xml
from ttcs_desktop.urgent.catalogue import shipped_templates
from ttcs_desktop.urgent.composing import Composer, Places
from ttcs_desktop.urgent.cuts import Cuts
from ttcs_desktop.urgent.model import Cut, Draft, Message, Texts, Yes
from ttcs_desktop.urgent.plays import plays
from ttcs_desktop.urgent.repository import UrgentRepository, put_message
from ttcs_desktop.urgent.wording import (
    DRILL,
    Told,
    file_text,
    sender_of,
)
from ttcs_desktop.vietnamese.text import fold_words, tidy

_MINUTE = dt.timedelta(minutes=1)
HOWS = (Basis.PHONE, Basis.IN_PERSON)


class Urgent:
    """Urgent messages of one unit."""

    def __init__(
        self,
        repository: UrgentRepository,
        ledger: Ledger,
        timetable: Timetable,
        approvals: Approvals,
        places: Places,
        clock: Clock,
        *,
        trial: bool,
    ) -> None:
        self._repository, self._ledger, self._timetable = repository, ledger, timetable
        self._approvals, self._places, self._clock, self._trial = approvals, places, clock, trial
        self._composer = Composer(places, ledger, clock)
        self.cuts = Cuts(ledger, timetable, approvals)

    def now(self) -> dt.datetime:
        """Wall clock, naive."""
        return local(self._clock.now()).replace(tzinfo=None)

    def standing(self) -> list[Message]:
        """Messages that still go on or are to come, the newest first."""
        now = self.now()
        return [one for one in self._repository.messages(now) if one.in_force(now)]

    def message(self, message_id: str) -> Message:
        """Raises InvalidInput `record_gone`."""
        found = self._repository.message(message_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def approvers(self) -> list[Person]:
        """Who may say yes today."""
        return self._places.office.boards.approvers_on(self.now().date())

    def must_differ(self) -> bool:
        """Whether somebody other than the writer has to say yes: somebody else works here."""
        return len(self._places.office.people()) > 1

    def word(self, draft: Draft) -> Texts:
        """The words for each way out, and how long the loudspeakers read.

        Raises:
            InvalidInput: `template_unknown_urgent`, `headline_missing`.
        """
        return self._composer.texts(self._composer.told(draft))

    def send(self, draft: Draft, yes: Yes) -> tuple[Message, Changes]:
        """Put it on air: message, yes and places in the timetable as one action, so that one undo takes all back.

        Raises:
            InvalidInput: as `word`; `what_missing`, `action_missing`; `start_past`; what `plays` refuses;
                `urgent_twice` when the same is in force already; `approver_missing`, `approver_not_known` for one who
                may not approve today, `same_person` for the writer where somebody else works here, `how_unknown`,
                `urgent_reason_missing`; for a drill `drill_cuts` (with what stands there and when it is free).
        """
        with self._ledger.together():
            told = self._composer.told(draft)
            if not told.what:
                raise InvalidInput("what", "what_missing")
            if not told.action:
                raise InvalidInput("action", "action_missing")
            texts, now = self._composer.texts(told), self.now()
            starts = draft.starts or now.replace(second=0, microsecond=0) + _MINUTE
            if starts < now.replace(second=0, microsecond=0):
                raise InvalidInput("starts", "start_past")
            self._refuse_twice(told, self._composer.station_id(draft))
            approver = self._approver(yes)
            moments = plays(starts, draft.expires, draft.repeat_minutes, texts.seconds)
            slots = self._composer.slots(draft, told, moments, texts)
            if told.drill:
                self.cuts.refuse_cutting(slots)
            message = self._message(replace(draft, starts=starts), told, texts, slots, yes, approver)
            puts = [put_message(message), *(put(SLOT, slot) for slot in slots)]
            changes = self._ledger.save("urgent.send", [*puts, *self._yes(message, slots, yes, approver)])
        return message, changes

    def stop(self, message_id: str, reason: str) -> Changes:
        """Stop a message before its end: what has not begun to play does not play.

        Raises:
            InvalidInput: `record_gone`; `urgent_over`; `urgent_reason_missing`.
        """
        with self._ledger.together():
            message = self.message(message_id)
            if not message.in_force(self.now()):
                raise InvalidInput("", "urgent_over")
            if not tidy(reason):
                raise InvalidInput("reason", "urgent_reason_missing")
            puts, gone = [put_message(replace(message, stopped_at=self.now(), stop_reason=tidy(reason)))], list[str]()
            for slot in self._known_slots(message):
                day = self._timetable.opens(slot)
                if slot.date_from >= day:
                    gone.append(slot.id)
                elif slot.date_to >= day:
                    puts.append(put(SLOT, replace(slot, date_to=day - dt.timedelta(days=1))))
            return self._ledger.exchange("urgent.stop", puts, [(SLOT, gone)] if gone else [])

    def cut_by(self, message: Message) -> list[Cut]:
        """The airings that a message cuts, each with the next free stretch in which it could be played again."""
        return self.cuts.of(self._known_slots(message), self.now())

    def alert(self, message: Message) -> bytes:
        """The message as CAP 1.2."""
        unit = self._places.office.unit(message.sent_at.date())
        issuer = Issuer(unit.code, sender_of(unit_in_text(unit)), unit.province, self._trial)
        return cap_xml(message, shipped_templates()[message.template], issuer, DRILL)

    def as_text(self, message: Message) -> str:
        """All its words as a text file."""
        unit = self._places.office.unit(message.sent_at.date())
        told = Told(
            message.headline, message.what, message.action, message.area, sender_of(unit_in_text(unit)),
            message.expires, message.drill,
        )  # fmt: skip
        texts = Texts(message.spoken, message.board, message.message, message.seconds)
        return file_text(told, texts, trial=self._trial)

    def _refuse_twice(self, told: Told, station_id: str) -> None:
        for one in self.standing():
            same = fold_words(one.headline) == fold_words(told.headline) and one.station_id == station_id
            if same and one.drill is told.drill:
                raise InvalidInput("headline", "urgent_twice", title=told.headline)

    def _approver(self, yes: Yes) -> Person:
        """Who said yes, if it may be so: entitled today, and not the writer where somebody else works here."""
        if not tidy(yes.approver):
            raise InvalidInput("approver", "approver_missing")
        named = tidy(yes.approver).casefold()
        approver = next((one for one in self.approvers() if tidy(one.name).casefold() == named), None)
        if approver is None:
            raise InvalidInput("approver", "approver_not_known", name=tidy(yes.approver))
        writer = self._places.office.person(self._ledger.actor)
        if self.must_differ() and writer is not None and tidy(writer.name).casefold() == named:
            raise InvalidInput("approver", "same_person")
        if yes.basis not in HOWS:
            raise InvalidInput("basis", "how_unknown")
        if not tidy(yes.reason):
            raise InvalidInput("reason", "urgent_reason_missing")
        return approver

    def _message(
        self, draft: Draft, told: Told, texts: Texts, slots: list[Slot], yes: Yes, approver: Person
    ) -> Message:
        now = self.now().replace(second=0, microsecond=0)
        return Message(
            id=self._ledger.new_id(),
            station_id=self._composer.station_id(draft),
            template=draft.template,
            drill=draft.drill,
            headline=told.headline,
            what=told.what,
            action=told.action,
            area=told.area,
            clusters=slots[0].clusters,
            neighbourhoods=draft.neighbourhoods,
            spoken=texts.spoken,
            board=texts.board,
            message=texts.message,
            seconds=texts.seconds,
            starts=draft.starts or now,
            expires=draft.expires,
            repeat_minutes=draft.repeat_minutes,
            slots=tuple(slot.id for slot in slots),
            approver=approver.name,
            position=approver.position,
            basis=yes.basis,
            reason=tidy(yes.reason),
            writer=self._ledger.actor,
            sent_at=now,
        )

    def _yes(self, message: Message, slots: list[Slot], yes: Yes, approver: Person) -> list[Put]:
        """The decision about each place in the timetable; the log names the one of its airing, with the reason."""
        given = ApprovalGiven(
            yes.basis, approver.name, message.sent_at.date(), position=approver.position, reason=message.reason
        )
        return [
            self._approvals.decision("broadcast", slot.id, covers_of_title(slot), given, Decision.APPROVED)
            for slot in slots
        ]

    def _known_slots(self, message: Message) -> list[Slot]:
        last = message.expires.date()
        known = {slot.id: slot for slot in self._timetable.slots_between(message.starts.date(), last)}
        return [known[id_] for id_ in message.slots if id_ in known]
