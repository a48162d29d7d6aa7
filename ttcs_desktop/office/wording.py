"""The office in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.office.model import Duty, Person, Unit, UnitKind
from ttcs_desktop.vietnamese.text import fold_words

SAMPLE_NAME, SAMPLE_PROVINCE = "Mẫu", "Thành phố Mẫu"
UNIT_KINDS = {UnitKind.COMMUNE: "xã", UnitKind.WARD: "phường", UnitKind.ZONE: "đặc khu"}

DUTIES = {
    Duty.HEAD: "Trưởng ban",
    Duty.DEPUTY: "Phó Trưởng ban",
    Duty.EDITOR: "Biên tập viên",
    Duty.MEMBER: "Thành viên",
}


def unit_title(unit: Unit) -> str:
    """The unit as a title: "Phường Mẫu"."""
    return f"{UNIT_KINDS[unit.kind].capitalize()} {unit.name}"


def unit_in_text(unit: Unit) -> str:
    """The unit inside a sentence: "phường Mẫu"."""
    return f"{UNIT_KINDS[unit.kind]} {unit.name}"


def station_name(kind: UnitKind, name: str) -> str:
    """What the station of a unit is called until the office says otherwise."""
    return f"Đài truyền thanh {UNIT_KINDS[kind]} {name}"


def signature_of(person: Person | None) -> tuple[tuple[str, ...], str]:
    """The lines above a signer's position, and the position (Nghị định 30/2020, Phụ lục I, ô 7a).

    Without a signer the paper is drawn up for the chairman.
    """
    position = fold_words(person.position) if person else "chu tich"
    if "pho chu tich" in position:
        return ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH"
    if "chu tich" in position:
        return ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH"
    return ("TL. CHỦ TỊCH",), person.position.upper() if person else "CHỦ TỊCH"
