"""Equipment in Vietnamese."""

from __future__ import annotations

from ttcs_desktop.broadcast.equipment.model import Display, QuietPlace, ThingKind
from ttcs_desktop.broadcast.model import Link

LINKS = {
    Link.UNKNOWN: "Chưa ghi",
    Link.SIM: "SIM 3G, 4G",
    Link.WIFI: "Wifi",
    Link.CABLE: "Dây mạng",
    Link.WIRE: "Dây loa",
    Link.RADIO: "Sóng FM",
}
DISPLAYS = {Display.PAPER: "Bảng thường", Display.LED: "Điện tử, LED", Display.LCD: "Điện tử, LCD"}
THINGS = {ThingKind.STATION: "Đài", ThingKind.CLUSTER: "Cụm loa", ThingKind.BOARD: "Bảng tin"}
CONNECTED = ((False, "Chưa kết nối"), (True, "Đã kết nối"))


def quiet_lines(places: list[QuietPlace]) -> str:
    """Places near a cluster as an officer types them: one a line, its hours after a colon."""
    return "\n".join(f"{one.place}: {one.hours}" if one.hours else one.place for one in places)


def read_quiet_lines(text: str) -> dict[str, str]:
    """Place → hours as written; the same place twice is the last."""
    found = {}
    for line in text.splitlines():
        place, _, hours = line.partition(":")
        if place.strip():
            found[place.strip()] = hours.strip()
    return found
