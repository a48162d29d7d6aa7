"""export week / log: the plan and the log as files for others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.periods import Week
from ui.commands.base import OutputFile, Session, VerbGroup
from ui.commands.record import DAY
from ui.workflows.broadcast_papers import week_left_out
from ui.workflows.handouts import LOG_ENDINGS, PLAN_ENDINGS, write_log, write_plan


class _Ending(OutputFile):
    """A file whose ending says what it is."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        self._endings = endings
        self.expected = f"cần tên một tệp trong một thư mục đã có, đuôi là {', '.join(endings)}"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401
        path = super().convert(value, param, ctx)
        return path if path.suffix.lower() in self._endings else self.fail(str(value), param, ctx)


@click.group(cls=VerbGroup)
def export() -> None:
    """Lịch phát và sổ phát thành tệp cho nơi khác: Excel, CSV, lịch điện thoại, trang web."""


@export.command()
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.option("-o", "--output", required=True, type=_Ending(PLAN_ENDINGS), help="Tệp .xlsx, .csv, .ics hoặc .html.")
@click.pass_obj
def week(session: Session, week: str, output: Path) -> None:
    """Lịch phát của một tuần; tệp .ics và .html chỉ có mục đã duyệt."""
    with session.workspace() as workspace:
        asked = Week.parse(week)
        write_plan(workspace, asked.monday, asked.sunday, output)
        session.emit({"file": output, "unapproved": len(week_left_out(workspace, asked))}, str(output))


@export.command("log")
@click.option("--from", "first", type=DAY, required=True, help="Từ ngày.")
@click.option("--to", "last", type=DAY, required=True, help="Đến hết ngày.")
@click.option("-o", "--output", required=True, type=_Ending(LOG_ENDINGS), help="Tệp .xlsx hoặc .csv.")
@click.pass_obj
def log_(session: Session, first: dt.datetime, last: dt.datetime, output: Path) -> None:
    """Sổ phát của những ngày đã chọn, cả dòng đã sửa."""
    with session.workspace() as workspace:
        write_log(workspace, first.date(), last.date(), output)
        session.emit({"file": output}, str(output))
