"""What figures count in columns and contributions, as SQL. Definitions: docs/indicators.md."""

from __future__ import annotations

from ttcs_desktop.storage.counting import Counting

COLUMNS = Counting(
    subject="content",
    id="id",
    day="from_day",
    label="name",
    order="from_day || id",
    by={},
    rows="programme_column WHERE deleted_at IS NULL AND from_day <= :last AND (to_day IS NULL OR to_day >= :last)",
)
CONTRIBUTIONS = Counting(
    subject="content",
    id="id",
    day="sent_on",
    label="title",
    order="sent_on || id",
    by={"receiver": "receiver", "used": "CASE WHEN used_on IS NULL OR used_on > :last THEN 'no' ELSE 'yes' END"},
    rows="contribution WHERE deleted_at IS NULL AND sent_on BETWEEN :first AND :last",
)
