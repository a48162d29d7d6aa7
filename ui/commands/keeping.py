"""undo, backup, restore, doctor: keeping the record whole and taking work back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ttcs_desktop.agenda.wording import action
from ttcs_desktop.basics.clock import local, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.ledger import went_back_at
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.storage.backup import FOLDER
from ttcs_desktop.storage.backup_check import check_backup, forgotten
from ttcs_desktop.storage.backup_folder import backup_at, backups_in
from ttcs_desktop.storage.survey import names_of_files
from ttcs_desktop.workspace import RECORD_FILE, Workspace, restore_workspace
from ui.commands.base import INPUT_FILE, OutputFile, Session, Verb


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
@click.argument("file", type=OutputFile(), required=False)
@click.pass_obj
def backup(session: Session, file: Path | None) -> None:
    """Sao lưu sổ và các tệp đã nhận, đọc lại để chắc là dùng được; không ghi tên tệp thì vào thư mục sao lưu của sổ."""
    with session.workspace() as workspace:
        if file is None:
            made = backup_at(workspace.backup())
        elif file.resolve() == (workspace.folder / RECORD_FILE).resolve():
            raise InvalidInput("file", "backup_onto_record")
        else:
            made = workspace.backup_to(file)
        names = names_of_files(workspace.database)
        files, gone = (made.manifest.received, made.manifest.missing) if made.manifest else (0, ())
        missing = [names.get(sha256, sha256) for sha256 in gone]
        document = {"file": str(made.path), "verified": True, "files": files, "missing": missing}
        said = f"Đã sao lưu ra {made.path}, đã đọc lại được; {files} tệp đi cùng."
        session.emit(document, f"{said} {_files_told(missing)}." if missing else said)


@click.command(cls=Verb)
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Lấy sổ lại từ một bản sao lưu, cùng các tệp nằm cạnh nó; sổ đang có được giữ riêng một bản."""
    done = restore_workspace(session.folder, file, session.clock)
    with session.workspace() as workspace:
        last = workspace.ledger.last_at()
        names = names_of_files(workspace.database)
    missing = [names.get(sha256, sha256) for sha256 in done.missing]
    day = f" Việc cuối cùng trong đó: {local(last):%H:%M %d/%m/%Y}." if last else ""
    before = f" Sổ trước đó còn ở {done.kept}." if done.kept else ""
    lost = f" {_files_told(missing)}." if missing else ""
    document = {
        "file": str(file),
        "kept": str(done.kept) if done.kept else None,
        "last_action": last,
        "missing": missing,
    }
    session.emit(document, f"Đã lấy lại sổ từ {file}.{day}{before}{lost}")


@click.command(cls=Verb)
@click.pass_obj
def doctor(session: Session) -> None:
    """Khám sổ: tệp có nguyên vẹn, lịch sử có liền mạch, bản sao lưu có dùng được, còn gì chờ gửi."""
    with session.workspace() as workspace:
        integrity = workspace.database.row("PRAGMA integrity_check") or {}
        dangling = workspace.database.rows("PRAGMA foreign_key_check")
        waiting = workspace.ledger.outbox.waiting_count()
        unit = workspace.office.unit(today(workspace.clock))
        missing = [one.name for one in workspace.intake.broken_files()]
        missing += [one.name for one in workspace.attachments.broken_files() if one.name not in missing]
        checks = [
            _check("file", integrity.get("integrity_check") == "ok" and not dangling, "Tệp sổ nguyên vẹn"),
            _check("history", *_history(workspace)),
            _check("media", not missing, _files_told(missing)),
            _check("backup", *_newest_backup(workspace)),
            _check("unit", True, unit_title(unit)),
            _check("outbox", True, f"{waiting} mục chờ gửi"),
        ]
        text = "\n".join(f"{'Tốt' if check['ok'] else 'Hỏng'}: {check['detail']}" for check in checks)
        session.emit({"checks": checks}, text)


def _history(workspace: Workspace) -> tuple[bool, str]:
    """Whether the chain holds to its end; held against the record's own note of the end and against the backups.

    Who changes record, note and every backup alike is not found out; a receipt of the city is then the only witness.
    """
    ledger = workspace.ledger
    broken, missing = ledger.first_broken_line(), ledger.missing_lines()
    if broken is not None:
        return False, f"Lịch sử đứt ở dòng {broken}"
    if missing:
        return False, f"Lịch sử mất {missing} dòng cuối: sổ đã ghi đến dòng {ledger.last_seq() + missing}"
    strangers = forgotten(workspace.database, backups_in(workspace.folder / FOLDER), went_back_at(workspace.database))
    if strangers:
        when = f"{local(strangers[0].at):%H:%M %d/%m/%Y}"
        return False, f"Lịch sử không còn khớp với bản sao lưu lúc {when}: có dòng đã mất hoặc bị sửa"
    return True, f"Lịch sử liền mạch, {ledger.last_seq()} dòng"


def _newest_backup(workspace: Workspace) -> tuple[bool, str]:
    """Whether the newest backup could be put back, and what it is."""
    found = backups_in(workspace.folder / FOLDER)
    if not found:
        return True, "Chưa có bản sao lưu nào trong thư mục của sổ"
    checked, when = check_backup(found[0]), f"{local(found[0].at):%H:%M %d/%m/%Y}"
    if checked.problem is not None:
        return False, f"Bản sao lưu lúc {when} không đọc lại được"
    without = len(checked.missing)
    return not without, f"Bản sao lưu lúc {when} dùng được" + (f", nhưng thiếu {without} tệp" if without else "")


def _files_told(missing: Sequence[str]) -> str:
    return f"Thiếu hoặc hỏng tệp đã nhận: {', '.join(missing)}" if missing else "Tệp đã nhận còn đủ"


def _check(name: str, ok: bool, detail: str) -> dict[str, object]:
    return {"name": name, "ok": ok, "detail": detail}
