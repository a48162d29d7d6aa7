"""A line of the city as it is told to the officer."""

from __future__ import annotations

from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.received import ReceivedLine


class Fate(StrEnum):
    """What became of a line: in force, offered until the officer takes it over, taken back by the city, behind a newer
    one, kept back until a person says yes, impossible to take in, the same or offered and put away by the officer, of a
    kind that this program does not know, not seen to yet."""

    IN_FORCE = "in_force"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    HELD = "held"
    REFUSED = "refused"
    PUT_AWAY = "put_away"
    UNKNOWN = "unknown"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Came:
    """A line told.

    Attributes:
        title: of the article, the task, the notice; empty where the line has none.
        reason: the city's own words for taking back or sending back; empty without any.
        text: the words of a notice.
        year: of a list of topics; 0 otherwise.
        put_away: why the officer put it away; empty otherwise.
        used: of a catalogue, whether the one in force is its own, also where the city replaced it or took it back.
        page, record: where it is now, by page of the window and id there; page empty where it is nowhere.
    """

    line: ReceivedLine
    fate: Fate
    title: str
    reason: str
    text: str
    year: int
    page: str
    record: str
    put_away: str = ""
    used: bool = False

    @property
    def kind(self) -> str:
        return self.line.told.kind
