"""init, list, deadlines: the record as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.exports import records
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.vietnamese.typed import FIRST_YEAR, LAST_YEAR
from ttcs_desktop.workspace import create_workspace
from ui.commands.base import OutputFile, Session, Verb


class _Day(click.DateTime):
    """An ISO day of a year that an office can mean: beyond, its weeks and months leave the calendar."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        day = super().convert(value, param, ctx)
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else self.fail(str(value), param, ctx)


DAY = _Day(formats=["%Y-%m-%d"])


@click.command(cls=Verb)
@click.option("--unit", required=True, help="Mã đơn vị, năm chữ số.")
@click.option("--start", type=DAY, help="Ngày sổ bắt đầu; bỏ trống là hôm nay.")
@click.pass_obj
def init(session: Session, unit: str, start: dt.datetime | None) -> None:
    """Lập sổ mới của một đơn vị, có sẵn một đài."""
    workspace = create_workspace(session.folder, unit, session.clock, started_on=start.date() if start else None)
    try:
        title = unit_title(workspace.office.unit(workspace.record_start))
        session.emit({"unit": unit, "folder": str(workspace.folder)}, f"Đã lập sổ {title} ở {workspace.folder}.")
    finally:
        workspace.close()


@click.command("list", cls=Verb)
@click.argument("subject")
@click.option("--from", "first", type=DAY, help="Từ ngày.")
@click.option("--to", "last", type=DAY, help="Đến hết ngày.")
@click.option("-o", "--output", type=OutputFile(), help="Ghi thêm ra tệp .xlsx hoặc .csv.")
@click.pass_obj
def list_(
    session: Session, subject: str, first: dt.datetime | None, last: dt.datetime | None, output: Path | None
) -> None:
    """Bản ghi thô của một loại, để chương trình khác đếm lại."""
    with session.workspace() as workspace:
        found = records(workspace, subject, first.date() if first else None, last.date() if last else None)
        if output is not None:
            from ui.workflows.listed import records_sheet, write_tables  # noqa: PLC0415  few ask for a file

            session.say(str(write_tables([records_sheet(subject, found)], output)))
        session.emit({"records": found}, _as_table(found) or "Không có bản ghi nào.")


@click.command(cls=Verb)
@click.option("--from", "first", type=DAY, help="Từ ngày.")
@click.option("--days", type=click.IntRange(0, 3660), default=90, show_default=True, help="Số ngày nhìn trước.")
@click.pass_obj
def deadlines(session: Session, first: dt.datetime | None, days: int) -> None:
    """Những việc sắp đến hạn, kèm ngày làm việc cuối cùng còn kịp."""
    with session.workspace() as workspace:
        found = workspace.agenda.deadlines(first=first.date() if first else None, days=days)
        lines = [
            {
                "what": one.what,
                "due": one.due,
                "last_safe_day": one.last_safe_day,
                "source": one.source,
                "strict": one.strict,
                "days_left": one.days_left,
            }
            for one in found
        ]
        text = "\n".join(f"{one.last_safe_day:%d/%m/%Y}  {one.what}  ({one.source})" for one in found)
        session.emit({"deadlines": lines}, text or "Không có hạn nào.")


def _as_table(records: Sequence[Mapping[str, object]]) -> str:
    """Tab-separated lines under the names of the columns: as a spreadsheet takes them."""
    heading = ["\t".join(record) for record in records[:1]]
    lines = ["\t".join("" if value is None else str(value) for value in record.values()) for record in records]
    return "\n".join([*heading, *lines])
