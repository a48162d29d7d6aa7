"""package write / read, files, received: what travels on a stick or after the numbers, and what the city told."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import click

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.ledger.model import Carried
from ttcs_desktop.ledger.transfers import Transfer, Way
from ttcs_desktop.receiving.model import Came
from ttcs_desktop.workspace import Workspace
from ui.commands.base import INPUT_FILE, OutputFile, Session, Verb, VerbGroup
from ui.workflows.fulfilled import tick_received

_LET_IN, _PUT_AWAY, _BRING_BACK, _CARRY = "let-in", "put-away", "bring-back", "carry"
_WAYS = {Way.UP: "chờ gửi", Way.DOWN: "chờ tải về"}


@click.group(cls=VerbGroup)
def package() -> None:
    """Gói trên USB: khi đơn vị không có mạng."""


@package.command()
@click.argument("file", type=OutputFile())
@click.pass_obj
def write(session: Session, file: Path) -> None:
    """Xuất những gì đang chờ gửi thành một tệp; chúng vẫn còn chờ."""
    with session.workspace() as workspace:
        things = session.courier_of(workspace).write_package(file)
    session.emit({"file": str(file), "things": things}, f"Đã ghi {things} mục vào {file}.")


@package.command()
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def read(session: Session, file: Path) -> int:
    """Nhập tệp trả lời của thành phố; nhập lần nữa không đổi gì."""
    with session.workspace() as workspace:
        done = session.courier_of(workspace).take_answer(file)
        if done.receipts:
            tick_received(workspace)
        document = {
            "sent": done.sent,
            "received": done.received,
            "waiting": workspace.ledger.outbox.waiting_count(),
            "receipts": list(done.receipts),
            "problem": done.problem,
        }
    text = f"Thành phố đã nhận {done.sent} mục, gửi về {done.received} mục; còn {document['waiting']} mục chờ."
    if done.problem is not None:
        return session.emit_unsent(document, text, done.problem, refused=done.refused)
    session.emit(document, text)
    return 0


@click.command(cls=Verb)
@click.argument("yes", type=click.Choice([_LET_IN, _PUT_AWAY, _BRING_BACK]), required=False)
@click.option("--stream", default="", help="Luồng của mục cần cất, cần lấy lại.")
@click.option("--seq", type=click.IntRange(1), default=1, help="Số của mục trong luồng.")
@click.option("--reason", default="", help="Vì sao cất.")
@click.pass_obj
def received(session: Session, yes: str | None, stream: str, seq: int, reason: str) -> None:
    """Thành phố đã gửi gì, mỗi mục nay ra sao.

    Thêm let-in là đồng ý cho rút những bài đang tạm giữ; put-away cất một mục không dùng được, bring-back lấy lại.
    """
    from ttcs_desktop.receiving.wording import FATES, kind_words, title_of  # noqa: PLC0415  as the verb is asked for

    with session.workspace() as workspace:
        if yes in (_PUT_AWAY, _BRING_BACK):
            numbers = [
                one.line.number
                for one in workspace.receiving.came(limit=100_000)
                if (one.line.stream, one.line.told.seq) == (stream, seq)
            ]
            number = numbers[0] if numbers else 0
            if yes == _PUT_AWAY:
                workspace.receiving.put_away(number, reason)
            else:
                workspace.receiving.bring_back(number)
        if yes == _LET_IN:
            held = workspace.receiving.held()
            if not held:
                raise InvalidInput("", "nothing_held")
            workspace.receiving.let_in()
        came = workspace.receiving.came()
        document: dict[str, Any] = {"received": [_line(one) for one in came]}
        said = [f"{kind_words(one.kind)}: {title_of(one)}  {FATES[one.fate]}" for one in came]
        if yes == _LET_IN:
            document["let_in"] = len(held)
            said = [f"Đã cho rút {len(held)} bài."]
    session.emit(document, "\n".join(said) or "Thành phố chưa gửi gì.")


@click.command(cls=Verb)
@click.argument("carry", type=click.Choice([_CARRY]), required=False)
@click.pass_obj
def files(session: Session, carry: str | None) -> int:
    """Âm thanh, ảnh chờ gửi đi hoặc tải về.

    Thêm carry là chuyển ngay, sau khi số liệu đã gửi xong.
    """
    from ttcs_desktop.content.wording import megabytes  # noqa: PLC0415  as the verb is asked for

    with session.workspace() as workspace:
        done = _carried(session.courier_of(workspace), workspace) if carry else Carried()
        waiting = workspace.transfers.still_open()
        document: dict[str, Any] = {"files": [_file(one) for one in waiting]}
    said = [
        f"{one.file.name}  {megabytes(one.done)} trên {megabytes(one.file.size)} MB  {_WAYS[one.way]}"
        for one in waiting
    ]
    if carry:
        document |= {"sent": done.sent, "received": done.received}
        said = [f"Đã gửi {done.sent} tệp, tải về {done.received} tệp, còn {len(waiting)} tệp.", *said]
    text = "\n".join(said) or "Không có tệp nào chờ."
    if done.problem is not None:
        return session.emit_unsent(document, text, done.problem, refused=done.refused)
    session.emit(document, text)
    return 0


def _carried(courier: Courier, workspace: Workspace) -> Carried:
    """Carry until nothing is due; the numbers go first, and again whenever they want the line."""
    sent = received = 0
    at_once = True
    while True:
        delivery = courier.deliver()
        if delivery.problem is not None:
            return Carried(sent, received, problem=delivery.problem, refused=delivery.refused)
        done = courier.carry_files(Event(), at_once=at_once)
        sent, received, at_once = sent + done.sent, received + done.received, False
        if done.problem is not None or not workspace.transfers.is_due():
            return Carried(sent, received, done.waiting, done.problem, done.refused)


def _file(one: Transfer) -> dict[str, Any]:
    return {
        "way": one.way.value,
        "sha256": one.file.sha256,
        "name": one.file.name,
        "item": one.file.item_id,
        "size": one.file.size,
        "done": one.done,
        "state": one.state.value,
        "problem": one.problem,
        "next_at": one.next_at.isoformat(),
    }


def _line(one: Came) -> dict[str, Any]:
    told = one.line.told
    return {
        "stream": one.line.stream,
        "seq": told.seq,
        "kind": told.kind,
        "thing": told.thing_id,
        "rev": told.rev,
        "withdrawn": told.withdrawn,
        "issuer": told.issuer,
        "issued_at": told.issued_at,
        "received_at": one.line.received_at,
        "fate": one.fate.value,
        "problem": one.line.problem or None,
        "title": one.title,
        "reason": one.reason,
        "put_away": one.put_away or None,
        "page": one.page,
        "record": one.record,
    }
