"""The annex of a real plan of a ward (14 tasks in five groups), and how PDF readers and scanners break it up."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence
from itertools import groupby, zip_longest

from ttcs_desktop.vietnamese.text import fold

HEADS = ("STT", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện")
TITLES = ("PHỤ LỤC", "MỘT SỐ NHIỆM VỤ THỰC HIỆN KẾ HOẠCH NÂNG CAO NĂNG LỰC TRUYỀN THÔNG")
# fmt: off
TASKS: tuple[tuple[str, str, str, str, str], ...] = (
    ("I. Nhóm nhiệm vụ về công tác quản lý, chỉ đạo, điều hành", "Hướng dẫn, tuyên truyền thực hiện Quy tắc ứng xử trên môi trường mạng; Luật Tiếp cận thông tin và các văn bản hướng dẫn thi hành theo hướng bình đẳng, tạo điều kiện thuận lợi trong tiếp cận và bảo vệ người dân, đặc biệt là các nhóm yếu thế được an toàn trên môi trường mạng", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("I. Nhóm nhiệm vụ về công tác quản lý, chỉ đạo, điều hành", "Thường xuyên rà soát, quản lý chặt chẽ thông tin trên internet, mạng xã hội, đảm bảo cung cấp thông tin chính thống, tích cực về đời sống xã hội. Đồng thời, theo dõi, kiểm tra, phát hiện, xử lý kịp thời các tổ chức, cá nhân vi phạm trên internet và mạng xã hội.", "- Phòng Văn hóa - Xã hội\n- Công an phường", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("I. Nhóm nhiệm vụ về công tác quản lý, chỉ đạo, điều hành", "Thiết lập, duy trì tài khoản Zalo OA thông tin cơ sở để thực hiện công tác thông tin, điều hành, tương tác với người dân.", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Thường xuyên"),  # noqa: E501
    ("I. Nhóm nhiệm vụ về công tác quản lý, chỉ đạo, điều hành", "Kiểm tra, đôn đốc, theo dõi việc triển khai thi hành Luật Tiếp cận thông tin và các văn bản hướng dẫn thi hành nhằm thúc đẩy việc thực hiện quyền tiếp cận thông tin của người dân", "Văn phòng HĐND&UBND", "Các cơ quan, đơn vị có liên quan", "Thường xuyên"),  # noqa: E501
    ("II. Nhóm nhiệm vụ về cơ chế, chính sách", "Tham mưu và ban hành kịp thời các văn bản chỉ đạo, hướng dẫn về truyền thông chính sách; tuyên truyền về các lĩnh vực, các vấn đề nổi cộm đang được dư luận quan tâm", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Thường xuyên"),  # noqa: E501
    ("III. Nhóm nhiệm vụ về nguồn lực, tài chính", "Tham mưu, bố trí nguồn kinh phí để triển khai, thực hiện truyền thông chính sách trên internet", "Phòng KTHT&ĐT", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("III. Nhóm nhiệm vụ về nguồn lực, tài chính", "Xây dựng mạng lưới truyền thông trên internet trên địa bàn", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Năm 2025-2026"),  # noqa: E501
    ("III. Nhóm nhiệm vụ về nguồn lực, tài chính", "Tổ chức đào tạo, tập huấn và bồi dưỡng kỹ năng sử dụng internet cho đội ngũ làm công tác truyền thông chính sách", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hàng năm"),  # noqa: E501
    ("IV. Nhóm nhiệm vụ về khoa học, công nghệ", "Duy trì (thuê) vận hành hệ thống truyền thanh ứng dụng công nghệ thông tin – viễn thông và các thiết bị có liên quan", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("IV. Nhóm nhiệm vụ về khoa học, công nghệ", "Nâng cấp các Trang thông tin điện tử đáp ứng yêu cầu quy định tại Điều 10 Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ.", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("IV. Nhóm nhiệm vụ về khoa học, công nghệ", "Đầu tư xây dựng đài truyền thanh ứng dụng công nghệ thông tin – viễn thông;", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("IV. Nhóm nhiệm vụ về khoa học, công nghệ", "Đầu tư thiết lập các bảng tin điện tử công cộng cấp xã phục vụ công tác tuyên truyền", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
    ("V. Nhóm nhiệm vụ về nội dung và sự phối hợp giữa các cơ quan", "Thiết lập và duy trì các kênh thông tin, các tài khoản mạng xã hội chính thức của các cơ quan, đơn vị trên các nền tảng mạng xã hội Facebook, Zalo, Tiktok, Youtube... để đẩy mạnh tương tác giữa cơ quan nhà nước với người dân, doanh nghiệp", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Thường xuyên"),  # noqa: E501
    ("V. Nhóm nhiệm vụ về nội dung và sự phối hợp giữa các cơ quan", "Biên tập, phát hành các tài liệu, xuất bản phẩm điện tử, bản tin thông tin cơ sở, infographic và các sản phẩm truyền thông mới... để thực hiện công tác truyền thông trên internet", "Phòng Văn hóa – Xã hội", "Các cơ quan, đơn vị có liên quan", "Hằng năm"),  # noqa: E501
)
# fmt: on

Lines = list[list[str]]


def rows() -> list[tuple[str, ...]]:
    """The table as the paper has it: a row for each heading and each task, numbered anew in each group."""
    made: list[tuple[str, ...]] = []
    count, open_group = 0, ""
    for group, task, lead, partners, when in TASKS:
        if group != open_group:
            roman, _, title = group.partition(". ")
            made.append((roman, title))
            count, open_group = 0, group
        count += 1
        made.append((str(count), task, lead, partners, when))
    return made


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> Lines:
    """The lines of a row, each a list of what stands in the columns."""
    if len(row) == 2:
        found = textwrap.wrap(row[1], sum(widths[1:])) or [""]
        return [[row[0] if not place else "", line] for place, line in enumerate(found)]
    columns = [
        [line for part in cell.split("\n") for line in textwrap.wrap(part, width, break_on_hyphens=False)]
        for cell, width in zip(row, widths, strict=True)
    ]
    return [list(line) for line in zip_longest(*columns, fillvalue="")]


WIDTHS = (4, 24, 15, 16, 12)


def in_columns() -> str:
    """As `pdftotext -layout` prints it: columns apart by spaces."""
    made = ["     ".join(HEADS)]
    for row in rows():
        for cells in _wrapped(row, WIDTHS):
            padded = (f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=False))
            made.append(" ".join(padded).rstrip())
    return "\n".join([*TITLES, "", *made])


def cell_after_cell() -> str:
    """As a PDF viewer copies it: each cell with its own line breaks, one after the other."""
    made = ["STT Nhiệm vụ,", "giải pháp", "Đơn vị chủ", "trì", "Đơn vị phối", "hợp", "Thời gian", "thực hiện"]
    for row in rows():
        lines = _wrapped(row, WIDTHS)
        if len(row) == 2:
            made += [" ".join(filter(None, cells)) for cells in lines]
            continue
        made.append(f"{row[0]} {lines[0][1]}")
        made += [cells[1] for cells in lines[1:] if cells[1]]
        made += [cells[column] for column in (2, 3, 4) for cells in lines if cells[column]]
    return "\n".join([*TITLES, *made])


def over_the_page(page: int = 23) -> str:
    """The same where pages end in the middle of rows: each page has its own part of every cell."""
    made = ["STT Nhiệm vụ,", "giải pháp", "Đơn vị chủ", "trì", "Đơn vị phối", "hợp", "Thời gian", "thực hiện"]
    laid = [(row, cells) for row in rows() for cells in _wrapped(row, (4, 12, 10, 10, 8))]
    for begin in range(0, len(laid), page):
        for row, group in groupby(laid[begin : begin + page], key=lambda one: one[0]):
            lines = [cells for _, cells in group]
            if len(row) == 2:
                made += [" ".join(filter(None, cells)) for cells in lines]
                continue
            made += [" ".join(filter(None, cells[:2])) for cells in lines if cells[1]]
            made += [cells[column] for column in (2, 3, 4) for cells in lines if cells[column]]
    return "\n".join([*TITLES, *made])


def run_together() -> str:
    """As a scan is read: straight across the columns, nothing between them but a space."""
    made = [" ".join(HEADS)]
    for row in rows():
        made += [" ".join(filter(None, cells)) for cells in _wrapped(row, WIDTHS)]
    return "\n".join([*TITLES, *made])


def one_line_a_row() -> str:
    """As a web page shows a paper: every row in one long line."""
    made = [" ".join(HEADS), *(" ".join(cell.replace("\n", " ") for cell in row) for row in rows())]
    return "\n".join([*TITLES, *made])


def numbers_torn_off(page: int = 46) -> str:
    """As `pdftotext` prints it by itself: page by page the numbers first, then the rest straight across."""
    made: list[str] = ["STT", "Nhiệm vụ, Đơn vị chủ Đơn vị phối Thời gian", "giải pháp", "trì", "hợp", "thực hiện"]
    lines = [cells for row in rows() for cells in _wrapped(row, WIDTHS)]
    for begin in range(0, len(lines), page):
        part = lines[begin : begin + page]
        made += [cells[0] for cells in part if cells[0]]
        made += [text for cells in part for text in cells[1:] if text]
    return "\n".join([*TITLES, *made])


def column_after_column() -> str:
    """As some readers walk a page: a group's whole column, then the next column."""
    made: list[str] = list(HEADS)
    group: list[tuple[str, ...]] = []
    for row in [*rows(), ("", "")]:
        if len(row) == 2:
            lines = [_wrapped(task, WIDTHS) for task in group]
            made += [
                cells[column] if column > 1 or cells[0] == "" else f"{cells[0]} {cells[1]}"
                for column in (1, 2, 3, 4)
                for task in lines
                for cells in task
                if cells[column]
            ]
            made.append(" ".join(row))
            group = []
        else:
            group.append(row)
    return "\n".join([*TITLES, *made])


def without_marks(text: str) -> str:
    """Scanned without Vietnamese: the letters stay, the marks are gone."""
    return "\n".join("".join(_plain(char) for char in line) for line in text.split("\n"))


def _plain(char: str) -> str:
    bare = fold(char)
    return bare.upper() if char.isupper() else bare if char.isalpha() else char


_MISREAD = {"c": "e", "e": "c", "l": "i", "h": "b", "o": "0", "u": "n", "a": "o", "n": "u", "t": "f"}


def misread(text: str, share: float = 0.02, seed: int = 75) -> str:
    """A poor scan: a share of the small letters is taken for others that look like them."""
    chance = random.Random(seed)
    swapped = (_MISREAD[char] if char in _MISREAD and chance.random() < share else char for char in text)
    return "".join(swapped)


LAYOUTS: dict[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        in_columns,
        cell_after_cell,
        over_the_page,
        run_together,
        one_line_a_row,
        numbers_torn_off,
        column_after_column,
    )
}
