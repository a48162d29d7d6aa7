"""The outbox of a ward without a city stays as large as its record, and what would be sent is the same."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wards import make_ward
from ttcs_desktop.ground import tables
from ttcs_desktop.ledger.gathering import gather
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.ledger.model import Lane, NewOp


def sent(ward) -> dict[str, dict[str, dict]]:
    """What a city would have after taking every waiting op in order."""
    found: dict[str, dict[str, dict]] = {}
    for op in ward.ledger.outbox.due(Lane.RECORDS, limit=100_000, at_once=True):
        body = json.loads(op.body)
        known = found.setdefault(body["table"], {})
        for row in body["rows"]:
            known[row["id"]] = {**known.get(row["id"], {}), **row} if "deleted_at" in row else row
    return found


def gathered(ward, least: int = 1) -> int:
    return gather(ward.database, ward.ledger.outbox, ward.ledger.new_id, tables(), least=least)


def numbers(ward) -> list[int]:
    return [row["seq"] for row in ward.database.rows("SELECT seq FROM op ORDER BY seq")]


ACTS = st.lists(st.tuples(st.sampled_from(["add", "edit", "remove", "undo"]), st.integers(0, 3)), max_size=12)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_city_would_know_the_same(tmp_path_factory, acts) -> None:
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    for act, which in acts:
        items = ward.content.items()
        if act == "add" or not items:
            ward.content.add(f"Bài {which}", "Nội dung.")
        elif act == "edit":
            item = items[which % len(items)]
            ward.content.edit(item.id, item.title, f"Sửa lần {len(acts)} {which}")
        elif act == "remove":
            ward.content.remove(items[which % len(items)].id)
        elif ward.undo.offered():
            ward.undo.undo()
    before, lines = sent(ward), ward.ledger.outbox.waiting_count()
    saved = gathered(ward)
    assert ward.ledger.outbox.waiting_count() == lines - saved
    assert sent(ward) == before
    assert numbers(ward) == list(range(1, len(numbers(ward)) + 1))
    ward.content.add("Tiếp theo", "Nội dung.")
    assert numbers(ward) == list(range(1, len(numbers(ward)) + 1))
    ward.close()


def test_a_thousand_changes_of_one_record_become_a_handful_of_lines(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Bài", "Nội dung.")
    with ward.database.transaction():
        for number in range(200):
            ward.content.edit(item.id, f"Bài {number}", "Nội dung.")
    assert ward.ledger.outbox.waiting_count() > 200
    assert gathered(ward, least=10_000) == 0
    ward.tidy()  # a thousand are not there yet
    assert ward.ledger.outbox.waiting_count() > 200
    assert gathered(ward) > 190
    assert ward.ledger.outbox.waiting_count() < 12
    assert gathered(ward) == 0
    ward.close()


def test_an_enrolled_wards_frozen_bytes_stay_and_a_submission_keeps_its_own(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.ledger.save("statistics.freeze", [], send=NewOp("report", Lane.SUBMISSION, "statistics.report", "x", b"{}"))
    for number in range(20):
        ward.content.add(f"Bài {number}", "Nội dung.")
    assert gathered(ward) > 10
    assert ward.ledger.outbox.find("report").body == b"{}"
    for number in range(60):
        ward.content.add(f"Bài {number}", "Nội dung.")
    write_enrolment(ward.database, Enrolment("https://x", "hub", "Hub", "00" * 32))
    assert gathered(ward) == 0
    ward.close()
