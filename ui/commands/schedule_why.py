"""schedule why: why a slot or an item plays on a day, or does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from ttcs_desktop.basics.clock import local
from ttcs_desktop.broadcast.why.model import Answer, Reason
from ttcs_desktop.broadcast.why.wording import MARKS, item_verdict, tell, verdict
from ui.commands.base import Session, Verb
from ui.commands.record import DAY

Names = dict[str, str]


@click.command(cls=Verb)
@click.option("--slot", "slot_id", help="Mã khung phát.")
@click.option("--item", "item_id", help="Mã bài, khi hỏi về một bài.")
@click.option("--day", type=DAY, required=True, help="Ngày cần hỏi.")
@click.pass_context
def why(context: click.Context, slot_id: str | None, item_id: str | None, day: dt.datetime) -> None:
    """Vì sao một khung hay một bài được phát, không được phát vào một ngày: từng lý do kèm chứng cứ."""
    session = context.ensure_object(Session)
    if (slot_id is None) == (item_id is None):
        asked = next(one for one in context.command.params if one.name == "slot_id")
        raise click.MissingParameter(ctx=context, param=asked)
    with session.workspace() as workspace:
        names = workspace.broadcast.inventory.cluster_names()
        now = local(workspace.clock.now()).replace(tzinfo=None)
        if slot_id is not None:
            answer = workspace.why.of_slot(slot_id, day.date())
            session.emit(_as_json(answer, names, now), _as_text(answer, names, now))
            return
        found = workspace.why.of_item(str(item_id), day.date())
        document: dict[str, Any] = {
            "item": found.item.id,
            "day": found.day,
            "plays": found.plays,
            "verdict": item_verdict(found),
            "answers": [_as_json(one, names, now) for one in found.answers],
            "reasons": [_reason(one, names) for one in found.reasons],
        }
        lines = [item_verdict(found), *(_line(one, names) for one in found.reasons)]
        session.emit(document, "\n".join([*lines, *(_as_text(one, names, now) for one in found.answers)]))


def _as_json(answer: Answer, names: Names, now: dt.datetime) -> dict[str, Any]:
    return {
        "slot": answer.slot.id,
        "title": answer.title,
        "day": answer.day,
        "airing": answer.airing.id if answer.airing else None,
        "plays": answer.plays,
        "verdict": verdict(answer, now),
        "reasons": [_reason(one, names) for one in answer.reasons],
    }


def _reason(reason: Reason, names: Names) -> dict[str, Any]:
    return {
        "code": reason.said.value,
        "mark": reason.mark.value,
        "text": tell(reason, names),
        "subject": reason.subject,
        "record": reason.record_id,
    }


def _as_text(answer: Answer, names: Names, now: dt.datetime) -> str:
    head = f"{answer.title}, {answer.day:%d/%m/%Y}: {verdict(answer, now)}"
    return "\n".join([head, *(_line(one, names) for one in answer.reasons)])


def _line(reason: Reason, names: Names) -> str:
    return f"  {MARKS[reason.mark]}: {tell(reason, names)}"
