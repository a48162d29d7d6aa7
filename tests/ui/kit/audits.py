"""What must hold for every widget of a page or a card: each audit walks a tree and returns what does not hold.

Run as a program it opens the whole window at the sizes of office screens and prints what is cut: for a scale of the
desktop, which Qt takes once, from the environment.
"""

from __future__ import annotations

import operator
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QCompleter,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.ui.kit.hands import turn_wheel
from tests.ui.kit.unikey import shown, text_widgets, type_as_unikey
from tests.ui.kit.whole_window import PAGES, every_card, is_card, show, ward_window
from ui.kit.asking_field import AskingField
from ui.kit.buttons import KeyButton
from ui.kit.labels import ElidedLabel
from ui.kit.tokens import contrast

LEAST_TARGET = 24
SIZES = ((1093, 540), (910, 440))
TALLEST_CARD = 540
_RING = 200
_WORD = "Đường Tuần"
_BY_QT = (QFileDialog, QPrintDialog)  # see test_locale.py and test_whole_window.py

Audit = Callable[[QWidget], list[str]]


def unnamed(tree: QWidget) -> list[str]:
    """B14: what takes the keyboard or the mouse and has no name for a screen reader."""
    return [_told(one) for one in _focusable(tree, Qt.FocusPolicy.StrongFocus) if not _name(one)]


def mnemonics(tree: QWidget) -> list[str]:
    """B7: an `&` before a letter no key types, and a letter that two things on one screen answer to."""
    found, owners = [], defaultdict(set)
    for text in _texts_with_mnemonics(tree):
        for letter in re.findall(r"&([^&\s])", text.replace("&&", "")):
            if not (letter.isascii() and letter.isalnum()):
                found.append(f"{text!r}: no key types {letter}")
            owners[letter.lower()].add(text)
    twice = [f"Alt+{letter}: {sorted(texts)}" for letter, texts in owners.items() if len(texts) > 1]
    return found + twice


def shortcuts(tree: QWidget) -> list[str]:
    """B6: keys of a Vietnamese keyboard program that nothing else may catch: Backspace, and Ctrl+Shift that toggles."""
    keys = [key for one in tree.findChildren(QShortcut) for key in one.keys()]  # noqa: SIM118  no dict
    keys += [key for part in (tree, *tree.findChildren(QWidget)) for act in part.actions() for key in act.shortcuts()]
    caught = [key.toString() for key in keys if re.search(r"Backspace|Ctrl\+Shift", key.toString())]
    inline = QCompleter.CompletionMode.InlineCompletion
    caught += ["completion in the line" for one in tree.findChildren(QCompleter) if one.completionMode() == inline]
    return caught


def small(tree: QWidget) -> list[str]:
    """B15: what is pressed with the mouse and smaller than 24 by 24; a mere sign inside a field is not pressed."""
    targets = [one for one in tree.findChildren(QAbstractButton) if not isinstance(one.parentWidget(), AskingField)]
    targets += [one for one in _focusable(tree, Qt.FocusPolicy.TabFocus) if not isinstance(one, QAbstractButton)]
    return [
        f"{_told(one)} {one.width()}x{one.height()}"
        for one in targets
        if one.isVisible() and min(one.width(), one.height()) < LEAST_TARGET and not _made_by_qt(one)
    ]


def wheel(tree: QWidget) -> list[str]:
    """B5: what the wheel changes, focused or not."""
    found = []
    for one in _with_values(tree):
        for focus in (False, True):
            if focus:
                one.setFocus()
            before = [_value(other) for other in _with_values(tree)]
            for notches in (-1, 1, -2):
                turn_wheel(one.viewport() if isinstance(one, QAbstractItemView) else one, notches)
            if before != [_value(other) for other in _with_values(tree)]:
                found.append(f"{_told(one)} {'focused' if focus else 'passed over'}")
    return found


def typing(tree: QWidget) -> list[str]:
    """B6: what a word typed as UniKey types it does not reach, letter for letter, or moves the caret of."""
    found = []
    for one in text_widgets(tree):
        if isinstance(one, QLineEdit) and one.maxLength() < len(_WORD):
            continue  # a clock's time and the like
        one.setFocus()
        one.selectAll()
        type_as_unikey(one, _WORD, busy=True)
        if shown(one) != (_WORD, len(_WORD)):
            found.append(f"{_told(one)}: {shown(one)}")
        one.undo()
        QApplication.processEvents()
    return found


