"""What the city told, as rows of the list: what wants a person first, the rest as it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.receiving.wording import FATES, kind_words, title_of
from ttcs_desktop.statistics.wording import period_title
from ttcs_desktop.workspace import Workspace

_ICONS = {
    "article": "radio",
    "task": "list-checks",
    "topics": "list-tree",
    "catalogue": "chart-column",
    "notice": "info",
    "return": "chart-column",
}
HELD = "held"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the list: a line of the city, or all withdrawals that are kept back together.

    Attributes:
        wants: whether a person has to look at it.
    """

    id: str
    title: str
    second: str
    icon: str
    at: dt.datetime
    came: tuple[Came, ...]
    wants: bool = False
    receipt_no: str = ""

    @property
    def one(self) -> Came:
        """The line; of several, the newest."""
        return self.came[0]

    @property
    def is_held(self) -> bool:
        return self.one.fate is Fate.HELD


def arrivals_of(workspace: Workspace) -> list[Arrival]:
    """What came last into a record, as rows, the newest first."""
    statistics = workspace.statistics

    def period(record: str) -> str:
        template, _, year = record.partition("/")
        known = statistics.catalogue.templates
        return period_title(known[template].name, int(year)) if template in known else record

    def is_newest(one: Came) -> bool:
        template, _, year = one.record.partition("/")
        latest = statistics.latest(template, int(year)) if year else None
        return latest is not None and latest.id == one.line.told.thing_id

    return arrivals(workspace.receiving.came(), period, is_newest)


def arrivals(came: Sequence[Came], period: Callable[[str], str], sent_back: Callable[[Came], bool]) -> list[Arrival]:
    """The rows, the newest first.

    Args:
        period: the name of a report's period by "184-6T/2026".
        sent_back: whether the report that a line returns is still the ward's newest version: no correction answered it.
    """
    held = tuple(one for one in came if one.fate is Fate.HELD)
    found = [_held(held)] if held else []
    # Of several catalogues in force only the newest wants somebody: taking one over leaves the others as they are.
    newest = next((one for one in came if one.kind == "catalogue" and one.fate in (Fate.IN_FORCE, Fate.OFFERED)), None)
    for one in came:
        if one.fate is not Fate.HELD:
            returned = one.kind == "return" and one.fate is Fate.IN_FORCE
            offered = one.fate is Fate.OFFERED and one is newest
            wants = one.fate is Fate.REFUSED or offered or (returned and sent_back(one))
            found.append(_row(one, period, wants=wants))
    return found


def _held(held: tuple[Came, ...]) -> Arrival:
    newest = held[0]
    second = f"{newest.line.told.issuer} · chưa rút bài nào, chờ anh chị"
    return Arrival(
        HELD,
        f"Thành phố rút {len(held)} bài cùng lúc",
        second,
        "circle-alert",
        newest.line.received_at,
        held,
        wants=True,
    )


def _row(one: Came, period: Callable[[str], str], *, wants: bool) -> Arrival:
    title, tail = title_of(one), FATES[one.fate]
    if one.kind == "return":
        title = f"Thành phố trả lại báo cáo {period(one.record) if one.record else 'không có ở máy này'}"
        tail = f"vì: {one.reason}" if one.reason else tail
    second = " · ".join((kind_words(one.kind), one.line.told.issuer, tail))
    icon = "circle-alert" if wants else _ICONS.get(one.kind, "package")
    return Arrival(f"line/{one.line.number}", title, second, icon, one.line.received_at, (one,), wants)
