"""demo: the main job on the sample ward against an embedded hub, every step shown and proven."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.base import Session, Verb


@click.command(cls=Verb)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Thư mục kết quả.")
@click.pass_obj
def demo(session: Session, out: Path) -> None:
    """Chạy thử cả chuỗi việc trên Phường Mẫu với máy chủ thử trong máy."""
    from ui.city import trial  # noqa: PLC0415
    from ui.workflows.demo import run_demo  # noqa: PLC0415

    session.say("Đang lập sổ Phường Mẫu…")
    with trial(out / "dung-thu", session.now and session.clock) as opened:
        result = run_demo(opened.workspace, opened.courier, out, session.say)
        session.emit(result, f"Xong. Giấy tờ và sổ thử ở {out}.")
