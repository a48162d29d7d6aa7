"""hub admin-token, backup, restore: what the keeper of a city server does at its own machine."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.base import Session
from ui.commands.city import hub

__all__ = ["hub"]


@hub.command("admin-token")
@click.pass_obj
def admin_token(session: Session) -> None:
    """Cấp khóa mới cho trang quản trị (/admin); khóa cũ thôi dùng được."""
    from sync.hub.serving import new_admin_token  # noqa: PLC0415

    token = new_admin_token(session.folder)
    session.emit({"token": token}, f"{token}\nMở /admin bằng trình duyệt, mật khẩu là khóa này.")


@hub.command()
@click.pass_obj
def backup(session: Session) -> None:
    """Sao lưu máy chủ, cả khi đang chạy."""
    from sync.hub.serving import back_up  # noqa: PLC0415

    made = back_up(session.folder, clock=session.clock)
    session.emit({"file": str(made)}, f"Đã sao lưu: {made.name}")


@hub.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Đưa máy chủ về một bản sao; các đơn vị tự gửi lại phần có sau đó."""
    from sync.hub.serving import go_back  # noqa: PLC0415

    kept = go_back(session.folder, file, clock=session.clock)
    session.emit({"kept": str(kept)}, f"Máy chủ đã về bản sao {file.name}. Sổ trước đó giữ ở {kept.name}.")
