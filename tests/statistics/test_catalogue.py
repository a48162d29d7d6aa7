"""The catalogue that ships, and every fault a city's own file may have, named at its place."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from tests.statistics.worked import worked_week
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.catalogue import Direction, Nature, read_catalogue, shipped_catalogue

LINE = {
    "code": '"C02"',
    "name": '"Tổng thời lượng"',
    "unit": '"giờ"',
    "kind": '"flow"',
    "measure": '"broadcast.aired_seconds"',
    "scale": '"1/3600"',
    "decimals": "1",
    "formula": '"Cộng thời gian thực phát."',
}
REPORT = {
    "code": '"184-N"',
    "name": '"cả năm"',
    "start": '"01-01"',
    "cut_off": '"11-30"',
    "before": '"12-06"',
    "receiver": '"Sở"',
    "basis": '"Kế hoạch 184"',
    "basis_short": '"KH 184"',
    "scope": '["01"]',
    "direction": '"send"',
    "active": "true",
    "indicators": '["C02"]',
}


def toml(table: str, *entries: dict[str, str]) -> str:
    lines = [f"[[{table}]]\n" + "".join(f"{name} = {value}\n" for name, value in entry.items()) for entry in entries]
    return "".join(lines)


def changed(entry: dict[str, str], change: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**entry, **change}.items() if value is not None}


def read(line: dict[str, str | None] | None = None, report: dict[str, str | None] | None = None):
    return read_catalogue(toml("indicator", changed(LINE, line or {})), toml("template", changed(REPORT, report or {})))


def test_a_whole_catalogue_is_read() -> None:
    catalogue = read()
    indicator, template = catalogue.indicator("ttcs-c02"), catalogue.template("184-N")
    assert (indicator.scale, indicator.decimals, indicator.nature) == (Fraction(1, 3600), 1, Nature.FLOW)
    assert (template.window(2026).cut_off, template.due(2026)) == (dt.date(2026, 11, 30), dt.date(2026, 12, 6))
    assert template.direction is Direction.SEND
    assert read(report={"before": None}).template("184-N").due(2026) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": None}, "catalogue_field"),
        ({"unit": None}, "catalogue_field"),
        ({"formula": None}, "catalogue_field"),
        ({"kind": '"both"'}, "catalogue_field"),
        ({"scale": '"1/0"'}, "catalogue_field"),
        ({"scale": '"viel"'}, "catalogue_field"),
        ({"decimals": '"một"'}, "catalogue_field"),
        ({"decimals": "-1"}, "catalogue_field"),
        ({"measure": '"broadcast.listeners"'}, "catalogue_measure"),
        ({"filters": '{ kind = "advert" }'}, "catalogue_value"),
        ({"breakdowns": '{ priority = ["high"] }'}, "catalogue_value"),
        ({"filters": '"kind"'}, "catalogue_field"),
    ],
)
def test_a_fault_of_an_indicator_is_named_at_its_code(change, code) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(line=change)
    assert (caught.value.code, caught.value.field) == (code, "C02")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": None}, "catalogue_field"),
        ({"start": '"1-1"'}, "catalogue_field"),
        ({"cut_off": '"02-30"'}, "catalogue_field"),
        ({"cut_off": '"02-29"', "start": '"02-01"'}, "catalogue_field"),
        ({"before": '"12-32"'}, "catalogue_field"),
        ({"direction": '"both"'}, "catalogue_field"),
        ({"active": '"false"'}, "catalogue_field"),
        ({"scope": '"01"'}, "catalogue_field"),
        ({"start": '"12-01"'}, "window_reversed"),
        ({"before": '"11-30"'}, "cut_off_after_due"),
        ({"before": '"06-06"'}, "cut_off_after_due"),
        ({"indicators": '["C02", "X01"]'}, "catalogue_unknown_indicator"),
        ({"indicators": '["C02", "C02"]'}, "catalogue_doubled"),
    ],
)
def test_a_fault_of_a_template_is_named_at_its_code(change, code) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(report=change)
    assert (caught.value.code, caught.value.field) == (code, "184-N")


def test_a_code_stands_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_catalogue(toml("indicator", LINE, LINE), "")
    assert (caught.value.code, caught.value.field) == ("catalogue_doubled", "C02")
    with pytest.raises(InvalidInput) as caught:
        read_catalogue(toml("indicator", LINE), toml("template", REPORT, REPORT))
    assert (caught.value.code, caught.value.field) == ("catalogue_doubled", "184-N")


@pytest.mark.parametrize("text", ["[[indicator", 'indicator = "C02"', "indicator = 3", 'indicator = ["C02"]'])
def test_a_file_that_is_no_catalogue_is_told(text) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_catalogue(text, "")
    assert caught.value.code in ("catalogue_unreadable", "catalogue_field")


def test_the_shipped_templates_stand_as_the_plans_name_them() -> None:
    templates = shipped_catalogue().templates
    dates = {
        code: (template.window(2026).start, template.window(2026).cut_off, template.due(2026))
        for code, template in templates.items()
    }
    first = dt.date(2026, 1, 1)
    assert dates == {
        "184-6T": (first, dt.date(2026, 5, 30), dt.date(2026, 6, 6)),
        "184-N": (first, dt.date(2026, 11, 30), dt.date(2026, 12, 6)),
        "TT04-6T": (first, dt.date(2026, 6, 30), None),
        "TT04-N": (first, dt.date(2026, 12, 31), None),
        "75-N": (first, dt.date(2026, 11, 29), dt.date(2026, 11, 30)),
        "2019-N": (first, dt.date(2026, 11, 24), dt.date(2026, 11, 25)),
    }
    assert templates["75-N"].direction is Direction.COLLECT
    assert [code for code, template in templates.items() if not template.active] == ["2019-N"]


def test_what_no_paper_states_is_marked_as_ours() -> None:
    templates = shipped_catalogue().templates
    assert all("start" in templates[code].inferred for code in ("184-6T", "184-N", "75-N", "2019-N"))


@pytest.mark.parametrize(
    ("unit", "province", "expected"),
    [
        ("00004", "01", {"184-6T", "184-N"}),
        ("99999", "99", {"184-6T", "184-N"}),
        ("13291", "35", {"75-N"}),
        ("26740", "79", set()),
    ],
)
def test_a_report_stands_on_the_radar_of_those_it_concerns(unit, province, expected) -> None:
    templates = shipped_catalogue().templates
    assert {code for code, template in templates.items() if template.concerns(unit, province)} == expected


def test_a_morning_loads_nothing_of_the_catalogue_of_indicators(tmp_path) -> None:
    """What is due is known by the templates alone: the long file and what it asks wait for the first figure."""
    folder = worked_week(tmp_path).folder
    code = (
        "import sys; from pathlib import Path; from ttcs_desktop.workspace import open_workspace\n"
        "ward = open_workspace(Path(sys.argv[1])); ward.agenda.deadlines(); ward.inbox.waiting()\n"
        "late = ('counted', 'measures', 'catalogue_file', 'expressions', 'counting', 'city_catalogue')\n"
        "print([name for name in sys.modules if name.split('.')[-1] in late])"
    )
    root = {"PYTHONPATH": str(Path(__file__).parents[2]), **{key: os.environ[key] for key in ("PATH",)}}
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False, env=root
    )
    assert (run.stdout.strip(), run.stderr) == ("[]", "")