def focus(tree: QWidget) -> list[str]:
    """B15: what looks the same with the keyboard and without: fewer points change than a ring of two pixels has."""
    found = []
    every = [one for one in _focusable(tree, Qt.FocusPolicy.TabFocus) if one.focusProxy() is None]
    for one in every:
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not one.hasFocus():
            continue
        with_focus = _alone(one)
        next((other for other in every if other is not one), tree).setFocus()
        one.clearFocus()
        QApplication.processEvents()
        edge = 2 * (one.width() + one.height())
        changed = _changed(with_focus, _alone(one))
        if changed < min(_RING, 1.5 * edge):
            found.append(f"{_told(one)}: {changed} points of an edge of {edge}")
    return found


def unreached(tree: QWidget) -> list[str]:
    """B2: what takes the keyboard, and a round of Tab through the whole window never comes to."""
    every = [one for one in _focusable(tree, Qt.FocusPolicy.TabFocus) if one.focusProxy() is None]
    found = []
    for forward in (True, False):
        met: set[QWidget | None] = set()
        while QApplication.focusWidget() not in met:
            met.add(QApplication.focusWidget())
            tree.focusNextPrevChild(forward)
        found += [f"{_told(one)} by {'Tab' if forward else 'Shift+Tab'}" for one in every if one not in met]
    return found


def pale(tree: QWidget) -> list[str]:
    """B13: words whose ink stands out less than 4.5 to 1 from the ground that is painted around them."""
    found = []
    for one, ink in _inked(tree):
        if one.visibleRegion().isEmpty():
            continue
        ground = _ground(_picture(one))
        ratio = contrast(ink.name(), ground)
        if ratio < 4.5:
            found.append(f"{_told(one)}: {ink.name()} on {ground} is {ratio:.2f}")
    return found


def cut(tree: QWidget) -> list[str]:
    """B12: words with less room than they need, and buttons out of the window that no scrolling brings in."""
    found = []
    for one in tree.findChildren(QLabel) + tree.findChildren(QPushButton):
        if not one.isVisible() or not one.text() or isinstance(one, ElidedLabel):
            continue
        if isinstance(one, QLabel) and one.wordWrap():
            needed = one.heightForWidth(one.width())
            lacks = needed > one.height() + 1
        else:
            lacks = one.width() < one.sizeHint().width() or one.height() < one.sizeHint().height()
        if lacks:
            found.append(f"{_told(one)} has {one.width()}x{one.height()}")
        area = QRect(one.mapTo(tree, QPoint(0, 0)), one.size())
        if not tree.rect().contains(area) and not _scrolled(one):
            found.append(f"{_told(one)} stands outside at {area.getRect()}")
    return found


AUDITS: dict[str, Audit] = {
    "unnamed": unnamed,
    "mnemonics": mnemonics,
    "shortcuts": shortcuts,
    "small": small,
    "wheel": wheel,
    "typing": typing,
    "focus": focus,
    "unreached": unreached,
    "pale": pale,
    "cut": cut,
}


