"""undo, restore: taking work back, and putting a copy in the place of the record."""

from __future__ import annotations

from pathlib import Path

import click

from ttcs_desktop.agenda.wording import action
from ttcs_desktop.basics.clock import local
from ttcs_desktop.workspace import restore_workspace
from ui.commands.base import INPUT_FILE, Session, Verb


@click.command(cls=Verb)
@click.option("--list", "only_list", is_flag=True, help="Chỉ liệt kê các việc hoàn tác được, mới nhất trước.")
@click.pass_obj
def undo(session: Session, only_list: bool) -> None:
    """Hoàn tác việc gần nhất; gọi lần nữa thì hoàn tác việc trước nó."""
    with session.workspace() as workspace:
        workspace.undo.reach_back()
        if only_list:
            steps = workspace.undo.steps()
            lines = [
                {
                    "verb": step.verb,
                    "name": action(step.verb, step.records),
                    "records": step.records,
                    "blocked_by": step.blocked_by,
                }
                for step in steps
            ]
            text = "\n".join(
                f"{line['name']}{' (không hoàn tác được nữa)' if line['blocked_by'] else ''}" for line in lines
            )
            session.emit({"steps": lines}, text or "Không có việc nào để hoàn tác.")
            return
        step, changes = workspace.undo.undo()
        said = action(step.verb, step.records)
        document = {"verb": step.verb, "name": said, "records": step.records, "ids": list(changes.ids)}
        session.emit(document, f"Đã hoàn tác: {said}.")


@click.command(cls=Verb)
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Lấy sổ lại từ một bản sao lưu; sổ đang có được giữ riêng một bản."""
    kept = restore_workspace(session.folder, file, session.clock)
    with session.workspace() as workspace:
        last = workspace.ledger.last_at()
    day = f" Việc cuối cùng trong đó: {local(last):%H:%M %d/%m/%Y}." if last else ""
    before = f" Sổ trước đó còn ở {kept}." if kept else ""
    document = {"file": str(file), "kept": str(kept) if kept else None, "last_action": last}
    session.emit(document, f"Đã lấy lại sổ từ {file}.{day}{before}")
