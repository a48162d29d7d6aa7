"""stats papers: everything that belongs to a frozen version, drawn anew into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ui.commands.base import Session, Verb
from ui.workflows.report_papers import write_papers


@click.command(cls=Verb)
@click.option("--template", required=True, help="Mẫu: 184-6T, 184-N, TT04-6T, TT04-N, 75-N, 2019-N.")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Năm của kỳ báo cáo.")
@click.option("--snapshot", type=click.IntRange(1), help="Bản đã chốt số mấy; thiếu là bản mới nhất.")
@click.option("--evidence", is_flag=True, help="Kèm danh sách mọi bản ghi đã tính vào số.")
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Thư mục để ghi.")
@click.pass_obj
def papers(session: Session, template: str, year: int, snapshot: int | None, evidence: bool, out: Path) -> None:
    """Lập lại giấy tờ của một bản đã chốt: báo cáo, bảng nhập phần mềm, Excel, JSON."""
    with session.workspace() as workspace:
        versions = workspace.statistics.versions(template, year)
        found = [one for one in versions if snapshot in (None, one.version)]
        if not found:
            raise InvalidInput("snapshot", "nothing_frozen")
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem("folder_unsuitable") from error
        written = write_papers(workspace, found[-1], out, evidence=evidence)
        session.emit(
            {"snapshot": found[-1].version, "sha256": found[-1].sha256, "papers": [str(path) for path in written]},
            "\n".join(map(str, written)),
        )
