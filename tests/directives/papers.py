"""Directives for tests."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.directives.model import Directive

KH184 = Directive(
    number="184",
    notation="KH-SVHTT",
    type_name="Kế hoạch",
    organ="Sở Văn hóa và Thể thao",
    subject="Tổ chức hoạt động thông tin cơ sở năm 2025",
    issued_on=dt.date(2025, 3, 31),
)
DECREE = Directive(
    number="49",
    notation="2024/NĐ-CP",
    type_name="Nghị định",
    organ="Chính phủ",
    subject="Hoạt động thông tin cơ sở",
    issued_on=dt.date(2024, 5, 10),
    valid_from=dt.date(2024, 7, 1),
)
