"""The raw lists: plain values, every entry of the log, nothing that lies in the recycle bin."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from tests.samples.copies import sample_copy
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.exports import AIRINGS, SUBJECTS, records
from ttcs_desktop.workspace import Workspace

MONDAY, SUNDAY = dt.date(2026, 6, 1), dt.date(2026, 6, 7)
NOT_IN_THE_SAMPLE = {
    "board_texts",
    *(
        "sheets",
        "repeat_limits",
        "time_rules",
        "published_weeks",
        "week_templates",
        "published_recalls",
        "published_notices",
    ),
    *("neighbourhoods", "cluster_heard", "log_formats", "airing_changes"),
    *("carried", "snapshots", "topics", "item_topics", "attachments"),
    *("target_levels", "target_values", "report_texts"),
    *("collections", "collection_agencies", "collection_steps", "collection_reports"),
    *("collection_snapshots", "coverage"),
    *("task_steps", "task_notes", "task_links"),
    *("neighbourhoods", "cluster_heard", "quiet_places", "notice_boards", "notice_board_states", "faults"),
    "urgent",
    "sending",
    "received",
}


@pytest.fixture(scope="module")
def mau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = sample_copy(tmp_path_factory.mktemp("mau") / "mau")
    yield workspace
    workspace.close()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_list_is_plain_json_with_ids(mau: Workspace, subject: str) -> None:
    found = records(mau, subject, dt.date(2026, 1, 1), SUNDAY)
    assert json.loads(json.dumps(found)) == found
    assert len({one["id"] for one in found}) == len(found)
    assert found or subject in NOT_IN_THE_SAMPLE


def test_an_unknown_subject_names_the_known_ones(mau: Workspace) -> None:
    with pytest.raises(InvalidInput) as problem:
        records(mau, "hats")
    assert (problem.value.field, problem.value.code) == ("subject", "subject_unknown")
    assert "log" in problem.value.details["known"]


def test_columns_keep_their_kind(mau: Workspace) -> None:
    slot = records(mau, "slots")[0]
    assert slot["self_made"] in (True, False)
    assert slot["clusters"] == []
    assert slot["weekdays"] == sorted(slot["weekdays"])
    assert isinstance(slot["seconds"], int)
    assert records(mau, "tasks")[0]["when_strict"] is False
    assert records(mau, "people")[0]["roles"] == ["officer"]


def test_a_stretch_of_days_narrows_what_has_a_day(mau: Workspace) -> None:
    log = records(mau, "log", MONDAY, MONDAY)
    assert {entry["day"] for entry in log} == {"2026-06-01"}
    entries = {entry["id"] for entry in log}
    assert {one["entry_id"] for one in records(mau, "witnesses", MONDAY, MONDAY)} == entries
    assert all(one["date_from"] <= "2026-06-07" for one in records(mau, "slots", MONDAY, SUNDAY))
    assert len(records(mau, "items", MONDAY, MONDAY)) == len(records(mau, "items"))
    assert {one["name"] for one in records(mau, "columns")} > {one["name"] for one in records(mau, "columns", MONDAY)}


def test_one_open_end_is_enough(mau: Workspace) -> None:
    every = records(mau, "log")
    assert records(mau, "log", MONDAY) + records(mau, "log", None, MONDAY - dt.timedelta(days=1)) != []
    assert len(records(mau, "log", MONDAY)) + len(records(mau, "log", None, MONDAY - dt.timedelta(days=1))) == len(
        every
    )


def test_the_log_holds_a_corrected_entry_and_its_correction(mau: Workspace) -> None:
    log = {entry["id"]: entry for entry in records(mau, "log")}
    (fix,) = [entry for entry in log.values() if entry["corrects"]]
    assert log[fix["corrects"]]["state"] == "full"
    assert fix["state"] == "partial"


def test_airings_are_planned_and_need_both_days(mau: Workspace) -> None:
    week = records(mau, AIRINGS, MONDAY, SUNDAY)
    assert [one["start"] for one in week] == sorted(one["start"] for one in week)
    assert all(one["approval_id"] for one in week)
    for first, last, field in ((None, None, "from"), (MONDAY, None, "to")):
        with pytest.raises(InvalidInput) as problem:
            records(mau, AIRINGS, first, last)
        assert (problem.value.field, problem.value.code) == (field, "airings_need_days")


def test_days_in_the_wrong_order_are_refused(mau: Workspace) -> None:
    with pytest.raises(InvalidInput) as problem:
        records(mau, "log", SUNDAY, MONDAY)
    assert problem.value.code == "window_reversed"


def test_what_lies_in_the_recycle_bin_is_not_listed(mau: Workspace) -> None:
    item = mau.content.add("Bản nháp bỏ đi", "Không dùng.")
    before = len(records(mau, "items"))
    mau.content.remove(item.id)
    assert len(records(mau, "items")) == before - 1
