"""Vendors' files in Vietnamese: what a column tells, what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping

from ttcs_desktop.broadcast.playlogs.model import DayOrder, Doubt, Meaning, Unit

MEANINGS = {
    Meaning.NOTHING: "Bỏ qua cột này",
    Meaning.TITLE: "Tên chương trình",
    Meaning.DAY: "Ngày phát",
    Meaning.START: "Giờ bắt đầu",
    Meaning.END: "Giờ kết thúc",
    Meaning.SPAN: "Giờ bắt đầu – kết thúc",
    Meaning.DURATION: "Thời lượng đã phát",
    Meaning.PLACE: "Cụm loa, địa bàn",
    Meaning.SPEAKER: "Từng loa, thiết bị",
    Meaning.COUNTS: "Số cụm phát được/tổng",
    Meaning.OK: "Số cụm phát được",
    Meaning.TOTAL: "Tổng số cụm",
    Meaning.STATE: "Có phát hay không",
    Meaning.KIND: "Loại tin",
    Meaning.MODE: "Mức ưu tiên",
    Meaning.NOTE: "Lý do, ghi chú",
}
UNITS = {
    Unit.SECONDS: "Số giây",
    Unit.MINUTES: "Số phút",
    Unit.MINUTES_SECONDS: "Phút:giây, như 15:30",
    Unit.HOURS_MINUTES: "Giờ:phút, như 00:15",
    Unit.MILLISECONDS: "Phần nghìn giây",
}
ORDERS = {DayOrder.DAY: "Ngày trước, như 19/06/2026", DayOrder.MONTH: "Tháng trước, như 06/19/2026"}
ROWS = {False: "Một lượt phát", True: "Một cụm hoặc một loa của lượt phát"}


def doubt_text(doubt: Doubt, names: tuple[str, ...]) -> str:
    """What to look at before the file is read so."""
    name = names[doubt.column] if doubt.column is not None and doubt.column < len(names) else ""
    where = f"Cột “{name}”" if name else f"Cột thứ {(doubt.column or 0) + 1}"
    return {
        "column_guessed": f"{where}: tên cột chưa rõ, máy đoán theo các ô. Xem lại.",
        "unit_guessed": f"{where}: không ghi là giây hay phút, máy đoán theo các số. Xem lại.",
        "month_first": f"{where}: các ngày viết tháng trước, ngày sau. Xem lại.",
        "speakers_unknown": f"{where}: mã loa không cho biết loa nào ở cụm nào, nên đếm theo loa thay cho cụm.",
        "places_new": f"Sổ chưa có: {doubt.detail}. Nhập thì ghi thành cụm mới, chờ xác nhận.",
        "places_strange": f"Sổ không có cụm nào như trong tệp: {doubt.detail}. Có đúng là nhật ký của đài mình?",
    }[doubt.code]


def missing_text(missing: tuple[Meaning, ...]) -> str:
    """Which columns are still to be pointed at."""
    return ", ".join(_LACK[one] for one in missing)


_LACK: Mapping[Meaning, str] = {
    Meaning.TITLE: "tên chương trình",
    Meaning.START: "ngày giờ bắt đầu",
    Meaning.DURATION: "thời lượng hoặc giờ kết thúc",
}
