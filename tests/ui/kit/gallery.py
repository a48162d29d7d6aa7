"""Every part of the kit on one page, as `components` in the design shows them."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tests.ui.kit.table.samples import COLUMNS, FIGURES
from ttcs_desktop.basics.clock import FixedClock
from ui.kit.buttons import KeyButton, Kind, Segments, Size, icon_button
from ui.kit.chips import Chip, Lamp, Status, StatusLabel, Tone
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import ElidedLabel, label
from ui.kit.number_edit import NumberEdit
from ui.kit.panels import Banner, EmptyState, Panel, SidePanel, Toast, facts, row
from ui.kit.progress import Meter, ProgressPanel
from ui.kit.rail import Rail, RailItem
from ui.kit.search_field import SearchField
from ui.kit.shell import StatusBar, ToolRow, TopBar
from ui.kit.stepper import Stepper
from ui.kit.table.columns import Group
from ui.kit.table.view import ROW_TIGHT, GridView

CLOCK = FixedClock(dt.datetime(2026, 6, 2, 2, 42, tzinfo=dt.UTC))
RAIL = (
    RailItem("today", "sun", "Hôm nay"),
    RailItem("tasks", "list-checks", "Nhiệm vụ"),
    RailItem("content", "file-text", "Nội dung"),
    RailItem("schedule", "calendar-days", "Lịch phát"),
    RailItem("channels", "share-2", "Kênh"),
    RailItem("feedback", "message-square-warning", "Phản ánh"),
    RailItem("statistics", "chart-column", "Thống kê"),
    RailItem("sync", "refresh-cw", "Đồng bộ"),
    RailItem("papers", "files", "Văn bản"),
    RailItem("settings", "settings", "Cài đặt", bottom=True),
)


def line(*widgets: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made


def buttons() -> Panel:
    panel = Panel("Nút", "cao 28, bo 5, lề 10")
    off = KeyButton("Tắt")
    off.setEnabled(False)
    pressed = KeyButton("Tất cả 14", kind=Kind.PILL)
    pressed.setCheckable(True)
    pressed.setChecked(True)
    main = KeyButton("Chuyển bước: Chờ duyệt", icon="arrow-right", key="F6", kind=Kind.PRIMARY, size=Size.MAIN)
    panel.body.addLayout(
        line(KeyButton("Chính", key="F6", kind=Kind.PRIMARY, catch_key=False), KeyButton("Thường", icon="pencil"), off)
    )
    danger, quiet = KeyButton("Xóa", icon="trash-2", kind=Kind.DANGER), KeyButton("Nhẹ", kind=Kind.QUIET)
    panel.body.addLayout(
        line(danger, quiet, KeyButton("Nhỏ 24", size=Size.SMALL), icon_button("copy", "Chép", size=Size.SMALL))
    )
    panel.body.addLayout(line(pressed, Segments(["Ngày", "Tuần", "Tháng"], 1, name="Khoảng xem")))
    panel.body.addLayout(line(main))
    return panel


def fields() -> Panel:
    panel = Panel("Ô nhập", "cao 28")
    form = Form(
        [
            FormField("name", "&Tên gọi", TextField("Gõ tên")),
            FormField("views", "Lượt xem", NumberEdit(whole=True)),
            FormField("people", "Số người dự", NumberEdit(whole=True), "Để trống khác với 0"),
            FormField("due", "Hạn", DateEdit(CLOCK), "Gõ 19/6, 190626, h, +3"),
            FormField("kind", "Loại", Choice([("a", "Thường"), ("b", "Ưu tiên")])),
            FormField("note", "Ghi chú", TextArea("Vài dòng", lines=2)),
        ]
    )
    form.set_values({"name": "Thiết lập Zalo OA", "people": 1940, "due": dt.date(2026, 6, 19)})
    form.widget("views").setText("12.5")
    form.values()
    panel.body.addWidget(form)
    return panel


def statuses() -> Panel:
    panel = Panel("Trạng thái", "hình, chữ rồi mới đến màu")
    tones = (
        Status("Chưa làm"),
        Status("Đang làm", Tone.ACCENT),
        Status("Chờ duyệt", Tone.LOOK, "hourglass"),
        Status("Hoàn thành", Tone.GOOD),
        Status("Quá hạn", Tone.ALARM, "triangle-alert"),
    )
    panel.body.addLayout(line(*(StatusLabel(one) for one in tones)))
    chips = (
        Status("5 nhóm"),
        Status("11 dòng rõ", Tone.GOOD),
        Status("3 cần xem", Tone.LOOK),
        Status("Ưu tiên", Tone.PRIORITY),
    )
    panel.body.addLayout(line(*(Chip(one) for one in chips)))
    lamps = (
        (Status("Đủ", Tone.GOOD), "42/42 chỉ tiêu"),
        (Status("Khớp: 1", Tone.LOOK), "1 giải trình"),
        (Status("Chậm", Tone.ALARM), "2 ngày"),
    )
    panel.body.addLayout(line(*(Lamp(*one) for one in lamps)))
    panel.body.addWidget(Stepper(("Chưa làm", "Đang làm", "Chờ duyệt", "Hoàn thành"), 1))
    panel.body.addWidget(Stepper(("Nháp", "Chờ duyệt", "Đã duyệt"), 1, beside=True))
    panel.body.addWidget(Meter(0.4, name="17 chủ đề đã phát"))
    return panel


def notices() -> Panel:
    panel = Panel("Dải thông báo", "tin, cảnh báo, lỗi")
    panel.body.addWidget(Banner("info", "Có 2 bản tin mới từ nguồn tỉnh."))
    panel.body.addWidget(Banner("warn", "Chưa gửi được: không có mạng. Số liệu đã lưu trên máy, có mạng máy tự gửi."))
    panel.body.addWidget(Banner("error", "Không ghi được: ổ D đầy. Chưa mất gì. Xóa bớt tệp rồi bấm Ctrl+S."))
    toast = Toast()
    toast.say("Đã xóa 3 buổi phát", lambda: None)
    panel.body.addWidget(toast)
    progress = ProgressPanel()
    progress.say("Đang chép âm thanh, 34/52 tệp", 34, 52)
    panel.body.addWidget(progress)
    panel.body.addWidget(
        EmptyState(
            "calendar-days",
            "Tuần 24 chưa có lịch",
            "",
            KeyButton("Chép tuần trước", icon="copy"),
            KeyButton("Thêm", icon="plus"),
        )
    )
    return panel


def tables() -> QWidget:
    made = QWidget()
    inside = QVBoxLayout(made)
    entry = GridView(COLUMNS, name="Số liệu kỳ này", key=lambda one: one.code, row_height=ROW_TIGHT, entry=True)
    entry.show_rows(FIGURES)
    entry.setCurrentIndex(entry.table.index(1, 3))
    listed = GridView(COLUMNS, name="Các chỉ tiêu", key=lambda one: one.code)
    listed.show_groups(
        [
            Group("a", "A. NỘI DUNG", FIGURES[:2], "1/2 xong", 0.5),
            Group("b", "B. Kênh", FIGURES[2:], "3/3", status=Status("Đủ", Tone.GOOD)),
        ]
    )
    listed.choose("H06")
    inside.addWidget(entry)
    inside.addWidget(listed)
    return made


def shell() -> tuple[Rail, TopBar, ToolRow, StatusBar]:
    rail = Rail(RAIL)
    rail.show_chosen("tasks")
    rail.button("tasks").set_counter(1, alarm=True)
    rail.button("sync").set_counter(3)
    top = TopBar("Phường Mẫu", "Thứ Ba 02/6/2026 · 17/4 âm lịch")
    top.add_right(SearchField("Tìm việc, bài, văn bản, số liệu…", name="Tìm", key="Ctrl+K"))
    top.add_right(KeyButton("Khẩn cấp", icon="siren", key="F12"))
    tools = ToolRow("Nhiệm vụ")
    for text, icon, key in (
        ("Thêm", "plus", "F4"),
        ("Sửa", "pencil", "F2"),
        ("Dán phụ lục", "clipboard-paste", "Ctrl+V"),
    ):
        tools.add(KeyButton(text, icon=icon, key=key))
    tools.add_right(ElidedLabel("Tuần 23, từ 01/6 đến 07/6", "text", "text2"))
    return rail, top, tools, StatusBar()


def gallery() -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    page.setWindowTitle("Các bộ phận")
    rail, top, tools, status = shell()
    outer = row(page, 0)
    outer.addWidget(rail)
    right = QVBoxLayout()
    right.setSpacing(0)
    outer.addLayout(right, 1)
    right.addWidget(top)
    right.addWidget(tools)
    parts = QWidget()
    grid = QGridLayout(parts)
    side = SidePanel("Nguồn số C01")
    side.body.addWidget(label("193 buổi", "figure"))
    side.body.addWidget(facts([("Chủ trì", "Phòng Văn hóa - Xã hội"), ("Hạn kỳ này", "thứ Sáu 19/6, còn 13 ngày")]))
    side.body.addStretch(1)
    left, middle = QVBoxLayout(), QVBoxLayout()
    for one in (buttons(), fields()):
        left.addWidget(one)
    left.addStretch(1)
    for one in (statuses(), notices()):
        middle.addWidget(one)
    middle.addStretch(1)
    grid.addLayout(left, 0, 0)
    grid.addLayout(middle, 0, 1)
    grid.addWidget(tables(), 0, 2)
    grid.addWidget(side, 0, 3)
    grid.setColumnStretch(2, 1)
    right.addWidget(parts, 1)
    right.addWidget(status)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    return page
