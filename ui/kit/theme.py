"""One theme for the whole application: Fusion, a palette and a style sheet made from the tokens, and the scale.

Painted widgets ask `current()` when they paint, so changing the theme or the scale repaints them rightly.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ttcs_desktop.basics.values import dataclass
from ui.kit import fonts, tokens
from ui.kit.qss import style_sheet
from ui.kit.tokens import TextStyle, Tokens

MIN_SCALE, MAX_SCALE = 0.9, 1.5
_PROPERTY, _STYLED = "ttcs_theme", "ttcs_styled"


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens and the officer's own scale (0.9 to 1.5), on top of what the desktop scales by itself."""

    name: str
    tokens: Tokens
    scale: float = 1.0

    def px(self, logical: float) -> int:
        """A measure of the design in pixels at this scale."""
        return round(logical * self.scale)

    def colour(self, token: str) -> QColor:
        """A token as a colour to paint with."""
        return QColor(self.tokens.colour(token))

    def font(self, style: TextStyle) -> QFont:
        """A text style as a font to paint with."""
        return fonts.screen_font(style, self.scale)

    def scaled(self, scale: float) -> Theme:
        """The same theme, letters and measures `scale` times the design, kept within 90–150 %."""
        return replace(self, scale=min(MAX_SCALE, max(MIN_SCALE, scale)))


LIGHT = Theme("light", tokens.LIGHT)
DARK = Theme("dark", tokens.DARK)


def make_application(name: str) -> QApplication:
    """The application, made with the style that `apply` dresses: named later, it costs every class of styles (4 ms)."""
    app = QApplication([name, "-style", "Fusion"])
    app.setProperty(_STYLED, True)
    return app


def apply(app: QApplication, theme: Theme = LIGHT) -> None:
    """Dress the application; may be called again at any time with another theme or scale."""
    fonts.load_screen_fonts()
    if app.property(_PROPERTY) is None and not app.property(_STYLED):
        app.setStyle("Fusion")
    app.setProperty(_PROPERTY, theme)
    app.setFont(theme.font(tokens.TEXT))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme.tokens, theme.scale))


def current() -> Theme:
    """The theme the application wears; light before `apply`, so that a lone widget can be painted in a test."""
    app: QObject | None = QGuiApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    return theme if isinstance(theme, Theme) else LIGHT


def palette(theme: Theme) -> QPalette:
    """Fusion's palette out of the tokens: what the style sheet does not name must still be readable."""
    t = theme.tokens
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: t.bg,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.head,
        role.Text: t.text,
        role.PlaceholderText: t.text2,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.surface,
        role.Light: t.surface,
        role.Midlight: t.soft,
        role.Mid: t.line,
        role.Dark: t.field,
        role.Shadow: t.field,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.disabled))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(t.head))
    return made
