"""What a backup is and holds, in the officer's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.agenda.wording import action
from ttcs_desktop.basics.clock import local
from ttcs_desktop.storage.backup_check import Checked, Loss
from ttcs_desktop.storage.backup_folder import Backup
from ttcs_desktop.vietnamese.typed import format_number

# What an officer counts his work by; the other tables follow these.
COUNTED = {
    "task": "nhiệm vụ",
    "item": "tin, bài",
    "slot": "khung phát",
    "log_entry": "mục trong sổ phát",
    "snapshot": "báo cáo đã chốt",
    "person": "người",
}
_LABELS = {
    "daily": "Bản hằng ngày",
    "before-restore": "Sổ đang dùng lúc ấy, giữ lại trước khi lấy lại sổ",
    "may-moi": "Bản cho máy mới của đơn vị",
    "": "Bản chép riêng",
}
_BYTES = 1024


def label_of(backup: Backup) -> str:
    """Why this backup was made."""
    return _LABELS.get(backup.label, "Giữ lại trước khi nâng cấp phần mềm")


def moment(at: dt.datetime) -> str:
    """Hour and day, as a list shows them."""
    return f"{local(at):%H:%M %d/%m/%Y}"


def size(number: int) -> str:
    """Bytes as an officer reads them: `3,4 MB`."""
    if number < _BYTES * _BYTES:
        return f"{max(1, round(number / _BYTES))} KB"
    return f"{number / _BYTES / _BYTES:.1f} MB".replace(".", ",")


def counts(numbers: Mapping[str, int]) -> str:
    """`52 nhiệm vụ; 10 tin, bài`: what there is of what an officer counts."""
    named = [f"{format_number(numbers[table])} {word}" for table, word in COUNTED.items() if numbers.get(table)]
    return "; ".join(named) if named else "chưa có gì"


def files_with(backup: Backup) -> str:
    """Whether the received files are there too."""
    if backup.manifest is None:
        return "Chỉ có sổ, không có tệp đi cùng"
    number, missing = backup.manifest.received, len(backup.manifest.missing)
    told = f"{number} tệp đi cùng" if number else "Không có tệp đi cùng"
    return f"{told}, thiếu {missing} tệp" if missing else told


def proof(checked: Checked) -> str:
    """What reading the backup through has shown."""
    if checked.missing:
        return f"Đã đọc thử: sổ đọc được; {len(checked.missing)} tệp không có trong bản này."
    return "Đã đọc thử cả bản: đọc được, tệp đi cùng còn đủ."


def loss_lines(lost: Loss, now: dt.datetime) -> list[str]:
    """What would not be in the record any more, a sentence a line; empty when nothing would be lost."""
    lines = []
    if lost.parted:
        lines.append("Bản này đi theo đường khác với sổ đang dùng (đã có lần lấy lại sổ ở giữa).")
    less = {table: number for table, number in lost.counts.items() if number > 0}
    more = {table: -number for table, number in lost.counts.items() if number < 0}
    if less.keys() & COUNTED.keys():
        lines.append(f"Sổ sẽ ít đi: {counts(less)}.")
    if more.keys() & COUNTED.keys():
        lines.append(f"Sổ sẽ có lại: {counts(more)}.")
    if lost.lines:
        lines.append(f"{format_number(lost.lines)} việc làm sau bản này sẽ không còn trong sổ. Mới nhất:")
        lines += [f"•  {_when(one.at, now)}: {action(one.verb)}" for one in lost.last]
    return lines


def _when(at: dt.datetime, now: dt.datetime) -> str:
    day = local(at).date()
    return f"{local(at):%H:%M} hôm nay" if day == local(now).date() else f"{local(at):%H:%M %d/%m/%Y}"
