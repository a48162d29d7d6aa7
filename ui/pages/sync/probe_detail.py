"""What a test of the connection found, step by step, in plain words; it stays until another line is chosen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout

from ttcs_desktop.ledger.model import Probe, ProbeStep
from ui.kit.chips import Status, StatusLabel, Tone
from ui.kit.labels import label
from ui.kit.messages import message_for
from ui.kit.panels import facts
from ui.pages.sync.summary import moment_words
from ui.workflows.messages import SUBJECTS

STEPS = {
    ProbeStep.ENROLLED: ("Sổ đã nối với một máy chủ", "Sổ chưa nối với máy chủ nào"),
    ProbeStep.REACHED: ("Mạng đi tới được máy chủ", "Mạng chưa đi tới được máy chủ"),
    ProbeStep.TRUSTED: ("Chứng thư của máy chủ tin được", "Chứng thư của máy chủ không tin được"),
    ProbeStep.SAME_HUB: ("Đúng máy chủ đã đăng ký", "Chưa chứng tỏ được là máy chủ đã đăng ký"),
    ProbeStep.MAY_SEND: ("Máy này được quyền gửi", "Máy này không còn quyền gửi"),
    ProbeStep.CLOCK: ("Ngày giờ của máy đúng", "Ngày giờ của máy lệch"),
}
# What may be done beside the one thing that the message says, in the order in which it is worth trying.
_MORE = {
    "offline": "Xem dây mạng hoặc WiFi, mở thử một trang web. Không có mạng lâu thì bấm Xuất gói USB.",
    "slow": "Thử lại lúc vắng. Báo cáo sắp tới hạn thì bấm Xuất gói USB.",
    "captive": "Mở trình duyệt, vào một trang bất kỳ, đăng nhập theo trang hiện ra, rồi bấm Thử kết nối.",
    "proxy": "Đưa cán bộ CNTT xem dòng Qua máy trung gian ở trên, rồi bấm Thử kết nối.",
    "tls_untrusted": "Xem ngày giờ của máy trước. Phần mềm không có nút bỏ qua, vì khi ấy số liệu có thể lọt ra ngoài.",
    "hub_identity": "Đọc địa chỉ ở trên cho đơn vị quản lý. Chưa rõ thì đừng nối lại.",
    "auth_expired": "Xin mã kích hoạt mới; mỗi mã dùng một lần trong 72 giờ.",
    "auth_revoked": "Xin mã kích hoạt mới; mỗi mã dùng một lần trong 72 giờ.",
    "no_keyring": "Thử khởi động lại máy rồi bấm Thử kết nối.",
}


def fill(stacked: QVBoxLayout, found: Probe, hub: str, at: dt.datetime, today: dt.date) -> None:
    """Tell what was tried, what went well, what did not and what to do about it."""
    stacked.addWidget(label(verdict(found, hub), "strong", wrap=True))
    for step in () if _is_folder(found, hub) else ProbeStep:
        if found.problem is not None and found.failed is None:
            break
        passed = step is not found.failed
        stacked.addWidget(StatusLabel(Status(STEPS[step][0 if passed else 1], Tone.GOOD if passed else Tone.ALARM)))
        if not passed:
            break
    if found.problem is not None:
        told = message_for(found.problem, {}, SUBJECTS)
        stacked.addWidget(label(f"{told.safe} {told.do}", wrap=True))
        if found.problem in _MORE:
            stacked.addWidget(label(_MORE[found.problem], wrap=True))
    pairs = [
        ("Thử lúc", moment_words(at, today)),
        ("Địa chỉ" if hub else "Thư mục", found.address),
        ("Qua máy trung gian", found.proxy or ("không" if found.address and hub else "")),
        ("Giờ của máy", clock_words(found.ahead)),
    ]
    stacked.addWidget(facts([(name, words) for name, words in pairs if words]))


def verdict(found: Probe, hub: str) -> str:
    """One sentence: "Kết nối tốt: …", or what is wrong; a clock that is off says by how much."""
    if found.problem is None and not hub:
        return "Thư mục dùng được: đã ghi thử một tệp rồi xóa."
    if found.problem is None:
        return f"Kết nối tốt: {hub} trả lời và đúng khóa đã đăng ký."
    if found.problem == "clock_off":
        return f"Kết nối tốt, nhưng {clock_words(found.ahead)} so với máy chủ."
    return message_for(found.problem, {}, SUBJECTS).happened


def _is_folder(found: Probe, hub: str) -> bool:
    """Whether it was a folder that was tried, not a hub: the steps of a connection say nothing of it."""
    return not hub and found.problem != "manual_route"


def clock_words(ahead: dt.timedelta | None) -> str:
    """ "nhanh 7 phút", "chậm 1 ngày 2 giờ", "đúng"; empty where the hub told no time."""
    if ahead is None:
        return ""
    minutes = round(abs(ahead).total_seconds() / 60)
    if minutes < 1:
        return "đúng"
    days, rest = divmod(minutes, 24 * 60)
    parts = [(days, "ngày"), (rest // 60, "giờ"), (rest % 60, "phút")]
    amount = " ".join(f"{number} {unit}" for number, unit in parts if number)
    return f"{'nhanh' if ahead > dt.timedelta(0) else 'chậm'} {amount}"
