"""`ttcs stats catalogue`: what there is to be counted, and the city's own file of it."""

from __future__ import annotations

import pytest

from tests.statistics.worked import worked_week
from tests.ui.commands.calling import Answer, spoken

HEAD = 'mode = "extend"\nversion = "HN-3"\n[[indicator]]\ncode = "X01"\nname = "Mới"\nunit = "%"\nkind = "flow"\n'
GOOD = HEAD + 'formula = "Của Sở."\nexpression = "C06 / C02 * 100"\ncode_map = { "BM-01" = "7" }\n'
WRONG = HEAD + 'formula = "Của Sở."\nexpression = "C99 / C02"\n'


def test_a_city_file_is_taken_in_refused_with_its_place_and_dropped(
    qapp: object, tmp_path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ward = worked_week(tmp_path)

    def ttcs(*words: object) -> Answer:
        return spoken(capsysbinary, *words, "--data", ward.folder, "--now", "2026-06-02T10:00", "--json")

    shipped = ttcs("stats", "catalogue").document
    assert shipped["city"] is None
    assert {"A01", "C16", "N04"} <= {one["code"] for one in shipped["indicators"]}
    good, wrong = tmp_path / "good.toml", tmp_path / "wrong.toml"
    good.write_text(GOOD, "utf-8")
    wrong.write_text(WRONG, "utf-8")
    refused = ttcs("stats", "catalogue", "--take", wrong)
    assert (refused.code, refused.error["code"]) == (1, "catalogue_unknown_indicator")
    assert "X01" in refused.error["message"]
    assert "C99" in refused.error["message"]
    seen = ttcs("stats", "catalogue", "--check", good).document
    assert (seen["added"], seen["replaced"], seen["gone"]) == (["X01"], [], [])
    assert ttcs("stats", "catalogue", "--check", wrong).error["code"] == "catalogue_unknown_indicator"
    taken = ttcs("stats", "catalogue", "--take", good).document
    assert (taken["version"], taken["city"]["in_force"]) == (f"{shipped['version']}+HN-3", True)
    assert next(one["codes"] for one in taken["indicators"] if one["code"] == "X01") == {"BM-01": "7"}
    (ward.folder / "catalogue.toml").write_text(WRONG, "utf-8")
    broken = ttcs("stats", "catalogue").document
    assert broken["version"] == shipped["version"]
    assert [fault["code"] for fault in broken["city"]["faults"]] == ["catalogue_unknown_indicator"]
    assert ttcs("stats", "catalogue", "--drop").document["city"] is None
    ward.close()
