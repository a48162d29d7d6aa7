"""board found / end / appoint / dismiss, authorisation add / end: who may say yes, by which paper, until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from ttcs_desktop.office.model import Board, BoardMember, Duty
from ui.commands.base import Session, VerbGroup
from ui.commands.record import DAY

if TYPE_CHECKING:
    from ttcs_desktop.content.pipeline.model import Authorisation

_SCOPES = ("relays", "repeats", "higher", "notices")
_ISSUED = click.option("--issued", required=True, type=DAY, help="Ngày ký văn bản.")
_FROM = click.option("--from", "first", required=True, type=DAY, help="Từ ngày.")
_UNTIL = click.option("--to", "last", type=DAY, help="Đến hết ngày; bỏ trống là chưa định ngày thôi.")


@click.group(cls=VerbGroup)
def board() -> None:
    """Ban biên tập và thành viên; mã lấy bằng việc list."""


@board.command()
@click.argument("number")
@_ISSUED
@_FROM
@_UNTIL
@click.pass_obj
def found(session: Session, number: str, issued: dt.datetime, first: dt.datetime, last: dt.datetime | None) -> None:
    """Ghi quyết định lập Ban biên tập; ban trước thôi từ ngày hôm trước."""
    with session.workspace() as workspace:
        made = workspace.office.boards.found(number, issued.date(), first.date(), _day(last))
        session.emit(_board(made), f"Đã ghi Ban biên tập theo {made.number} ({made.id}).")


@board.command("end")
@click.argument("board_id")
@_UNTIL
@click.pass_obj
def end_board(session: Session, board_id: str, last: dt.datetime | None) -> None:
    """Ghi ngày thôi của một Ban biên tập."""
    with session.workspace() as workspace:
        changed = workspace.office.boards.end(board_id, _day(last))
        session.emit(_board(changed), f"Đã ghi Ban biên tập theo {changed.number}.")


@board.command()
@click.argument("board_id")
@click.argument("name")
@click.option("--duty", type=click.Choice([duty.value for duty in Duty]), default=Duty.MEMBER.value, help="Nhiệm vụ.")
@click.option("--position", default="", help="Chức vụ.")
@_FROM
@_UNTIL
@click.pass_obj
def appoint(
    session: Session, board_id: str, name: str, duty: str, position: str, first: dt.datetime, last: dt.datetime | None
) -> None:
    """Thêm một thành viên Ban biên tập."""
    with session.workspace() as workspace:
        made = workspace.office.boards.appoint(board_id, name, position, Duty(duty), first.date(), _day(last))
        session.emit(_member(made), f"Đã thêm {made.name} ({made.id}).")


@board.command()
@click.argument("member_id")
@_UNTIL
@click.pass_obj
def dismiss(session: Session, member_id: str, last: dt.datetime | None) -> None:
    """Ghi ngày thôi của một thành viên Ban biên tập."""
    with session.workspace() as workspace:
        changed = workspace.office.boards.dismiss(member_id, _day(last))
        session.emit(_member(changed), f"Đã ghi {changed.name}.")


@click.group(cls=VerbGroup)
def authorisation() -> None:
    """Ủy quyền duyệt thường xuyên; mã lấy bằng việc list."""


@authorisation.command()
@click.argument("number")
@click.option("--signer", required=True, help="Họ tên người ký.")
@click.option("--position", default="", help="Chức vụ người ký.")
@click.option("--scope", required=True, multiple=True, type=click.Choice(_SCOPES), help="Cho duyệt gì; ghi được nhiều.")
@_ISSUED
@_FROM
@click.option("--to", "last", required=True, type=DAY, help="Đến hết ngày.")
@click.pass_obj
def add(
    session: Session, /, number: str, signer: str, position: str, scope: tuple[str, ...], **days: dt.datetime
) -> None:
    """Ghi một văn bản ủy quyền duyệt."""
    from ttcs_desktop.content.pipeline.model import Authorisation, Scope  # noqa: PLC0415  only this verb needs it

    with session.workspace() as workspace:
        scopes = frozenset(map(Scope, scope))
        issued_on, from_day, to_day = (days[name].date() for name in ("issued", "first", "last"))
        given = Authorisation("", number, signer, position, issued_on, from_day, to_day, scopes)
        made = workspace.content.authorisations.give(given)
        session.emit(_authorisation(made), f"Đã ghi ủy quyền {made.number} ({made.id}).")


@authorisation.command("end")
@click.argument("authorisation_id")
@click.option("--to", "last", required=True, type=DAY, help="Đến hết ngày.")
@click.pass_obj
def end_authorisation(session: Session, authorisation_id: str, last: dt.datetime) -> None:
    """Đổi ngày hết hạn của một ủy quyền, sớm hay muộn hơn."""
    with session.workspace() as workspace:
        changed = workspace.content.authorisations.end(authorisation_id, last.date())
        session.emit(_authorisation(changed), f"Đã ghi ủy quyền {changed.number} đến hết {changed.to_day:%d/%m/%Y}.")


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _board(one: Board) -> dict[str, Any]:
    days = {"issued_on": one.issued_on, "from_day": one.from_day, "to_day": one.to_day}
    return {"id": one.id, "number": one.number, **days}


def _member(one: BoardMember) -> dict[str, Any]:
    told = {"name": one.name, "position": one.position, "duty": one.duty.value}
    return {"id": one.id, "board_id": one.board_id, **told, "from_day": one.from_day, "to_day": one.to_day}


def _authorisation(one: Authorisation) -> dict[str, Any]:
    told = {"number": one.number, "signer": one.signer, "position": one.position, "scope": sorted(one.scope)}
    return {"id": one.id, **told, "issued_on": one.issued_on, "from_day": one.from_day, "to_day": one.to_day}
