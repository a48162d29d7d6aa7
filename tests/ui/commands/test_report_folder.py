"""`ttcs report-folder`, and what `stats submit` and `sync` do with it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ui.commands.calling import Answer, spoken
from tests.ui.pages.statistics_window import filled_ward
from ttcs_desktop.workspace import opened


def test_reports_go_into_the_folder_that_was_chosen(qapp, tmp_path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    filled_ward(tmp_path).close()
    folder, period = tmp_path / "o chung", ("--template", "184-6T", "--year", "2026")
    folder.mkdir()

    def ttcs(*words: object) -> Answer:
        return spoken(capsysbinary, *words, "--data", tmp_path / "ward", "--now", "2026-06-02T12:00", "--json")

    assert ttcs("report-folder").document == {"folder": None}
    assert ttcs("report-folder", tmp_path / "ward").error["code"] == "drop_folder_inside"
    assert ttcs("report-folder", folder).document == {"folder": str(folder)}
    away = folder.rename(tmp_path / "away")
    waits = ttcs("stats", "submit", *period)
    assert (waits.code, waits.error["code"], waits.document["state"]) == (3, "drop_gone", "waiting")
    away.rename(folder)
    assert ttcs("sync").document["sent"] == 1
    assert len([*folder.iterdir()]) == 4
    noted = ttcs("stats", "reference", "118/TN", *period, "--on", "2026-06-02", "--person", "Bình")
    assert (noted.code, noted.document["state"]) == (0, "placed")
    signed = ttcs("stats", "sign", "45/BC-UBND", *period, "--on", "2026-06-02", "--signer", "An")
    assert (signed.code, signed.document["signed_on"]) == (0, "2026-06-02")
    with opened(tmp_path / "ward") as ward:
        statistics = ward.statistics
        assert statistics.paper(statistics.latest("184-6T", 2026)).signed_on == dt.date(2026, 6, 2)
    assert ttcs("report-folder", "--none").document == {"folder": None}
