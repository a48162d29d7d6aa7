"""The office in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.office.model import Unit, UnitKind

UNIT_KINDS = {UnitKind.COMMUNE: "xã", UnitKind.WARD: "phường", UnitKind.ZONE: "đặc khu"}


def unit_title(unit: Unit) -> str:
    """The unit as a title: "Phường Mẫu"."""
    return f"{UNIT_KINDS[unit.kind].capitalize()} {unit.name}"


def unit_in_text(unit: Unit) -> str:
    """The unit inside a sentence: "phường Mẫu"."""
    return f"{UNIT_KINDS[unit.kind]} {unit.name}"


def station_name(kind: UnitKind, name: str) -> str:
    """What the station of a unit is called until the office says otherwise."""
    return f"Đài truyền thanh {UNIT_KINDS[kind]} {name}"
