"""The sums with each agency's number in a column of its own, as a CSV that Excel opens with its marks."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ttcs_desktop.collecting.consolidation import Consolidation
from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.vietnamese.typed import format_number
from ui.pages.statistics.export import harmless


def csv_text(whole: Consolidation) -> str:
    """Separated by semicolons, as a Vietnamese Excel expects beside decimal commas; a blank is no number given."""
    names = [one.respondent.name for one in whole.standings]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(harmless, ("Mã", "Chỉ tiêu", "Đơn vị tính", "Tổng", "Chưa có số của", *names)))
    for line in whole.lines:
        gave = {part.respondent_id: format_number(part.value) for part in line.parts}
        cells = (line.asked.code, line.asked.name, line.asked.unit, format_number(line.total), ", ".join(line.missing))
        writer.writerow(map(harmless, (*cells, *(gave.get(one.respondent.id, "") for one in whole.standings))))
    return out.getvalue()


def write_csv(whole: Consolidation, path: Path) -> None:
    """Write it, with the mark at its head by which Excel knows UTF-8.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    save_paper(path, csv_text(whole).encode("utf-8-sig"))
