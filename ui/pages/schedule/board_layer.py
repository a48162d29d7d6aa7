"""What the notice boards show, as a line of its own between the days and the hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.board_texts.wording import GONE, hours
from ttcs_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BoardLayer:
    """The texts of each day as "title, hours", how many of them are in trouble, and whether there is any board."""

    texts: Mapping[dt.date, tuple[str, ...]] = MappingProxyType({})
    troubles: int = 0
    has_boards: bool = False

    def words(self, day: dt.date) -> str:
        """The line of a day, as short as it can be said."""
        shown = self.texts.get(day, ())
        return f"{len(shown)} tin: {'; '.join(shown)}" if len(shown) > 1 else "".join(shown)


NO_BOARDS = BoardLayer()


def read_layer(workspace: Workspace, week: Week) -> BoardLayer:
    """The layer of a week; nothing is read beyond the list of boards where there are none."""
    if not workspace.equipment.boards.boards():
        return NO_BOARDS
    service = workspace.board_texts
    texts = service.week(week)
    items = service.items(texts)
    said = {text.id: (items[text.item_id].title if text.item_id in items else GONE, hours(text)) for text in texts}
    shown = {
        day: tuple(
            said[text.id][0] if text.opens is None else ", ".join(said[text.id]) for text in texts if text.is_on(day)
        )
        for day in week.days
    }
    return BoardLayer({day: on for day, on in shown.items() if on}, len(service.findings(week)), has_boards=True)
