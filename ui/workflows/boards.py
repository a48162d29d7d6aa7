"""What the notice boards show in a week, for the week's notice."""

from __future__ import annotations

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.board_texts.model import BoardRule
from ttcs_desktop.broadcast.board_texts.papers import BoardLine
from ttcs_desktop.broadcast.board_texts.wording import board_name, days, hours
from ttcs_desktop.workspace import Workspace

_FORBIDS = {BoardRule.NOT_APPROVED, BoardRule.ITEM_GONE, BoardRule.UNFIT}


def board_lines(workspace: Workspace, week: Week) -> tuple[BoardLine, ...]:
    """The texts of a week that may be shown, by first day; what is not approved does not stand on the paper."""
    service = workspace.board_texts
    texts = service.week(week)
    if not texts:
        return ()
    forbidden = {one.text.id for one in service.findings(week) if one.rule in _FORBIDS}
    items, boards = service.items(texts), workspace.equipment.boards.boards()
    return tuple(
        BoardLine(
            days(text),
            hours(text),
            items[text.item_id].title,
            "; ".join(board_name(board) for board in boards if board.id in text.boards),
        )
        for text in texts
        if text.id not in forbidden
    )
