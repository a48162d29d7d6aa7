"""A message in three parts: what happened, what is safe, what to do. Plain text, never HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ttcs_desktop.basics.values import dataclass

MAX_SYLLABLES = 45


@dataclass(frozen=True, slots=True)
class Message:
    """The three parts an officer needs; `inline` is the short form beside a field. Gaps `{name}` take the details."""

    happened: str
    safe: str
    do: str
    inline: str = ""

    def text(self) -> str:
        """All three parts as one text."""
        return f"{self.happened} {self.safe} {self.do}"

    def filled(self, details: Mapping[str, object]) -> Message:
        """The message with its gaps filled; a detail that was not given becomes an ellipsis."""
        parts = (self.happened, self.safe, self.do, self.inline)
        return Message(*(_fill(part, details) for part in parts))


def _fill(template: str, details: Mapping[str, object]) -> str:
    try:
        return template.format_map(details)
    except (KeyError, IndexError, AttributeError):
        return re.sub(r"\{[^}]*\}", "…", template)
