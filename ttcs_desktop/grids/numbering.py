"""The numbers Word writes by itself: counted here, because they stand in no text of the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from ttcs_desktop.grids.markup import Element, attribute, child, inside, local, whole

BULLET = "-"
_LEVELS = 9
_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class _List:
    """One counted list: paragraphs of all numbering instances that share an abstract definition count on."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_label(self, depth: int) -> str:
        level = self.levels.get(depth, _Level(1, "decimal", f"%{depth + 1}."))
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in self.counts if other > depth]:
            del self.counts[deeper]
        if level.form == "bullet":
            return BULLET
        if level.form == "none":
            return ""
        label = level.pattern
        for outer in range(depth + 1):
            shape = self.levels.get(outer, level)
            count = self.counts.get(outer, shape.start)
            label = label.replace(f"%{outer + 1}", _formed(count, shape.form))
        return label


class Numbering:
    """Gives each numbered paragraph its label, in document order; call once for every paragraph."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._style_lists = _styles_with_lists(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Element) -> str:
        """The label Word prints before `paragraph` ("1.", "II.", "-"), or an empty text."""
        number, depth = _list_of(child(paragraph, "pPr"))
        if not number:
            style = child(paragraph, "pPr", "pStyle")
            number, depth = self._style_lists.get(attribute(style, "val"), ("", 0)) if style is not None else ("", 0)
        counted = self._lists.get(number)
        return counted.next_label(depth) if counted is not None and 0 <= depth < _LEVELS else ""

    def _read(self, root: Element) -> None:
        shapes = {attribute(one, "abstractNumId"): _levels(one) for one in inside(root, "abstractNum")}
        shared: dict[str, _List] = {}
        for instance in inside(root, "num"):
            link = child(instance, "abstractNumId")
            abstract = attribute(link, "val") if link is not None else ""
            if abstract not in shapes:
                continue
            changed = {
                int(attribute(change, "ilvl") or 0): whole(change, "startOverride", default=1)
                for change in inside(instance, "lvlOverride")
                if (attribute(change, "ilvl") or "0").isdecimal()
            }
            if changed:
                levels = dict(shapes[abstract])
                for depth, start in changed.items():
                    old = levels.get(depth, _Level(1, "decimal", f"%{depth + 1}."))
                    levels[depth] = _Level(start, old.form, old.pattern)
                self._lists[attribute(instance, "numId")] = _List(levels)
            else:
                same = shared.setdefault(abstract, _List(shapes[abstract]))
                self._lists[attribute(instance, "numId")] = same


def _levels(abstract: Element) -> dict[int, _Level]:
    levels = {}
    for level in inside(abstract, "lvl"):
        depth = attribute(level, "ilvl")
        form = child(level, "numFmt")
        pattern = child(level, "lvlText")
        if depth.isdecimal():
            levels[int(depth)] = _Level(
                start=whole(level, "start", default=1),
                form=attribute(form, "val") if form is not None else "decimal",
                pattern=attribute(pattern, "val") if pattern is not None else f"%{int(depth) + 1}",
            )
    return levels


def _list_of(properties: Element | None) -> tuple[str, int]:
    marks = child(properties, "numPr") if properties is not None else None
    if marks is None:
        return "", 0
    link = child(marks, "numId")
    number = attribute(link, "val") if link is not None else ""
    return ("none" if number == "0" else number), whole(marks, "ilvl")


def _styles_with_lists(styles: Element | None) -> dict[str, tuple[str, int]]:
    if styles is None:
        return {}
    found = {}
    for style in styles:
        if local(style) == "style":
            number, depth = _list_of(child(style, "pPr"))
            if number:
                found[attribute(style, "styleId")] = (number, depth)
    return found


def _formed(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, sign in zip(_VALUES, _SIGNS, strict=True):
        text += sign * (count // value)
        count %= value
    return text
