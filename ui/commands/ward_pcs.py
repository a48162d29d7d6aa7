"""pc list / name / retire / use-again / join: the PCs that work on one ward's record, as in Cài đặt."""

from __future__ import annotations

from pathlib import Path

import click

from ttcs_desktop.basics.errors import InvalidInput
from ui.commands.base import INPUT_FILE, Session, Verb, VerbGroup
from ui.workflows import ward_pcs


@click.group("pc", cls=VerbGroup)
def pc() -> None:
    """Các máy của đơn vị cùng làm trên một sổ."""


@pc.command("list", cls=Verb)
@click.pass_obj
def list_(session: Session) -> None:
    """Liệt kê các máy: việc của mỗi máy đã sang sổ này đến đâu."""
    with session.workspace() as workspace:
        joining = workspace.joining
        pcs = [
            {
                "id": one.pc.id,
                "name": one.pc.name,
                "here": joining.is_here(one.pc),
                "complete_to": one.complete_to,
                "lacking": one.lacking,
                "joined_at": one.pc.began_at,
                "retired_on": one.pc.retired_on,
            }
            for one in joining.all_pcs()
        ]
        text = "\n".join(_line(one) for one in ward_pcs.lines(workspace))
        session.emit({"shared": joining.is_shared(), "pcs": pcs}, text or "Sổ này chỉ dùng trên một máy.")


@pc.command(cls=Verb)
@click.argument("name")
@click.option("--id", "source", default="", help="Đặt tên máy khác, theo mã trong danh sách.")
@click.pass_obj
def name(session: Session, name: str, source: str) -> None:
    """Đặt tên máy này; lần đầu là cho máy khác tham gia bằng bản sao làm từ lúc này."""
    with session.workspace() as workspace:
        joining = workspace.joining
        if source:
            if not any(one.pc.id == source for one in joining.all_pcs()):
                raise InvalidInput("id", "record_gone")
            joining.name_pc(source, name)
        elif joining.is_shared():
            joining.name_pc(workspace.identity.source, name)
        else:
            ward_pcs.share(workspace, name)
        found = next(one for one in joining.all_pcs() if one.pc.id == (source or workspace.identity.source))
        session.emit({"id": found.pc.id, "name": found.pc.name}, f"Máy mang tên {found.pc.name}.")


@pc.command(cls=Verb)
@click.argument("source", metavar="MÁY")
@click.pass_obj
def retire(session: Session, source: str) -> None:
    """Thôi dùng một máy: những gì đã nhận giữ nguyên, không chờ gì thêm."""
    with session.workspace() as workspace:
        workspace.joining.retire(source)
        _emit_one(session, ward_pcs.lines(workspace), source, "Đã thôi dùng")


@pc.command("use-again", cls=Verb)
@click.argument("source", metavar="MÁY")
@click.pass_obj
def use_again(session: Session, source: str) -> None:
    """Lại chờ việc của một máy đã thôi dùng."""
    with session.workspace() as workspace:
        workspace.joining.use_again(source)
        _emit_one(session, ward_pcs.lines(workspace), source, "Dùng lại")


@pc.command(cls=Verb)
@click.argument("copy", type=INPUT_FILE, metavar="TỆP")
@click.argument("name", metavar="TÊN")
@click.pass_obj
def join(session: Session, copy: Path, name: str) -> None:
    """Lập sổ của máy này từ bản sao mà máy khác của đơn vị đã làm."""
    said = ward_pcs.join(session.folder, copy, name, session.clock)
    with session.workspace() as workspace:
        here = workspace.joining.this_pc()
        hub = workspace.enrolment
        document = {
            "id": here.id if here else "",
            "name": here.name if here else "",
            "folder": str(session.folder),
            "enrol_at": hub.url if hub else None,
        }
        session.emit(document, said)


def _emit_one(session: Session, lines: list[ward_pcs.PcLine], source: str, words: str) -> None:
    found = next(one for one in lines if one.id == source)
    document = {"id": found.id, "name": found.name, "retired_on": found.retired_on}
    session.emit(document, f"{words} {found.name}.")


def _line(one: ward_pcs.PcLine) -> str:
    told = [one.how_far, one.also, f"tham gia {one.joined_on:%d/%m/%Y}"]
    told.insert(0, "máy này" if one.is_here else "")
    if one.retired_on is not None:
        told.append(f"thôi dùng từ {one.retired_on:%d/%m/%Y}")
    return f"{one.name} ({one.id}): {'; '.join(part for part in told if part)}"
