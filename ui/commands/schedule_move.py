"""schedule move / board: one airing put to another time, an item put on notice boards."""

from __future__ import annotations

import datetime as dt

import click

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.board_texts.model import BoardText
from ttcs_desktop.broadcast.board_texts.wording import days, hours
from ttcs_desktop.broadcast.moving import reach_of
from ttcs_desktop.vietnamese.text import fold_words
from ui.commands.base import Session, Verb
from ui.commands.record import DAY

_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])
_HOUR = click.DateTime(["%H:%M"])


@click.command(cls=Verb)
@click.argument("airing_id")
@click.option("--day", type=DAY, required=True, help="Ngày buổi ấy đang đứng.")
@click.option("--to", "to", type=_MOMENT, required=True, help="Ngày giờ mới, ví dụ 2026-06-05T17:30.")
@click.option("--minutes", type=click.IntRange(1, 24 * 60), help="Số phút mới; chỉ đổi được cùng với --onward.")
@click.option("--onward", is_flag=True, help="Cả khung theo, từ ngày này về sau; thiếu là chỉ buổi này.")
@click.pass_obj
def move(
    session: Session, airing_id: str, day: dt.datetime, to: dt.datetime, minutes: int | None, onward: bool
) -> None:
    """Dời một buổi phát sang giờ khác, ngày khác."""
    with session.workspace() as workspace:
        timetable = workspace.broadcast.timetable
        found = next((one for one in timetable.days(day.date(), day.date()) if one.id == airing_id), None)
        if found is None:
            raise InvalidInput("airing", "record_gone")
        reach = reach_of(found, to, minutes * 60 if minutes else found.seconds)
        if onward and reach.onward is not None:
            slot = timetable.change(reach.onward, since=reach.since)
            session.emit(
                {"airing": found.id, "slot": slot.id, "since": reach.since}, f"Đã dời từ {reach.since:%d/%m/%Y}."
            )
            return
        if onward or not reach.alone:
            raise InvalidInput("to" if onward else "minutes", "slot_cannot_follow" if onward else "length_of_slot")
        workspace.airing_changes.move(found, to)
        session.emit({"airing": found.id, "slot": found.slot.id, "since": None}, f"Đã dời sang {to:%H:%M %d/%m/%Y}.")


@click.command(cls=Verb)
@click.argument("item_id")
@click.option("--board", "boards", multiple=True, required=True, help="Số hoặc tên bảng tin; lặp lại được.")
@click.option("--from", "first", type=DAY, required=True, help="Từ ngày.")
@click.option("--to", "last", type=DAY, help="Đến ngày; thiếu là một ngày.")
@click.option("--opens", type=_HOUR, help="Mỗi ngày từ giờ, ví dụ 18:00; thiếu cả hai giờ là cả ngày.")
@click.option("--closes", type=_HOUR, help="Mỗi ngày đến giờ.")
@click.pass_obj
def board(
    session: Session,
    item_id: str,
    boards: tuple[str, ...],
    first: dt.datetime,
    last: dt.datetime | None,
    opens: dt.datetime | None,
    closes: dt.datetime | None,
) -> None:
    """Đưa một bài lên bảng tin."""
    with session.workspace() as workspace:
        known = workspace.equipment.boards.boards()
        by_name = {fold_words(name): one.id for one in known for name in (one.name, one.number) if name}
        wanted = frozenset(by_name.get(fold_words(name), "") for name in boards)
        text = BoardText(
            "",
            item_id,
            wanted,
            first.date(),
            (last or first).date(),
            opens.time() if opens else None,
            closes.time() if closes else None,
        )
        made = workspace.board_texts.add(text)
        session.emit({"id": made.id, "item": item_id, "boards": sorted(made.boards)}, f"{days(made)}, {hours(made)}.")
