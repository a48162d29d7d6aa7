"""Opening a year, in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.agenda.new_year.service import DueReport, Part, Standing, Subject
from ttcs_desktop.office.year_days import Basis
from ttcs_desktop.papers.wording import short_date

TITLES = {
    Subject.DAYS: "Ngày nghỉ, ngày làm bù",
    Subject.TOPICS: "Danh mục chủ đề",
    Subject.TASKS: "Nhiệm vụ hằng năm",
    Subject.TARGETS: "Chỉ tiêu",
    Subject.REPORTS: "Mẫu báo cáo",
    Subject.REGISTERS: "Số thứ tự, sổ sách",
}
STANDINGS = {Standing.OPEN: "Còn việc", Standing.DONE: "Đã có", Standing.NOTHING: "Không phải làm"}
DOES = {
    Subject.DAYS: "Chọn ngày nghỉ",
    Subject.TOPICS: "Chép chủ đề",
    Subject.TASKS: "Chuyển nhiệm vụ",
    Subject.TARGETS: "Mở Thống kê",
    Subject.REPORTS: "Xem các kỳ",
    Subject.REGISTERS: "",
}

DAY_NAMES = {
    "new_year": "Tết Dương lịch",
    "tet": "Tết Nguyên đán (dự kiến)",
    "ancestors": "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
    "victory": "Ngày Chiến thắng 30/4",
    "labour": "Ngày Quốc tế lao động",
    "national": "Quốc khánh",
    "national_beside": "Quốc khánh, ngày liền kề (dự kiến)",
    "made_up": "Nghỉ bù ngày lễ trùng cuối tuần",
}
DAY_BASES = {
    Basis.BUILT_IN: "máy đã tính sẵn",
    Basis.RULE: "theo Bộ luật Lao động",
    Basis.EXPECTED: "dự kiến, chờ thông báo",
    Basis.AWAITED: "chờ thông báo chọn ngày",
}


def told(part: Part, year: int, source: int | None) -> str:
    """What is there and what is left, in one sentence or two."""
    if part.subject is Subject.DAYS:
        waits = f"; {part.aside} ngày chờ thông báo của Chính phủ" if part.aside else ""
        return f"Đã ghi {part.there} ngày; {part.open} ngày đề xuất chưa ghi{waits}. Ngày hoán đổi gõ ở Cài đặt."
    if part.subject is Subject.TOPICS:
        if source is None:
            return f"Đã có {part.there} chủ đề; năm trước chưa có danh mục. Dán danh mục từ Excel ở Chủ đề của năm."
        return f"Đã có {part.there} chủ đề; {part.open} chủ đề của năm {source} chưa chép."
    if part.subject is Subject.TASKS:
        left = f"; {part.aside} việc một lần chưa xong vẫn theo dõi ở kế hoạch cũ" if part.aside else ""
        return f"{part.there} nhiệm vụ định kỳ chạy tiếp; {part.open} nhiệm vụ hết hạn theo kế hoạch cũ{left}."
    if part.subject is Subject.TARGETS:
        return f"{part.there} chỉ tiêu áp dụng năm {year}; {part.aside} chỉ tiêu đơn vị đã ghi mức riêng."
    if part.subject is Subject.REPORTS:
        return f"{part.there} kỳ báo cáo theo mẫu đang dùng; có văn bản mới thì sửa theo văn bản ấy."
    return "Số đến của văn bản, mã chủ đề, số thứ tự trên giấy tự đếm lại từ 1 theo năm."


def report_line(report: DueReport) -> str:
    """ "Chốt 30/5/2027, gửi trước 06/6/2027, chậm nhất 04/6/2027"."""
    parts = [f"chốt {short_date(report.cut_off)}"]
    if report.due and report.last_safe_day:
        parts.append(f"gửi trước {short_date(report.due)}, chậm nhất {short_date(report.last_safe_day)}")
    return ", ".join(parts)
