"""What the bar below the review grid says of the place at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.wording import DOUBTS, doubt_text
from ui.kit.messages import what_to_type
from ui.pages.plans.doubt_bar import DoubtBar
from ui.pages.plans.plan_head import PlanHeadRow
from ui.pages.plans.review import is_same_guess
from ui.pages.plans.review_grid import ReviewGrid
from ui.pages.plans.stops import Stop
from ui.pages.plans.words import MESSAGES
from ui.workflows.messages import SUBJECTS


def show_state(
    bar: DoubtBar, stop: Stop | None, stops: Sequence[Stop], count: int, head: PlanHeadRow, grid: ReviewGrid, year: int
) -> None:
    """Show the doubt or the refusal at hand, or how much is left; `count` includes the plan's own row."""
    if stop is None and stops:
        bar.show_waiting(count)
    elif stop is None and count:
        bar.show_head(field_names(head.gaps()), field_names(head.faults()))
    elif stop is None:
        bar.show_clear()
    elif stop.doubt is not None:
        alike = sum(1 for one in stops if one.doubt and is_same_guess(one.doubt, stop.doubt)) - 1
        bar.show_doubt(stop.row, stop.doubt, year, alike=max(0, alike))
    else:
        bad = grid.table.bad_cells()[stop.row, int(stop.cell)]
        bar.show_refusal(stop.row, bad.text, _why(bad.code, bad.details))


def field_names(fields: Sequence[QWidget]) -> str:
    """Fields by their names: "Số, ký hiệu và Ngày ban hành"."""
    return " và ".join(field.accessibleName() for field in fields)


def _why(code: str, details: dict[str, object]) -> str:
    if code in DOUBTS:
        return doubt_text(Doubt("when", code, details))
    return what_to_type(code, details, MESSAGES, SUBJECTS)
