"""Rail, cards, panels and buttons under the keys and at the sizes of an office PC."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.kit.gallery import RAIL
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Segments, Shows, icon_button
from ui.kit.card import MAX_HEIGHT, Card
from ui.kit.chips import Lamp, Status, Tone
from ui.kit.fields import TextField
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import ListWithSide, SidePanel, Toast
from ui.kit.progress import ProgressPanel
from ui.kit.rail import Rail
from ui.kit.shell import ToolRow
from ui.kit.stepper import Stepper

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def shown(widget: QWidget, qtbot) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_alt_and_a_digit_choose_a_page(qtbot) -> None:
    rail = shown(Rail(RAIL), qtbot)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_0):
        QTest.keyClick(rail, key, ALT)
    assert chosen == ["today", "statistics", "settings"]
    rail.show_chosen("sync")
    assert rail.button("sync").isChecked()
    assert len(chosen) == 3


def test_the_digit_that_opens_a_page_stands_at_its_button(qtbot) -> None:
    """The guide says so."""
    rail = shown(Rail(RAIL), qtbot)
    assert [rail.button(item.id).number() for item in RAIL] == [str(at % 10) for at in range(1, len(RAIL) + 1)]
    button = rail.button("sync")
    pictures = []
    for number in (button._key, ""):
        button._key = number
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]


def test_arrows_walk_along_the_rail_and_a_counter_is_spoken(qtbot) -> None:
    rail = shown(Rail(RAIL), qtbot)
    rail.button("today").setFocus()
    QTest.keyClick(rail.button("today"), Qt.Key.Key_Down)
    assert rail.button("tasks").hasFocus()
    rail.button("tasks").set_counter(3, alarm=True)
    assert rail.button("tasks").accessibleName() == "Nhiệm vụ, Alt+2, 3 mục cần xem"


@pytest.mark.parametrize(
    ("shown_key", "pressed", "held"),
    [
        ("F6", Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        ("Ctrl+Enter", Qt.Key.Key_Return, CTRL),
        ("Ctrl+Enter", Qt.Key.Key_Enter, CTRL),
    ],
)
def test_the_key_shown_presses_the_button(shown_key: str, pressed: Qt.Key, held: Qt.KeyboardModifier, qtbot) -> None:
    button = shown(KeyButton("Gửi", key=shown_key), qtbot)
    heard: list[bool] = []
    button.clicked.connect(lambda: heard.append(True))
    QTest.keyClick(button, pressed, held)
    assert heard == [True]
    assert button.accessibleName() == f"Gửi, {shown_key}"


def test_a_button_follows_its_action(qtbot) -> None:
    action = QAction("&Thêm")
    action.setShortcut("F4")
    button = KeyButton.for_action(action)
    qtbot.addWidget(button)
    heard: list[bool] = []
    action.triggered.connect(lambda: heard.append(True))
    assert (button.text(), button.key()) == ("Thêm", "F4")
    button.click()
    action.setEnabled(False)
    assert not button.isEnabled()
    assert heard == [True]


def test_an_icon_button_has_a_name_and_one_segment_is_down(qtbot) -> None:
    button = icon_button("copy", "Chép", key="Ctrl+C")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Chép, Ctrl+C", "Chép (Ctrl+C)")
    segments = Segments(["Ngày", "Tuần"], 1)
    qtbot.addWidget(segments)
    segments.group.button(0).click()
    assert segments.chosen() == 0


@pytest.mark.parametrize(("key", "result"), [(Qt.Key.Key_Return, 1), (Qt.Key.Key_Escape, 0)])
def test_enter_does_it_and_escape_leaves(key: Qt.Key, result: int, qtbot) -> None:
    card = shown(Card("Chốt và gửi", "Chốt và gửi"), qtbot)
    QTest.keyClick(card.focusWidget(), key)
    assert card.result() == result
    assert not card.isVisible()


def test_a_card_with_a_field_waits_for_ctrl_enter(qtbot) -> None:
    card = Card("Gửi bản đính chính", "Gửi bản 2", main_key="Ctrl+Enter")
    reason = TextField(name="Lý do")
    card.body.addWidget(reason)
    shown(card, qtbot)
    assert reason.hasFocus()
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert card.isVisible()
    QTest.keyClick(reason, Qt.Key.Key_Return, CTRL)
    assert card.result() == 1


def test_a_card_is_never_taller_than_the_smallest_screen(qtbot) -> None:
    card = Card("Dài", "Gửi")
    for number in range(60):
        card.body.addWidget(label(f"Dòng {number}"))
    shown(card, qtbot)
    assert card.height() <= MAX_HEIGHT
    assert card.main.isVisible()


def test_the_side_panel_folds_under_the_list_when_narrow_and_closes_by_escape(qtbot) -> None:
    side = SidePanel("Nguồn số")
    page = ListWithSide(QWidget(), side)
    page.resize(1200, 400)
    shown(page, qtbot)
    assert page.orientation() == Qt.Orientation.Horizontal
    page.resize(838, 400)
    assert page.orientation() == Qt.Orientation.Vertical
    with qtbot.waitSignal(side.closed):
        QTest.keyClick(side, Qt.Key.Key_Escape)


def test_the_toast_gives_one_way_back_once(qtbot) -> None:
    toast = Toast()
    qtbot.addWidget(toast)
    back: list[bool] = []
    toast.say("Đã xóa 3 buổi phát", lambda: back.append(True))
    undo = toast.findChild(KeyButton)
    undo.click()
    undo.click()
    assert back == [True]
    assert toast.isHidden()


def test_a_job_can_be_stopped_once_by_escape(qtbot) -> None:
    panel = shown(ProgressPanel(), qtbot)
    panel.begin("Đang chép")
    stops: list[bool] = []
    panel.stopped.connect(lambda: stops.append(True))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert stops == [True]


def test_painted_parts_speak(qtbot) -> None:
    lamp, steps = Lamp(Status("Đủ", Tone.GOOD), "42/42 chỉ tiêu"), Stepper(("Nháp", "Chờ duyệt"), 1)
    for part in (lamp, steps):
        qtbot.addWidget(part)
    assert lamp.accessibleName() == "Đủ: 42/42 chỉ tiêu"
    assert steps.accessibleName() == "Bước 2 trong 2: Chờ duyệt"


def test_the_three_lamps_differ_in_shape_not_only_in_colour(qtbot) -> None:
    shapes = set()
    for tone in (Tone.GOOD, Tone.LOOK, Tone.ALARM):
        lamp = Lamp(Status("Đủ", tone))
        qtbot.addWidget(lamp)
        lamp.resize(lamp.sizeHint())
        picture = lamp.grab().toImage()
        ground = picture.pixel(lamp.width() // 2 + 20, 4)
        shapes.add(tuple(picture.pixel(x, y) != ground for y in range(4, 24) for x in range(11, 33)))
    assert len(shapes) == 3


def test_labels_never_read_html(qtbot) -> None:
    for made in (label("<b>Loa</b>"), ElidedLabel("<b>Loa</b>")):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText


def test_the_theme_can_change_while_the_window_is_open(qapp: QApplication, qtbot) -> None:
    page = QWidget()
    text = QLabel("Loa", page)
    shown(page, qtbot)
    theme.apply(qapp, theme.DARK)
    assert text.palette().color(text.foregroundRole()).name().upper() == theme.DARK.tokens.text
    theme.apply(qapp, theme.LIGHT.scaled(9))
    assert theme.current().scale == 1.5
    assert qapp.font().pixelSize() == 20


def tool_row(width: int, qtbot) -> tuple[ToolRow, list[KeyButton]]:
    tools = ToolRow("Nội dung")
    tools.setFixedWidth(width)
    made = [
        KeyButton("Thêm", icon="plus", key="F4"),
        KeyButton("Sửa", icon="pencil", key="F2"),
        KeyButton("Lưu", icon="check", key="Ctrl+S", kind=Kind.PRIMARY),
        KeyButton("Xóa", icon="trash-2", key="Delete"),
    ]
    for button in made:
        tools.add(button)
    shown(tools, qtbot)
    return tools, made


def test_a_row_drops_only_as_many_hints_as_it_must(qtbot) -> None:
    tools, made = tool_row(2000, qtbot)
    assert [button.shows() for button in made] == [Shows.ALL] * 4
    seen = []
    for width in range(700, 330, -1):
        tools.setFixedWidth(width)
        QApplication.processEvents()
        assert made[-1].geometry().right() < width or {button.shows() for button in made} == {Shows.LABEL}
        state = [button.shows().name for button in made]
        if not seen or seen[-1] != state:
            seen.append(state)
    full, key, label_only = (one.name for one in (Shows.ALL, Shows.KEY, Shows.LABEL))
    assert seen == [
        [full, full, full, full],
        [full, full, full, key],
        [full, key, full, key],
        [key, key, full, key],
        [key, key, key, key],
        [key, key, key, label_only],
        [key, label_only, key, label_only],
        [label_only, label_only, key, label_only],
        [label_only, label_only, label_only, label_only],
    ]
    assert [button.toolTip() for button in made] == ["F4", "F2", "Ctrl+S", "Delete"]
    tools.setFixedWidth(2000)
    QApplication.processEvents()
    assert [button.shows() for button in made] == [Shows.ALL] * 4
    assert made[0].toolTip() == ""
