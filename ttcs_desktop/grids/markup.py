"""Walks WordprocessingML: what a reader of the paper sees, and nothing a later edit struck out.

Elements are told by local name, so that the transitional and the strict namespace read alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement as Element

__all__ = ["Element", "attribute", "child", "inside", "is_on", "local", "run_text", "whole"]

# Wrappers that stand between a table and its rows, a row and its cells, a paragraph and its runs.
_TRANSPARENT = frozenset(
    [
        "sdt",
        "sdtContent",
        "customXml",
        "ins",
        "moveTo",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    ]
)
_STRUCK_OUT = frozenset(["del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "rt"])
_OFF = frozenset(["0", "false", "off"])


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by local name, or an empty text."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along `path` of local names, or None."""
    found: Element | None = element
    for name in path:
        found = next((inner for inner in found if local(inner) == name), None) if found is not None else None
    return found


def is_on(properties: Element | None, name: str) -> bool:
    """A toggle such as `w:b`: present and not switched off."""
    found = child(properties, name) if properties is not None else None
    return found is not None and attribute(found, "val").lower() not in _OFF


def whole(element: Element, *path: str, default: int = 0) -> int:
    """The integer in the `val` attribute at `path`, or `default` where it is absent or no number."""
    found = child(element, *path)
    text = attribute(found, "val") if found is not None else ""
    return int(text) if text.lstrip("-").isdecimal() else default


def inside(element: Element, *names: str) -> Iterator[Element]:
    """Children with one of `names`, seen through content controls, insertions and the like."""
    for inner in element:
        name = local(inner)
        if name in names:
            yield inner
        elif name in _TRANSPARENT:
            yield from inside(inner, *names)


def run_text(element: Element) -> str:
    """The visible text of a paragraph, line breaks as newlines; text boxes anchored in it follow after a newline."""
    parts: list[str] = []
    boxes: list[str] = []
    _collect(element, parts, boxes)
    return "\n".join(["".join(parts), *boxes]) if boxes else "".join(parts)


def _collect(element: Element, parts: list[str], boxes: list[str]) -> None:
    for inner in element:
        name = local(inner)
        if name in _STRUCK_OUT or not name:
            continue
        if name == "txbxContent":
            boxes.extend(run_text(paragraph) for paragraph in inside(inner, "p"))
        elif name == "AlternateContent":
            _collect(_one_of(inner), parts, boxes)
        elif name == "t":
            parts.append(inner.text or "")
        elif name in _AS_TEXT:
            parts.append(_AS_TEXT[name])
        elif name == "sym":
            parts.append(_symbol(inner))
        else:
            _collect(inner, parts, boxes)


_AS_TEXT = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": ""}


def _one_of(alternatives: Element) -> Element:
    """Word writes a drawing twice, for new and old readers: one of them is the text."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else alternatives


def _symbol(element: Element) -> str:
    code = attribute(element, "char")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= value <= 0xF8FF or value > 0x10FFFF else chr(value)
