"""The bundled type: Noto Sans for the screen, Tinos for paper where Times New Roman is missing."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

import resources
from ui.kit.tokens import TextStyle

SCREEN_FAMILY = "Noto Sans"
PAPER_FALLBACK = "Tinos"
PAPER_WANTED = "Times New Roman"

_SCREEN_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Italic.ttf")
_PAPER_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")


def load_screen_fonts() -> None:
    """Make Noto Sans known to Qt; a second call changes nothing. Needs a QGuiApplication."""
    if SCREEN_FAMILY not in _application_families():
        _load(_SCREEN_FILES)


def load_paper_fonts() -> None:
    """Make Tinos known to Qt; called by the painter of papers, so that a window start does not pay for it."""
    if PAPER_FALLBACK not in _application_families():
        _load(_PAPER_FILES)


def paper_family() -> str:
    """Times New Roman where it is installed, otherwise Tinos: the same widths (Nghị định 30/2020, Phụ lục I)."""
    return PAPER_WANTED if PAPER_WANTED in QFontDatabase.families() else PAPER_FALLBACK


def screen_font(style: TextStyle, scale: float = 1.0) -> QFont:
    """Noto Sans of a style; semibold is asked by weight, so that it is drawn from its own file and never faked."""
    font = QFont(SCREEN_FAMILY)
    font.setPixelSize(max(1, round(style.size * scale)))
    font.setWeight(QFont.Weight(style.weight))
    return font


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        if QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}"))) < 0:
            raise OSError(f"font file is unreadable: {name}")


def _application_families() -> set[str]:
    """Families of files we added ourselves; an installed copy may be older and lack weights."""
    families: set[str] = set()
    number = 0
    while names := QFontDatabase.applicationFontFamilies(number):
        families.update(names)
        number += 1
    return families
