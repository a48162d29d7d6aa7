"""The words of an urgent message for each way out, put together from what the officer said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.urgent.model import Texts
from ttcs_desktop.urgent.sms import segments
from ttcs_desktop.vietnamese.speech_wording import in_words

DRILL = "DIỄN TẬP"
_URGENT = "KHẨN"
_TRIAL = "DÙNG THỬ: KHÔNG GỬI ĐI"


@dataclass(frozen=True, slots=True)
class Told:
    """What the texts are made of; `sender` such as "UBND phường Mẫu"."""

    headline: str
    what: str
    action: str
    area: str
    sender: str
    expires: dt.datetime
    drill: bool


def spoken_text(told: Told) -> str:
    """For the loudspeakers. A drill says so first and last."""
    until = f"{told.expires.hour} giờ {told.expires:%M} ngày {told.expires.day} tháng {told.expires.month}"
    what, action = _sentences(told.what) or _sentence(told.headline), _sentences(told.action)
    parts: tuple[str, ...]
    if told.drill:
        parts = (
            f"{DRILL}. Đây là diễn tập, không có sự cố thật.",
            f"Thông báo của {told.sender}.",
            what,
            f"Khu vực diễn tập: {told.area}.",
            action,
            f"Diễn tập đến {until}.",
            "Xin nhắc lại: đây là diễn tập.",
        )
    else:
        parts = (
            f"Thông báo khẩn của {told.sender}.",
            what,
            f"Khu vực cần chú ý: {told.area}.",
            action,
            f"Thông báo có hiệu lực đến {until}.",
        )
    return " ".join(part for part in parts if part)


def board_text(told: Told) -> str:
    """For notice boards: one line."""
    place = told.area[:1].upper() + told.area[1:]
    return _joined(f"{_mark(told)}: {_sentence(told.headline)}", f"{place}.", _first(told.action), _until(told))


def message_text(told: Told) -> str:
    """For Zalo groups and SMS: who says it comes first."""
    head = f"[{_mark(told)}] {told.sender}: {told.headline.rstrip(' .')}, {told.area}."
    return _joined(head, _first(told.action), _until(told))


def slot_title(told: Told) -> str:
    """What the timetable and the log call it."""
    return f"{DRILL}: {told.headline}" if told.drill else told.headline


def sender_of(unit_in_text: str) -> str:
    """Who speaks: "UBND phường Mẫu"."""
    return f"UBND {unit_in_text}"


def whole_area(unit_in_text: str) -> str:
    return f"toàn {unit_in_text}"


def area_of_names(names: Sequence[str]) -> str:
    """Neighbourhoods inside a sentence: those that differ by their number alone share their words."""
    grouped: dict[str, list[str]] = {}
    for name in names:
        match = re.fullmatch(r"(.*?)\s*(\d+)", name)
        grouped.setdefault(match[1] if match else name, []).append(match[2] if match else "")
    parts = [f"{words} {', '.join(filter(None, numbers))}".strip() for words, numbers in grouped.items()]
    return ", ".join(part[:1].lower() + part[1:] for part in parts)


def area_of_clusters(listed: str) -> str:
    return f"nơi nghe được cụm loa {listed}"


def message_length(text: str) -> str:
    """ "92 chữ cái; SMS có dấu 2 tin, không dấu 1 tin"."""
    return f"{len(text)} ký tự; SMS có dấu {segments(text)} tin, không dấu {segments(text, plain=True)} tin"


def file_text(told: Told, texts: Texts, *, trial: bool) -> str:
    """All of it as a plain text file, for whoever reads it out or sends it on."""
    head = f"{DRILL}: KHÔNG PHẢI SỰ CỐ THẬT" if told.drill else "BẢN TIN KHẨN CẤP"
    spoken, board, message, seconds = texts.spoken, texts.board, texts.message, texts.seconds
    blocks = (
        *((_TRIAL,) if trial else ()),
        head,
        f"Đọc trên loa (khoảng {in_words(seconds)}):\n{spoken}",
        f"Bảng tin:\n{board}",
        f"Zalo, SMS ({message_length(message)}):\n{message}",
    )
    return "\n\n".join(blocks) + "\n"


def _mark(told: Told) -> str:
    return DRILL if told.drill else _URGENT


def _until(told: Told) -> str:
    return f"Đến {told.expires:%H:%M} ngày {told.expires:%d/%m}."


def _first(text: str) -> str:
    """The first sentence: what people should do at once."""
    return _sentence(re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0])


def _sentences(text: str) -> str:
    return _sentence(" ".join(text.split()))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
