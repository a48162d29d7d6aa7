"""How long an MP3 plays, and whether it is all there: its frames are walked, nothing of the sound is worked out.

Every frame tells its own length (ISO/IEC 11172-3 and 13818-3). Of a recording whose first frame counts them (the "Xing"
and "Info" headers that encoders write) it is known how many there should be.
"""

from __future__ import annotations

import mmap
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass

_SEARCHED = 256 * 1024  # after the tags: a recorder may leave so much before its first frame
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}  # by version
_KILOBITS = {  # by whether it is version 1, and layer
    (True, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_COUNTED = (b"Xing", b"Info")
_TAIL = 128  # an ID3v1 tag


@dataclass(frozen=True, slots=True)
class _Frame:
    bytes: int
    samples: int
    rate: int


def mp3_seconds(path: Path) -> tuple[int, bool]:
    """Whole seconds of an MP3 that are there, and whether it ends earlier than it says.

    Raises:
        InvalidInput: `file_damaged` where not one whole frame is found.
        OSError: the disk.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at, end = _after_tags(data), len(data)
        if data[end - _TAIL : end - _TAIL + 3] == b"TAG":
            end -= _TAIL
        first = _first_frame(data, at, end)
        if first is None:
            raise InvalidInput("file", "file_damaged")
        promised = _promised(data, first)
        at, seconds, frames = first, 0.0, 0
        while (frame := _frame(data, at, end)) is not None and at + frame.bytes <= end:
            seconds += frame.samples / frame.rate
            frames += 1
            at += frame.bytes
        broken_off = frame is not None  # a frame begins and is not whole
        # Encoders differ in whether the counting frame counts itself.
        return round(seconds), broken_off or (promised > 0 and frames < promised)


def _after_tags(data: mmap.mmap) -> int:
    """Where the ID3v2 tag at the beginning ends."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for part in data[6:10]:
        size = size << 7 | part & 0x7F
    return 10 + size + (10 if data[5] & 0x10 else 0)


def _first_frame(data: mmap.mmap, at: int, end: int) -> int | None:
    """The first whole frame that another follows, or the end: two bytes alone look like one by chance."""
    last = min(end, at + _SEARCHED)
    while (at := data.find(b"\xff", at, last)) >= 0:
        frame = _frame(data, at, end)
        if frame is not None and at + frame.bytes <= end:
            after = at + frame.bytes
            if after == end or _frame(data, after, end) is not None:
                return at
        at += 1
    return None


def _frame(data: mmap.mmap, at: int, end: int) -> _Frame | None:
    """The frame whose header stands at a place; None for none, and for the rare kind without a bit rate."""
    if at + 4 > end or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, 4 - (data[at + 1] >> 1 & 3)
    rate_at, speed_at, padding = data[at + 2] >> 2 & 3, data[at + 2] >> 4, data[at + 2] >> 1 & 1
    if version == 1 or layer == 4 or rate_at == 3 or speed_at in (0, 15):
        return None
    rate, speed = _RATES[version][rate_at], _KILOBITS[version == 3, layer][speed_at - 1] * 1000
    if layer == 1:
        return _Frame((12 * speed // rate + padding) * 4, 384, rate)
    samples = 576 if layer == 3 and version != 3 else 1152
    return _Frame(samples // 8 * speed // rate + padding, samples, rate)


def _promised(data: mmap.mmap, at: int) -> int:
    """How many frames the first one says there are; 0 where it says nothing."""
    version, mono = data[at + 1] >> 3 & 3, data[at + 3] >> 6 == 3
    inside = at + 4 + ((17 if mono else 32) if version == 3 else (9 if mono else 17))
    if data[inside : inside + 4] not in _COUNTED or not data[inside + 7] & 1:
        return 0
    return int.from_bytes(data[inside + 8 : inside + 12], "big")
