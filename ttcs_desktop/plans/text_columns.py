"""Takes columns apart that a scan or a PDF has run together, by following each column's phrase from line to line.

Every line is [task] [lead] [partners] [time], each part possibly empty. The best way through all lines is kept by
beam search: a way earns the letters of each phrase it completes and pays for wrong letters and for waiting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ttcs_desktop.plans.text_words import Column, Phrase, Word, go_on, joined, strangeness

_BEAM = 48
_START, _WRONG, _WAIT = 0.5, 6.0, 0.04
_NO_TASK = 15.0  # a number with nothing of a task behind it: "2 Thường xuyên rà soát" is no time
_LEAST_RIGHT = 6  # so many letters of a phrase excuse one wrong one


@dataclass(frozen=True, slots=True)
class Met:
    """A phrase that was met: where it begins and ends (line numbers), what stood there, and its wrong letters."""

    phrase: Phrase
    first: int
    last: int
    written: str
    wrong: int
    bulleted: bool


@dataclass(frozen=True, slots=True)
class Parted:
    """A text with its columns apart: what each line keeps for the task, and the phrases in the order they begin."""

    tasks: tuple[tuple[Word, ...], ...]
    met: tuple[Met, ...]

    def of(self, column: Column) -> list[Met]:
        return [one for one in self.met if one.phrase.column is column]


@dataclass(frozen=True, slots=True, eq=False)
class _Open:
    """A phrase under way: the phrases it may become, how many of their letters are met, and where."""

    candidates: tuple[Phrase, ...]
    place: int
    wrong: int
    first: int
    words: tuple[Word, ...]

    @property
    def key(self) -> tuple[int, int, str]:
        return self.place, self.first, self.candidates[0].bare


_Ways = tuple["_Open | None", tuple[Met, ...], float]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way through the lines so far; `before` leads back to the first line."""

    score: float
    open: tuple[_Open | None, _Open | None, _Open | None] = (None, None, None)
    kept: tuple[Word, ...] = ()
    met: tuple[Met, ...] = ()
    before: _Way | None = None

    @property
    def key(self) -> tuple[object, ...]:
        return tuple(one.key if one else None for one in self.open)


