"""A yes that was recorded on the day of the play, but only after it had begun: was it given before?"""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Basis


def recorded_after(airing: Airing) -> dt.datetime | None:
    """When the approval of an airing was recorded (wall clock), where that is after its start on the very day.

    A yes counts from the first hour of its day, for papers are often recorded hours after they were signed; only the
    officer knows whether this one was. One that names an earlier day was given before, whenever it was typed.
    """
    yes = airing.approval
    if yes is None or yes.basis is Basis.IMPORTED or yes.decided_on != airing.day:
        return None
    recorded = local(unstamp(yes.at)).replace(tzinfo=None)
    return recorded if recorded > airing.start else None
