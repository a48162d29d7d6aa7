"""content add / list / submit / approve; intake: articles as they were received."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.clock import today
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import ApprovalGiven, Basis, Form, Item, Origin, Received, Way
from ttcs_desktop.content.wording import already, reason
from ui.commands.base import FAILED, INPUT_FILE, Session, Verb, VerbGroup, text_of_file
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


@click.command(cls=Verb)
@click.argument("path", type=INPUT_FILE)
@click.option("--way", type=click.Choice([way.value for way in Way]), default=Way.PORTAL.value, help="Nhận qua đâu.")
@click.option("--source", default="", help="Nơi gửi.")
@click.option(
    "--origin",
    type=click.Choice([origin.value for origin in Origin]),
    default=Origin.CITY.value,
    help="Nguồn của bài.",
)
@click.option("--on", "on", type=DAY, help="Ngày nhận; bỏ trống là hôm nay.")
@click.pass_obj
def intake(session: Session, path: Path, way: str, source: str, origin: str, on: dt.datetime | None) -> int:
    """Nhận bài từ tệp hoặc thư mục thành bản nháp; tệp đã nhận thì bỏ qua."""
    with session.workspace() as workspace:
        arrivals = workspace.intake.look([path])
        wanted = [Wanted(one, one.title) for one in arrivals if one.can_be_taken]
        day = on.date() if on else today(workspace.clock)
        received = Received(Way(way), day, source, Origin(origin))
        items = iter(workspace.intake.take(wanted, received) if wanted else [])
        answer: dict[str, list[dict[str, Any]]] = {"items": [], "skipped": [], "refused": []}
        lines = []
        for one in arrivals:
            if one.refused:
                answer["refused"].append({"file": one.name, "code": one.refused, "reason": reason(one.refused)})
                lines.append(f"Không nhận {one.name}: {reason(one.refused)}")
            elif not one.can_be_taken:
                told = already(one.known) if one.known else f"Giống hệt {one.twin}"
                known = one.known.id if one.known else None
                answer["skipped"].append({"file": one.name, "item_id": known, "reason": told})
                lines.append(f"Bỏ qua {one.name}: {told}")
            else:
                item = next(items)
                facts = {"file": one.name, "sha256": one.sha256, "kind": one.kind.value, "seconds": one.seconds}
                answer["items"].append({**_as_json(item), **facts, "doubts": [doubt.value for doubt in one.doubts]})
                lines.append(f"Đã nhận “{item.title}” ({item.id}).")
        session.emit(answer, "\n".join(lines))
        return FAILED if answer["refused"] and not answer["items"] else 0
