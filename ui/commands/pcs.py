"""pc-exchange: what the PCs of one ward bring each other on a stick."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.base import INPUT_FILE, OutputFile, Session, Verb, VerbGroup


@click.group("pc-exchange", cls=VerbGroup)
def pc_exchange() -> None:
    """Gói mang từ máy này sang máy khác của cùng đơn vị."""


@pc_exchange.command(cls=Verb)
@click.argument("file", type=OutputFile())
@click.pass_obj
def write(session: Session, file: Path) -> None:
    """Ghi những gì máy khác chưa có vào một tệp."""
    with session.workspace() as workspace:
        done = workspace.exchange.write(file)
    session.emit({"file": str(file), "ops": done.ops, "more": done.more}, f"Đã ghi {done.ops} mục vào {file}.")


@pc_exchange.command(cls=Verb)
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def read(session: Session, file: Path) -> None:
    """Nhập gói của máy khác."""
    with session.workspace() as workspace:
        brought = workspace.exchange.read(file)
        workspace.joining.take_over()
        conflicts = len(workspace.joining.conflicts())
    document = {"from": brought.name, "fresh": brought.fresh, "conflicts": conflicts}
    session.emit(document, f"Đã nhận gói của {brought.name}: {brought.fresh} mục mới.")
