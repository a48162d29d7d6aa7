"""Pieces sent to higher stations and papers (tin, bài cộng tác): which wording, to whom, when, and when it was used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Contribution
from ttcs_desktop.content.repository import CONTRIBUTION, ContentRepository, ContributionRepository, put_contribution
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import fold_words, tidy


class Contributions:
    """C07 counts them by the day they were sent, used or not."""

    def __init__(
        self, repository: ContentRepository, sent: ContributionRepository, ledger: Ledger, clock: Clock
    ) -> None:
        self._repository = repository
        self._sent = sent
        self._ledger = ledger
        self._clock = clock

    def send(self, item_id: str, receiver: str, sent_on: dt.date, used_on: dt.date | None = None) -> Contribution:
        """Note that the newest wording of an item was sent to somebody.

        Raises:
            InvalidInput: `record_gone`; `contribution_known` when it went there on that day already; as `change`.
        """
        item = self._repository.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        with self._ledger.together():
            piece = self._checked(
                Contribution(self._ledger.new_id(), item_id, item.title, receiver, sent_on, used_on, item.version_id)
            )
            for known in self._sent.contributions_of(item_id):
                if known.sent_on == sent_on and fold_words(known.receiver) == fold_words(receiver):
                    raise InvalidInput("receiver", "contribution_known")
            self._ledger.save("content.contribute", [put_contribution(piece)])
        return piece

    def note(self, title: str, receiver: str, sent_on: dt.date, used_on: dt.date | None = None) -> Contribution:
        """Note a piece that is no item of the record. Raises InvalidInput as `change`."""
        piece = self._checked(Contribution(self._ledger.new_id(), None, title, receiver, sent_on, used_on))
        self._ledger.save("content.contribute", [put_contribution(piece)])
        return piece

    def change(
        self, contribution_id: str, title: str, receiver: str, sent_on: dt.date, used_on: dt.date | None
    ) -> Changes:
        """Write one anew; the wording that was sent stays.

        Raises:
            InvalidInput: `record_gone`, `title_missing`, `receiver_missing`, `day_in_future`, `window_reversed` when it
                was used before it was sent.
        """
        known = self._known(contribution_id)
        changed = self._checked(replace(known, title=title, receiver=receiver, sent_on=sent_on, used_on=used_on))
        return self._ledger.save("content.change_contribution", [put_contribution(changed)])

    def note_used(self, contribution_ids: Collection[str], used_on: dt.date) -> Changes:
        """Note the day on which pieces were used, as one action. Raises InvalidInput as `change`."""
        used = [self._checked(replace(self._known(one), used_on=used_on)) for one in contribution_ids]
        return self._ledger.save("content.note_used", [put_contribution(one) for one in used])

    def remove(self, contribution_id: str) -> Changes:
        """Put one into the recycle bin. Raises InvalidInput `record_gone`."""
        return self._ledger.bury("content.remove_contribution", CONTRIBUTION, [contribution_id])

    def all(self) -> list[Contribution]:
        """Every one, by the day it was sent."""
        return self._repository.contributions()

    def of_item(self, item_id: str) -> list[Contribution]:
        """Where an item was sent, the first one first."""
        return self._sent.contributions_of(item_id)

    def version_numbers(self) -> dict[str, int]:
        """The number of each wording that was sent, by its id."""
        return self._sent.contributed_versions()

    def last_receiver(self) -> str:
        """To whom the last piece went."""
        return self._sent.last_receiver()

    def _known(self, contribution_id: str) -> Contribution:
        known = next((one for one in self._repository.contributions() if one.id == contribution_id), None)
        if known is None:
            raise InvalidInput("", "record_gone")
        return known

    def _checked(self, piece: Contribution) -> Contribution:
        tidied = replace(piece, title=tidy(piece.title), receiver=tidy(piece.receiver))
        if not tidied.title:
            raise InvalidInput("title", "title_missing")
        if not tidied.receiver:
            raise InvalidInput("receiver", "receiver_missing")
        for field, day in (("sent_on", piece.sent_on), ("used_on", piece.used_on)):
            if day is not None and day > today(self._clock):
                raise InvalidInput(field, "day_in_future")
        if piece.used_on is not None and piece.used_on < piece.sent_on:
            raise InvalidInput("used_on", "window_reversed")
        return tidied
