"""Directives in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.directives.model import Directive, Urgency, Validity
from ttcs_desktop.papers.wording import short_date

# Kinds of papers: Nghị định 30/2020/NĐ-CP, Phụ lục III, and those of legal documents that an office meets.
TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "CV": "Công văn",
    "L": "Luật",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
}
ORGANS = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "SVHTT": "Sở Văn hóa và Thể thao",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
}
"""Issuers whose abbreviation means one of them; of "UBND" there are thousands."""
VALIDITIES = {
    Validity.COMING: "Chưa có hiệu lực",
    Validity.IN_FORCE: "Còn hiệu lực",
    Validity.EXPIRED: "Hết hiệu lực",
    Validity.REPLACED: "Đã thay thế",
}
URGENCIES = {
    Urgency.NORMAL: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}
LANGUAGE = "Tiếng Việt"


def named(directive: Directive) -> str:
    """A directive in a few words: "Kế hoạch 184/KH-SVHTT"; one without number by its subject."""
    if not directive.full_number:
        return " ".join(filter(None, (directive.type_name, directive.subject))) or "Văn bản chưa ghi số"
    return " ".join(filter(None, (directive.type_name, directive.full_number)))


def named_in_full(directive: Directive) -> str:
    """With day and issuer, for choosing among many: "Kế hoạch 184/KH-SVHTT ngày 31/3/2025 của Sở …"."""
    day = f" ngày {short_date(directive.issued_on)}" if directive.issued_on else ""
    organ = f" của {directive.organ}" if directive.organ else ""
    return f"{named(directive)}{day}{organ}"


def type_and_subject(directive: Directive) -> str:
    """Tên loại và trích yếu nội dung, as the register has them in one column."""
    return " ".join(filter(None, (directive.type_name, directive.subject)))


def deadline_source(directive: Directive, handler: str) -> str:
    """Where a deadline for handling comes from, and who handles it."""
    who = f", {handler} xử lý" if handler else ", chưa giao ai"
    return f"Thời hạn giải quyết {named(directive)}{who}" if directive.full_number else f"Văn bản đến{who}"


def doubled_number(directive: Directive) -> str:
    """ "Trùng số đến 12 năm 2026, bấm F2 sửa một trong hai"."""
    year = directive.arrived_on.year if directive.arrived_on else ""
    return f"Trùng số đến {directive.arrival_number} năm {year}, bấm F2 sửa một trong hai"
