"""Lanes of a day: clusters that always play together share one, so that width tells where something is heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import sort_key


@dataclass(frozen=True, slots=True)
class Lane:
    """Clusters that play the same all week. A station without clusters has one lane without any."""

    clusters: frozenset[str]
    label: str


def lanes_of(wanted: Iterable[frozenset[str]], names: Mapping[str, str]) -> tuple[Lane, ...]:
    """The lanes of a week, by cluster name.

    Args:
        wanted: the clusters of each airing of the week.
        names: what every cluster of the station is called, by id.
    """
    distinct = sorted(set(wanted), key=sorted)
    company: dict[frozenset[int], list[str]] = {}
    for cluster in sorted(names, key=lambda id_: sort_key(names[id_])):
        memberships = frozenset(number for number, clusters in enumerate(distinct) if cluster in clusters)
        company.setdefault(memberships, []).append(cluster)
    # What nobody asks for this week needs no lane of its own.
    heard = [clusters for memberships, clusters in company.items() if memberships] or list(company.values())
    return tuple(
        Lane(frozenset(clusters), ranges_label([names[cluster] for cluster in clusters])) for clusters in heard
    ) or (Lane(frozenset(), ""),)


def lane_spans(clusters: frozenset[str], lanes: tuple[Lane, ...]) -> tuple[tuple[int, int], ...]:
    """Runs of neighbouring lanes in which an airing plays, each as (first, one past the last)."""
    mine = [number for number, lane in enumerate(lanes) if not clusters or not clusters.isdisjoint(lane.clusters)]
    runs: list[tuple[int, int]] = []
    for number in mine or range(len(lanes)):
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return tuple(runs)


def ranges_label(names: list[str]) -> str:
    """Names in order, neighbours by number run together: 1, 2, 3, 5 gives "1–3, 5"; what all begin with is said once.

    A prefix is only taken off where numbers follow it: "TDP 1", "TDP 2" gives "TDP 1–2".
    """
    prefix = re.sub(r"\d+$", "", names[0])
    rest = [name.removeprefix(prefix) for name in names]
    if not all(part.isdigit() for part in rest):
        return ", ".join(names)
    runs: list[list[int]] = []
    for number in sorted(int(part) for part in rest):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return prefix + ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
