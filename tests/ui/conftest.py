"""A dressed, Vietnamese application for every test that shows something."""

from pathlib import Path

import pytest
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
def _dressed(qapp: QApplication) -> None:
    if theme.current() != theme.LIGHT:
        theme.apply(qapp, theme.LIGHT)
