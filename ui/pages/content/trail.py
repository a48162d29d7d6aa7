"""Các bước: every stage of an item with who, when and why, also what went back or was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.pipeline import StageLine, Way
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.pipeline.model import ItemStep, StepKind
from ui.kit.chips import Status, Tone
from ui.kit.panels import column
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.content.words import STAGES, moment_of, stage_when, stage_why

_OTHER = {
    StepKind.SEND_BACK: Status("Trả lại", Tone.LOOK),
    StepKind.WITHDRAW: Status("Rút bài", Tone.NEUTRAL, "circle-x"),
    StepKind.TAKE_OUT: Status("Dùng lại", Tone.NEUTRAL, "undo-2"),
}


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the list."""

    id: str
    status: Status
    when: str
    who: str
    why: str


class TrailTab(QWidget):
    """The stages in their order, and below them what happened out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = GridView(
            (
                Column[TrailRow]("Bước", lambda one: one.status, width=112),
                Column[TrailRow]("Lúc", lambda one: one.when, width=126),
                Column[TrailRow]("Ai", lambda one: one.who, width=130, tip=lambda one: one.who),
                Column[TrailRow]("Vì sao, theo văn bản nào", lambda one: one.why, tip=lambda one: one.why),
            ),
            name="Các bước của bài",
            key=lambda one: one.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        column(self, 0, (0, 6, 0, 0)).addWidget(self.grid)

    def show_way(self, way: Way | None, trail: Sequence[ItemStep], names: Mapping[str, str]) -> None:
        """Show the way of an item; None is a new one."""
        if way is None:
            self.grid.show_rows([])
            return
        rows = [_stage_row(line, present=at == way.present) for at, line in enumerate(way.lines)]
        rows += [
            TrailRow(one.id, _OTHER[one.kind], moment_of(one.at), names.get(one.by, ""), one.reason)
            for one in trail
            if one.kind in _OTHER
        ]
        self.grid.show_rows(rows)


def _stage_row(line: StageLine, *, present: bool) -> TrailRow:
    word = STAGES[line.stage]
    if line.passed_over:
        return TrailRow(line.stage.value, Status(word, Tone.NEUTRAL, "minus"), "", "", "Không qua bước này")
    if line.done:
        status = Status(word, Tone.GOOD)
    else:
        status = Status(word, Tone.ACCENT) if present else Status(word, Tone.NEUTRAL, "circle")
    return TrailRow(line.stage.value, status, stage_when(line), line.who, stage_why(line))
