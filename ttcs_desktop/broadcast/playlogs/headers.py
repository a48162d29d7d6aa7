"""What the name of a column suggests it tells: Vietnamese with or without marks, English, words glued together.

The names are those of loudspeaker systems in use (research: vendors' logs) and of what offices write themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ttcs_desktop.broadcast.playlogs.model import Meaning, Unit
from ttcs_desktop.vietnamese.text import fold_words

EXACT, PHRASE, WEAK = 100, 60, 30
_GLUED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Without marks. What stands after the bar may mean something else as well: it counts when nothing better is there.
_NAMES = {
    Meaning.TITLE: "noi dung thong bao, ten ban tin, noi dung phat, noi dung, ten chuong trinh, chuong trinh, tieu de, "
    "ten noi dung, ten bai, ban tin, ten tep, ten file, tep am thanh, file am thanh, ten lich, programme, program, "
    "program name, title, content, file name, filename, audio file, playlist, bulletin, media name, schedule name "
    "| ten, bai, tin, file, tep, name, media, audio, item, message, lich phat",
    Meaning.DAY: "ngay phat, ngay, ngay thang, ngay thang nam, ngay thuc hien, date, play date, broadcast date, day "
    "| ngay gio",
    Meaning.START: "bat dau, gio bat dau, thoi gian bat dau, thoi diem bat dau, bat dau luc, gio phat, thoi gian phat, "
    "thoi diem phat, ngay gio phat, phat luc, gio thuc te, gio bat dau thuc te, start, start time, started, "
    "started at, start at, begin, begin time, play time, played at, on air, start datetime, time start, actual start "
    "| tu, tu gio, gio, thoi gian, thoi diem, ngay gio, time, datetime, timestamp, date time, from, log time",
    Meaning.END: "ket thuc, gio ket thuc, thoi gian ket thuc, thoi diem ket thuc, ket thuc luc, end, end time, ended, "
    "ended at, end at, finish, finish time, finished at, stop, stop time, stopped at, time end, actual end "
    "| den, den gio, to, until",
    Meaning.SPAN: "gio bat dau ket thuc, thoi gian bat dau ket thuc, gio phat ket thuc, khung gio, khung gio phat, "
    "khung gio thuc te, tu gio den gio, gio tu den, thoi gian tu den, thoi gian phat tu den, start end, "
    "start end time, start time end time, time range, time span, period | tu den, khung, from to, slot",
    Meaning.DURATION: "thoi luong, thoi luong phat, thoi luong thuc te, thoi luong da phat, so giay, so phut, "
    "so giay phat, so phut phat, so giay da phat, so phut da phat, thoi gian phat giay, thoi gian phat phut, "
    "tong thoi gian phat, duration, play duration, length, seconds, play seconds, played seconds, minutes, runtime, "
    "actual duration, elapsed | giay, phut, tong giay, tong phut, do dai, sec, secs, min, mins",
    Meaning.PLACE: "cum, cum loa, ma cum, ten cum, ma cum loa, ten cum loa, so cum loa, dia ban, dia ban phat, "
    "dia ban can phat, khu vuc, khu vuc phat, nhom loa, to dan pho, thon, xom, diem phat, noi phat, cluster, zone, "
    "cluster name, zone name, area, speaker group, group name "
    "| khu, nhom, group, vi tri, dia diem, location, site, tram, place, khoi, to",
    Meaning.SPEAKER: "loa, ma loa, ten loa, so hieu loa, thiet bi, ma thiet bi, ten thiet bi, bo thu, ma bo thu, "
    "ten bo thu, cuc thu, dau thu, cum thu, speaker, speaker id, speaker name, speaker code, device, device id, "
    "device name, device code, loudspeaker, loudspeaker id, terminal, terminal id, mcu, mcu id, imei "
    "| serial, node, mac",
    Meaning.COUNTS: "da phat tong so can phat, da phat tong so, so cum phat, so loa phat, ket qua phat tong so, "
    "so cum da phat tong so cum, so loa da phat tong so loa, played total, success total | ty le, ket qua",
    Meaning.OK: "so cum phat duoc, so cum da phat, so cum thanh cong, so cum phat thanh cong, so loa phat duoc, "
    "so loa da phat, so loa thanh cong, so loa hoat dong, so thiet bi phat, so thiet bi thanh cong, success count, "
    "played count, devices ok | thanh cong, da phat, success, ok",
    Meaning.TOTAL: "tong so cum, tong so cum can phat, so cum can phat, tong so loa, so loa can phat, "
    "tong so loa can phat, tong so thiet bi, so thiet bi can phat, total, total devices, device count, total count "
    "| tong so, tong",
    Meaning.STATE: "trang thai, trang thai phat, ket qua phat, tinh trang, tinh trang phat, status, state, "
    "play status, result | ket qua, outcome",
    Meaning.KIND: "loai, loai tin, loai ban tin, loai chuong trinh, the loai, type, kind, category, program type",
    Meaning.MODE: "che do phat, muc uu tien, do uu tien, uu tien, che do, priority, mode, play mode, muc do",
    Meaning.NOTE: "ghi chu, ly do, nguyen nhan, su co, note, notes, remark, remarks, reason, mo ta loi, loi, error, "
    "error message, comment | mo ta, description",
    Meaning.NOTHING: "stt, tt, so thu tu, no, id, ma, index, nguoi phat, nguoi tao, nguoi duyet, tai khoan, am luong, "
    "volume, user, created by, ip, phien ban, firmware, nguon phat, ma ban tin, ma chuong trinh, ma lich, lan phat, "
    "thu, weekday, buoi",
}
# A column of what was meant to be; where another tells what was, that one counts.
_PLANNED = frozenset("hoach kien cau planned scheduled expected plan dinh".split())
_ACTUAL = frozenset("thuc da actual real played".split())
_UNITS = (
    (Unit.MILLISECONDS, re.compile(r"\b(?:ms|msec|millis\w*|mili giay)\b")),
    (Unit.HOURS_MINUTES, re.compile(r"\b(?:hh mm|gio phut)$")),
    (Unit.MINUTES_SECONDS, re.compile(r"\b(?:mm ss|phut giay)\b")),
    (Unit.SECONDS, re.compile(r"\b(?:giay|s|sec|secs|seconds?)\b")),
    (Unit.MINUTES, re.compile(r"\b(?:phut|p|min|mins|minutes?)\b")),
)


@lru_cache(maxsize=8192)
def words_of(name: str) -> str:
    """The words of a column's name without marks: "playDurationSec" and "Thời lượng (giây)" alike."""
    return fold_words(_GLUED.sub(" ", name))


@lru_cache(maxsize=512)
def suggestions(name: str) -> dict[Meaning, int]:
    """How strongly a name speaks for each meaning; what it does not speak for is left out."""
    words = words_of(name)
    found: dict[Meaning, int] = {}
    for meaning, (sure, weak) in _known().items():
        if words in sure:
            found[meaning] = EXACT
        elif best := max((len(one.split()) for one in sure if f" {one} " in f" {words} "), default=0):
            found[meaning] = PHRASE + best
        elif words in weak:
            found[meaning] = WEAK
    parts = set(words.split())
    if parts & _PLANNED and not parts & _ACTUAL:
        found = {meaning: weight // 4 for meaning, weight in found.items() if meaning is not Meaning.NOTHING}
    return found


def unit_named(name: str) -> Unit | None:
    """The unit that a column's name tells."""
    words = words_of(name)
    return next((unit for unit, pattern in _UNITS if pattern.search(words)), None)


@lru_cache(maxsize=1)
def _known() -> dict[Meaning, tuple[frozenset[str], frozenset[str]]]:
    known = {}
    for meaning, text in _NAMES.items():
        sure, _, weak = text.partition("|")
        known[meaning] = (_listed(sure), _listed(weak))
    return known


def _listed(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(",") if one.strip())
