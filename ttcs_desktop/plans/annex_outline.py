"""The headings of an annex: which rows open a group, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ttcs_desktop.plans.annex_lines import Line, Style, cut_number, style_of
from ttcs_desktop.vietnamese.text import fold, tidy

_CHILDREN = {
    Style.LETTER: (Style.ROMAN, Style.DECIMAL, Style.LOWER, Style.BULLET),
    Style.ROMAN: (Style.DECIMAL, Style.LOWER, Style.BULLET),
    Style.DECIMAL: (Style.DOTTED, Style.LOWER, Style.BULLET),
    Style.DOTTED: (Style.LOWER, Style.BULLET),
}
_HEADING = re.compile(r"^(?:phan|muc|nhom|chuong|linh vuc)\b(?: thu \w+| [ivx\d]+\b| nhiem vu)")


@dataclass(frozen=True, slots=True)
class Heading:
    """An open group: its numbering style, its text in full, and what its row says for the tasks under it."""

    style: Style
    number: str
    text: str
    lead: str = ""
    when_text: str = ""


@dataclass(slots=True)
class Outline:
    """The headings that are open at a row, outermost first."""

    open: list[Heading] = field(default_factory=list)
    _counts_below: bool = False

    def heading(self, heading: Heading) -> None:
        """Opens a group; a heading of a style already open closes that one and all below it."""
        self._close(heading.style)
        self.open.append(heading)
        self._counts_below = False

    def leave(self) -> None:
        """Closes the innermost heading."""
        self.open.pop()

    def task(self, number: str) -> None:
        """A task that counts on from an open heading stands beside it, not under it; one that restarts is under it."""
        style = style_of(number)
        below = next((heading for heading in self.open if heading.style is style), None)
        if style is not Style.DECIMAL or below is None:
            return
        counted = int(number.strip(" .)(:/-–"))
        if counted == 1:
            self._counts_below = True
        elif not self._counts_below and counted == int(below.number.strip(" .)(:/-–") or 0) + 1:
            self._close(style)

    def style_of_heading(self, number: str) -> Style:
        """ "C" after "B" is a letter, although it is a Roman number too."""
        style = style_of(number)
        bare = number.strip(" .)(:/")
        if style is Style.ROMAN and len(bare) == 1:
            letters = [heading.number for heading in self.open if heading.style is Style.LETTER]
            if letters and ord(bare) - ord(letters[-1].strip(" .)(:/")[:1] or "A") in (1, 2) and bare != "I":
                return Style.LETTER
            if letters and bare == "I" and letters[-1].startswith("H"):
                return Style.LETTER
        return style

    @property
    def group(self) -> str:
        return self.open[-1].text if self.open else ""

    @property
    def parents(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in self.open[:-1])

    def closed_by(self, style: Style) -> list[Heading]:
        """The open headings that a heading or task of that style would close."""
        depth = next((depth for depth, heading in enumerate(self.open) if heading.style is style), len(self.open))
        return self.open[depth:]

    def _close(self, style: Style) -> None:
        closed = self.closed_by(style)
        del self.open[len(self.open) - len(closed) :]


def opens_group(line: Line, following: Line | None, *, after_task: bool) -> bool:
    """Whether a row is a heading: Roman or letter, merged across, bold, or followed by its children."""
    number = line.number or cut_number(line.text)[0]
    style = style_of(number)
    below = _number_style(following)
    if not line.text:
        return False
    if not line.bare:
        return below in _CHILDREN.get(style, ()) and style is not Style.DECIMAL and _restarts(following)
    if line.merged or (style in (Style.ROMAN, Style.LETTER) and not _is_lone_capital(line, following)):
        return True
    if line.carries and not line.bold:
        return False
    if style is Style.NONE:
        heading = line.bold or bool(_HEADING.match(fold(line.text)))
        return heading or not after_task
    if line.bold and not (following is not None and following.bold and following.bare):
        return True
    return _has_children(number, style, following, below)


def full_text(line: Line) -> tuple[str, str]:
    """The number of a heading, wherever it stands, and its text in full: "I. Nhóm nhiệm vụ …"."""
    text = tidy(line.text)
    if line.number and style_of(line.number) is not Style.BULLET:
        bare = line.number.rstrip(" .)/:-–")
        return bare, f"{bare}. {text}"
    return cut_number(text)[0].rstrip(" .)/:-–"), text


def _has_children(number: str, style: Style, following: Line | None, below: Style) -> bool:
    if following is None or (following.bare and not following.carries):
        return False
    if below is Style.DOTTED:
        child = following.number or cut_number(following.text)[0]
        return child.startswith(f"{number.strip(' .)(:/')}.")
    return below in _CHILDREN.get(style, ())


def _number_style(line: Line | None) -> Style:
    return style_of(line.number or cut_number(line.text)[0]) if line is not None else Style.NONE


def _restarts(line: Line | None) -> bool:
    number = (line.number or cut_number(line.text)[0]) if line is not None else ""
    return number.strip(" .)(:/") in ("1", "I", "a", "-", "+", "1.1")


def _is_lone_capital(line: Line, following: Line | None) -> bool:
    """A heading without number cell whose text only happens to begin with a capital and a dot needs rows below."""
    return not line.number and following is None
