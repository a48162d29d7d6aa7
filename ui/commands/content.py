"""content add / list / submit / approve."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.clock import today
from ttcs_desktop.content.model import ApprovalGiven, Basis, Form, Item
from ui.commands.base import INPUT_FILE, Session, VerbGroup, text_of_file
from ui.commands.record import DAY


@click.group(cls=VerbGroup)
def content() -> None:
    """Tin, bài và việc duyệt."""


@content.command()
@click.argument("title")
@click.option("--text", default="", help="Nội dung; hoặc dùng --file.")
@click.option("--file", "file", type=INPUT_FILE, help="Tệp chữ UTF-8.")
@click.option("--form", type=click.Choice([form.value for form in Form]), default=Form.NEWS.value, help="Thể loại.")
@click.pass_obj
def add(session: Session, title: str, text: str, file: Path | None, form: str) -> None:
    """Thêm một tin, bài ở trạng thái nháp."""
    with session.workspace() as workspace:
        item = workspace.content.add(title, text_of_file(file) if file else text, form=Form(form))
        session.emit(_as_json(item), f"Đã thêm “{item.title}” ({item.id}).")


@content.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """Mọi tin, bài, mới sửa đứng trước."""
    with session.workspace() as workspace:
        items = workspace.content.items()
        text = "\n".join(f"{item.id}  {item.state.value:<10} {item.title}" for item in items)
        session.emit({"items": [_as_json(item) for item in items]}, text or "Chưa có tin, bài nào.")


@content.command()
@click.argument("item_id")
@click.pass_obj
def submit(session: Session, item_id: str) -> None:
    """Trình duyệt một bản nháp."""
    with session.workspace() as workspace:
        item = workspace.content.submit(item_id)
        session.emit(_as_json(item), f"Đã trình “{item.title}”.")


@content.command()
@click.argument("item_id")
@click.option("--approver", required=True, help="Họ tên người duyệt.")
@click.option("--position", default="", help="Chức vụ người duyệt.")
@click.option(
    "--basis",
    type=click.Choice(["in_person", "paper", "standing"]),
    default="paper",
    help="Duyệt trực tiếp, bằng phiếu hay theo ủy quyền.",
)
@click.option("--number", default="", help="Số của phiếu trình hoặc văn bản ủy quyền.")
@click.option("--on", "on", type=DAY, help="Ngày duyệt; bỏ trống là hôm nay.")
@click.pass_obj
def approve(
    session: Session, item_id: str, approver: str, position: str, basis: str, number: str, on: dt.datetime | None
) -> None:
    """Ghi quyết định duyệt của lãnh đạo."""
    with session.workspace() as workspace:
        day = on.date() if on else today(workspace.clock)
        given = ApprovalGiven(Basis(basis), approver, day, position=position, number=number)
        item = workspace.content.approve(item_id, given)
        session.emit(_as_json(item), f"Đã ghi duyệt “{item.title}”.")


def _as_json(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "form": item.form.value,
        "origin": item.origin.value,
        "state": item.state.value,
        "version_id": item.version_id,
    }
