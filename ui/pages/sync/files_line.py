"""Sound and pictures on their way, as one line of the list, and what stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.wording import megabytes
from ttcs_desktop.ledger.transfers import Transfer, TransferState, Way
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import ElidedLabel, label
from ui.kit.messages import message_for
from ui.pages.sync.summary import moment_words
from ui.workflows.messages import SUBJECTS

FILES = "files"
TITLE = "Tệp âm thanh, ảnh"
_RULE = "Tệp đi sau số liệu; trong giờ làm việc chỉ dùng nửa đường mạng."
_WAYS = {Way.UP: "gửi đi", Way.DOWN: "tải về"}
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FilesLine:
    """How many files are on their way, how far they have come, what stands in the way of the first that is stuck."""

    id: str
    title: str
    second: str
    icon: str
    at: dt.datetime
    transfers: tuple[Transfer, ...]
    wants: bool
    receipt_no: str = ""


def files_line(still_open: Sequence[Transfer]) -> FilesLine | None:
    """The line for what has not arrived yet, each file counted once; None when everything has."""
    if not still_open:
        return None
    found = tuple({(one.way, one.file.sha256): one for one in still_open}.values())
    counts = {way: sum(one.way is way for one in found) for way in (Way.UP, Way.DOWN)}
    ways = ", ".join(f"{count} tệp chờ {_WAYS[way]}" for way, count in counts.items() if count)
    done, size = sum(one.done for one in found), sum(one.file.size for one in found)
    refused = [one for one in found if one.state is TransferState.REFUSED]
    stuck = next((one for one in (*refused, *found) if one.problem), None)
    why = message_for(stuck.problem, {}, SUBJECTS).happened if stuck is not None and stuck.problem else _RULE
    return FilesLine(
        FILES,
        f"{ways[:1].upper()}{ways[1:]}: {megabytes(done)} trên {megabytes(size)} MB",
        why,
        "circle-alert" if refused else "package",
        max(one.made_at for one in found),
        found,
        bool(refused),
    )


def fill(stacked: QVBoxLayout, shown: FilesLine, today: dt.date) -> None:
    """Tell of each file, and once of what stands in the way."""
    tone = Status("Cần anh chị", Tone.ALARM) if shown.wants else Status("Đang đi", Tone.LOOK, "hourglass")
    stacked.addWidget(StatusLabel(tone))
    for code in dict.fromkeys(one.problem for one in shown.transfers if one.problem):
        stacked.addWidget(label(message_for(code, {}, SUBJECTS).text(), wrap=True))
    stacked.addWidget(label(_RULE, "text", "text2", wrap=True))
    for one in shown.transfers[:_SHOWN]:
        stacked.addWidget(ElidedLabel(one.file.name))
        stacked.addWidget(label(_how_far(one, today), "small", "text2", wrap=True))
    if len(shown.transfers) > _SHOWN:
        stacked.addWidget(label(f"và {len(shown.transfers) - _SHOWN} tệp nữa", "text", "text2"))


def _how_far(one: Transfer, today: dt.date) -> str:
    far = f"{_WAYS[one.way]}, {megabytes(one.done)} trên {megabytes(one.file.size)} MB"
    if one.state is TransferState.REFUSED:
        return f"{far}, đã dừng"
    return f"{far}, thử lại lúc {moment_words(one.next_at, today)}" if one.problem else far