def _focusable(tree: QWidget, policy: Qt.FocusPolicy) -> list[QWidget]:
    every = [one for one in tree.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    wanted = [one for one in every if one.focusPolicy().value & policy.value]
    return [one for one in wanted if not _made_by_qt(one)]


def _made_by_qt(one: QWidget) -> bool:
    """Part of a field that speaks and acts for it: the line of a spin box, the arrows of tabs, the head of a table."""
    above = one.parentWidget()
    inner = isinstance(above, QComboBox | QAbstractSpinBox | QTabBar | QScrollBar)
    return inner or one.objectName().startswith("qt_") or isinstance(one, QScrollBar)


def _name(one: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(one)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def _told(one: QWidget) -> str:
    text = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
    return f"{type(one).__name__} {(_name(one) or text or one.objectName())[:60]!r}"


def _texts_with_mnemonics(tree: QWidget) -> Iterator[str]:
    """What Qt reads an `&` in; a label without a buddy shows it as it is."""
    for one in tree.findChildren(QWidget):
        if not one.isVisible():
            continue
        buddy = isinstance(one, QLabel) and one.buddy() is not None
        if buddy or (isinstance(one, QAbstractButton) and not isinstance(one, KeyButton)):
            yield one.text()
        elif isinstance(one, QTabBar):
            yield from (one.tabText(number) for number in range(one.count()))
        yield from (action.text() for action in one.actions())


def _with_values(tree: QWidget) -> list[QWidget]:
    kinds = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar, QLineEdit, QPlainTextEdit, QAbstractItemView)
    return [
        one for kind in kinds for one in tree.findChildren(kind) if one.isVisible() and not isinstance(one, QScrollBar)
    ]


def _value(one: QWidget) -> object:
    if isinstance(one, QComboBox | QTabBar):
        return one.currentIndex()
    if isinstance(one, QAbstractSlider):
        return one.value()
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    if isinstance(one, QAbstractItemView):
        return one.currentIndex().row(), one.currentIndex().column()
    return one.text()


def _inked(tree: QWidget) -> Iterator[tuple[QWidget, QColor]]:
    for one in tree.findChildren(QLabel):
        if one.isVisible() and one.isEnabled() and one.text().strip():
            yield one, one.palette().color(one.foregroundRole())
    for one in tree.findChildren(KeyButton):
        if one.isVisible() and one.isEnabled() and one.text():
            yield from ((one, ink) for ink in one._inks())
    for one in text_widgets(tree):
        yield one, one.palette().color(one.foregroundRole())


def _scrolled(one: QWidget) -> bool:
    above = one.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


def _alone(one: QWidget) -> QImage:
    """A widget as it paints itself, wherever a scroll area has put it meanwhile."""
    return one.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _picture(one: QWidget) -> QImage:
    """What is seen of a widget: a part scrolled out of sight is not."""
    window = one.window()
    seen = one.visibleRegion().boundingRect()
    area = QRect(one.mapTo(window, seen.topLeft()), seen.size())
    return window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _points(picture: QImage) -> list[memoryview]:
    """The rows of a picture in RGB32: a number a point, its highest byte always 255."""
    wide = picture.width()
    return [memoryview(picture.constScanLine(y)).cast("B").cast("I")[:wide] for y in range(picture.height())]


def _changed(one: QImage, other: QImage) -> int:
    pairs = zip(_points(one), _points(other), strict=False)
    return sum(sum(map(operator.ne, a, b)) for a, b in pairs if a != b)


def _ground(picture: QImage) -> str:
    found: Counter[int] = Counter()
    for row in _points(picture):
        found.update(row)
    return f"#{found.most_common(1)[0][0] & 0xFFFFFF:06X}"


def whole_program(folder: Path, look: Callable[[QWidget, str], None] | None = None) -> tuple[list[str], list[str]]:
    """What is cut on any page or card at the sizes of office screens, and the titles of what was opened.

    `look` is given each page, at the last of the sizes, and each dialog of ours, with its name.
    """
    found: list[str] = []
    with ward_window(folder) as window:
        for width, height in SIZES:
            window.resize(width, height)
            for page_id in PAGES:
                show(window, page_id)
                size = window.size().toTuple()
                if size != (width, height):
                    found.append(f"{page_id} needs {size} where there is {width}x{height}")
                found += [f"{page_id} at {width}x{height}: {one}" for one in cut(window)]
        for page_id in PAGES if look else ():
            show(window, page_id)
            look(window, page_id)

        def look_at_dialog(dialog: QWidget) -> None:
            if is_card(dialog):
                found.extend(f"{dialog.windowTitle()}: {one}" for one in cut(dialog))
                if dialog.height() > TALLEST_CARD:
                    found.append(f"{dialog.windowTitle()} is {dialog.height()} high")
            if look and not isinstance(dialog, _BY_QT):
                look(dialog, dialog.windowTitle())

        titles = every_card(window, look_at_dialog)
    return found, titles


def main() -> int:
    from ui.app import make_application

    application = make_application()
    sys.stdout.write(f"{application.devicePixelRatio()}\n")
    with tempfile.TemporaryDirectory() as folder:
        found, _ = whole_program(Path(folder))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
