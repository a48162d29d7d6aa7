"""Where a reader stands in the text: the place, the words before it, the dictionary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ttcs_desktop.vietnamese.speech_dictionary import Dictionary

DATE = "<date>"  # stands among the words before a place for a date that was read
FIGURE = "<figure>"
_NEXT_WORD = re.compile(r"[\s(]*([^\W\d_]+)")


@dataclass(slots=True)
class Place:
    """A place in one composed stretch of text.

    Attributes:
        words: the words read before, in small letters, the nearest last; a full stop empties it.
        opens_line: nothing has been read on this line yet.
    """

    text: str
    at: int
    dictionary: Dictionary
    opens_line: bool = True
    words: list[str] = field(default_factory=list)

    def before(self, back: int = 1) -> str:
        """The word so many places before; empty when there is none in this sentence."""
        return self.words[-back] if len(self.words) >= back else ""

    def after(self, end: int) -> str:
        """The word that follows `end` at once, in small letters; empty when a mark stands between."""
        found = _NEXT_WORD.match(self.text, end)
        return found[1].lower() if found else ""

    def previous_char(self) -> str:
        """The character before the place; empty at the beginning."""
        return self.text[self.at - 1] if self.at else ""

    def remember(self, *words: str) -> None:
        """Note what was read."""
        self.words.extend(words)
        del self.words[:-4]
