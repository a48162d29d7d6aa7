"""urgent send / stop / files: one urgent message or drill, its words and its alert, as behind F12."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttcs_desktop.basics.clock import local
from ttcs_desktop.broadcast.wording import breaches_words
from ui.commands.base import Moment, Session, VerbGroup

if TYPE_CHECKING:
    from ttcs_desktop.urgent.model import Message
    from ttcs_desktop.workspace import Workspace

_TEMPLATES = ("storm", "flood", "fire", "power", "water", "epidemic", "security", "missing", "clear", "other")
_HOWS = ("phone", "in_person")


@click.group(cls=VerbGroup)
def urgent() -> None:
    """Bản tin khẩn cấp và diễn tập; mã lấy bằng việc list."""


@urgent.command()
@click.argument("template", type=click.Choice(_TEMPLATES))
@click.option("--until", required=True, type=Moment(), help="Hết hiệu lực lúc nào.")
@click.option("--approver", required=True, help="Họ tên người đã đồng ý.")
@click.option("--by", "how", type=click.Choice(_HOWS), default="phone", show_default=True, help="Đồng ý qua đâu.")
@click.option("--reason", required=True, help="Lý do duyệt nhanh.")
@click.option("--headline", default="", help="Tiêu đề; bỏ trống là lời có sẵn.")
@click.option("--what", default="", help="Việc gì xảy ra; bỏ trống là lời có sẵn.")
@click.option("--action", default="", help="Bà con cần làm gì; bỏ trống là lời có sẵn.")
@click.option("--place", default="", help="Các tổ dân phố, thôn; bỏ trống là toàn đơn vị.")
@click.option("--at", "starts", type=Moment(), help="Phát lúc nào; bỏ trống là ngay.")
@click.option("--every", type=click.IntRange(1, 10080), help="Cứ bao nhiêu phút phát lại; bỏ trống là một lần.")
@click.option("--drill", is_flag=True, help="Diễn tập.")
@click.pass_obj
def send(session: Session, /, template: str, *, drill: bool, **said: Any) -> None:  # noqa: ANN401 -- click's options
    """Duyệt nhanh và đưa một bản tin vào lịch phát."""
    from ttcs_desktop.content.model import Basis  # noqa: PLC0415  only this verb needs them
    from ttcs_desktop.urgent.catalogue import shipped_templates  # noqa: PLC0415
    from ttcs_desktop.urgent.model import Draft, Yes  # noqa: PLC0415

    words = shipped_templates()[template]
    with session.workspace() as workspace:
        starts = _wall(said["starts"]) if said["starts"] else None
        day = (starts or workspace.urgent.now()).date()
        places = workspace.neighbourhoods.read(said["place"], day) if said["place"] else frozenset()
        draft = Draft(
            template,
            said["headline"] or words.headline,
            said["what"] or words.what,
            said["action"] or words.action,
            _wall(said["until"]),
            drill=drill,
            neighbourhoods=places,
            starts=starts,
            repeat_minutes=said["every"] or 0,
        )
        message, _ = workspace.urgent.send(draft, Yes(said["approver"], Basis(said["how"]), said["reason"]))
        session.emit(_message(workspace, message), f"{message.spoken}\n\nĐã vào lịch phát ({message.id}).")


@urgent.command()
@click.argument("message_id")
@click.option("--reason", required=True, help="Lý do dừng.")
@click.pass_obj
def stop(session: Session, message_id: str, reason: str) -> None:
    """Dừng một bản tin trước khi hết hiệu lực."""
    with session.workspace() as workspace:
        workspace.urgent.stop(message_id, reason)
        message = workspace.urgent.message(message_id)
        session.emit(_message(workspace, message), f"Đã dừng “{message.headline}”.")


@urgent.command("files")
@click.argument("message_id")
@click.pass_obj
def files_(session: Session, message_id: str) -> None:
    """Ghi tệp lời và tệp CAP của một bản tin vào thư mục giấy tờ."""
    from ui.workflows.urgent_files import write_files  # noqa: PLC0415  only this verb needs it

    with session.workspace() as workspace:
        message = workspace.urgent.message(message_id)
        folder: Path = write_files(workspace, message)
        session.emit({"id": message.id, "folder": folder}, f"Đã ghi vào {folder}.")


def _wall(moment: dt.datetime) -> dt.datetime:
    return local(moment).replace(tzinfo=None)


def _message(workspace: Workspace, message: Message) -> dict[str, Any]:
    cuts = [
        {
            "airing_id": cut.airing.id,
            "title": cut.airing.title,
            "from": cut.start,
            "replay": cut.replay,
            "breaks": breaches_words(cut.breaks),
        }
        for cut in workspace.urgent.cut_by(message)
    ]
    words = {"spoken": message.spoken, "board": message.board, "message": message.message, "seconds": message.seconds}
    when = {"starts": message.starts, "expires": message.expires, "stopped_at": message.stopped_at}
    return {"id": message.id, "drill": message.drill, **words, **when, "slots": message.slots, "cuts": cuts}
