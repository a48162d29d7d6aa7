"""The workbook of a frozen version in Vietnamese: names of its sheets and of their columns."""

from __future__ import annotations

FIGURES, SHARES, WORDS, EXPLANATIONS, RECORDS, VERSION = (
    "Số liệu",
    "Chia theo",
    "Nội dung",
    "Giải trình",
    "Bản ghi",
    "Bản chốt",
)
FIGURE_HEADS = (
    "TT",
    "Mã",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Số liệu",
    "Tự tính",
    "Mang sang",
    "Nhập tay",
    "Lý do nhập tay",
    "Cùng kỳ năm trước",
    "Cách tính",
)
SHARE_HEADS = ("Mã", "Chỉ tiêu", "Chia theo", "Đơn vị tính", "Số liệu")
WORD_HEADS = ("Phần", "Mục", "Nội dung", "Ai viết")
EXPLANATION_HEADS = ("Mã", "Giải trình")
RECORD_HEADS = ("Mã", "Ngày", "Bản ghi", "Tính vào số", "Trên tổng", "Phòng", "Mã bản ghi", "Lần sửa")
VERSION_HEADS = ("Mục", "Nội dung")
UNIT, PERIOD, START, CUT_OFF, RECEIVER = "Đơn vị", "Kỳ báo cáo", "Số liệu từ ngày", "Đến hết ngày", "Nơi nhận"
NUMBER, FROZEN_AT, REASON, CATALOGUE, SUM = (
    "Bản chốt",
    "Chốt lúc",
    "Lý do đính chính",
    "Danh mục chỉ tiêu",
    "Mã kiểm tra",
)
BY_HAND, BY_MACHINE = "cán bộ viết", "máy điền"
