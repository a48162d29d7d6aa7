"""The rate of a voice from recordings whose length is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.speech_timing import Counted, Voice, usual_voice

PAUSE_SCALES = (0.3, 2.5)
_FOR_A_RATE, _FOR_PAUSES = 2, 3
_FLAT = 1e-12
_LEAST_MARGIN = 0.05  # nobody reads alike on two days, however well the samples agree


@dataclass(frozen=True, slots=True)
class Calibration:
    """A measured voice and how far to trust it.

    Attributes:
        samples: recordings used; with fewer than two the voice is the usual one.
        voice: its range is as wide as the worst miss, and at least 5 %.
        error: mean of |estimate - measured| / measured over the samples; None when nothing was measured.
        worst: the largest of them.
        bounded: the best rate or pause scale lay outside what a newsreader does, and was held at the bound.
    """

    voice: Voice
    samples: int
    error: float | None
    worst: float | None
    bounded: bool


def calibrate(samples: Iterable[tuple[Counted, float]]) -> Calibration:
    """Rate and pause scale that miss the measured seconds least, in relative terms, within bounds.

    Least squares in two unknowns: seconds = syllables * (60 / rate) + pause_scale * extra silence. Two samples give a
    rate only; the pause scale needs a third. Samples without syllables or seconds are left out.
    """
    usual = usual_voice()
    used = [(counted, seconds) for counted, seconds in samples if counted.syllables > 0 and seconds > 0]
    if len(used) < _FOR_A_RATE:
        return Calibration(usual, len(used), None, None, bounded=False)
    rows = [(counted.syllables / seconds, counted.extra_silence / seconds) for counted, seconds in used]
    slow, fast = 60 / usual.slowest, 60 / usual.fastest
    scales = PAUSE_SCALES if len(used) >= _FOR_PAUSES else (1.0, 1.0)
    pace, scale, bounded = _least_squares(rows, (fast, slow), scales)
    voice = replace(usual, rate=60 / pace, pause_scale=scale)
    misses = [abs(voice.seconds(counted) - seconds) / seconds for counted, seconds in used]
    error = sum(misses) / len(misses)
    rate = voice.rate
    margin = 1 + max(_LEAST_MARGIN, *misses)
    voice = replace(voice, slowest=rate / margin, fastest=rate * margin)
    return Calibration(voice, len(used), error, max(misses), bounded)


Bounds = tuple[float, float]


def _least_squares(rows: Sequence[tuple[float, float]], x_in: Bounds, y_in: Bounds) -> tuple[float, float, bool]:
    """x, y within their bounds with the least sum of (a x + b y - 1)²; whether a bound holds them.

    The sum is convex: its least value in the box is the free one, or lies on an edge, where one unknown is left.
    """
    aa, ab, bb = (sum(row[i] * row[j] for row in rows) for i, j in ((0, 0), (0, 1), (1, 1)))
    a, b = sum(row[0] for row in rows), sum(row[1] for row in rows)
    determinant = aa * bb - ab * ab
    if y_in[0] != y_in[1] and determinant > _FLAT * max(1.0, aa * bb):
        x, y = (a * bb - b * ab) / determinant, (aa * b - ab * a) / determinant
        if x_in[0] <= x <= x_in[1] and y_in[0] <= y <= y_in[1]:
            return x, y, False
    elif y_in[0] != y_in[1]:
        y_in = (1.0, 1.0)  # the recordings are all alike: they say nothing about pauses

    edges = [((a - ab * y) / aa, y) for y in y_in]
    candidates = [(min(max(x, x_in[0]), x_in[1]), y) for x, y in edges]
    if bb > _FLAT and y_in[0] != y_in[1]:
        candidates += [(x, min(max((b - ab * x) / bb, y_in[0]), y_in[1])) for x in x_in]

    def miss(candidate: tuple[float, float]) -> float:
        return sum((one * candidate[0] + two * candidate[1] - 1) ** 2 for one, two in rows)

    x, y = min(candidates, key=miss)
    held = y_in[0] != y_in[1] or not x_in[0] <= edges[0][0] <= x_in[1]
    return x, y, held
