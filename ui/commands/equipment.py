"""equipment places / heard / fault / repair / move / board: what the office writes of its equipment, as in Cài đặt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from ui.commands.base import Session, VerbGroup
from ui.commands.record import DAY

_KINDS = ("paper", "led", "lcd")
_FROM = click.option("--from", "first", required=True, type=DAY, help="Từ ngày.")
_ON = click.option("--on", "day", required=True, type=DAY, help="Ngày nào.")


@click.group(cls=VerbGroup)
def equipment() -> None:
    """Đài, cụm loa, bảng tin: hỏng, sửa, nghe được ở đâu; mã lấy bằng việc list."""


@equipment.command()
@click.argument("names")
@_FROM
@click.pass_obj
def places(session: Session, names: str, first: dt.datetime) -> None:
    """Thêm tổ dân phố, thôn; “Tổ dân phố 1 - 12” là mười hai tên."""
    with session.workspace() as workspace:
        made = workspace.neighbourhoods.add(names, first.date())
        told = [{"id": one.id, "name": one.name, "from_day": one.from_day} for one in made]
        session.emit({"neighbourhoods": told}, f"Đã thêm {len(made)} tổ dân phố, thôn.")


@equipment.command()
@click.argument("clusters", nargs=-1, required=True)
@click.option("--in", "where", required=True, help="Nghe được ở các tổ dân phố, thôn nào.")
@_FROM
@click.pass_obj
def heard(session: Session, clusters: tuple[str, ...], where: str, first: dt.datetime) -> None:
    """Ghi các cụm loa nghe được ở đâu, từ một ngày."""
    with session.workspace() as workspace:
        found = workspace.neighbourhoods.read(where, first.date())
        workspace.hearing.hear(clusters, found, first.date())
        session.emit({"clusters": clusters, "neighbourhoods": sorted(found)}, f"Đã ghi {len(clusters)} cụm.")


@equipment.command()
@click.argument("thing")
@click.option("--what", required=True, help="Hỏng gì.")
@click.option("--told-by", default="", help="Ai báo.")
@_ON
@click.pass_obj
def fault(session: Session, thing: str, what: str, told_by: str, day: dt.datetime) -> None:
    """Báo hỏng một đài, cụm loa hay bảng tin."""
    with session.workspace() as workspace:
        made = workspace.equipment.faults.note(thing, day.date(), what, told_by)
        told: dict[str, Any] = {"id": made.id, "thing_id": made.thing_id, "noted_on": made.noted_on}
        session.emit(told, f"Đã ghi báo hỏng ({made.id}).")


@equipment.command()
@click.argument("fault_id")
@click.option("--what", "repair", required=True, help="Đã sửa gì.")
@click.option("--cost", type=click.IntRange(0), help="Chi phí, đồng.")
@_ON
@click.pass_obj
def repair(session: Session, fault_id: str, repair: str, cost: int | None, day: dt.datetime) -> None:
    """Ghi một lần hỏng đã sửa xong."""
    with session.workspace() as workspace:
        done = workspace.equipment.faults.repair(fault_id, day.date(), repair, cost)
        session.emit({"id": done.id, "repaired_on": done.repaired_on, "cost": done.cost}, "Đã ghi sửa xong.")


@equipment.command()
@click.argument("clusters", nargs=-1, required=True)
@click.option("--to", "technology", required=True, type=click.Choice(("wired", "fm", "mixed", "ip")), help="Công nghệ.")
@_FROM
@click.pass_obj
def move(session: Session, clusters: tuple[str, ...], technology: str, first: dt.datetime) -> None:
    """Đổi công nghệ của các cụm loa từ một ngày; một lần undo lấy lại cả loạt."""
    from ttcs_desktop.broadcast.model import Technology  # noqa: PLC0415  only this verb needs it

    with session.workspace() as workspace:
        workspace.equipment.clusters.move(clusters, Technology(technology), first.date())
        told = {"clusters": clusters, "technology": technology, "from_day": first.date()}
        session.emit(told, f"Đã đổi công nghệ của {len(clusters)} cụm.")


@equipment.command("board")
@click.argument("number")
@click.option("--kind", type=click.Choice(_KINDS), default="paper", show_default=True, help="Loại bảng.")
@click.option("--place", default="", help="Nơi đặt.")
@click.option("--connected", is_flag=True, help="Đã kết nối hệ thống thông tin nguồn.")
@_FROM
@click.pass_obj
def notice_board(session: Session, number: str, kind: str, place: str, *, connected: bool, first: dt.datetime) -> None:
    """Thêm một bảng tin công cộng."""
    from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard  # noqa: PLC0415  only this verb needs them

    with session.workspace() as workspace:
        board = NoticeBoard("", number, "", place)
        made = workspace.equipment.boards.add(board, Display(kind), first.date(), connected=connected)
        session.emit({"id": made.id, "number": made.number, "place": made.place}, f"Đã thêm ({made.id}).")
