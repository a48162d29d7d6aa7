"""The sums with each agency's number in a column of its own, for Excel."""

from __future__ import annotations

from ttcs_desktop.collecting.consolidation import Consolidation
from ttcs_desktop.grids.writing.cells import Sheet, sheet_of


def sums_sheet(whole: Consolidation) -> Sheet:
    """A row a line of the form; a blank is no number given."""
    names = [one.respondent.name for one in whole.standings]
    rows = []
    for line in whole.lines:
        gave = {part.respondent_id: part.value for part in line.parts}
        facts = (line.asked.code, line.asked.name, line.asked.unit, line.total, ", ".join(line.missing))
        rows.append((*facts, *(gave.get(one.respondent.id) for one in whole.standings)))
    return sheet_of("Tổng hợp", ("Mã", "Chỉ tiêu", "Đơn vị tính", "Tổng", "Chưa có số của", *names), rows)
