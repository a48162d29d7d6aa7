"""sync, enrol, hub: the city's side of the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.errors import InvalidInput
from ui.commands.base import INPUT_FILE, OutputFile, Session, Verb, VerbGroup, text_of_file
from ui.workflows.fulfilled import tick_received

_KINDS = ("article", "task", "topics", "catalogue", "notice", "return")
_NOT_A_FAILURE = {None, "manual_route"}


@click.command(cls=Verb)
@click.pass_obj
def sync(session: Session) -> int:
    """Gửi những gì đang chờ."""
    with session.workspace() as workspace:
        done = session.courier_of(workspace).deliver(at_once=True)
        if done.receipts:
            tick_received(workspace)
        document = {
            "sent": done.sent,
            "received": done.received,
            "waiting": workspace.ledger.outbox.waiting_count(),
            "conflicts": done.conflicts,
            "receipts": list(done.receipts),
            "problem": done.problem,
        }
        text = f"Đã gửi {done.sent} mục, còn {document['waiting']} mục chờ."
        if done.problem not in _NOT_A_FAILURE:
            return session.emit_unsent(document, text, str(done.problem), refused=done.refused)
        session.emit(document, text)
        return 0


@click.command(cls=Verb)
@click.argument("url")
@click.argument("code")
@click.pass_obj
def enrol(session: Session, url: str, code: str) -> None:
    """Nối sổ với máy chủ của thành phố bằng mã kích hoạt."""
    from ui.city import enrol_workspace, secrets_for  # noqa: PLC0415

    with session.workspace() as workspace:
        secrets = secrets_for(workspace.folder, url)
        enrolment = enrol_workspace(workspace, secrets, url, code)
        if secrets.no_keyring:
            session.say("Máy này không có kho mật khẩu: lần chạy sau phải xin mã kích hoạt mới.")
        document = {"hub": enrolment.hub_name, "hub_id": enrolment.hub_id, "kept": not secrets.no_keyring}
        session.emit(document, f"Đã nối với {enrolment.hub_name}.")


@click.command("report-folder", cls=Verb)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--none", "leave", is_flag=True, help="Thôi đặt báo cáo vào thư mục.")
@click.pass_obj
def report_folder(session: Session, folder: Path | None, leave: bool) -> None:
    """Đơn vị chưa nối máy chủ đặt báo cáo đã chốt vào thư mục nào; không ghi gì thì chỉ xem."""
    from ui.workflows.routes import choose_drop_folder  # noqa: PLC0415  few wards have such a folder

    with session.workspace() as workspace:
        if folder is not None or leave:
            choose_drop_folder(workspace, None if leave else folder)
        chosen = workspace.drop_folder
    session.emit({"folder": chosen or None}, f"Báo cáo đặt vào {chosen}." if chosen else "Không đặt vào thư mục nào.")


@click.group(cls=VerbGroup)
def hub() -> None:
    """Máy chủ tham chiếu của thành phố; --data là thư mục của máy chủ."""


@hub.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Cổng; 0 là cổng trống.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe.")
@click.pass_obj
def serve(session: Session, port: int, host: str) -> None:
    """Chạy máy chủ; dòng đầu trên stdout là địa chỉ."""
    from sync.hub.serving import serve as serve_hub  # noqa: PLC0415

    serve_hub(session.folder, host, port, clock=session.clock)


@hub.command()
@click.option("--unit", required=True, help="Mã đơn vị, năm chữ số.")
@click.pass_obj
def code(session: Session, unit: str) -> None:
    """Cấp mã kích hoạt một lần cho một đơn vị."""
    from sync.hub.serving import new_code  # noqa: PLC0415

    made = new_code(session.folder, unit, clock=session.clock)
    session.emit({"code": made}, made)


@hub.command("list")
@click.pass_obj
def list_(session: Session) -> None:
    """Đơn vị nào đã nộp gì."""
    from sync.hub.serving import list_submissions  # noqa: PLC0415

    rows = [
        {
            "unit": row["unit"],
            "template": row["template"],
            "period": str(row["year"]),
            "version": row["version"],
            "sha256": row["sha256"],
            "receipt": row["receipt_no"],
        }
        for row in list_submissions(session.folder)
    ]
    text = "\n".join(f"{row['unit']}  {row['template']} {row['period']}  {row['receipt']}" for row in rows)
    session.emit({"submissions": rows}, text or "Chưa có đơn vị nào nộp.")


@hub.command()
@click.argument("file", type=INPUT_FILE)
@click.option("--stream", required=True, help="Luồng mà các đơn vị ấy đọc.")
@click.option("--kind", required=True, type=click.Choice(_KINDS), help="Loại của mục.")
@click.option("--id", "thing", required=True, help="Mã của mục; gửi lại cùng mã là bản mới của mục ấy.")
@click.option("--issuer", default="", help="Nơi gửi; bỏ trống là tên máy chủ.")
@click.option("--withdrawn", is_flag=True, help="Rút mục này; tệp nói vì sao.")
@click.option("--attach", "attached", type=INPUT_FILE, multiple=True, help="Âm thanh, ảnh gửi kèm; ghi được nhiều lần.")
@click.pass_obj
def publish(  # noqa: PLR0913  each is an option
    session: Session,
    *,
    file: Path,
    stream: str,
    kind: str,
    thing: str,
    issuer: str,
    withdrawn: bool,
    attached: tuple[Path, ...],
) -> None:
    """Gửi một mục cho các đơn vị; nội dung là một tệp JSON."""
    from sync.hub.publishing import Told  # noqa: PLC0415
    from sync.hub.serving import lay_in  # noqa: PLC0415
    from sync.hub.serving import publish as publish_line  # noqa: PLC0415

    content = _content(file)
    if attached:
        content["media"] = [lay_in(session.folder, path, clock=session.clock) for path in attached]
    told = Told(stream, kind, thing, content, withdrawn, issuer)
    line = publish_line(session.folder, told, clock=session.clock)
    document = {"stream": line.stream, "seq": line.seq, "kind": line.kind, "id": line.id, "rev": line.rev}
    session.emit({**document, "withdrawn": line.withdrawn}, f"Đã gửi {line.id}, số {line.seq} của luồng {line.stream}.")


@hub.command()
@click.argument("file", type=INPUT_FILE)
@click.option("--out", required=True, type=OutputFile(), help="Tệp trả lời để đơn vị mang về.")
@click.pass_obj
def take(session: Session, file: Path, out: Path) -> None:
    """Nhận gói của một đơn vị và ghi tệp trả lời."""
    from sync.hub.serving import take_package  # noqa: PLC0415

    take_package(session.folder, file, out, clock=session.clock)
    session.emit({"file": str(out)}, f"Đã nhận gói; tệp trả lời: {out}.")


def _content(file: Path) -> dict[str, Json]:
    try:
        found = json.loads(text_of_file(file))
    except ValueError as error:
        raise InvalidInput("file", "content_unreadable") from error
    if not isinstance(found, dict):
        raise InvalidInput("file", "content_unreadable")
    return found
