"""Beside a record that two PCs changed: field by field what stands and what was kept, and the keys that settle it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ttcs_desktop.agenda.differing.service import Told, columns_taken
from ttcs_desktop.basics.values import dataclass
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.flow import Flow
from ui.kit.labels import label
from ui.kit.messages import message_for
from ui.kit.panels import facts
from ui.pages.sync.arrival_detail import beside
from ui.pages.sync.between import NO_NAME, NotTaken, Twin
from ui.pages.sync.choosing import TakeBox, add_field
from ui.pages.sync.summary import moment_words
from ui.workflows.messages import SUBJECTS

OPEN = "Mở mục"


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel asks the page for: settle with these columns, open the record, go back to the list."""

    settle: Callable[[Sequence[str]], object]
    open: Callable[[], object] | None
    leave: Callable[[], object]


def fill_twin(stacked: QVBoxLayout, twin: Twin, told: Sequence[Told], today: dt.date, deeds: Deeds) -> list[TakeBox]:
    """Show it; the boxes of its fields in their order, none for a fact."""
    one = twin.conflict
    stands, lost = one.stands or NO_NAME, one.lost or NO_NAME
    keep = KeyButton("Giữ bản đang dùng", icon="check", key="F8", size=Size.SMALL)
    keep.clicked.connect(lambda _: deeds.settle([]))
    boxes = [] if twin.is_fact else [TakeBox(field, lost, deeds.leave) for field in told]
    stacked.addWidget(_ways_out(keep, twin, boxes, deeds))
    stacked.addWidget(label(_what(twin, bool(told), stands, lost), wrap=True))
    for number, field in enumerate(told):
        add_field(stacked, field, (stands, lost), boxes[number] if boxes else None)
    stacked.addWidget(facts([("Bản kia lưu lúc", moment_words(one.made_at, today))]))
    return boxes


def fill_not_taken(stacked: QVBoxLayout, row_: NotTaken, today: dt.date) -> None:
    """Say what could not be taken over, and what to do."""
    stacked.addWidget(beside(StatusLabel(Status("Chưa nhận được", Tone.ALARM))))
    stacked.addWidget(label(message_for(row_.stopped.code, {}, SUBJECTS).text(), wrap=True))
    pairs = [
        ("Máy", row_.stopped.pc or NO_NAME),
        ("Số mục", str(row_.stopped.count)),
        ("Về lúc", moment_words(row_.stopped.since, today)),
    ]
    stacked.addWidget(facts(pairs))


def _ways_out(keep: KeyButton, twin: Twin, boxes: Sequence[TakeBox], deeds: Deeds) -> QWidget:
    """Every key that settles it, and the way to the record."""
    made = QWidget()
    line = Flow(made)
    line.addWidget(keep)
    if boxes:
        every = columns_taken(box.told for box in boxes)
        take = KeyButton("Lấy bản kia", icon="download", key="F4", size=Size.SMALL)
        take.clicked.connect(lambda _: deeds.settle(every))
        mixed = KeyButton("Lưu lựa chọn", icon="save", key="Ctrl+Enter", size=Size.SMALL)
        mixed.clicked.connect(lambda _: deeds.settle(columns_taken(box.told for box in boxes if box.isChecked())))
        mixed.setEnabled(False)
        for box in boxes:
            box.toggled.connect(lambda _: mixed.setEnabled(any(one.isChecked() for one in boxes)))
        line.addWidget(take)
        line.addWidget(mixed)
    open_ = deeds.open
    if open_ is not None:
        button = KeyButton(OPEN, key="Enter" if twin.is_fact else "", size=Size.SMALL, catch_key=False)
        button.clicked.connect(lambda _: open_())
        line.addWidget(button)
    return made


def _what(twin: Twin, differs: bool, stands: str, lost: str) -> str:
    if twin.is_fact:
        return (
            f"{message_for('fact_stays', {}, SUBJECTS).happened} Đang dùng bản của {stands}. Đúng thì bấm Giữ bản đang "
            "dùng. Sai thì bấm Enter để mở, ghi dòng cải chính, rồi quay lại đây bấm Giữ bản đang dùng."
        )
    if twin.conflict.buried:
        kept = f"{lost} đã bỏ mục này vào thùng rác; {stands} sửa nên mục vẫn còn."
        return f"{kept} Muốn bỏ thì mở mục, bấm Delete, rồi bấm Giữ bản đang dùng."
    if not differs:
        return "Hai bản nay như nhau. Bấm Giữ bản đang dùng là xong."
    return "Không mất bản nào. Bấm Enter rồi chọn từng ô bằng Space, hoặc lấy cả một bản."
