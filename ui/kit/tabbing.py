"""Tab over a whole window.

Qt takes a page that hands its focus to one of its parts (`setFocusProxy`) for a single field: Tab enters it at that
part and never stops at what stands before it, such as the tool row, the search box, a list of choices. Shift+Tab does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next field, button or list of a window, or to the one before; False where there is none.

    For `focusNextPrevChild` of the window itself: what its parts do with Tab before they pass it on stays theirs.
    """
    focused = QApplication.focusWidget()
    start = focused if focused is not None and focused.window() is window else window
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    one = _neighbour(start, forward)
    while one is not None and one is not start:
        if _stops_tab(one, window):
            one.setFocus(reason)
            return True
        one = _neighbour(one, forward)
    return False


def _neighbour(one: QWidget, forward: bool) -> QWidget | None:
    return one.nextInFocusChain() if forward else one.previousInFocusChain()


def _stops_tab(one: QWidget, window: QWidget) -> bool:
    wants = bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return wants and one.focusProxy() is None and one.window() is window and one.isEnabled() and one.isVisible()
