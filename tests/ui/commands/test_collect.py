"""ttcs collect: the agencies' numbers are frozen, what came later is said, and a list gives the versions."""

from __future__ import annotations

import pytest

from tests.collecting.lists import OFFICE, POLICE, YEAR, collecting_ward, id_of, said
from tests.ui.commands.calling import Answer, spoken


def test_the_command_line_freezes_says_what_is_new_and_freezes_again(
    qapp: object, tmp_path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ward = collecting_ward(tmp_path)
    ward.collecting.reports.receive(id_of(ward, POLICE), said(H04=5))

    def ttcs(*words: str) -> Answer:
        return spoken(capsysbinary, *words, "--data", ward.folder, "--now", "2026-11-20T10:00", "--json")

    first = ttcs("collect", "freeze", "--year", str(YEAR)).document
    assert (first["snapshot"], first["news"], len(first["papers"])) == (1, None, 2)
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(H04=7))
    told = ttcs("collect", "sums", "--year", str(YEAR)).document
    assert told["news"] == {
        "reported": [OFFICE],
        "values": [{"name": "Nội dung, sản phẩm đã đăng, phát", "before": 5, "after": 12}],
        "otherwise": False,
    }
    assert told["frozen"]["sha256"] == first["sha256"]
    assert [part["name"] for part in told["values"][0]["parts"]] == [OFFICE, POLICE]
    assert ttcs("collect", "freeze", "--year", str(YEAR)).document["sha256"] == first["sha256"]
    assert ttcs("collect", "freeze", "--year", str(YEAR), "--reason", "Gửi chậm").document["snapshot"] == 2
    kept = ttcs("list", "collection_snapshots").document["records"]
    assert [(one["version"], one["reason"]) for one in kept] == [(1, ""), (2, "Gửi chậm")]
    refused = ttcs("collect", "sums", "--year", "2025")
    assert (refused.code, refused.error["code"]) == (1, "collection_missing")
    ward.close()
