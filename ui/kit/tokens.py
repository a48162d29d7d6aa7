"""The colours and measures every screen is drawn with, as data. Nothing else in `ui` names a colour."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette: colours as `#RRGGBB`. A trio is ink, ground and edge of one meaning."""

    bg: str
    surface: str
    head: str
    rail: str
    line: str
    soft: str
    field: str
    text: str
    text2: str
    disabled: str
    accent: str
    on_accent: str
    sel: str
    sel_edge: str
    green: str
    green_ground: str
    green_edge: str
    amber: str
    amber_ground: str
    amber_edge: str
    red: str
    red_ground: str
    red_edge: str
    teal: str
    teal_ground: str
    teal_edge: str
    blue: str
    blue_ground: str
    blue_edge: str
    relay: str
    relay_ground: str
    relay_hatch: str

    def colour(self, name: str) -> str:
        """The value of a token by name; KeyError for a name that is no token."""
        if name not in Tokens.__slots__:
            raise KeyError(name)
        return str(getattr(self, name))


LIGHT = Tokens(
    bg="#F3F5F7",
    surface="#FFFFFF",
    head="#EDF1F4",
    rail="#E9EDF1",
    line="#D5DCE2",
    soft="#E6EAEE",
    field="#7B8793",
    text="#1A2026",
    text2="#55606A",
    disabled="#8A949E",
    accent="#0B6E99",
    on_accent="#FFFFFF",
    sel="#E2EFF5",
    sel_edge="#A9CFE0",
    green="#16703F",
    green_ground="#E5F3EB",
    green_edge="#A9D3BB",
    amber="#8A5A00",
    amber_ground="#FFF4D9",
    amber_edge="#E5C77C",
    red="#B3261E",
    red_ground="#FCE9E7",
    red_edge="#EBB3AE",
    teal="#0E7068",
    teal_ground="#DDF1EE",
    teal_edge="#9FD3CC",
    blue="#2457B5",
    blue_ground="#E3EBF9",
    blue_edge="#AEC5EC",
    relay="#5B6670",
    relay_ground="#EEF1F3",
    relay_hatch="#CBD3DA",
)

DARK = Tokens(
    bg="#1B1F23",
    surface="#23282D",
    head="#2A3036",
    rail="#16191D",
    line="#3A424A",
    soft="#30373E",
    field="#7D8A96",
    text="#E8ECEF",
    text2="#AAB5BF",
    disabled="#75808A",
    accent="#5CC3EE",
    on_accent="#06222F",
    sel="#17394A",
    sel_edge="#2C627C",
    green="#6FD39B",
    green_ground="#173526",
    green_edge="#2E6247",
    amber="#F2C14E",
    amber_ground="#3A2F14",
    amber_edge="#6B5722",
    red="#FF8A80",
    red_ground="#45211F",
    red_edge="#7E3E39",
    teal="#5CCFC0",
    teal_ground="#153733",
    teal_edge="#2C645D",
    blue="#93B7F7",
    blue_ground="#1E2F4C",
    blue_edge="#3A578A",
    relay="#AAB5BF",
    relay_ground="#2A3036",
    relay_hatch="#48525B",
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A size of type: pixels of the letters, pixels of the line, weight (400 regular, 600 semibold)."""

    size: int
    line: int
    weight: int = 400


FIGURE = TextStyle(20, 28, 600)
TITLE = TextStyle(15, 20, 600)
STRONG = TextStyle(13, 18, 600)
TEXT = TextStyle(13, 18)
SMALL = TextStyle(12, 16)
SMALL_STRONG = TextStyle(12, 16, 600)
READING = TextStyle(14, 21)
COUNTER = TextStyle(11, 14, 600)

ROLES = {
    "figure": FIGURE,
    "title": TITLE,
    "strong": STRONG,
    "text": TEXT,
    "small": SMALL,
    "small-strong": SMALL_STRONG,
    "reading": READING,
}


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
