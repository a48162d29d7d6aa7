"""log add: a play that no timetable has, written into the log, as behind Ctrl+N."""

from __future__ import annotations

import datetime as dt

import click

from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Kind
from ui.commands.base import Moment, Session, Verb


@click.command("add", cls=Verb)
@click.option("--at", "at", type=Moment(), required=True, help="Bắt đầu lúc nào, ví dụ 2026-11-20T05:40.")
@click.option("--minutes", type=click.IntRange(1, 24 * 60), required=True, help="Đã phát bao nhiêu phút.")
@click.option("--title", default="", help="Tên buổi; thiếu thì dùng tên bài.")
@click.option("--item", "item_id", help="Mã bài đã phát, nếu có trong Nội dung.")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), default=Kind.PROGRAMME.value, help="Loại.")
@click.option("--cluster", "clusters", multiple=True, help="Số hoặc tên cụm loa; lặp lại được; thiếu là cả đài.")
@click.pass_obj
def add(
    session: Session,
    at: dt.datetime,
    minutes: int,
    title: str,
    item_id: str | None,
    kind: str,
    clusters: tuple[str, ...],
) -> None:
    """Ghi một buổi đã phát mà lịch không có (ngoài lịch)."""
    from ttcs_desktop.broadcast.unplanned import Play  # noqa: PLC0415  only this verb needs it

    with session.workspace() as workspace:
        inventory, start = workspace.broadcast.inventory, at.astimezone(VIETNAM).replace(tzinfo=None)
        station = inventory.the_station()

        def named(written: str) -> str:
            found = inventory.find_cluster(station.id, written)
            if found is None:
                raise InvalidInput("cluster", "cluster_unknown")
            return found.id

        play = Play(
            station.id,
            start.date(),
            start.time(),
            minutes * 60,
            title,
            Kind(kind),
            workspace.content.item(item_id) if item_id else None,
            frozenset(named(one) for one in clusters),
        )
        entry, _ = workspace.unplanned.note(play)
        before_book = entry.day < workspace.record_start
        document = {
            "id": entry.id,
            "title": entry.title,
            "start": entry.starts_at.replace(tzinfo=VIETNAM),
            "seconds": entry.aired_seconds,
            "clusters": entry.clusters_total,
            "items": list(entry.items),
            "approval": entry.approval_id,
            "before_book": before_book,
        }
        said = f"Đã ghi vào sổ phát, ngoài lịch: {entry.start:%H:%M} {entry.day:%d/%m/%Y} “{entry.title}”."
        said += " Bài chưa được duyệt vào giờ ấy." if entry.items and entry.approval_id is None else ""
        said += " Trước ngày bắt đầu sổ: đừng tính thêm vào số mang sang." if before_book else ""
        session.emit(document, said)
