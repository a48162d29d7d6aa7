"""What a reading is not sure of: shown beside its field, never a reason to drop a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True)
class Doubt:
    """One unsure place: the `field` of the draft (text, lead, with, when, group), a code, its gaps."""

    field: str
    code: str
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)
