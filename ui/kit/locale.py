"""Vietnamese for what Qt says by itself: its buttons, menus, dialogs, calendars and numbers."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources


def install_vietnamese(app: QApplication) -> QTranslator:
    """Make vi_VN the locale of the application and load our own translation of Qt's words (Qt ships none).

    Call before the first widget. The translator belongs to the application. Raises OSError when the file is unreadable.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(app)
    if not translator.load(str(resources.path("i18n/qtbase_vi.qm"))):
        raise OSError("translation file is unreadable: qtbase_vi.qm")
    app.installTranslator(translator)
    return translator
