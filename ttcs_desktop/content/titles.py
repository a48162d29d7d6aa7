"""Which line of a received text is its title, and the text without it: who reads it aloud reads the title once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ttcs_desktop.grids.word_text import TextLine
from ttcs_desktop.vietnamese.text import fold_words, tidy

_SHORT, _LENT_WORDS = 150, 12
_TITLE_LINES = 2  # a line such as "Thông báo" and what it is about
_GENRES = frozenset({"thong bao", "ke hoach", "ban tin", "cong van", "tin bai", "bai tuyen truyen", "bai viet", "tin"})
_ANYWHERE = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "dang cong san viet nam")
_OFFICES = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "dang uy", "dang bo", "so van hoa", "phong van hoa")
_NUMBER_OR_DAY = re.compile(r"^(so|kinh gui)\b|\bngay( \d+)? thang( \d+)? nam( \d+)?$")


def title_in(lines: Sequence[TextLine]) -> tuple[str, bool]:
    """The title of a text, and whether it is only a guess from its first words; ("", True) for no words.

    The first heading, else the first short line below the letterhead; a line such as "Thông báo" takes the next along.
    """
    said = [line for line in lines if line.text]
    body = [line for line in said if not _is_letterhead(line.text)] or said
    at = next((number for number, line in enumerate(body) if line.heading), 0)
    if not body:
        return "", True
    first = tidy(body[at].text)
    following = tidy(body[at + 1].text) if at + 1 < len(body) else ""
    if fold_words(first) in _GENRES and following and len(first) + len(following) < _SHORT:
        return f"{first} {following}", False
    if len(first) <= _SHORT:
        return first, False
    short = next((line.text for line in body[at:] if len(line.text) <= _SHORT and line.heading), "")
    return (tidy(short), False) if short else (" ".join(first.split()[:_LENT_WORDS])[:_SHORT], True)


def without_title(text: str, title: str) -> str:
    """A text whose first line, or first two, say the title again: what is below them. Any other as it is.

    Marks, case, spaces and punctuation do not tell lines apart. A text of nothing else keeps its line.
    """
    wanted = fold_words(title)
    lines = text.split("\n")
    said = ""
    for at in [number for number, line in enumerate(lines) if line.strip()][:_TITLE_LINES]:
        said = f"{said} {fold_words(lines[at])}".strip()
        if wanted and said == wanted:
            return "\n".join(lines[at + 1 :]).strip() or text
    return text


def _is_letterhead(line: str) -> bool:
    """Lines of the state's name, an office in capitals, number and day, as on every official paper."""
    folded = fold_words(line)
    if any(words in folded for words in _ANYWHERE) or _NUMBER_OR_DAY.search(folded):
        return len(line) <= _SHORT
    return line.isupper() and folded.startswith(_OFFICES) and len(folded.split()) <= _LENT_WORDS
