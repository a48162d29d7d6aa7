"""Facts about equipment beyond its dated state."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """In which neighbourhoods a cluster is heard from a day on, until the next such row; ids."""

    id: str
    cluster_id: str
    from_day: dt.date
    neighbourhoods: frozenset[str]
