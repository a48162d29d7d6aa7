"""What changed from one wording to another, syllable by syllable: kept, taken out, put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import nfc

# A syllable or a sign with the spaces after it; a line feed by itself, so that paragraphs stay paragraphs.
_PIECES = re.compile(r"\n|\w+[^\S\n]*|[^\w\s][^\S\n]*|[^\S\n]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Where every syllable of one stretch would be compared with every one of another, so much is done in a blink.
_MOST_PAIRS = 1_500_000


class Fate(Enum):
    """What became of a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row with the same fate."""

    fate: Fate
    text: str

    @property
    def words(self) -> int:
        """How many syllables and numbers it has."""
        return len(re.findall(r"\w+", self.text))


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches that lead from `old` to `new`, both composed first (NFC).

    Kept and removed stretches together are the old text to the letter, kept and inserted ones the new text.
    """
    before, after = _LINES.findall(nfc(old)), _LINES.findall(nfc(new))
    return tuple(_merged(_by_line(before, after)))


def old_of(stretches: Iterable[Stretch]) -> str:
    """The text before the changes."""
    return "".join(one.text for one in stretches if one.fate is not Fate.INSERTED)


def new_of(stretches: Iterable[Stretch]) -> str:
    """The text after the changes."""
    return "".join(one.text for one in stretches if one.fate is not Fate.REMOVED)


def words_changed(stretches: Iterable[Stretch]) -> tuple[int, int]:
    """How many syllables were put in, how many taken out."""
    put_in = taken_out = 0
    for one in stretches:
        put_in += one.words if one.fate is Fate.INSERTED else 0
        taken_out += one.words if one.fate is Fate.REMOVED else 0
    return put_in, taken_out


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    """Whole lines first: a long text with one changed line is compared in that line alone."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Fate.KEPT, "".join(before[a:b]))
        else:
            yield from _by_word("".join(before[a:b]), "".join(after[c:d]))


def _by_word(old: str, new: str) -> Iterator[Stretch]:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    begins = ends = 0
    if len(before) * len(after) > _MOST_PAIRS:
        begins = _alike(before, after)
        ends = _alike(before[begins:][::-1], after[begins:][::-1])
    yield Stretch(Fate.KEPT, "".join(before[:begins]))
    yield from _between(before[begins : len(before) - ends], after[begins : len(after) - ends])
    yield Stretch(Fate.KEPT, "".join(before[len(before) - ends :]))


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many pieces the two begin with in common."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    if len(before) * len(after) > _MOST_PAIRS:
        yield Stretch(Fate.REMOVED, "".join(before))
        yield Stretch(Fate.INSERTED, "".join(after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Fate.KEPT, "".join(before[a:b]))
            continue
        yield Stretch(Fate.REMOVED, "".join(before[a:b]))
        yield Stretch(Fate.INSERTED, "".join(after[c:d]))


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one fate become one; nothing is left empty."""
    last: Stretch | None = None
    for one in stretches:
        if not one.text:
            continue
        if last is not None and last.fate is one.fate:
            last = Stretch(one.fate, last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
