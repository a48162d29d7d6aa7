"""A dressed, Vietnamese application for every test that shows something."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.locale import install_vietnamese

HERE = Path(__file__).parent
OFFSCREEN_LACKS = "This plugin does not support"  # what the off-screen platform says when a window is shown or raised


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_LACKS))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    install_vietnamese(qapp)
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Generator[None, None, None]:
    if theme.current() != theme.LIGHT:
        theme.apply(qapp, theme.LIGHT)
    yield
    # A card that a test leaves open would be the first thing that the next test of this process meets.
    while (opened := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        opened.hide()
    # What asked to be deleted waits for an event loop, which no test runs: a file's windows would all live to its end.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
