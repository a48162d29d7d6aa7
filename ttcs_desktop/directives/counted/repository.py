"""What figures count in the register of papers that came in, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

from ttcs_desktop.storage.counting import Counting

_HANDLED = """CASE
  WHEN handled_on IS NOT NULL AND handled_on <= :last THEN
    CASE WHEN due_on IS NULL OR handled_on <= due_on THEN 'handled' ELSE 'handled_late' END
  WHEN due_on IS NOT NULL AND due_on < :last THEN 'overdue' ELSE 'open' END"""
ARRIVED = Counting(
    subject="directives",
    id="id",
    day="arrived_on",
    label="trim(number || '/' || notation, '/') || ' ' || subject",
    rev="rev",
    order="arrived_on, arrival_number, id",
    by={"handling": _HANDLED},
    rows="directive WHERE deleted_at IS NULL AND arrived_on BETWEEN :first AND :last",
)
