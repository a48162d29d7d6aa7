"""schedule solve: ways out of the clashes of a week."""

from __future__ import annotations

from typing import Any

import click

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.solving.model import Proposal
from ttcs_desktop.broadcast.solving.wording import from_to, left_words, proposal_words, why
from ui.commands.base import Session, Verb


@click.command(cls=Verb)
@click.option("--week", "week", required=True, help="Tuần, ví dụ 2026-W48.")
@click.option("--take", type=click.IntRange(1), help="Làm theo cách mang số này.")
@click.pass_obj
def solve(session: Session, week: str, take: int | None) -> None:
    """Tìm cách gỡ chỗ vướng của một tuần; cho số thì làm theo cách mang số ấy."""
    with session.workspace() as workspace:
        station = workspace.broadcast.inventory.the_station()
        found = workspace.way_out.ways(Week.parse(week), station)
        taken: list[str] = []
        if take is not None:
            if take > len(found.proposals):
                raise InvalidInput("take", "no_such_proposal", known=len(found.proposals))
            taken = list(workspace.way_out.take(found.proposals[take - 1], why).ids)
        lines = [
            line
            for number, one in enumerate(found.proposals, start=1)
            for line in (
                f"{number}. {proposal_words(one)}",
                *(f"   {m.airing.day:%d/%m} {m.airing.title}: {from_to(m)}, {why(m)}" for m in one.moves),
            )
        ]
        session.emit(
            {
                "proposals": [_as_json(one) for one in found.proposals],
                "asked": [_pair(one) for one in found.asked],
                "stuck": [_pair(one) for one in found.stuck],
                "complete": found.complete,
                "taken": taken,
            },
            "\n".join([*lines, *left_words(found)]),
        )


def _as_json(one: Proposal) -> dict[str, Any]:
    return {
        "cost": one.cost,
        "moves": [
            {
                "airing": move.airing.id,
                "title": move.airing.title,
                "start": move.airing.start,
                "to": move.to,
                "why": why(move),
            }
            for move in one.moves
        ],
    }


def _pair(clash: Finding) -> dict[str, str]:
    return {"rule": clash.rule.value, "a_id": clash.a.id, "b_id": clash.b.id if clash.b else ""}
