"""What the notice boards show in a week, for the week's notice."""

from __future__ import annotations

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.board_texts.papers import BoardLine
from ttcs_desktop.broadcast.board_texts.wording import GONE, board_name, days, explain, hours
from ttcs_desktop.workspace import Workspace


def board_lines(workspace: Workspace, week: Week) -> tuple[BoardLine, ...]:
    """The texts of a week that may be shown, by first day; what is not approved does not stand on the paper."""
    service = workspace.board_texts
    texts = service.shown(week)
    if not texts:
        return ()
    items, boards = service.items(texts), workspace.equipment.boards.boards()
    return tuple(
        BoardLine(
            days(text),
            hours(text),
            items[text.item_id].title,
            "; ".join(board_name(board) for board in boards if board.id in text.boards),
        )
        for text in texts
    )


def board_troubles(workspace: Workspace, week: Week) -> list[dict[str, str]]:
    """What is wrong with the boards of a week, in words."""
    service = workspace.board_texts
    found = service.findings(week)
    texts = [text for one in found for text in (one.text, one.other) if text is not None]
    titles = {item.id: item.title for item in service.items(texts).values()}
    names = {board.id: board_name(board) for board in workspace.equipment.boards.boards()}
    return [
        {
            "text_id": one.text.id,
            "title": titles.get(one.text.item_id, GONE),
            "day": one.day.isoformat(),
            "rule": one.rule.value,
            "explanation": explain(one, titles, names),
        }
        for one in found
    ]
