"""How the sample ward came to that morning: a real history, the same figures each time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.recount.asking import figures_of
from tests.vietnamese_words import foreign_words
from ttcs_desktop.broadcast.model import Outcome, Reason, WitnessKind
from ttcs_desktop.content.model import ItemState
from ttcs_desktop.exports import records
from ttcs_desktop.samples.data import shipped_sample
from ttcs_desktop.samples.mau import build_sample
from ttcs_desktop.workspace import Workspace

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 5, 30)


def test_the_same_figures_each_time(mau: Workspace, tmp_path: Path) -> None:
    again = build_sample(tmp_path / "again")
    window = mau.statistics.catalogue.template("184-6T").window(2026)
    assert figures_of(again, window) == figures_of(mau, window)
    titles = [(entry.day, entry.start, entry.title, entry.aired_seconds) for entry in _log(again)]
    assert titles == [(entry.day, entry.start, entry.title, entry.aired_seconds) for entry in _log(mau)]
    again.close()


def test_the_history_is_one_chain_that_never_goes_back(mau: Workspace) -> None:
    assert mau.ledger.first_broken_line() is None
    moments = [row["at"] for row in mau.database.rows("SELECT at FROM history ORDER BY seq")]
    assert moments == sorted(moments)
    assert moments[-1] == "2026-06-02T00:30:00.000Z"


def test_nothing_was_aired_before_its_approval(mau: Workspace) -> None:
    approvals = {one["id"]: one for one in records(mau, "approvals")}
    for entry in _log(mau):
        if entry.airing_id is not None:
            start = dt.datetime.combine(entry.day, entry.start, dt.timezone(dt.timedelta(hours=7)))
            assert dt.datetime.fromisoformat(approvals[entry.approval_id]["created_at"]) < start, entry.title


def test_the_station_is_silent_at_weekends_and_on_days_off(mau: Workspace) -> None:
    off = mau.office.calendar().off
    aired = {entry.day for entry in _log(mau) if entry.airing_id is not None}
    assert aired.isdisjoint(off)
    assert {day for day in aired if day.weekday() >= 5} == {dt.date(2026, 1, 10)}, "the Saturday worked in exchange"


def test_bulletins_are_numbered_without_a_gap(mau: Workspace) -> None:
    new = [one for one in mau.broadcast.timetable.editions_between(FIRST, dt.date(2026, 6, 7)) if not one.repeat_of]
    numbers = [int(one.title.split()[-1]) for one in new if one.title.startswith("Bản tin phường số")]
    assert numbers == list(range(1, 45))


def test_one_week_only_repeats_the_week_before(mau: Workspace) -> None:
    editions = mau.broadcast.timetable.editions_between(dt.date(2026, 3, 23), dt.date(2026, 3, 27))
    originals = {one.id for one in mau.broadcast.timetable.editions_between(dt.date(2026, 3, 16), dt.date(2026, 3, 20))}
    assert len(editions) == 10
    assert {one.repeat_of for one in editions} <= originals


def test_a_withdrawn_item_stays_planned_is_never_aired_again_and_stays_in_the_log(mau: Workspace) -> None:
    (item,) = [item for item in mau.content.items() if item.state is ItemState.WITHDRAWN]
    planned = [
        airing
        for airing in mau.broadcast.timetable.days(dt.date(2026, 5, 18), dt.date(2026, 5, 24))
        if airing.slot.item_id == item.id
    ]
    assert [airing.approval is not None for airing in planned] == [True, False, False]
    assert [entry.day for entry in _log(mau) if item.id in entry.items] == [dt.date(2026, 5, 20)]


def test_what_went_wrong_has_its_reason(mau: Workspace) -> None:
    failed = {(entry.state, entry.reason) for entry in _log(mau) if entry.state is not Outcome.FULL}
    assert failed >= {
        (Outcome.NONE, Reason.POWER),
        (Outcome.NONE, Reason.CONNECTION),
        (Outcome.PARTIAL, Reason.CONNECTION),
        (Outcome.PARTIAL, Reason.LOUDSPEAKER),
        (Outcome.PARTIAL, Reason.POWER),
        (Outcome.INTERRUPTED, Reason.CONNECTION),
        (Outcome.INTERRUPTED, Reason.URGENT),
    }


def test_one_entry_was_corrected_and_both_can_be_read(mau: Workspace) -> None:
    book = mau.broadcast.log.book(dt.date(2026, 2, 3), dt.date(2026, 2, 3))
    (fix,) = [entry for entry in book if entry.corrects]
    assert fix.corrects in {entry.id for entry in book}
    assert fix.corrects not in {entry.id for entry in _log(mau)}


def test_a_cluster_counts_from_the_day_it_hangs(mau: Workspace) -> None:
    totals = {entry.clusters_total for entry in _log(mau) if entry.day < dt.date(2026, 2, 28)}
    assert totals == {9}


def test_the_vendors_log_confirms_most_adds_some_and_contradicts_once(mau: Workspace) -> None:
    witnesses = mau.broadcast.log.witnesses([entry.id for entry in mau.broadcast.log.book(FIRST, LAST)])
    vendor = [one for one in witnesses if one.kind is WitnessKind.VENDOR]
    assert len(vendor) == 100
    assert sum(not one.agrees for one in vendor) == 1
    by_hand = {one.entry_id for one in witnesses if one.kind is WitnessKind.HAND}
    assert 0 < sum(one.entry_id not in by_hand for one in vendor) < 40
    assert [entry.title for entry in _log(mau) if entry.airing_id is None] == ["Tìm trẻ lạc tại chợ phường"]


def test_a_ward_of_an_earlier_day_has_no_later_past(tmp_path: Path) -> None:
    workspace = build_sample(tmp_path / "february", until=dt.datetime(2026, 2, 28, 9))
    assert len(workspace.broadcast.inventory.clusters()) == 9
    assert max(entry.day for entry in _log(workspace)) == dt.date(2026, 2, 26)
    workspace.close()


def test_items_are_many_and_sensibly_used_again(mau: Workspace) -> None:
    sample = shipped_sample()
    assert len(sample.pieces) >= 40
    assert len({piece.title for piece in sample.pieces.values()}) == len(sample.pieces)
    uses: dict[str, int] = {}
    for edition in mau.broadcast.timetable.editions_between(FIRST, LAST):
        for version in edition.parts if not edition.repeat_of else ():
            uses[version] = uses.get(version, 0) + 1
    assert max(uses.values()) <= 8


def test_every_word_of_the_sample_is_vietnamese(mau: Workspace) -> None:
    """What is on screen and paper, out of the record itself."""
    texts = [f"{one['title']}. {text['text']}" for one in records(mau, "items") for text in _versions_of(mau, one)]
    texts += [one[field] for one in records(mau, "clusters") for field in ("name", "place")]
    texts += [one["name"] for subject in ("people", "columns", "stations") for one in records(mau, subject)]
    texts += [
        one["title"] for subject in ("slots", "editions", "contributions", "log") for one in records(mau, subject)
    ]
    texts += [one["source"] for one in records(mau, "slots")]
    texts += [one["reason"] for subject in ("approvals", "entered") for one in records(mau, subject)]
    texts += [one["note"] for one in records(mau, "witnesses")]
    texts += [text for task in mau.plans.tasks() for text in (task.text, task.group_title, task.when_text, *task.lead)]
    assert {word for text in set(texts) for word in foreign_words(text)} == set()


def _versions_of(workspace: Workspace, item: dict) -> list[dict]:
    return [one for one in records(workspace, "versions") if one["item_id"] == item["id"]]


def _log(workspace: Workspace) -> list:
    return workspace.broadcast.log.entries(FIRST, dt.date(2026, 6, 30))
