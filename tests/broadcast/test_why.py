"""Why something plays or not: the chain of reasons ends where the timetable ends, and each link names its record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.ui.commands.calling import spoken
from tests.vietnamese_words import foreign_words
from tests.wards import (
    NO,
    NOON,
    PLAYED,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    authorise,
    code_of,
    confirm,
    make_ward,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Condition, Fill, Kind, Priority
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays, Recurrence
from ttcs_desktop.broadcast.why.model import Mark, Said
from ttcs_desktop.broadcast.why.wording import MARKS, days_of, item_verdict, tell, verdict
from ttcs_desktop.content.model import Basis, Rights
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.office.model import DayKind

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
TOMORROW, LATER = TODAY + DAY, TODAY + 2 * DAY
STANDING = replace(YES, basis=Basis.STANDING, number="02/UQ")


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("why"))
    authorise(made, "02/UQ", Scope.RELAYS, last=TOMORROW)
    yield made
    made.close()


@pytest.fixture(scope="module")
def slots(ward):
    """One slot for each way in which something plays or does not, by a short name."""
    made = {
        "title": add_slot(ward, "Bản tin", "05:00", 5, weekdays=frozenset({2, 4})),
        "open": add_slot(ward, "Chưa duyệt", "05:10", 5, approved=False),
        "relay": add_relay(ward, start="05:20", minutes=5, approved=False),
        "late": add_slot(ward, "Duyệt muộn", "05:30", 5, approved=False),
        "short": add_slot(ward, "Một ngày", "05:40", 5, first=TOMORROW, last=TOMORROW),
    }
    timetable = ward.broadcast.timetable
    timetable.approve_slot(made["relay"].id, STANDING)
    timetable.approve_slot(made["late"].id, replace(YES, decided_on=TODAY))
    items = {name: approved_item(ward, name) for name in ("Tiêm chủng", "Rút lại", "Viết lại", "Có hạn", "Bài thường")}
    for number, (name, item) in enumerate(items.items()):
        made[name] = add_slot(
            ward, f"Khung {name}", f"06:{number * 10:02}", 5, fill=Fill.ITEM, item_id=item.id, first=TODAY - 3 * DAY
        )
    series = add_slot(ward, "Chuyên mục", "17:00", 10, fill=Fill.SERIES)
    made["series"] = series
    approved_edition(ward, series, TODAY, items["Bài thường"])
    approved_edition(ward, series, TOMORROW, items["Bài thường"], items["Rút lại"])
    approved_edition(ward, series, LATER, items["Viết lại"])
    timetable.set_edition(series.id, LATER + DAY, [items["Bài thường"].version_id])
    approved_edition(ward, series, LATER + 2 * DAY, items["Bài thường"])
    timetable.set_edition(series.id, LATER + 2 * DAY, [items["Bài thường"].version_id, items["Tiêm chủng"].version_id])
    ward.content.withdraw(items["Rút lại"].id, NO)
    ward.content.edit(items["Viết lại"].id, "Viết lại", "Chữ khác hẳn.")
    ward.content.terms.set(items["Có hạn"].id, Terms(None, TODAY, Rights.OWN))
    august = Recurrence(Every.DATE, days=((8, 19), (0, 3)), skipped=frozenset({LATER + 30 * DAY}))
    made["dates"] = add_slot(ward, "Ngày lễ", "20:00", 5, recurrence=august)
    made["lunar"] = add_slot(ward, "Ngày rằm", "20:10", 5, recurrence=Recurrence(Every.LUNAR, days=((0, 15),)))
    off = Recurrence(holidays=OnHolidays.SKIP, plays=2, pause_seconds=60)
    made["workdays"] = add_slot(ward, "Ngày làm việc", "20:20", 5, recurrence=off)
    made["festive"] = add_slot(ward, "Ngày nghỉ", "20:40", 5, recurrence=replace(off, holidays=OnHolidays.ONLY))
    ward.office.set_holiday(LATER, "Nghỉ hè", DayKind.OFF)
    for name, day in (("single", LATER), ("moved", LATER + DAY)):
        made[name] = add_slot(ward, f"Riêng {name}", "21:00", 5, first=day, last=day)
    ward.airing_changes.cancel(airing_of(ward, made["single"], LATER), "họp dân")
    ward.airing_changes.move(airing_of(ward, made["moved"], LATER + DAY), dt.datetime(2026, 6, 6, 9), "nhường giờ")
    return made


def said(answer) -> list[tuple[Said, Mark]]:
    return [(one.said, one.mark) for one in answer.reasons]


def test_the_answer_is_the_timetable_s_own_for_every_slot_and_day(ward, slots) -> None:
    seen = set()
    for day in (
        TODAY - 120 * DAY,
        TODAY - 2 * DAY,
        TODAY - DAY,
        *(TODAY + number * DAY for number in range(6)),
        LATER + 29 * DAY,
        LATER + 30 * DAY,
    ):
        planned = {(one.slot.id, one.id): one for one in ward.broadcast.timetable.days(day, day)}
        without = {(slot.id, ""): None for slot in slots.values() if all(slot.id != key for key, _ in planned)}
        for (slot_id, airing_id), airing in (planned | without).items():
            slot = ward.broadcast.timetable.slot(slot_id)
            answer = ward.why.of_slot(slot.id, day, airing_id)
            assert answer.airing == airing
            assert answer.plays == (airing is not None and airing.approval is not None), (slot.title, day)
            fresh = [one for one in answer.reasons if one.said not in seen]
            seen |= {one.said for one in fresh}
            for reason in fresh:
                words = tell(reason, ward.broadcast.inventory.cluster_names())
                assert words.endswith(".")
                assert foreign_words(words, ["Insert", "TDP", "VOV"]) == [], words
            assert verdict(answer, NOON).endswith(".")
    assert seen >= {
        Said.NOT_BEGUN, Said.ENDED, Said.OTHER_WEEKDAY, Said.FALLS, Said.NOBODY, Said.LATER, Said.STANDING_ENDED,
        Said.APPROVED, Said.WITHDRAWN, Said.OTHER_WORDING, Said.EMPTY, Said.PART, Said.PART_WITHDRAWN, Said.EXPIRED,
        Said.OLD_WORDING, Said.RELAY, Said.TITLE, Said.ITEM, Said.HEARD, Said.NOT_LOGGED,
        Said.OTHER_DATE, Said.SKIPPED, Said.HOLIDAY, Said.NO_HOLIDAY, Said.CANCELLED, Said.MOVED_AWAY, Said.MOVED_HERE,
    }  # fmt: skip


def test_each_reason_names_who_when_and_what_to_open(ward, slots) -> None:
    answer = ward.why.of_slot(slots["relay"].id, LATER)
    (ended,) = [one for one in answer.reasons if one.mark is Mark.NO]
    assert (ended.said, ended.subject, ended.record_id) == (Said.STANDING_ENDED, "broadcast", slots["relay"].id)
    assert "theo ủy quyền thường xuyên số 02/UQ" in tell(ended, {})
    stopped = next(one for one in ward.why.of_slot(slots["series"].id, TOMORROW).reasons if one.mark is Mark.NO)
    assert (stopped.said, stopped.subject, stopped.name) == (Said.PART_WITHDRAWN, "content", "Rút lại")
    assert "Nội dung đã cũ" in tell(stopped, {})


def test_a_slot_says_its_days_as_an_officer_would(slots) -> None:
    assert [days_of(slots[name]) for name in ("title", "dates", "lunar")] == [
        "thứ Ba, thứ Năm", "ngày 3 hằng tháng; ngày 19 tháng 8 hằng năm", "ngày 15 âm lịch hằng tháng",
    ]  # fmt: skip
    fortnight = replace(slots["short"], recurrence=Recurrence(weeks=2))
    last = replace(slots["short"], recurrence=Recurrence(Every.DATE, days=((0, -1),)))
    assert (days_of(fortnight), days_of(last)) == ("mọi ngày, 2 tuần một lần", "ngày cuối cùng hằng tháng")


def test_what_does_not_change_the_answer_is_told_beside_it(ward, slots) -> None:
    day = LATER + 20 * DAY
    slot = add_slot(ward, "Chỉ cụm 2", "09:00", 30, first=day, last=day, clusters=("TDP 2",))
    urgent = add_slot(ward, "Mưa lũ", "09:10", 10, first=day, last=day, kind=Kind.URGENT, priority=Priority.URGENT)
    (cluster,) = slot.clusters
    ward.broadcast.inventory.change_cluster(cluster, day, loudspeakers=4, condition=Condition.FAULTY)
    ward.office.set_holiday(day, "Nghỉ bù", DayKind.OFF)
    answer = ward.why.of_slot(slot.id, day)
    assert said(answer) == [
        (Said.FALLS, Mark.YES), (Said.DAY_OFF, Mark.NOTE), (Said.HEARD, Mark.NOTE), (Said.FAULTY, Mark.LOOK),
        (Said.TITLE, Mark.NOTE), (Said.APPROVED, Mark.YES), (Said.URGENT, Mark.LOOK),
    ]  # fmt: skip
    assert answer.plays
    cut = answer.reasons[-1]
    assert (cut.record_id, "09:10–09:20" in tell(cut, {})) == (airing_of(ward, urgent, day).id, True)
    ward.broadcast.inventory.change_cluster(cluster, day, loudspeakers=4, condition=Condition.RETIRED)
    assert (Said.NOWHERE, Mark.LOOK) in said(ward.why.of_slot(slot.id, day))
    assert Said.URGENT not in {one.said for one in ward.why.of_slot(urgent.id, day).reasons}
    ward.broadcast.inventory.change_cluster(cluster, day, loudspeakers=4, condition=Condition.WORKING)


def test_what_is_over_says_what_the_log_says_and_who_said_it(ward, slots) -> None:
    confirm(ward, slots["title"], TODAY, PLAYED)
    answer = ward.why.of_slot(slots["title"].id, TODAY)
    told = [tell(one, {}) for one in answer.reasons][-2:]
    assert told == [
        "Sổ phát ghi: phát đủ; 5/5 phút, 2/2 cụm.",
        "Nguồn xác nhận: cán bộ ghi, 05:00, 5 phút.",
    ]
    assert verdict(answer, NOON) == "Được phép phát lúc ấy."


def test_an_item_answers_for_all_its_slots_or_says_that_there_is_none(ward, slots) -> None:
    item = ward.content.item(slots["Bài thường"].item_id)
    answer = ward.why.of_item(item.id, TODAY)
    assert {one.slot.id for one in answer.answers} == {slots["Bài thường"].id, slots["series"].id}
    assert item_verdict(answer) == "Bài được phát trong 2/2 buổi của ngày."
    far = ward.why.of_item(item.id, TODAY - 100 * DAY)
    assert [one.said for one in far.reasons] == [Said.NOT_PLANNED, Said.COMING, Said.APPROVED]
    assert (far.plays, "Khung Bài thường" in tell(far.reasons[1], {})) == (False, False)
    alone = ward.content.add("Chưa ai xem", "Chữ.")
    assert [one.said for one in ward.why.of_item(alone.id, TODAY).reasons] == [Said.NOT_PLANNED, Said.NOBODY]
    with pytest.raises(InvalidInput) as trouble:
        ward.why.of_item("gone", TODAY)
    assert code_of(trouble) == "record_gone"
    assert set(MARKS) == set(Mark)


def test_the_command_line_tells_the_chain(ward, slots, capsysbinary) -> None:
    def asked(*arguments: str):
        data = ("--data", str(ward.folder), "--now", "2026-06-02T12:00")
        return spoken(capsysbinary, "schedule", "why", *arguments, "--json", *data)

    told = asked("--slot", slots["open"].id, "--day", "2026-06-03").document
    assert (told["plays"], told["slot"], told["day"]) == (False, slots["open"].id, "2026-06-03")
    assert [one["code"] for one in told["reasons"]] == ["falls", "heard", "title", "nobody"]
    assert told["reasons"][-1]["mark"] == "no"
    told = asked("--item", slots["Bài thường"].item_id, "--day", "2026-06-02").document
    assert (told["plays"], len(told["answers"])) == (True, 2)
    assert asked("--day", "2026-06-02").code == 2


def test_the_command_line_lists_what_a_week_lacks_and_sets_limits(ward, slots, capsysbinary) -> None:
    def asked(*arguments: str):
        return spoken(
            capsysbinary, "schedule", *arguments, "--json", "--data", str(ward.folder), "--now", NOON.isoformat()
        )

    item = approved_item(ward, "Mưa bão")
    ward.content.terms.set(item.id, Terms(None, TOMORROW, Rights.OWN, "", Priority.URGENT))
    (lack,) = asked("check", "--week", "2026-W23").document["lacks"]
    assert (lack["title"], lack["rule"], lack["due"]) == ("Mưa bão", "priority_not_placed", "2026-06-03")
    told = asked("limits", "--from", "2026-06-03", "--per-day", "2").document["limits"]
    assert told == [{"from_day": "2026-06-03", "per_day": 2, "per_week": 0, "gap_hours": 0}]
