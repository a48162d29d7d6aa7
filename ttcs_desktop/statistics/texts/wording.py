"""Text blocks in Vietnamese: their heads, the names of facts, lists of names inside a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ttcs_desktop.statistics.texts.model import Part

PARTS = {
    Part.RESULTS: "Kết quả thực hiện",
    Part.DIFFICULTIES: "Khó khăn, vướng mắc",
    Part.PROPOSALS: "Đề xuất, kiến nghị",
    Part.AHEAD: "Nhiệm vụ thời gian tới",
}
BLOCKS: Mapping[str, str] = {
    "station": "Hoạt động phát thanh",
    "topics": "Tuyên truyền theo chủ đề",
    "equipment": "Cơ sở vật chất, thiết bị",
    "tasks": "Thực hiện nhiệm vụ được giao",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Đề xuất, kiến nghị",
    "ahead": "Nhiệm vụ thời gian tới",
}
FACTS: Mapping[str, str] = {
    "topics_all": "Chủ đề trong danh mục",
    "topics_told": "Chủ đề đã phát",
    "topics_left": "Tên chủ đề chưa phát",
    "faults_noted": "Lượt thiết bị hỏng trong kỳ",
    "faults_mended": "Lượt đã sửa trong kỳ",
    "faults_open": "Thiết bị còn hỏng ngày chốt",
    "faults_open_names": "Tên thiết bị còn hỏng",
    "tasks_due": "Nhiệm vụ đến hạn",
    "tasks_done": "Nhiệm vụ hoàn thành",
    "tasks_late": "Nhiệm vụ quá hạn",
    "tasks_late_names": "Tên nhiệm vụ quá hạn",
    "tasks_ahead": "Nhiệm vụ đến hạn kỳ tới",
    "tasks_ahead_names": "Tên nhiệm vụ kỳ tới",
    "difficulties": "Khó khăn ghi ở nhiệm vụ",
    "ahead_from": "Kỳ tới từ ngày",
    "ahead_to": "Kỳ tới đến ngày",
}
OUTLINE_RULE = (
    "Bố cục và câu chữ này do phần mềm đặt, chưa có văn bản công bố đề cương. Câu nào cũng sửa được trước khi chốt."
)
_LONGEST = 110


def block_title(code: str) -> str:
    """What a block is called on screen and on paper."""
    return BLOCKS.get(code, code)


def fact_title(name: str, indicators: Mapping[str, str]) -> str:
    """What a fact is called; `indicators` are the names of indicators by code."""
    return FACTS.get(name) or indicators.get(name, name)


def task_words(text: str) -> str:
    """The words of a task inside a sentence: one line, no full stop, not longer than a reader follows."""
    words = " ".join(text.split()).rstrip(" .;,")
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;')} …"


def fault_words(name: str, noted_on: dt.date, what: str) -> str:
    """A broken thing inside a sentence: "Cụm 3 (từ 12/05/2026, mất nguồn)"."""
    told = " ".join(what.split()).rstrip(" .;")
    return f"{name or 'thiết bị'} (từ {day(noted_on)}, {told})"


def difficulty(task: str, told: str) -> str:
    """What stood in the way of a task."""
    return f"{task}: {' '.join(told.split()).rstrip(' .;')}"


def listed(names: Sequence[str], more: int) -> str:
    """Names one after another, and how many are not named."""
    return "; ".join((*names, f"và {more} mục khác") if more > 0 else names)


def day(value: dt.date) -> str:
    return f"{value:%d/%m/%Y}"
