"""plan import: the annex of a plan becomes tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.clock import today
from ttcs_desktop.plans.annex_draft import DraftTask
from ttcs_desktop.plans.service import PlanHead
from ui.commands.base import INPUT_FILE, Session, VerbGroup


@click.group(cls=VerbGroup)
def plan() -> None:
    """Kế hoạch và nhiệm vụ."""


@plan.command("import")
@click.argument("file", type=INPUT_FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ đọc, không lưu.")
@click.option("--year", type=click.IntRange(2000, 2100), help="Năm của kế hoạch.")
@click.option("--number", default="", help="Số, ký hiệu của kế hoạch.")
@click.pass_obj
def import_(session: Session, file: Path, dry_run: bool, year: int | None, number: str) -> None:
    """Đọc phụ lục nhiệm vụ của kế hoạch."""
    with session.workspace() as workspace:
        read = workspace.plans.read(file, year=year)
        drafts = read.annex.tasks
        if not dry_run:
            plan_year = year or read.annex.year or today(workspace.clock).year
            workspace.plans.take_in(read, PlanHead(number), plan_year)
        lines = [f"{draft.group} | {draft.number} | {draft.text} | {draft.when_text}" for draft in drafts]
        learnt = dict.fromkeys(pair for draft in drafts for pair in draft.learnt)
        lines += [f"“{written}”: hiểu theo tên đã học là “{name}”." for written, name in learnt]
        text = "\n".join([*lines, f"{len(drafts)} nhiệm vụ."])
        session.emit({"tasks": [task_as_json(draft) for draft in drafts]}, text)


def task_as_json(draft: DraftTask) -> dict[str, Any]:
    """A draft with the keys of the contract."""
    return {
        "group": draft.group,
        "number": draft.number,
        "text": draft.text,
        "lead": list(draft.lead),
        "with": list(draft.with_),
        "learnt": [{"written": written, "name": name} for written, name in draft.learnt],
        "when_text": draft.when_text,
        "when": draft.when.as_json(),
        "doubts": [
            {"field": doubt.field, "code": doubt.code, "details": dict(doubt.details)} for doubt in draft.doubts
        ],
    }
