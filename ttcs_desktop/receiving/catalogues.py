"""Catalogues of indicators that the city sends: kept and offered. No figure changes until the officer takes one over.

What is in force is the file in the record's folder (`statistics.city_catalogue`); where it came from is seen by its
bytes, so that a file put back by Ctrl+Z or by a backup is known again without a note of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.put_away import digest_of
from ttcs_desktop.ledger.received import Received, ReceivedLine
from ttcs_desktop.receiving.reading import Content

KIND = "catalogue"
WRONG = "catalogue_line_wrong"
SHIPPED_ROW, CITY_ROW = "catalogue/shipped", "catalogue/city"
"""Rows of the list where catalogues stand: the program's own, and the city's that is in force."""


def offer_id(number: int) -> str:
    """The row of that list where a line's catalogue is offered."""
    return f"catalogue/offer/{number}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A catalogue as a line holds it.

    Attributes:
        content: the bytes of the file that it is taken over as.
        withdrawn: whether the city took it back since.
        used: whether the file in force has these very bytes.
    """

    line: ReceivedLine
    title: str
    content: bytes
    withdrawn: bool = False
    used: bool = False

    @property
    def id(self) -> str:
        return offer_id(self.line.number)


class Catalogues:
    """What of the city's catalogues is offered, and where the one in force came from."""

    def __init__(
        self,
        received: Received,
        folder: Path,
        put_away: Callable[[], Mapping[str, str]],
        is_left_out: Callable[[], bool],
    ) -> None:
        """`is_left_out` says whether this program finds a fault in the file in the folder, and does without it."""
        self._received = received
        self._folder = folder
        self._put_away = put_away
        self._is_left_out = is_left_out

    def check(self, line: ReceivedLine) -> None:
        """Whether a line's catalogue could be used: by the same reading as a file's.

        Raises:
            InvalidInput: `line_unreadable`, `catalogue_line_wrong`.
        """
        if line.told.withdrawn:
            return
        offer = _offer(line)
        from ttcs_desktop.statistics.city_catalogue import look_at  # noqa: PLC0415  seldom

        if look_at(offer.content, offer.title).faults:
            raise InvalidInput("toml", WRONG)

    def offers(self) -> list[Offer]:
        """What the city says now and the officer has not put away, the newest first; also what is in force."""
        held = self._held()
        away = self._put_away()
        latest: dict[str, ReceivedLine] = {}
        for line in self._received.taken(KIND):
            latest.setdefault(line.told.thing_id, line)
        offers = [_offer(line, held) for line in latest.values() if not line.told.withdrawn]
        return [one for one in offers if one.used or digest_of(one.line) not in away]

    def offer(self, number: int) -> Offer:
        """One of the offers, by its line.

        Raises:
            InvalidInput: `catalogue_offer_gone` when the city took it back or replaced it meanwhile.
        """
        for one in self.offers():
            if one.line.number == number:
                return one
        raise InvalidInput("", "catalogue_offer_gone")

    def source(self) -> Offer | None:
        """What the city sent the file in force as; None where none is in force, or it came another way."""
        held = self._held()
        if held is None:
            return None
        gone: dict[str, bool] = {}
        for line in self._received.taken(KIND):
            withdrawn = gone.setdefault(line.told.thing_id, line.told.withdrawn)
            if not line.told.withdrawn and (one := _offer(line, held, withdrawn=withdrawn)).used:
                return one
        return None

    def used(self) -> Callable[[ReceivedLine], bool]:
        """Asks of a line whether the catalogue in force is its own; of one that takes back, whether it was that
        thing's."""
        held = self._held()
        source = self.source() if held is not None else None

        def is_used(line: ReceivedLine) -> bool:
            if source is None:
                return False
            if line.told.withdrawn:
                return source.line.told.thing_id == line.told.thing_id
            return _offer(line, held).used

        return is_used

    def _held(self) -> bytes | None:
        from ttcs_desktop.statistics.catalogue import CITY_FILE  # noqa: PLC0415  seldom

        if not (self._folder / CITY_FILE).exists() or self._is_left_out():
            return None
        from ttcs_desktop.statistics.city_catalogue import held  # noqa: PLC0415  seldom

        return held(self._folder)


def text_of(line: ReceivedLine) -> tuple[str, bytes]:
    """Title and bytes of a line's catalogue.

    Raises:
        InvalidInput: `line_unreadable`.
    """
    content = Content.of(line)
    title, text = content.words("title", needed=True), content.text("toml", needed=True)
    try:
        return title, text.encode()
    except UnicodeEncodeError as error:  # half of a pair of surrogates: JSON may write it, a file cannot hold it
        raise InvalidInput("toml", "line_unreadable", where="toml") from error


def _offer(line: ReceivedLine, held: bytes | None = None, *, withdrawn: bool = False) -> Offer:
    title, content = text_of(line)
    return Offer(line, title, content, withdrawn=withdrawn, used=content == held)
