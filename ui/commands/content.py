"""content add / list / submit / approve and the other steps; intake: articles as they were received."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.clock import today
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import ApprovalGiven, Basis, Form, Item, Origin, Priority, Received, Way
from ttcs_desktop.content.wording import already, reason
from ui.commands.base import FAILED, INPUT_FILE, Session, Verb, VerbGroup, text_of_file
from ui.commands.item_terms import terms
from ui.commands.item_uses import uses_as_json
from ui.commands.record import DAY

_PRIORITY = click.option(
    "--priority", type=click.Choice([one.value for one in Priority]), default=Priority.NORMAL.value, help="Mức ưu tiên."
)


@click.group(cls=VerbGroup)
def content() -> None:
    """Tin, bài và việc duyệt."""


content.add_command(terms)


@content.command()
@click.argument("title")
@click.option("--text", default="", help="Nội dung; hoặc dùng --file.")
@click.option("--file", "file", type=INPUT_FILE, help="Tệp chữ UTF-8.")
@click.option("--form", type=click.Choice([form.value for form in Form]), default=Form.NEWS.value, help="Thể loại.")
@_PRIORITY
@click.pass_obj
def add(session: Session, title: str, text: str, file: Path | None, form: str, priority: str) -> None:
    """Thêm một tin, bài ở trạng thái nháp."""
    with session.workspace() as workspace:
        item = workspace.content.add(
            title, text_of_file(file) if file else text, form=Form(form), priority=Priority(priority)
        )
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


@content.command("to-editor")
@click.argument("item_id")
@click.pass_obj
def to_editor(session: Session, item_id: str) -> None:
    """Chuyển một bản nháp sang biên tập."""
    with session.workspace() as workspace:
        item = workspace.content.steps.to_editor(item_id)
        session.emit(_as_json(item), f"Đã chuyển biên tập “{item.title}”.")


@content.command("send-back")
@click.argument("item_id")
@click.option("--reason", required=True, help="Vì sao trả lại.")
@click.pass_obj
def send_back(session: Session, item_id: str, reason: str) -> None:
    """Trả bài đang biên tập hay chờ duyệt về người soạn."""
    with session.workspace() as workspace:
        item = workspace.content.steps.send_back(item_id, reason)
        session.emit(_as_json(item), f"Đã trả lại “{item.title}”.")


@content.command()
@click.argument("item_id")
@click.option("--back", is_flag=True, help="Lấy bài đã lưu ra dùng lại.")
@click.pass_obj
def archive(session: Session, item_id: str, back: bool) -> None:
    """Lưu một bài đã duyệt, hoặc lấy ra dùng lại."""
    with session.workspace() as workspace:
        steps = workspace.content.steps
        item = steps.take_out(item_id) if back else steps.archive(item_id)
        session.emit(_as_json(item), f"Đã lấy ra “{item.title}”." if back else f"Đã lưu “{item.title}”.")


@content.command()
@click.argument("item_ids", nargs=-1, required=True)
@click.option("--summary", is_flag=True, help="Chỉ in phần đầu của bài dài.")
@click.pass_obj
def sheet(session: Session, item_ids: tuple[str, ...], summary: bool) -> None:
    """In phiếu trình cho một hay nhiều bài chờ duyệt (PDF và Word)."""
    from ui.workflows.papers import write_both  # noqa: PLC0415  papers: when one is asked for
    from ui.workflows.sheets import sheet_document  # noqa: PLC0415

    with session.workspace() as workspace:
        made = workspace.content.sheets.draw(item_ids)
        folder = workspace.papers_folder(str(made.made_on.year), "phieu-trinh")
        name = f"phieu-trinh-{made.made_on.isoformat()}-{made.id[-4:]}"
        files = write_both(sheet_document(workspace, made, whole=not summary), folder, name)
        answer = {"id": made.id, "items": [item_id for item_id, _ in made.covers], "files": [str(one) for one in files]}
        session.emit(answer, "\n".join(answer["files"]))


@content.command()
@click.argument("sheet_id")
@click.option("--approver", required=True, help="Họ tên người ký.")
@click.option("--position", default="", help="Chức vụ người ký.")
@click.option("--number", required=True, help="Số ghi trên phiếu.")
@click.option("--on", "on", type=DAY, help="Ngày ký; bỏ trống là hôm nay.")
@click.option("--item", "only", multiple=True, help="Chỉ duyệt bài này; bỏ trống là mọi bài trên phiếu.")
@click.pass_obj
def signed(
    session: Session,
    sheet_id: str,
    approver: str,
    position: str,
    number: str,
    on: dt.datetime | None,
    only: tuple[str, ...],
) -> None:
    """Ghi phiếu trình đã ký: duyệt các bài trên phiếu."""
    with session.workspace() as workspace:
        day = on.date() if on else today(workspace.clock)
        given = ApprovalGiven(Basis.PAPER, approver, day, position=position, number=number)
        items = workspace.content.sheets.sign(sheet_id, given, only or None)
        session.emit({"items": [_as_json(item) for item in items]}, f"Đã ghi duyệt {len(items)} bài.")


@content.command()
@click.argument("item_id")
@click.pass_obj
def steps(session: Session, item_id: str) -> None:
    """Các bước một bài đã qua: lúc nào, ai, vì sao."""
    with session.workspace() as workspace:
        item = workspace.content.item(item_id)
        trail = workspace.content.steps.trail(item.id)
        told = [
            {
                "kind": one.kind.value,
                "at": one.at,
                "by": one.by,
                "reason": one.reason,
                "version_id": one.version_id,
                "approval_id": one.approval_id,
            }
            for one in trail
        ]
        text = "\n".join(f"{one.at}  {one.kind.value:<10} {one.reason}" for one in trail)
        session.emit({"id": item.id, "state": item.state.value, "steps": told}, text or "Bài chưa qua bước nào.")


@content.command()
@click.argument("item_id")
@click.pass_obj
def uses(session: Session, item_id: str) -> None:
    """Nơi đã dùng một bài: sổ phát, lịch, báo cáo đã chốt, nhiệm vụ liên quan."""
    with session.workspace() as workspace:
        item = workspace.content.item(item_id)
        told = uses_as_json(workspace, item.id)
        lines = [f"{one['day']}  {one['title']}  {one['state']}" for one in told["log"]]
        session.emit(told, "\n".join(lines) or "Chưa có lượt phát nào.")


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
@_PRIORITY
@click.pass_obj
def intake(
    session: Session, path: Path, way: str, source: str, origin: str, on: dt.datetime | None, priority: str
) -> int:
    """Nhận bài từ tệp hoặc thư mục thành bản nháp; tệp đã nhận thì bỏ qua."""
    with session.workspace() as workspace:
        arrivals = workspace.intake.look([path])
        wanted = [Wanted(one, one.title) for one in arrivals if one.can_be_taken]
        day = on.date() if on else today(workspace.clock)
        received = Received(Way(way), day, source, Origin(origin), Priority(priority))
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
