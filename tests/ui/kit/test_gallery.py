"""The whole kit on one page, in both themes and at every scale: readable, named, Vietnamese, no letter cut."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.kit.gallery import gallery
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from ui.kit import theme, tokens
from ui.kit.buttons import KeyButton
from ui.kit.labels import label
from ui.kit.tokens import Tokens, contrast

CAPITALS = "ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ẮẰẲẴẶ ỨỪỬỮỰ TUẦN ĐỖ GẦY"

TEXT_ON_GROUND = [
    (ink, ground)
    for ink in ("text", "text2")
    for ground in ("bg", "surface", "head", "rail", "sel", "amber_ground", "green_ground", "red_ground")
    if (ink, ground) not in {("text2", "amber_ground"), ("text2", "green_ground"), ("text2", "red_ground")}
] + [
    ("accent", "surface"), ("accent", "bg"), ("accent", "sel"), ("on_accent", "accent"), ("surface", "text"),
    ("surface", "red"), ("surface", "text2"),
    *((ink, ground) for ink in ("green", "amber", "red", "teal", "blue") for ground in ("surface", f"{ink}_ground")),
    ("relay", "relay_ground"), ("green", "sel"), ("amber", "sel"), ("red", "sel"),
]  # fmt: skip


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(ink: str, ground: str, palette: Tokens) -> None:
    assert contrast(palette.colour(ink), palette.colour(ground)) >= 4.5


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_and_the_focus_are_seen(palette: Tokens) -> None:
    for ground in ("surface", "bg"):
        assert contrast(palette.field, palette.colour(ground)) >= 3
        assert contrast(palette.accent, palette.colour(ground)) >= 3


@pytest.fixture(
    params=[(theme.LIGHT, 1.0), (theme.DARK, 1.0), (theme.LIGHT, 1.5)],
    ids=["light", "dark", "150"],
)
def page(request: pytest.FixtureRequest, qapp: QApplication, qtbot) -> QWidget:
    look, scale = request.param
    theme.apply(qapp, look.scaled(scale))
    made = gallery()
    qtbot.addWidget(made)
    made.resize(round(1560 * scale), round(900 * scale))
    made.show()
    qapp.processEvents()
    return made


def test_every_part_is_named_vietnamese_and_reachable(page: QWidget) -> None:
    assert unnamed_focusables(page) == []
    assert foreign_texts(page) == []
    assert unreachable_mnemonics(page) == []


def test_no_button_or_label_is_smaller_than_its_words(page: QWidget) -> None:
    cut = [
        (type(part).__name__, part.text(), part.size().toTuple(), part.sizeHint().toTuple())
        for part in page.findChildren(QWidget)
        if isinstance(part, QLabel | QPushButton)
        and part.isVisible()
        and not (isinstance(part, QLabel) and part.wordWrap())
        and type(part).__name__ != "ElidedLabel"
        and (part.width() < part.sizeHint().width() or part.height() < part.sizeHint().height())
    ]
    assert cut == []


def test_the_page_is_painted_in_the_colours_of_its_theme(page: QWidget) -> None:
    picture = page.grab().toImage()
    seen = {
        QColor(picture.pixel(x, y)).name().upper()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    look = theme.current().tokens
    assert {look.bg, look.surface, look.rail, look.head, look.sel} <= seen


def test_a_part_switched_to_dark_is_the_one_made_in_dark(qapp: QApplication, qtbot) -> None:
    """Point for point, with every part of the kit on the page: nothing is left in the colours of before."""
    pictures = []
    for first in (theme.LIGHT, theme.DARK):
        theme.apply(qapp, first)
        made = gallery()
        qtbot.addWidget(made)
        made.resize(1560, 900)
        made.show()
        theme.apply(qapp, theme.DARK)
        qapp.processEvents()
        focused = qapp.focusWidget()
        if focused is not None:
            focused.clearFocus()
        qapp.processEvents()
        pictures.append(made.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
    assert pictures[0] == pictures[1]


def ink_rows(widget: QWidget, room: int, edge: int = 0) -> int:
    """Rows with ink when a widget is `room` pixels higher above and below than it asks for; `edge` is its border."""
    widget.setFixedSize(widget.sizeHint().width() + 8, widget.sizeHint().height() + 2 * room)
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(theme.current().colour("surface"))
    widget.render(image)
    inner = image.copy(image.rect().adjusted(2 * edge, edge, -2 * edge, -edge))
    rows = [bytes(inner.constScanLine(y))[: inner.width() * 4] for y in range(inner.height())]
    return sum(1 for line in rows if line != line[:4] * inner.width())


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.25, 1.5])
def test_marks_on_capitals_are_never_cut(scale: float, qapp: QApplication, qtbot) -> None:
    theme.apply(qapp, theme.LIGHT.scaled(scale))
    cut = {}
    for role in tokens.ROLES:
        made = label(CAPITALS, role)
        qtbot.addWidget(made)
        made.ensurePolished()
        tight, roomy = ink_rows(made, 0), ink_rows(made, 12)
        assert tight > 8
        if tight != roomy:
            cut[role] = (tight, roomy)
    made = KeyButton(CAPITALS, key="F6")
    qtbot.addWidget(made)
    made.ensurePolished()
    if ink_rows(made, 0, 3) != ink_rows(made, 12, 3):
        cut["button"] = made.size().toTuple()
    assert cut == {}


def test_semibold_is_drawn_from_its_own_file(qapp: QApplication) -> None:
    info = QFontInfo(theme.current().font(tokens.STRONG))
    assert (info.family(), info.weight(), info.styleName()) == ("Noto Sans", 600, "SemiBold")


def test_the_kit_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys, ui.kit.table.view, ui.kit.errors, ui.kit.form, ui.kit.shell, ui.kit.rail, ui.kit.jobs;"
        "print([m for m in ('numpy', 'pyqtgraph', 'requests', 'keyring', 'sqlite_utils') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_table_and_its_buttons_make_no_class_of_qt_that_they_do_not_use() -> None:
    code = (
        "import enum; made, own = [], enum.EnumType.__new__\n"
        "def note(kind, name, *rest, **more): made.append(name); return own(kind, name, *rest, **more)\n"
        "enum.EnumType.__new__ = note\n"
        "from ui.kit import theme; app = theme.make_application('t'); theme.apply(app)\n"
        "from ui.kit.table.columns import Column; from ui.kit.table.view import GridView\n"
        "from ui.kit.buttons import KeyButton\n"
        "view = GridView((Column('Giờ', str, width=60),), name='Giờ'); view.show_rows(['5:00', '6:00'])\n"
        "view.show(); button = KeyButton('Mở', key='F4'); button.show(); app.processEvents()\n"
        "view.setCurrentIndex(view.table.index(1, 0)); view.grab(); button.grab()\n"
        "print([name for name in ('WizardStyle', 'PixelMetric', 'AlignmentFlag') if name in made])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['AlignmentFlag']"
