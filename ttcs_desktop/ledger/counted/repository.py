"""What figures count in the outbox, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

from ttcs_desktop.storage.counting import Counting
from ttcs_desktop.storage.database import Database, Row

# How far an op is has no history: of what was made up to the day, this is how far it is now.
SENT = Counting(
    subject="sync",
    id="op_id",
    day="date(made_at, '+7 hours')",
    label="title",
    order="number",
    by={"sending": "state", "lane": "lane"},
    rows="op WHERE date(made_at, '+7 hours') <= :last",
)


class Outgoing:
    """The outbox as a list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Row]:
        """What was made for the city, in order, without its bytes."""
        return self._database.rows(
            "SELECT op_id AS id, lane, kind, title, sha256, made_at, state, attempts, problem, done_at FROM op "
            "ORDER BY number"
        )
