"""From the planned airings to what the run sheet and the poster say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.day_sheets.model import (
    Airtime,
    LeftOut,
    PosterGroup,
    PosterLine,
    RunLine,
)
from ttcs_desktop.broadcast.day_sheets.wording import approved_by, clusters_on_paper
from ttcs_desktop.broadcast.model import Airing, Fill
from ttcs_desktop.broadcast.wording import repeated

_DAY = dt.timedelta(days=1)
_A_RUN = 3  # so many days one after the other are said as a stretch


@dataclass(frozen=True, slots=True)
class Places:
    """Clusters as a paper names them: `names` by id, `hanging` the ids that hang on a day."""

    names: Mapping[str, str]
    hanging: Mapping[dt.date, frozenset[str]]

    def words(self, airing: Airing) -> str:
        """Where an airing is heard."""
        return clusters_on_paper(airing.clusters, self.names, self.hanging.get(airing.day, frozenset()))

    def everywhere(self, airing: Airing) -> bool:
        """Whether no cluster that hangs is left out."""
        return airing.clusters >= self.hanging.get(airing.day, frozenset())


def run_lines(airings: Iterable[Airing], parts: Mapping[str, str], places: Places) -> tuple[RunLine, ...]:
    """The approved airings in the order of the clock; `parts` are titles by item version."""
    return tuple(
        RunLine(
            Airtime(one.start, one.end),
            title_of(one),
            tuple(parts[version] for version in one.versions if version in parts)
            if one.slot.fill is Fill.SERIES
            else (),
            places.words(one),
            approved_by(one.approval),
        )
        for one in sorted(airings, key=lambda one: (one.start, one.end, one.title))
        if one.approval is not None
    )


def left_out(airings: Iterable[Airing]) -> tuple[LeftOut, ...]:
    """What is planned and not approved, in the order of the clock."""
    return tuple(
        LeftOut(one.day, one.start, one.title, empty=one.slot.fill is Fill.SERIES and not one.versions)
        for one in sorted(airings, key=lambda one: (one.start, one.title))
        if one.approval is None
    )


def poster_groups(airings: Iterable[Airing], places: Places) -> tuple[PosterGroup, ...]:
    """What is the same on days that follow each other is said once; the longest stretches stand first."""
    days: dict[tuple[dt.time, int, str, str], dict[dt.date, Airing]] = {}
    for one in airings:
        if one.approval is not None:
            where = "" if places.everywhere(one) else places.words(one)
            days.setdefault((one.start.time(), one.seconds, title_of(one), where), {})[one.day] = one
    groups: dict[tuple[dt.date, dt.date], list[PosterLine]] = {}
    for (_, _, title, where), found in days.items():
        for first, last in _stretches(sorted(found)):
            one = found[first]
            groups.setdefault((first, last), []).append(PosterLine(Airtime(one.start, one.end), title, where))
    ordered = sorted(groups, key=lambda span: (span[0] == span[1], span[0], -(span[1] - span[0]).days))
    return tuple(PosterGroup(*span, tuple(sorted(groups[span], key=_by_clock))) for span in ordered)


def title_of(airing: Airing) -> str:
    """What an airing is called on paper; a repeat is marked."""
    repeat = airing.edition is not None and airing.edition.repeat_of is not None
    return repeated(airing.title) if repeat else airing.title


def _by_clock(line: PosterLine) -> tuple[dt.time, dt.datetime, str]:
    return line.time.start.time(), line.time.end, line.title


def _stretches(days: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Days that follow each other as (first, last); fewer than three stand one by one."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == _DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    made: list[tuple[dt.date, dt.date]] = []
    for run in runs:
        made += [(run[0], run[-1])] if len(run) >= _A_RUN else [(day, day) for day in run]
    return made
