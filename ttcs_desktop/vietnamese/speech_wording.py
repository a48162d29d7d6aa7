"""Spoken length and readings in the officer's words."""

from __future__ import annotations

from ttcs_desktop.vietnamese.speech_model import Doubt, Piece, Why
from ttcs_desktop.vietnamese.speech_timing import Fit, Length
from ttcs_desktop.vietnamese.typed import format_number

WHYS = {
    Why.NUMBER: "số",
    Why.ORDINAL: "số thứ tự",
    Why.ROMAN: "số La Mã",
    Why.DATE: "ngày tháng",
    Why.TIME: "giờ, thời lượng",
    Why.MEASURE: "số có đơn vị",
    Why.PHONE: "số điện thoại",
    Why.CODE: "mã, ký hiệu",
    Why.DOCUMENT: "số văn bản",
    Why.ABBREVIATION: "chữ tắt",
    Why.OWN: "cách đọc của đơn vị",
    Why.NAME: "tên riêng, tiếng nước ngoài",
    Why.LETTERS: "đánh vần",
    Why.ADDRESS: "địa chỉ mạng",
    Why.SIGN: "dấu",
    Why.FOREIGN: "không phải âm tiết tiếng Việt",
    Why.PLAIN: "",
    Why.MARK: "dấu câu",
    Why.SILENT: "không đọc",
}
DOUBTS = {
    Doubt.UNKNOWN_ABBREVIATION: "Chữ tắt chưa biết, đang đánh vần. Nên viết đủ chữ.",
    Doubt.SEVERAL_READINGS: "Chữ tắt có nhiều nghĩa. Nên viết đủ chữ.",
    Doubt.DATE_OR_FRACTION: "Có thể là ngày tháng hoặc phân số. Nên thêm chữ “ngày” ở trước, hoặc viết bằng chữ.",
    Doubt.NUMBER_UNCLEAR: "Số có thể hiểu hai cách. Nên viết lại cho rõ.",
    Doubt.LONG_NUMBER: "Dãy số dài, đọc từng số. Người nghe khó ghi kịp.",
    Doubt.ADDRESS: "Không nên đọc trên loa. Nên nói tên cơ quan hoặc nơi hỏi.",
    Doubt.FOREIGN_WORD: "Tiếng nước ngoài hoặc gõ sai. Nên nghe thử trước khi phát.",
}


def minutes(seconds: float) -> str:
    """ "4'35\\"", "0'08\\"": minutes and seconds, to the nearest second."""
    whole = round(seconds)
    return f"{whole // 60}'{whole % 60:02d}\""


def in_words(seconds: int) -> str:
    """ "35 giây", "1 phút 05 giây", "2 phút"."""
    full, rest = divmod(seconds, 60)
    if not full:
        return f"{rest} giây"
    return f"{full} phút {rest:02d} giây" if rest else f"{full} phút"


def length_line(length: Length) -> str:
    """ "≈ 4'35\\" (230 âm tiết/phút)"."""
    return f"≈ {minutes(length.seconds)} ({round(length.rate)} âm tiết/phút)"


def range_line(length: Length) -> str:
    """ "1.054 âm tiết; đọc nhanh 4'03\\", đọc chậm 5'51\\""."""
    fast, slow = minutes(length.low), minutes(length.high)
    return f"{format_number(length.syllables)} âm tiết; đọc nhanh {fast}, đọc chậm {slow}"


def fit_line(fit: Fit) -> str:
    """ "4'35\\", vượt khung 35 giây, bớt khoảng 130 âm tiết"; or what is still free; or that it fits."""
    shown = minutes(fit.length.seconds)
    if fit.over > 0:
        return f"{shown}, {over_line(fit)}"
    if fit.over < 0:
        return f"{shown}, khung còn trống {in_words(-fit.over)}"
    return f"{shown}, vừa khung"


def over_line(fit: Fit) -> str:
    """ "vượt khung 35 giây, bớt khoảng 130 âm tiết"; only for a text that is too long."""
    return f"vượt khung {in_words(fit.over)}, bớt khoảng {format_number(about(fit.cut))} âm tiết"


def places_line(differing: int, doubtful: int) -> str:
    """ "12 chỗ đọc khác chữ viết, 2 chỗ cần xem"; empty for neither."""
    told = [f"{differing} chỗ đọc khác chữ viết"] if differing else []
    told += [f"{doubtful} chỗ cần xem"] if doubtful else []
    return ", ".join(told)


def about(count: int) -> int:
    """A count as one speaks of it: to tens, below twenty to fives, and never nothing."""
    step = 10 if count >= 20 else 5
    return max(step * round(count / step), min(count, 5))


def doubt_line(piece: Piece) -> str:
    """What is doubtful at a piece and what to do; empty for none."""
    if piece.doubt is None:
        return ""
    if piece.doubt is Doubt.SEVERAL_READINGS and piece.also:
        return f"Cũng có thể là {', '.join(piece.also)}. Nên viết đủ chữ."
    return DOUBTS[piece.doubt]
