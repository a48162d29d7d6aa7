"""stats reference: the number that the receiver gave, where no receipt comes."""

from __future__ import annotations

import datetime as dt

import click

from ttcs_desktop.basics.errors import InvalidInput
from ui.commands.base import Session, Verb
from ui.commands.record import DAY


@click.command("reference", cls=Verb)
@click.argument("number")
@click.option("--template", required=True, help="Mẫu: 184-6T, 184-N, TT04-6T, TT04-N, 75-N, 2019-N.")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Năm của kỳ báo cáo.")
@click.option("--on", "day", required=True, type=DAY, help="Ngày nhập, hoặc ngày nơi nhận cấp số.")
@click.option("--person", required=True, help="Người nhập, hoặc người ghi.")
@click.pass_obj
def stats_reference(session: Session, number: str, template: str, year: int, day: dt.datetime, person: str) -> None:
    """Ghi số tham chiếu nơi nhận cấp, khi nhập tay vào phần mềm hoặc đặt vào thư mục; không phải biên nhận."""
    with session.workspace() as workspace:
        statistics = workspace.statistics
        frozen = statistics.latest(template, year)
        if frozen is None:
            raise InvalidInput("", "nothing_frozen")
        statistics.note_manual(frozen, number, day.date(), person)
        state = statistics.state(template, year)
        document = {"snapshot": frozen.version, "reference": number, "entered_on": day.date(), "state": state.value}
        session.emit(document, f"Đã ghi số tham chiếu {number}.")
