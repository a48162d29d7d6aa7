"""schedule import / check / print: the timetable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.checks.model import WeekLack
from ttcs_desktop.broadcast.checks.wording import explain_lack, limit_words
from ttcs_desktop.broadcast.conflicts import Finding, Severity
from ttcs_desktop.broadcast.time_rules import TimeRules
from ttcs_desktop.broadcast.timetable import read_timetable
from ttcs_desktop.broadcast.wording import explain, rules_limits, rules_source
from ttcs_desktop.grids.delimited import read_delimited
from ui.commands.base import INPUT_FILE, OutputFile, Session, VerbGroup
from ui.commands.record import DAY
from ui.commands.schedule_move import board, move
from ui.commands.schedule_solve import solve
from ui.commands.schedule_why import why
from ui.workflows.boards import board_troubles
from ui.workflows.papers import week_document, write_docx, write_pdf


@click.group(cls=VerbGroup)
def schedule() -> None:
    """Lịch phát."""


@schedule.command("import")
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def import_(session: Session, file: Path) -> None:
    """Nhập khung phát từ tệp CSV; mọi dòng đọc được đều giữ làm nháp."""
    with session.workspace() as workspace:
        planned, rejected = read_timetable(read_delimited(file))
        station = workspace.broadcast.inventory.the_station()
        made = workspace.timetable_files.take_in(station, planned, rejected)
        document = {
            "slots": len(made.slots),
            "created": list(made.created),
            "rejected": [{"row": one.row, "code": one.code} for one in made.rejected],
        }
        session.emit(document, f"{len(made.slots)} khung phát; {len(made.rejected)} dòng không đọc được.")


@schedule.command()
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.pass_obj
def check(session: Session, week: str) -> None:
    """Những chỗ vướng của một tuần, kèm lý do và cách gỡ."""
    with session.workspace() as workspace:
        names = workspace.broadcast.inventory.cluster_names()
        found = workspace.broadcast.timetable.findings(Week.parse(week))
        lacks = workspace.week_lacks.of(Week.parse(week))
        lines = [f"{one.date:%d/%m} {explain(one, names)}" for one in found]
        lines += [f"{one.due:%d/%m} {explain_lack(one)}" for one in lacks]
        boards = board_troubles(workspace, Week.parse(week))
        lines += [f"{one['day'][8:]}/{one['day'][5:7]} {one['title']}: {one['explanation']}" for one in boards]
        document = {
            "conflicts": [_as_json(one, names) for one in found],
            "lacks": [_lack(one) for one in lacks],
            "boards": boards,
        }
        session.emit(document, "\n".join(lines) or "Không có chỗ vướng.")


@schedule.command()
@click.argument("code", default="")
@click.option("--from", "first", type=DAY, help="Từ ngày.")
@click.option("--block", is_flag=True, help="Vượt quy định là phải xử lý, không chỉ cần biết.")
@click.pass_obj
def rules(session: Session, code: str, first: dt.datetime | None, block: bool) -> None:
    """Theo một bộ quy định khung giờ từ một ngày; bỏ trống mã là không theo bộ nào. Thiếu --from thì kể các bộ."""
    with session.workspace() as workspace:
        kept = workspace.time_rules
        if first is None:
            lines = [f"{one.code}: {one.name}. {rules_limits(one)}. {rules_source(one)}" for one in kept.known.values()]
            session.emit({"sets": [_set(one) for one in kept.known.values()]}, "\n".join(lines))
            return
        changes = kept.choose(code, first.date(), Severity.BLOCK if block else Severity.WARN)
        session.emit({"changed": list(changes.ids)}, f"Từ {first:%d/%m/%Y}: {code or 'không theo bộ nào'}.")


@schedule.command()
@click.option("--from", "first", type=DAY, help="Từ ngày; thiếu thì kể các giới hạn.")
@click.option("--per-day", type=click.IntRange(0, 99), default=0, help="Một bài nhiều nhất mấy lần một ngày.")
@click.option("--per-week", type=click.IntRange(0, 99), default=0, help="Một bài nhiều nhất mấy lần một tuần.")
@click.option("--gap-hours", type=click.IntRange(0, 99), default=0, help="Hai lần cách nhau ít nhất mấy giờ.")
@click.pass_obj
def limits(session: Session, first: dt.datetime | None, per_day: int, per_week: int, gap_hours: int) -> None:
    """Giới hạn phát lại của riêng đơn vị từ một ngày; không đặt số nào là thôi giới hạn."""
    with session.workspace() as workspace:
        kept = workspace.week_checks
        if first is not None:
            kept.limit(first.date(), per_day=per_day, per_week=per_week, gap_hours=gap_hours)
        lines = [f"Từ {one.from_day:%d/%m/%Y}: {limit_words(one)}." for one in kept.limits()]
        found = [
            {
                "from_day": one.from_day,
                "per_day": one.per_day,
                "per_week": one.per_week,
                "gap_hours": one.gap_hours,
            }
            for one in kept.limits()
        ]
        session.emit({"limits": found}, "\n".join(lines) or "Chưa đặt giới hạn nào.")


@schedule.command("print")
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.option("-o", "--output", required=True, type=OutputFile(), help="Tệp PDF.")
@click.option("--docx", type=OutputFile(), help="Ghi thêm bản Word.")
@click.pass_obj
def print_(session: Session, week: str, output: Path, docx: Path | None) -> None:
    """In thông báo lịch phát của một tuần."""
    with session.workspace() as workspace:
        document = week_document(workspace, Week.parse(week))
        papers = [write_pdf(document, output), *([write_docx(document, docx)] if docx else [])]
        session.emit({"papers": [str(paper) for paper in papers]}, "\n".join(str(paper) for paper in papers))


schedule.add_command(why)
schedule.add_command(move)
schedule.add_command(board)
schedule.add_command(solve)


def _set(one: TimeRules) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "sessions": one.sessions,
        "minutes": one.minutes,
        "relay": one.relay,
        "weekdays": sorted(one.weekdays),
        "earliest": {session.value: f"{at:%H:%M}" for session, at in one.earliest.items()},
        "told": one.told,
        "note": one.note,
    }


def _lack(lack: WeekLack) -> dict[str, Any]:
    return {
        "subject": lack.subject,
        "id": lack.record_id,
        "title": lack.title,
        "first": lack.first,
        "due": lack.due,
        "wanted": lack.wanted,
        "told": lack.told,
        "rule": lack.rule.value,
        "severity": lack.severity.value,
        "explanation": explain_lack(lack),
    }


def _as_json(finding: Finding, names: dict[str, str]) -> dict[str, Any]:
    return {
        "a": finding.a.title,
        "b": finding.b.title if finding.b else "",
        "a_id": finding.a.id,
        "b_id": finding.b.id if finding.b else "",
        "date": finding.date,
        "start": f"{finding.start:%H:%M}",
        "end": f"{finding.end:%H:%M}",
        "clusters": sorted(names.get(cluster, cluster) for cluster in finding.clusters),
        "rule": finding.rule.value,
        "severity": finding.severity.value,
        "explanation": explain(finding, names),
    }
