"""Which PCs' work may be missing in a report."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.clock import VIETNAM, local
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.joining.service import Joining
from ttcs_desktop.statistics.model import Behind


def behind(joining: Joining, window: Window, now: dt.datetime) -> tuple[Behind, ...]:
    """The PCs of which not all up to the window's end is here.

    While its days still run everybody is a little behind: then those of which not all up to this morning is here, and
    those that said that they saved more than has come.
    """
    end = dt.datetime.combine(window.cut_off + dt.timedelta(days=1), dt.time.min, VIETNAM)
    morning = dt.datetime.combine(local(now).date(), dt.time.min, VIETNAM)
    late = joining.missing_before(min(end, morning))
    if now < end:
        known = {one.pc.id for one in late}
        late += [one for one in joining.standings() if one.lacking and one.pc.id not in known]
    return tuple(Behind(one.pc.name, one.complete_to, one.lacking) for one in late)
