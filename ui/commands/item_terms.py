"""content terms: from when to when an item may be used, and by which right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from ttcs_desktop.content.model import Priority, Rights
from ttcs_desktop.content.terms import Terms
from ui.commands.base import Session, Verb
from ui.commands.record import DAY


@click.command(cls=Verb)
@click.argument("item_id")
@click.option("--from", "first", type=DAY, help="Dùng được từ ngày; bỏ trống là như cũ.")
@click.option("--to", "last", type=DAY, help="Dùng được đến hết ngày; bỏ trống là như cũ.")
@click.option("--no-limit", is_flag=True, help="Bỏ ngày đầu và ngày hết hạn đang ghi.")
@click.option("--rights", type=click.Choice([one.value for one in Rights]), help="Quyền sử dụng; bỏ trống là như cũ.")
@click.option("--permission", help="Văn bản hoặc người cho phép; bỏ trống là như cũ.")
@click.option("--priority", type=click.Choice([one.value for one in Priority]), help="Mức ưu tiên; bỏ trống là như cũ.")
@click.pass_obj
def terms(session: Session, /, item_id: str, no_limit: bool, **said: Any) -> None:  # noqa: ANN401  as the options give it
    """Ghi thời hạn và quyền sử dụng của một bài."""
    with session.workspace() as workspace:
        item = workspace.content.item(item_id)
        changed = workspace.content.terms.set(
            item.id,
            Terms(
                _day(said["first"], None if no_limit else item.valid_from),
                _day(said["last"], None if no_limit else item.valid_to),
                Rights(said["rights"]) if said["rights"] else item.rights,
                item.permission if said["permission"] is None else said["permission"],
                Priority(said["priority"]) if said["priority"] else None,
            ),
        )
        told = {
            "id": changed.id,
            "valid_from": changed.valid_from,
            "valid_to": changed.valid_to,
            "rights": changed.rights.value,
            "permission": changed.permission,
            "priority": changed.priority.value,
        }
        session.emit(told, f"Đã ghi thời hạn, quyền sử dụng của “{changed.title}”.")


def _day(said: dt.datetime | None, otherwise: dt.date | None) -> dt.date | None:
    return said.date() if said else otherwise
