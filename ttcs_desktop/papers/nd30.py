"""The figures of Nghị định 30/2020/NĐ-CP, Phụ lục I, that our papers use; lengths in mm, type in points.

The number in brackets is the component's cell in the decree's own diagram ("ô số"). What the decree leaves open
(distances between components, widths of the two halves of the head) is ours and marked "ours".
"""

from __future__ import annotations

from typing import Final

from ttcs_desktop.basics.values import dataclass

MM_PER_POINT: Final = 25.4 / 72

A4_SHORT: Final = 210.0
A4_LONG: Final = 297.0

# Mục I.1–I.4: page and margins (top 20–25, bottom 20–25, left 30–35, right 15–20).
MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0

FONT_FAMILY: Final = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Type:
    """How a component is set: size in points, upright or italic, light or bold."""

    size: float
    bold: bool = False
    italic: bool = False


PAGE_NUMBER: Final = Type(13)  # Mục I.8: 13–14, centred in the top margin, page 1 without
NATIONAL_TITLE: Final = Type(12, bold=True)  # (1) Quốc hiệu 12–13
MOTTO: Final = Type(13, bold=True)  # (1) Tiêu ngữ 13–14
SUPERIOR: Final = Type(12)  # (2) cơ quan chủ quản 12–13
AGENCY: Final = Type(12, bold=True)  # (2) cơ quan ban hành 12–13
NUMBER: Final = Type(13)  # (3) số, ký hiệu 13
PLACE_DATE: Final = Type(13, italic=True)  # (4) địa danh, thời gian 13–14
KIND: Final = Type(14, bold=True)  # (5a) tên loại 13–14
ABOUT: Final = Type(14, bold=True)  # (5a) trích yếu 13–14
LETTER_ABOUT: Final = Type(12)  # (5b) trích yếu công văn 12–13, đứng, 6 pt dưới số
BASIS: Final = Type(14, italic=True)  # (6) căn cứ 13–14
BODY: Final = Type(14)  # (6) nội dung 13–14
HEADING: Final = Type(14, bold=True)  # (6) mục, khoản có tiêu đề 13–14
AUTHORITY: Final = Type(14, bold=True)  # (7a) quyền hạn, chức vụ 13–14
SIGNER: Final = Type(14, bold=True)  # (7b) họ và tên 13–14
ADDRESSEES: Final = Type(14)  # (9a) kính gửi 13–14
RECIPIENTS_HEAD: Final = Type(12, bold=True, italic=True)  # (9b) "Nơi nhận:" 12
RECIPIENTS: Final = Type(11)  # (9b) danh sách 11
ANNEX_LABEL: Final = Type(14, bold=True)  # "Phụ lục I" 14
ANNEX_TITLE: Final = Type(14, bold=True)  # tiêu đề phụ lục 13–14
ANNEX_ORIGIN: Final = Type(14, italic=True)  # "(Kèm theo …)" 13–14
NOTE: Final = Type(12, italic=True)  # ours: small print under a table
MARK: Final = Type(12, bold=True)  # ours: "BẢN DÙNG THỬ", "SỐ LIỆU SƠ BỘ"

# (6): first line indent 10 or 12,7 mm; at least 6 pt between paragraphs; single to 1,5 line spacing.
INDENT: Final = 12.7
PARAGRAPH_GAP: Final = 6 * MM_PER_POINT
BODY_PITCH: Final = 17 * MM_PER_POINT

# Lines drawn under a component: agency and trích yếu 1/3–1/2 of the text, Tiêu ngữ its whole length.
AGENCY_RULE_SHARE: Final = 0.45
ABOUT_RULE_SHARE: Final = 0.38
RULE_WIDTH: Final = 0.5 * MM_PER_POINT

# Ours from here on: distances the decree leaves open.
SINGLE: Final = 1.1075  # line height of single spacing, in sizes: ascent 0.891 + descent 0.2165
AGENCY_RULE_DROP: Final = 2.1  # below the baseline
MOTTO_RULE_DROP: Final = 1.8
NUMBER_DROP: Final = 6.15  # baseline of (3) and (4) below the lower of the two lines
HEAD_LEFT_PORTRAIT: Final = 66.0  # width of the left half of the head
HEAD_LEFT_LANDSCAPE: Final = 96.0
TITLE_GAP: Final = 5.5
TITLE_PITCH: Final = 5.8
TITLE_RULE_DROP: Final = 2.1
TITLE_AFTER: Final = 0.8
ADDRESSEES_GAP: Final = 3.5
PAGE_NUMBER_BASELINE: Final = 13.7  # from the top edge
CLOSING_GAP: Final = 3.5
AUTHORITY_PITCH: Final = 5.7
SIGNATURE_ROOM: Final = 28.0
SIGNATURE_WIDTH_PORTRAIT: Final = 88.0
SIGNATURE_WIDTH_LANDSCAPE: Final = 126.0
RECIPIENTS_PITCH: Final = 4.7
CELL_PADDING_X: Final = 1.2
CELL_PADDING_Y: Final = 0.9
MARK_BASELINE: Final = 12.7
