"""ttcs urgent and equipment: the same services as behind F12 and in Cài đặt."""

from __future__ import annotations

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import cluster_ids, make_ward

SEND = ("--until", "2026-06-02T18:00", "--approver", "Nguyễn Văn An", "--reason", "Gấp")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    ward = make_ward(tmp_path_factory.mktemp("verbs"))
    ids = cluster_ids(ward)
    ward.close()
    return ward.folder, ids


def test_equipment_and_an_urgent_message_from_end_to_end(folder, capsysbinary) -> None:
    place, ids = folder

    def ask(*words: str):
        return spoken(capsysbinary, *words, "--data", place, "--now", "2026-06-02T12:00", "--json")

    one, two = ids.values()
    assert len(ask("equipment", "places", "Tổ dân phố 1 - 3", "--from", "2026-01-01").document["neighbourhoods"]) == 3
    heard = ask("equipment", "heard", one, "--in", "1, 2", "--from", "2026-01-01").document
    assert len(heard["neighbourhoods"]) == 2
    fault = ask("equipment", "fault", two, "--what", "Rè", "--on", "2026-05-01").document["id"]
    assert ask("equipment", "fault", two, "--what", "Rè", "--on", "2026-05-02").error["code"] == "fault_open"
    mended = ask("equipment", "repair", fault, "--what", "Siết ốc", "--on", "2026-05-03", "--cost", "50000")
    assert mended.document["cost"] == 50000
    assert ask("equipment", "move", one, two, "--to", "fm", "--from", "2026-05-10").code == 0
    board = ask("equipment", "board", "BT 1", "--kind", "led", "--connected", "--from", "2026-01-01").document
    (state,) = ask("list", "notice_board_states").document["records"]
    assert (state["board_id"], state["connected"]) == (board["id"], True)
    sent = ask("urgent", "send", "flood", *SEND, "--place", "1", "--every", "60").document
    assert (len(sent["slots"]), sent["drill"], "tổ dân phố 1" in sent["spoken"]) == (6, False, True)
    (kept,) = ask("list", "urgent").document["records"]
    assert (kept["clusters"], kept["slots"]) == ([one], sent["slots"])
    assert ask("urgent", "files", sent["id"]).code == 0
    assert len(list((place / "papers").rglob("*.cap.xml"))) == 1
    assert ask("urgent", "stop", sent["id"], "--reason", "Nước rút").document["stopped_at"]
    drill = ask("urgent", "send", "fire", *SEND, "--drill", "--by", "in_person", "--at", "2026-06-02T15:00").document
    assert drill["spoken"].startswith("DIỄN TẬP")
    assert ask("urgent", "stop", "nowhere", "--reason", "x").error["code"] == "record_gone"
