"""paper week / day / poster / log: the papers of broadcast, as PDF and for Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.day_sheets.model import LeftOut
from ttcs_desktop.broadcast.day_sheets.wording import left_out_words
from ttcs_desktop.papers.model import Document
from ui.commands.base import Moment, OutputFile, Session, VerbGroup
from ui.commands.record import DAY
from ui.workflows.broadcast_papers import (
    day_left_out,
    log_document,
    poster_document,
    run_document,
    week_left_out,
)
from ui.workflows.complaints import complaint_document
from ui.workflows.papers import week_document, write_docx, write_pdf

_Verb = TypeVar("_Verb", bound=Callable[..., Any])
_WEEK = click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")


@click.group(cls=VerbGroup)
def paper() -> None:
    """Giấy của đài: thông báo tuần, phiếu phát sóng, lịch treo, sổ phát."""


def _files(verb: _Verb) -> _Verb:
    """The two files that every paper may go to."""
    verb = click.option("--docx", type=OutputFile(), help="Ghi thêm bản Word.")(verb)
    return click.option("-o", "--output", required=True, type=OutputFile(), help="Tệp PDF.")(verb)


@paper.command()
@_WEEK
@_files
@click.pass_obj
def week(session: Session, week: str, output: Path, docx: Path | None) -> None:
    """Thông báo lịch phát của một tuần."""
    with session.workspace() as workspace:
        asked = Week.parse(week)
        _write(session, week_document(workspace, asked), output, docx, week_left_out(workspace, asked))


@paper.command()
@click.option("--on", "day", type=DAY, required=True, help="Ngày phát.")
@_files
@click.pass_obj
def day(session: Session, day: dt.datetime, output: Path, docx: Path | None) -> None:
    """Phiếu phát sóng của một ngày, có chỗ ghi đã phát và ký."""
    with session.workspace() as workspace:
        left = day_left_out(workspace, day.date())
        _write(session, run_document(workspace, day.date()), output, docx, left)


@paper.command()
@_WEEK
@_files
@click.pass_obj
def poster(session: Session, week: str, output: Path, docx: Path | None) -> None:
    """Lịch phát chữ to của một tuần, để treo."""
    with session.workspace() as workspace:
        asked = Week.parse(week)
        _write(session, poster_document(workspace, asked), output, docx, week_left_out(workspace, asked))


@paper.command()
@click.argument("cluster")
@click.argument("when", type=Moment())
@_files
@click.pass_obj
def complaint(session: Session, cluster: str, when: dt.datetime, output: Path, docx: Path | None) -> None:
    """Báo cáo trả lời phản ánh: cụm loa ấy lúc ấy phát gì, cả ngày có gì."""
    with session.workspace() as workspace:
        inventory = workspace.broadcast.inventory
        found = inventory.find_cluster(inventory.the_station().id, cluster)
        if found is None:
            raise InvalidInput("cluster", "cluster_unknown")
        told = workspace.aired.at(found, when.astimezone(VIETNAM).replace(tzinfo=None))
        _write(session, complaint_document(workspace, told), output, docx, ())


@paper.command("log")
@click.option("--from", "first", type=DAY, required=True, help="Từ ngày.")
@click.option("--to", "last", type=DAY, required=True, help="Đến hết ngày.")
@_files
@click.pass_obj
def log_(session: Session, first: dt.datetime, last: dt.datetime, output: Path, docx: Path | None) -> None:
    """Sổ phát của những ngày đã chọn, mỗi trang có cộng và chuyển trang."""
    with session.workspace() as workspace:
        _write(session, log_document(workspace, first.date(), last.date()), output, docx)


def _write(session: Session, document: Document, output: Path, docx: Path | None, left: Sequence[LeftOut] = ()) -> None:
    papers = [write_pdf(document, output), *([write_docx(document, docx)] if docx else [])]
    told = [{"day": one.day, "start": f"{one.start:%H:%M}", "title": one.title, "empty": one.empty} for one in left]
    if left:
        session.say(f"Chưa duyệt nên không có trên giấy: {left_out_words(left)}.")
    session.emit({"papers": papers, "left_out": told}, "\n".join(map(str, papers)))
