"""What figures count in the outbox, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

from ttcs_desktop.storage.counting import Counting

# How far an op is has no history: of what was made up to the day, this is how far it is now.
SENT = Counting(
    subject="sync",
    id="op_id",
    day="date(made_at, '+7 hours')",
    label="title",
    order="seq",
    by={"sending": "state", "lane": "lane"},
    rows="op WHERE date(made_at, '+7 hours') <= :last",
)
