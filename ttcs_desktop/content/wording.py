"""Content's codes in Vietnamese: how items are received, what their files are, what is doubtful about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ttcs_desktop.content.model import Doubt, Form, Item, MediaKind, Origin, Rights, Way
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.papers.wording import short_date

WAYS = {
    Way.PORTAL: "Cổng của Sở",
    Way.ZALO: "Nhóm Zalo",
    Way.SOURCE_SYSTEM: "Hệ thống thông tin nguồn",
    Way.EMAIL: "E-mail",
    Way.PAPER: "Văn bản",
    Way.OWN: "Đơn vị tự viết",
}
_KINDS = {MediaKind.TEXT: "Chữ", MediaKind.AUDIO: "Âm thanh", MediaKind.IMAGE: "Ảnh", MediaKind.OTHER: "Tệp khác"}
_BY_ENDING = {".docx": "Word", ".txt": "Tệp chữ", ".pdf": "PDF", ".mp4": "Phim"}
FORMS = {
    Form.NEWS: "Tin",
    Form.ARTICLE: "Bài",
    Form.REPORT: "Phóng sự",
    Form.INTERVIEW: "Phỏng vấn",
    Form.NOTICE: "Thông báo",
}
ORIGINS = {
    Origin.WARD: "Đơn vị tự viết",
    Origin.CITY: "Nguồn tỉnh, thành phố",
    Origin.CENTRE: "Nguồn trung ương",
}
RIGHTS = {
    Rights.OWN: "Của đơn vị",
    Rights.GIVEN: "Nguồn cấp trên cung cấp để tuyên truyền",
    Rights.PERMITTED: "Được phép bằng văn bản",
    Rights.UNKNOWN: "Chưa rõ",
    Rights.NONE: "Không được dùng",
}
SCOPES = {
    Scope.RELAYS: "Tiếp âm",
    Scope.REPEATS: "Phát lại chương trình đã duyệt",
    Scope.HIGHER: "Tin, bài của nguồn cấp trên",
    Scope.NOTICES: "Thông báo của đơn vị",
}
DOUBTS = {
    Doubt.NO_TEXT: "chưa có chữ, gõ chữ sau khi nhận",
    Doubt.TITLE_GUESSED: "tên lấy từ mấy chữ đầu, bấm F2 để sửa",
    Doubt.OLD_FONT: "chữ đổi từ phông cũ, nên đọc lại",
    Doubt.ODD_LETTERS: "nhiều chữ lạ, nên đọc lại",
    Doubt.LENGTH_UNKNOWN: "chưa biết dài bao lâu",
    Doubt.SOUND_CUT: "âm thanh bị cụt so với lời khai trong tệp",
}
# Said of one file among others; the message of the code speaks of an import as a whole.
REASONS = {
    "file_unreadable": "Không mở được tệp. Kiểm tra tệp còn đó, không bị chương trình khác giữ.",
    "file_damaged": "Tệp hỏng. Xin lại tệp gốc.",
    "file_empty": "Tệp không có gì bên trong.",
    "file_encrypted": "Tệp có đặt mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu lại.",
    "file_old_word": "Word kiểu cũ (.doc). Mở bằng Word, lưu thành kiểu .docx.",
    "file_rich_text": "Kiểu chữ cũ (.rtf). Mở bằng Word, lưu thành kiểu .docx.",
    "file_too_large": "Tệp quá lớn.",
    "file_bomb": "Tệp nén bung ra quá lớn, có thể độc hại. Đừng mở; hỏi nơi gửi.",
    "file_hostile": "Tệp có nội dung không an toàn. Đừng mở; hỏi nơi gửi.",
    "file_not_text": "Bên trong không phải chữ.",
    "file_old_font": "Phông cũ (VNI, TCVN3), không chắc đổi đúng. Đổi sang Unicode bằng UniKey rồi nhận.",
    "file_not_as_named": "Bên trong không phải loại tệp như tên ghi. Đừng mở; hỏi nơi gửi.",
    "file_kind_unknown": "Chưa nhận loại tệp này. Nhận được .docx, .txt, PDF, ảnh, âm thanh.",
    "item_text_too_long": "Chữ dài quá một bài. Tách thành nhiều tệp.",
}


FILE_COMING = "tệp chưa về máy"
"""Of an item whose sound or picture is still on its way from the city."""


def megabytes(size: int) -> str:
    """ "3,4": a size in bytes as megabytes, to the tenth."""
    tenths = max(round(size / 100_000), min(size, 1))  # never nothing for something
    return f"{tenths // 10},{tenths % 10}"


def coming_line(names: Collection[str], done: int, size: int) -> str:
    """ "Chưa về máy: loa.mp3 (1,2 trên 3,4 MB)": files of an item that the city has still to bring."""
    return f"Chưa về máy: {', '.join(names)} ({megabytes(done)} trên {megabytes(size)} MB)"


def scope_in_words(scope: Collection[Scope]) -> str:
    """ "Tiếp âm; phát lại chương trình đã duyệt"."""
    said = "; ".join(SCOPES[one].lower() for one in Scope if one in scope)
    return said[:1].upper() + said[1:]


def reason(code: str) -> str:
    """Why a file cannot be taken in, and what to do."""
    return REASONS.get(code, f"Không đọc được tệp (mã {code}).")


def kind_of_file(name: str, kind: MediaKind) -> str:
    """ "Word", "Âm thanh": what a file is, by its ending where that says more."""
    return next((word for ending, word in _BY_ENDING.items() if name.lower().endswith(ending)), _KINDS[kind])


def already(item: Item) -> str:
    """ "Đã nhận ngày 02/6/2026": that a file or its text is in the record."""
    day = item.received_on
    if day is None:
        return "Đã có bài này"
    return f"Đã nhận ngày {short_date(day)}"


def came_by(item: Item) -> str:
    """ "Nhóm Zalo, 02/6/2026, từ Phòng VH-XH"; empty for what the office wrote itself."""
    if item.received_on is None:
        return ""
    parts = [WAYS[item.way], short_date(item.received_on)]
    return ", ".join([*parts, f"từ {item.source}"] if item.source else parts)


def terms_line(item: Item, today: dt.date) -> str:
    """ "dùng đến 31/8/2026", "đã hết hạn …", "không được dùng"; nothing for an item without terms worth saying."""
    if item.rights in (Rights.UNKNOWN, Rights.NONE):
        return {Rights.UNKNOWN: "chưa rõ quyền dùng", Rights.NONE: "không được dùng"}[item.rights]
    if item.valid_to is not None:
        return f"{'đã hết hạn' if today > item.valid_to else 'dùng đến'} {short_date(item.valid_to)}"
    if item.valid_from is not None and today < item.valid_from:
        return f"dùng từ {short_date(item.valid_from)}"
    return ""
