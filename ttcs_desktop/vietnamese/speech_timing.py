"""From syllables and pauses to seconds, and how much to cut for a slot."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.speech_dictionary import shipped
from ttcs_desktop.vietnamese.speech_model import Pause


@dataclass(frozen=True, slots=True)
class Counted:
    """What is said: syllables, and how many pauses of each kind lie between them."""

    syllables: int
    commas: int = 0
    colons: int = 0
    stops: int = 0
    paragraphs: int = 0

    @property
    def silence(self) -> float:
        """Seconds of all its pauses at their usual length."""
        seconds = shipped().pauses
        return (
            self.commas * seconds[Pause.COMMA]
            + self.colons * seconds[Pause.COLON]
            + self.stops * seconds[Pause.STOP]
            + self.paragraphs * seconds[Pause.PARAGRAPH]
        )

    @property
    def extra_silence(self) -> float:
        """Seconds of pauses beyond those of a usual bulletin of the same length; below zero when it has fewer."""
        return self.silence - shipped().usual_pause * self.syllables


@dataclass(frozen=True, slots=True)
class Voice:
    """How fast somebody reads.

    `rate` is what a stopwatch gives for a usual bulletin: syllables a minute, its pauses counted in. A text with more
    or longer pauses than usual takes longer, one with fewer is over sooner; `pause_scale` says how much.

    Attributes:
        slowest, fastest: the rates the honest range is taken from.
    """

    rate: float
    slowest: float
    fastest: float
    pause_scale: float = 1.0

    def seconds(self, counted: Counted, rate: float | None = None) -> float:
        """Seconds for what was counted, at the voice's rate or another."""
        spoken = counted.syllables * 60 / (rate or self.rate)
        return max(0.0, spoken + self.pause_scale * counted.extra_silence)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is: seconds, and the same at the fastest (`low`) and the slowest rate (`high`)."""

    seconds: float
    low: float
    high: float
    syllables: int
    rate: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A length beside its slot: `over` seconds too much (below zero: still free), `cut` syllables would mend it."""

    length: Length
    slot: int
    over: int
    cut: int


def usual_voice() -> Voice:
    """The voice until one is measured."""
    rate = shipped().rate
    return Voice(rate["usual"], rate["slowest"], rate["fastest"])


def length_of(counted: Counted, voice: Voice | None = None) -> Length:
    """Seconds of what was counted, with the range."""
    voice = voice or usual_voice()
    return Length(
        voice.seconds(counted),
        voice.seconds(counted, max(voice.fastest, voice.rate)),
        voice.seconds(counted, min(voice.slowest, voice.rate)),
        counted.syllables,
        voice.rate,
    )


def fit(length: Length, slot: int) -> Fit:
    """Compare with a slot of so many seconds, both in whole seconds as they are shown."""
    over = round(length.seconds) - slot
    return Fit(length, slot, over, round(over * length.rate / 60) if over > 0 else 0)