@dataclass(slots=True)
class Parter:
    """Takes lines of words apart with the phrases that the columns may say; `marked`: the text has kept its marks."""

    vocabulary: Sequence[Phrase]
    marked: bool = True
    _starts: dict[tuple[Column, str], tuple[Phrase, ...]] = field(default_factory=dict)
    _tried: dict[tuple[object, ...], list[tuple[int, _Ways]]] = field(default_factory=dict)

    def part(self, lines: Sequence[tuple[Word, ...]]) -> Parted:
        """The lines, apart. Phrases that were never completed stay with the task."""
        ways = [_Way(0.0)]
        for number, words in enumerate(lines):
            best: dict[tuple[object, ...], _Way] = {}
            self._tried.clear()
            for way in ways:
                for after in self._after(way, number, words):
                    known = best.get(after.key)
                    if known is None or after.score > known.score:
                        best[after.key] = after
            ways = sorted(best.values(), key=lambda way: -way.score)[:_BEAM]
        return _walked_back(next((way for way in ways if not any(way.open)), None), lines)

    def _after(self, way: _Way, number: int, words: tuple[Word, ...]) -> Iterator[_Way]:
        """Every way to cut one more line, from its right end."""
        for time_from, time in self._cuts(Column.WHEN, way.open[Column.WHEN], number, words):
            rest = words[:time_from]
            for with_from, partner in self._cuts(Column.WITH, way.open[Column.WITH], number, rest):
                rest_of_rest = rest[:with_from]
                for lead_from, lead in self._cuts(Column.LEAD, way.open[Column.LEAD], number, rest_of_rest):
                    parts = (lead, partner, time)
                    bare_number = lead_from == 1 < len(words) and words[0].bare.isdecimal()
                    yield _Way(
                        way.score + sum(part[2] for part in parts) - (_NO_TASK if bare_number else 0.0),
                        (lead[0], partner[0], time[0]),
                        words[:lead_from],
                        tuple(met for part in parts for met in part[1]),
                        way,
                    )

    def _cuts(
        self, column: Column, under_way: _Open | None, number: int, words: tuple[Word, ...]
    ) -> list[tuple[int, _Ways]]:
        """Where the column's part of a line may begin, and what it comes to. Many ways share what they ask here."""
        key = column, under_way, len(words)
        if key not in self._tried:
            found: list[tuple[int, _Ways]] = [(len(words), (under_way, (), -_WAIT if under_way else 0.0))]
            for begin in range(len(words) - 1, -1, -1):
                found.extend((begin, ways) for ways in self._walk(column, under_way, number, words[begin:]))
            self._tried[key] = found
        return self._tried[key]

    def _walk(self, column: Column, under_way: _Open | None, number: int, words: Sequence[Word]) -> list[_Ways]:
        """What reading `words` as the column's own comes to: phrases completed, and one perhaps still under way."""
        states: list[_Ways] = [(under_way, (), 0.0)]
        for word in words:
            states = [after for state in states for after in self._step(column, state, number, word)]
            if not states:
                break
        return states

    def _step(self, column: Column, state: _Ways, number: int, word: Word) -> Iterator[_Ways]:
        under_way, met, score = state
        if under_way is None:
            starts = self._beginning(column, word) if word.begins else ()
            under_way = _Open(starts, 0, 0, number, ()) if starts else None
            score -= _START
        if under_way is None:
            return
        reached: dict[int, tuple[int, list[Phrase]]] = {}
        for phrase in under_way.candidates:
            step = go_on(phrase.bare, under_way.place, word.bare)
            if step is not None:
                wrong, among = reached.get(step[0], (step[1], []))
                if step[1] <= wrong:
                    reached[step[0]] = (step[1], [*(among if step[1] == wrong else []), phrase])
        for place, (wrong, among) in reached.items():
            words = (*under_way.words, word)
            total = under_way.wrong + wrong
            strange = {phrase.bare: self._strangeness(phrase, under_way.place, place, word) for phrase in among}
            for phrase in among:
                cost = score - _WRONG * wrong - strange[phrase.bare]
                if len(phrase.bare) == place and total * _LEAST_RIGHT <= place:
                    written = joined([one.text for one in words]).strip(" -–—")
                    done = Met(phrase, under_way.first, number, written, total, words[0].bulleted)
                    yield None, (*met, done), cost + place
            longer = tuple(phrase for phrase in among if len(phrase.bare) > place)
            if longer:
                cost = score - _WRONG * wrong - min(strange[phrase.bare] for phrase in longer)
                yield _Open(longer, place, total, under_way.first, words), met, cost

    def _strangeness(self, phrase: Phrase, begin: int, end: int, word: Word) -> float:
        return strangeness(phrase.letters[begin:end], word.letters, marked=self.marked)

    def _beginning(self, column: Column, word: Word) -> tuple[Phrase, ...]:
        key = column, word.bare
        if key not in self._starts:
            self._starts[key] = tuple(
                phrase for phrase in self.vocabulary if phrase.column is column and go_on(phrase.bare, 0, word.bare)
            )
        return self._starts[key]


def _walked_back(last: _Way | None, lines: Sequence[tuple[Word, ...]]) -> Parted:
    """What a finished way made of each line; without a finished way nothing was met."""
    if last is None:
        return Parted(tuple(lines), ())
    kept: list[tuple[Word, ...]] = []
    met: list[Met] = []
    way: _Way | None = last
    while way is not None and way.before is not None:
        kept.append(way.kept)
        met.extend(way.met)
        way = way.before
    return Parted(tuple(reversed(kept)), tuple(sorted(met, key=lambda one: (one.first, one.phrase.column))))
