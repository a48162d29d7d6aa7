"""What reading aloud is made of: pieces of the text, why they are read so, what is doubtful, the pauses between."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import nfc


class Why(StrEnum):
    """Why a piece is read as it is."""

    PLAIN = "plain"
    MARK = "mark"
    SILENT = "silent"
    NUMBER = "number"
    ORDINAL = "ordinal"
    ROMAN = "roman"
    DATE = "date"
    TIME = "time"
    MEASURE = "measure"
    PHONE = "phone"
    CODE = "code"
    DOCUMENT = "document"
    ABBREVIATION = "abbreviation"
    OWN = "own"
    NAME = "name"
    LETTERS = "letters"
    ADDRESS = "address"
    SIGN = "sign"
    FOREIGN = "foreign"


class Doubt(StrEnum):
    """What the officer should look at."""

    UNKNOWN_ABBREVIATION = "unknown_abbreviation"
    SEVERAL_READINGS = "several_readings"
    DATE_OR_FRACTION = "date_or_fraction"
    NUMBER_UNCLEAR = "number_unclear"
    LONG_NUMBER = "long_number"
    ADDRESS = "address"
    FOREIGN_WORD = "foreign_word"


class Pause(IntEnum):
    """A silence, longer ones higher: where several meet only the longest is kept."""

    NONE = 0
    COMMA = 1
    COLON = 2
    STOP = 3
    PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and how it is read. Pieces stand end to end and cover the text.

    Attributes:
        start, end: where it stands in the text, in characters; end excluded.
        spoken: what is said; empty for what is not said.
        syllables: how many syllables that is.
        pause: the silence this piece asks for.
        also: other readings that are usual, where `doubt` is SEVERAL_READINGS.
    """

    start: int
    end: int
    written: str
    spoken: str
    syllables: int
    why: Why
    doubt: Doubt | None = None
    pause: Pause = Pause.NONE
    also: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether something else is said than what is written."""
        return self.why not in _AS_WRITTEN and self.spoken.casefold() != nfc(self.written).casefold()


_AS_WRITTEN = frozenset({Why.PLAIN, Why.MARK, Why.SILENT, Why.FOREIGN})


@dataclass(frozen=True, slots=True)
class Said:
    """A reading found at a place: up to where, what is said, why."""

    end: int
    spoken: str
    why: Why
    doubt: Doubt | None = None
    also: tuple[str, ...] = ()
