"""Rows of content that are read in more than one way."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.content.model import Approval, Basis, Decision
from ttcs_desktop.storage.database import Row


def approval_of_row(row: Row) -> Approval:
    """A decision as it was recorded."""
    return Approval(
        id=row["id"],
        subject=row["subject"],
        record_id=row["record_id"],
        covers=tuple(json.loads(row["covers"])),
        decision=Decision(row["decision"]),
        basis=Basis(row["basis"]),
        approver=row["approver"],
        position=row["position"],
        decided_on=dt.date.fromisoformat(row["decided_on"]),
        number=row["number"],
        reason=row["reason"],
        at=row["created_at"],
    )
