"""Whether what an airing plays fits into its slot, read aloud at the usual rate with its pauses.

The estimate is the one the editor of items shows (`vietnamese.speech`); a recording counts with its own length. Reading
a text takes some ten milliseconds and a version never changes, so each is read once, and not at all while a bound
from its mere letters says that it fits.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ttcs_desktop.broadcast.checks.model import PartLength, TooLong
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item
from ttcs_desktop.vietnamese.speech import Speech
from ttcs_desktop.vietnamese.speech_timing import Counted, Voice, length_of, usual_voice

Texts = Callable[[Iterable[str]], Mapping[str, str]]
_MOST = 4096  # versions kept: the editions of some ten years
_READ_WHOLE = 20_000  # letters; what is longer overruns every slot, and is only counted
_WORD = re.compile(r"\S+")
# What may be said with more than a syllable a word: digits, capitals and signs, each with the most it brings.
_RICH = re.compile(r"[^a-zà-ỹđ\s.,;:!?…“”\"'()]")
# A word without a vowel is a unit or an abbreviation; one longer than any syllable, or with vowels on both sides of a
# consonant ("wifi"), is foreign: a Vietnamese syllable keeps its vowels together.
_UNUSUAL = re.compile(
    r"\b[b-df-hj-np-tv-xzđ]+\b|\b[a-z]{8,}\b"
    r"|\b\w*(?:[aeiouy]|(?!đ)[à-ỹ])[b-df-hj-np-tv-xzđ]+(?:[aeiouy]|(?!đ)[à-ỹ])\w*\b"
)
_RICH_SYLLABLES = 4
_MARK = re.compile(r"[.,;:!?…\n]")
_LONGEST_PAUSE = 1.2


class SpokenLengths:
    """Lengths of versions, each read once.

    Attributes:
        left: whether something was not read for want of time since this was last set to False.
    """

    def __init__(self, texts: Texts, voice: Voice | None = None) -> None:
        self._texts, self.voice = texts, voice or usual_voice()
        self.left = False
        self._bounds: dict[str, float] = {}
        self._counted: dict[str, Counted] = {}

    def at_most(self, versions: Sequence[str]) -> float:
        """Seconds that these surely do not exceed, without reading them."""
        missing = [one for one in versions if one not in self._bounds]
        if missing:
            self._keep_small()
            for version, text in self._texts(missing).items():
                self._bounds[version] = _bound(text, self.voice)
        return sum(self._bounds.get(one, 0.0) for one in versions)

    def are_known(self, versions: Iterable[str]) -> bool:
        """Whether all of these have been read."""
        return all(one in self._counted for one in versions)

    def read(self, versions: Iterable[str], until: float | None = None) -> bool:
        """Read those that were not read yet; False when `until` (`time.perf_counter`) came before the last."""
        missing = [one for one in versions if one not in self._counted]
        for version, text in self._texts(missing).items() if missing else ():
            if until is not None and time.perf_counter() > until:
                self.left = True
                return False
            self._counted[version] = counted(text)
        return True

    def part(self, version: str, title: str) -> PartLength:
        """The length of a version that has been read."""
        length = length_of(self._counted.get(version, Counted(0)), self.voice)
        return PartLength(version, title, length.seconds, length.low, exact=False)

    def _keep_small(self) -> None:
        for kept in (self._bounds, self._counted):
            if len(kept) > _MOST:
                kept.clear()


def counted(text: str) -> Counted:
    """Syllables and pauses of a text; of one that no slot can hold, its words."""
    if len(text) > _READ_WHOLE:
        return Counted(len(_WORD.findall(text)))
    return Speech().read(text).counted


def too_long(
    airings: Iterable[Airing],
    items: Mapping[str, Item],
    lengths: SpokenLengths,
    sounds: Callable[[], Mapping[str, int]],
    until: float | None = None,
) -> Iterator[Finding]:
    """Airings whose parts take longer than their slots.

    Args:
        items: the item of each version that the airings play.
        sounds: the seconds of the recording of each item that has one; asked for once.
        until: `time.perf_counter` from when on nothing more is read; what is not known by then is left for later.
    """
    known: Mapping[str, int] | None = None
    told: dict[tuple[str, ...], tuple[PartLength, ...] | None] = {}
    for airing in airings:
        if not airing.versions:
            continue
        if known is None:
            known = sounds()
        if airing.versions not in told:
            told[airing.versions] = _parts(airing, items, lengths, known, until)
        parts = told[airing.versions]
        if parts is not None and (proof := _judged(parts, airing.seconds, lengths.voice)) is not None:
            sure = sum(part.low for part in parts) > airing.seconds
            severity = Severity.ASK if sure else Severity.WARN
            yield Finding(
                Rule.SPOKEN_TOO_LONG,
                severity,
                airing,
                None,
                airing.start,
                airing.end,
                airing.clusters,
                proof=proof,
            )


def _parts(
    airing: Airing,
    items: Mapping[str, Item],
    lengths: SpokenLengths,
    sounds: Mapping[str, int],
    until: float | None,
) -> tuple[PartLength, ...] | None:
    """The parts with their lengths; None where they surely fit, or may not be read now."""
    recorded = {one: sounds[items[one].id] for one in airing.versions if one in items and items[one].id in sounds}
    spoken = [one for one in airing.versions if one not in recorded]
    if sum(recorded.get(one, 0) for one in airing.versions) + lengths.at_most(spoken) <= airing.seconds:
        return None
    if not lengths.read(spoken, until):
        return None
    return tuple(_part(one, items, lengths, recorded) for one in airing.versions)


def _part(version: str, items: Mapping[str, Item], lengths: SpokenLengths, recorded: Mapping[str, int]) -> PartLength:
    title = items[version].title if version in items else ""
    if version in recorded:
        return PartLength(version, title, recorded[version], recorded[version], exact=True)
    return lengths.part(version, title)


def _judged(parts: tuple[PartLength, ...], slot: int, voice: Voice) -> TooLong | None:
    seconds = sum(part.seconds for part in parts)
    over = round(seconds) - slot
    if over <= 0:
        return None
    helping = [part for part in parts if part.seconds >= over] if len(parts) > 1 else []
    drop = min(helping, key=lambda part: part.seconds, default=None)
    return TooLong(slot, seconds, over, parts, drop, voice.rate)


def _bound(text: str, voice: Voice) -> float:
    """Seconds that a text does not exceed at the voice's rate, from its letters alone."""
    unusual = len(_RICH.findall(text)) + len(_UNUSUAL.findall(text))
    syllables = len(_WORD.findall(text)) + _RICH_SYLLABLES * unusual
    return syllables * 60 / voice.rate + _LONGEST_PAUSE * voice.pause_scale * len(_MARK.findall(text))
