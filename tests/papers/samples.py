"""Sample papers of our own making: a week of two pages, a report of two pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from ttcs_desktop.broadcast.papers import WeekLine, WeekSheet, week_sheet
from ttcs_desktop.papers.model import Document
from ttcs_desktop.statistics.papers import (
    FigureLine,
    Frozen,
    Origin,
    ReportPaper,
    Section,
    Signature,
    report,
)

MONDAY = dt.date(2026, 6, 1)
SHA = "9f2c71e04b8da3560c17e94a22f18d60b4d5a7e1f0c392887766554433221100"

_DAYS = (
    (
        ("morning", "05:30", "06:00", "Bản tin phường số 43"),
        ("afternoon", "17:00", "17:30", "Hỏi đáp chính sách bảo hiểm y tế"),
    ),
    (
        ("morning", "05:30", "06:00", "Bản tin phường số 43 (PL 01/6)"),
        ("afternoon", "17:00", "17:30", "Phòng, chống đuối nước cho trẻ em"),
    ),
    (
        ("morning", "05:30", "05:45", "Định danh điện tử VNeID mức độ 2"),
        ("morning", "05:45", "06:00", "Lịch tiêm chủng tổ dân phố 1 đến 4"),
        ("morning", "06:00", "06:15", "Lịch họp tổ dân phố 5 đến 10"),
        ("afternoon", "17:00", "17:30", "Tháng hành động vì trẻ em năm 2026"),
    ),
    (
        ("morning", "05:30", "05:50", "Bản tin phường số 44"),
        ("morning", "05:50", "06:00", "Lịch thu gom rác cồng kềnh tháng 6"),
        ("afternoon", "17:00", "17:20", "Phòng cháy, chữa cháy mùa nắng nóng"),
    ),
    (
        ("morning", "05:30", "05:45", "Hưởng ứng Ngày Môi trường thế giới 05/6"),
        ("morning", "05:45", "06:00", "An toàn thực phẩm mùa hè"),
        ("afternoon", "17:00", "17:15", "Lịch tiếp công dân tháng 6"),
        ("afternoon", "17:15", "17:30", "Gương người tốt, việc tốt tổ dân phố 3"),
    ),
    (
        ("morning", "05:30", "06:00", "Câu chuyện truyền thanh cuối tuần"),
        ("evening", "23:45", "00:15", "Tiếp âm chương trình thời sự đêm VOV1"),
    ),
)


def day_of(number: int) -> dt.date:
    """Day `number` of the sample week, from 0."""
    return MONDAY + dt.timedelta(days=number)


def week_lines() -> tuple[WeekLine, ...]:
    """Seventeen airings over six days."""
    return tuple(
        WeekLine(
            MONDAY + dt.timedelta(days=at), session, start, end, 15, title, "own", "Đài phường", "normal", "1 - 10"
        )
        for at, day in enumerate(_DAYS)
        for session, start, end, title in day
    )


def week_input() -> WeekSheet:
    return WeekSheet(
        unit_kind="phường",
        unit_name="Mẫu",
        week_no=23,
        first_day=MONDAY,
        last_day=MONDAY + dt.timedelta(days=6),
        station="đài truyền thanh phường",
        lines=week_lines(),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        position="PHÓ CHỦ TỊCH",
        recipients=(
            "Sở Văn hóa và Thể thao (để b/c)",
            "TT Đảng ủy, HĐND phường (để b/c)",
            "Các tổ dân phố",
            "Lưu: VT, VH-XH",
        ),
        signer="Trần Văn Minh",
        number=41,
        date=dt.date(2026, 5, 28),
        remarks=(
            "Người thực hiện: bà Nguyễn Thị Hạnh, công chức Phòng Văn hóa - Xã hội. Toàn bộ chương trình bằng tiếng "
            "Việt. Chủ nhật không phát, trừ bản tin khẩn cấp.",
        ),
    )


def week() -> Document:
    return week_sheet(week_input())


_FIGURES = (
    ("Số buổi phát thanh", "buổi", "193", "187"),
    ("Tổng thời lượng phát", "giờ", "131.5", "124.2"),
    ("Tin, bài tự sản xuất", "tin, bài", "128", "117"),
    ("Bài trong danh mục 32 đã phát", "bài", "17", "14"),
    ("Tỷ lệ phát thành công theo cụm", "%", "97.4", "93.8"),
    ("Buổi không phát", "buổi", "3", "9"),
    ("Bảng tin công cộng", "bảng", "14", "13"),
    ("Tài liệu không kinh doanh", "loại", "8", "7"),
    ("Tuyên truyền viên cơ sở", "người", "24", "22"),
    ("Buổi tuyên truyền trực tiếp", "buổi", "38", "33"),
    ("Tin, bài trên Trang TTĐT", "tin, bài", "146", "131"),
    ("Nội dung đăng trên mạng xã hội", "nội dung", "110", "92"),
    ("Người theo dõi các tài khoản", "người", "8412", "6105"),
    ("Lượt xem và tiếp cận", "lượt", "186420", "121300"),
    ("Lượt tương tác", "lượt", "9318", "7460"),
    ("Lượt chia sẻ", "lượt", "1204", "955"),
    ("Tỷ lệ tin mặt trái (dưới 15 %)", "%", "8.2", "9.8"),
    ("Phản ánh đã trả lời", "lượt", "21", "17"),
)


def report_input() -> ReportPaper:
    lines = [FigureLine(name, unit, Decimal(value), Decimal(was)) for name, unit, value, was in _FIGURES]
    lines[8] = replace(lines[8], origin=Origin.ENTERED, reason="đếm theo danh sách ký nhận ngày 29/5/2026")
    lines[6] = replace(lines[6], origin=Origin.CARRIED, reason="chưa kiểm kê lại trong kỳ")
    return ReportPaper(
        unit_kind="phường",
        unit_name="Mẫu",
        period="6 tháng đầu năm 2026",
        window_from=dt.date(2026, 1, 1),
        cut_off=dt.date(2026, 5, 30),
        addressees=("Sở Văn hóa và Thể thao",),
        lines=tuple(lines),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Trần Văn Minh"),
        recipients=("Như trên", "TT Đảng ủy, HĐND phường (để b/c)", "Lưu: VT, VH-XH"),
        basis="Kế hoạch số 184/KH-SVHTT ngày 31 tháng 3 năm 2025 của Sở Văn hóa và Thể thao về hoạt động thông "
        "tin cơ sở",
        previous_period="Cùng kỳ năm 2025",
        before=(
            Section("I. KẾT QUẢ THỰC HIỆN"),
            Section(
                "1. Công tác chỉ đạo, điều hành",
                (
                    "Ủy ban nhân dân phường đã giao các đơn vị chủ trì 14 nhiệm vụ của Kế hoạch số 75/KH-UBND "
                    "ngày 28 tháng 10 năm 2025; đến nay hoàn thành 03 nhiệm vụ, 10 nhiệm vụ đang thực hiện đúng tiến "
                    "độ, 01 nhiệm vụ chậm tiến độ.",
                ),
                level=2,
            ),
            Section(
                "2. Hoạt động của đài truyền thanh và các kênh thông tin",
                (
                    "Đài truyền thanh phường phát 193 buổi với 131,5 giờ, phát 17 bài trong danh mục 32 bài, nhóm "
                    "bài; 03 buổi không phát do mất điện và hỏng loa. Kết quả một số chỉ tiêu chính:",
                ),
                level=2,
            ),
        ),
        after=(
            Section(
                "II. KHÓ KHĂN, HẠN CHẾ",
                (
                    "Còn 04/10 cụm loa dùng công nghệ truyền dẫn cũ, hay nhiễu khi thời tiết xấu. Kinh phí "
                    "truyền thông trên internet chưa được bố trí theo tiến độ.",
                ),
            ),
            Section(
                "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
                (
                    "1. Phát đủ 32/32 bài, nhóm bài trong danh mục năm 2026.",
                    "2. Chuyển 02 cụm loa sang công nghệ thông tin - viễn thông.",
                ),
            ),
        ),
        snapshot=Frozen(1, dt.datetime(2026, 6, 2, 3, 18, tzinfo=dt.UTC), SHA),
    )


def half_year() -> Document:
    return report(report_input())
