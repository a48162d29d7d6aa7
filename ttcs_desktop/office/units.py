"""The list of the 3,321 commune-level units with their codes (resources/units.csv, facts after QĐ 19/2025/QĐ-TTg)."""

from __future__ import annotations

import csv

import resources
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import UnitKind
from ttcs_desktop.office.wording import SAMPLE_NAME, SAMPLE_PROVINCE
from ttcs_desktop.vietnamese.text import fold_words, nfc

SAMPLE_CODE = "99999"
_KINDS = {"xa": UnitKind.COMMUNE, "phuong": UnitKind.WARD, "dac khu": UnitKind.ZONE}


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One line of the list; codes are text, leading zeros count."""

    code: str
    name: str
    kind: UnitKind
    province_code: str
    province: str


# In no list: it cannot be mistaken for a real ward.
SAMPLE_UNIT = UnitEntry(SAMPLE_CODE, SAMPLE_NAME, UnitKind.WARD, "99", SAMPLE_PROVINCE)


def all_units() -> tuple[UnitEntry, ...]:
    """Every unit of the list, in the list's order."""
    text = resources.path("units.csv").read_text(encoding="utf-8")
    return tuple(
        UnitEntry(row["code"], nfc(row["name"]), _KINDS[fold_words(row["kind"])], row["province_code"], row["province"])
        for row in csv.DictReader(text.splitlines())
    )


def unit_entry(code: str) -> UnitEntry:
    """The unit of a five-digit code; 99999 is the sample ward.

    Raises:
        InvalidInput: `unit_unknown`.
    """
    if code == SAMPLE_CODE:
        return SAMPLE_UNIT
    for unit in all_units():
        if unit.code == code:
            return unit
    raise InvalidInput("unit", "unit_unknown", code=code)
