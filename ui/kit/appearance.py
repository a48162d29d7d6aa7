"""Light, dark, or as the system says: what this user chose on this machine, put on the whole application."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ttcs_desktop.system.paths import settings_file
from ttcs_desktop.system.settings import Theme, read_settings, write_settings
from ui.kit import theme

_FOLLOWS = "ttcs_follows_system"


def dress(app: QApplication) -> None:
    """Put on what was chosen; a system that turns dark in the evening is followed if it was."""
    theme.apply(app, look_of(chosen()))
    if app.property(_FOLLOWS) is None:
        app.setProperty(_FOLLOWS, True)
        app.styleHints().colorSchemeChanged.connect(lambda _: _follow(app))


def chosen() -> Theme:
    """What was chosen on this machine."""
    return read_settings(settings_file()).theme


def choose(wanted: Theme) -> None:
    """Put another look on at once and keep it for the next start.

    Raises:
        EnvironmentProblem: `settings_not_saved`; it is worn until the program is closed.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, look_of(wanted))
    write_settings(settings_file(), replace(read_settings(settings_file()), theme=wanted))


def look_of(wanted: Theme) -> theme.Theme:
    """The tokens of a choice, at the scale that is worn."""
    dark = wanted is Theme.DARK or (
        wanted is Theme.SYSTEM and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    return (theme.DARK if dark else theme.LIGHT).scaled(theme.current().scale)


def _follow(app: QApplication) -> None:
    if chosen() is Theme.SYSTEM:
        theme.apply(app, look_of(Theme.SYSTEM))
