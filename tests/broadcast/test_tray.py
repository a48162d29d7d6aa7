"""What waits for a place: neither what is placed nor what was aired; where it would go, and back again."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.vietnamese_words import foreign_words
from tests.wards import (
    NOON,
    POWER_CUT,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    code_of,
    confirm,
    make_ward,
    set_clock,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.checks.wording import explain_lack
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.recurrence import OnHolidays, Recurrence
from ttcs_desktop.broadcast.tray.model import Place
from ttcs_desktop.broadcast.tray.wording import about, place_words
from ttcs_desktop.content.model import Priority, Rights
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.content.topics.model import Per, Span, TopicEntry, Wanted
from ttcs_desktop.office.model import DayKind

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
TOMORROW = TODAY + DAY


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def until(ward, item, last, priority=Priority.NORMAL):
    return ward.content.terms.set(item.id, Terms(None, last, Rights.OWN, "", priority))


def waiting(ward) -> list[str]:
    return [one.item.title for one in ward.tray.waiting()]


def test_what_waits_stands_by_its_last_day_then_its_class_and_what_ran_out_at_the_end(ward) -> None:
    for title, last, priority in (
        ("Không hạn", None, Priority.NORMAL),
        ("Sau", TODAY + 9 * DAY, Priority.URGENT),
        ("Thường", TODAY + 3 * DAY, Priority.NORMAL),
        ("Ưu tiên", TODAY + 3 * DAY, Priority.PRIORITY),
        ("Hết hạn", TODAY - DAY, Priority.PRIORITY),
        ("Hết từ lâu", TODAY - 15 * DAY, Priority.NORMAL),
    ):
        until(ward, approved_item(ward, title), last, priority)
    draft = ward.content.add("Nháp thường", "Chữ.")
    until(ward, ward.content.add("Nháp ưu tiên", "Chữ."), TODAY, Priority.PRIORITY)
    assert waiting(ward) == ["Nháp ưu tiên", "Ưu tiên", "Thường", "Sau", "Không hạn", "Hết hạn"]
    told = [about(one) for one in ward.tray.waiting()]
    assert told[0] == "hạn 02/06 · ưu tiên · nháp"
    assert told[-1] == "hết hạn 01/06 mà chưa phát · ưu tiên · đã duyệt"
    assert draft.id not in {one.item.id for one in ward.tray.waiting()}
    assert "không xếp được nữa" in place_words(ward.tray.waiting()[-1], Place())


def test_what_is_placed_or_was_aired_waits_no_more_and_what_was_not_aired_comes_back(ward) -> None:
    item, other = approved_item(ward, "Tiêm chủng"), approved_item(ward, "Cắt điện")
    series = add_slot(ward, "Chuyên mục", "17:00", 15, fill=Fill.SERIES)
    assert waiting(ward) == ["Cắt điện", "Tiêm chủng"]
    approved_edition(ward, series, TOMORROW, item)
    own = add_slot(ward, "Nhắc", "06:00", 5, fill=Fill.ITEM, item_id=other.id, first=TOMORROW, last=TOMORROW)
    assert waiting(ward) == []
    ward.airing_changes.cancel(airing_of(ward, own, TOMORROW))
    assert waiting(ward) == ["Cắt điện"], "its only airing is left out"
    ward.undo.undo()
    set_clock(ward, NOON + 2 * DAY)
    assert waiting(ward) == [], "nobody has said yet how it went"
    confirm(ward, series, TOMORROW)
    confirm(ward, own, TOMORROW, POWER_CUT)
    assert waiting(ward) == ["Cắt điện"], "it was not aired"


def test_an_item_waits_by_the_plan_itself_holidays_moves_and_every_play(ward) -> None:
    """The plan has what the plan asks: the tray has no reckoning of its own."""
    national_day = dt.date(2026, 9, 2)  # the office has it off
    titles = ("Chỉ ngày lễ", "Nghỉ lễ", "Hai lượt", "Dời xa", "Số bị bỏ", "Số dời đi", "Số nghỉ lễ")
    items = {title: approved_item(ward, title) for title in titles}

    def own(title: str, first: dt.date, last: dt.date, **rule):
        facts = {"fill": Fill.ITEM, "item_id": items[title].id, "first": first, "last": last}
        return add_slot(ward, title, "06:00", 5, recurrence=Recurrence(**rule), **facts)

    own("Chỉ ngày lễ", TOMORROW, TOMORROW + DAY, holidays=OnHolidays.ONLY)
    own("Nghỉ lễ", national_day, national_day, holidays=OnHolidays.SKIP)
    own("Hai lượt", TOMORROW, TOMORROW, plays=2)
    first, _ = ward.broadcast.timetable.days(TOMORROW, TOMORROW)
    ward.airing_changes.cancel(first)
    far = own("Dời xa", TOMORROW, TOMORROW)
    ward.airing_changes.move(airing_of(ward, far, TOMORROW), NOON + 30 * DAY)
    series = add_slot(
        ward, "Chuyên mục", "17:00", 15, fill=Fill.SERIES, recurrence=Recurrence(holidays=OnHolidays.SKIP)
    )
    for title, day in (("Số bị bỏ", TOMORROW), ("Số dời đi", TOMORROW + DAY), ("Số nghỉ lễ", TOMORROW + 2 * DAY)):
        approved_edition(ward, series, day, items[title])
    ward.office.set_holiday(TOMORROW + 2 * DAY, "Nghỉ bù", DayKind.OFF)
    ward.airing_changes.cancel(airing_of(ward, series, TOMORROW))
    ward.airing_changes.move(airing_of(ward, series, TOMORROW + DAY), NOON + 20 * DAY)
    assert sorted(waiting(ward)) == ["Chỉ ngày lễ", "Nghỉ lễ", "Số bị bỏ", "Số nghỉ lễ"]
    set_clock(ward, NOON + 19 * DAY)
    assert "Dời xa" not in waiting(ward)
    assert "Số dời đi" not in waiting(ward), "its day is over, and it is still to come"
    set_clock(ward, NOON + 21 * DAY)
    (moved,) = [one for one in ward.broadcast.timetable.days(TODAY + 20 * DAY, TODAY + 20 * DAY) if one.moved_from]
    ward.broadcast.log.confirm(moved, POWER_CUT)
    assert "Số dời đi" in waiting(ward), "it was not aired, though not on the day of its edition"


def test_an_item_goes_into_the_chosen_day_of_a_series_and_undo_takes_it_out(ward) -> None:
    series = add_slot(ward, "Chuyên mục", "17:00", 15, fill=Fill.SERIES)
    approved_edition(ward, series, TOMORROW, approved_item(ward, "Bài đầu"), title="Số 1")
    item = approved_item(ward, "Bài thêm")
    station = ward.broadcast.inventory.the_station()
    place = ward.tray.place_for(item, airing_of(ward, series, TOMORROW), station)
    assert (place.airing.title, place.reopens) == ("Số 1", True)
    words = place_words(ward.tray.waiting()[0], place)
    assert words == "Enter: thêm vào “Số 1”, 17:00 thứ Tư 03/06. Buổi này đã duyệt: thêm bài thì phải duyệt lại."
    edition = ward.tray.put(item.id, place)
    assert (edition.parts[-1], edition.title, len(edition.parts)) == (item.version_id, "Số 1", 2)
    assert waiting(ward) == []
    ward.undo.undo()
    assert waiting(ward) == ["Bài thêm"]
    begun = airing_of(ward, series, TODAY - DAY)
    assert ward.tray.place_for(item, begun, station).airing is None, "what has begun takes nothing in"


def test_without_a_series_it_gets_the_next_free_stretch_after_something_that_plays(ward) -> None:
    station = ward.broadcast.inventory.the_station()
    item = approved_item(ward, "Cắt điện")
    assert ward.tray.next_spot(item, station).start == NOON.replace(hour=17), "nothing plays anywhere near"
    add_slot(ward, "Sáng", "05:00", 30)
    add_slot(ward, "Chiều", "17:00", 15)
    add_slot(ward, "Sát", "17:15", 15, clusters=("TDP 2",))
    add_slot(ward, "Kẹp", "17:33", 15)
    place = ward.tray.place_for(item, None, station)
    assert (place.spot.start, place.spot.end) == (NOON.replace(hour=17, minute=48), NOON.replace(hour=17, minute=53))
    words = place_words(ward.tray.waiting()[0], place)
    assert words.startswith("Enter: khung riêng 17:48–17:53, thứ Ba 02/06")
    assert foreign_words(words, ["Enter"]) == []
    slot = ward.tray.put(item.id, place)
    assert (slot.date_from, slot.date_to, slot.start, slot.item_id) == (TODAY, TODAY, dt.time(17, 48), item.id)
    assert airing_of(ward, slot, TODAY).approval is not None
    assert [one for one in ward.broadcast.timetable.findings(Week.of(TODAY)) if one.rule is Rule.OVERLAP] == []
    ward.undo.undo()
    assert waiting(ward) == ["Cắt điện"]
    set_clock(ward, NOON.replace(hour=20, minute=58))
    assert ward.tray.next_spot(item, station).start == dt.datetime(2026, 6, 3, 5, 30)
    short = until(ward, item, TODAY)
    assert ward.tray.next_spot(short, station) is None
    assert "Hai tuần tới" in place_words(ward.tray.waiting()[0], ward.tray.place_for(short, None, station))


def test_an_hour_within_the_time_rules_is_proposed_first_and_what_breaks_them_says_so(ward) -> None:
    station, item = ward.broadcast.inventory.the_station(), approved_item(ward, "Cắt điện")
    add_slot(ward, "Sáng", "05:30", 15, first=TOMORROW)
    assert ward.tray.next_spot(item, station).start == dt.datetime(2026, 6, 3, 5, 45)
    ward.time_rules.choose("ha-noi-2021-quan", TODAY, Severity.WARN)  # two sessions of 15 minutes, Monday to Friday
    spot = ward.tray.next_spot(item, station)
    assert (spot.start, spot.breaks) == (NOON.replace(hour=17), ()), "the morning is full"
    add_slot(ward, "Chiều", "17:00", 15)
    spot = ward.tray.next_spot(item, station)
    assert (spot.start, [one.rule for one in spot.breaks]) == (NOON.replace(hour=17, minute=15), [Rule.LONG_SESSION])
    words = place_words(ward.tray.waiting()[0], Place(spot=spot))
    assert "Chưa hợp bộ “Hà Nội 2021, quận cũ”: buổi chiều dài 20 phút, được phép 15." in words
    assert foreign_words(words, ["Enter"]) == []
    only_weekend = ward.content.terms.set(item.id, Terms(TODAY + 4 * DAY, TODAY + 5 * DAY, Rights.OWN))
    spot = ward.tray.next_spot(only_weekend, station)
    assert [one.rule for one in spot.breaks] == [Rule.OFF_DAY]
    assert "thứ Bảy là ngày không phát" in place_words(ward.tray.waiting()[0], Place(spot=spot))
    urgent = until(ward, item, None, Priority.URGENT)
    assert ward.tray.next_spot(urgent, station).breaks == (), "what is urgent is bound by no hour"


@pytest.mark.parametrize("code", ["item_without_words", "no_free_stretch", "record_gone"])
def test_what_cannot_be_placed_is_refused(ward, code) -> None:
    station = ward.broadcast.inventory.the_station()
    if code == "item_without_words":
        item = ward.content.add("Chỉ có tên", "")
        place = ward.tray.place_for(item, None, station)
    else:
        item = approved_item(ward) if code == "no_free_stretch" else None
        place = Place()
    with pytest.raises(InvalidInput) as trouble:
        ward.tray.put(item.id if item else "gone", place)
    assert code_of(trouble) == code


def test_priority_news_without_an_airing_and_topics_due_in_the_week_are_told(ward) -> None:
    week = Week.of(TODAY)
    item = until(ward, approved_item(ward, "Giả danh cán bộ"), week.sunday, Priority.PRIORITY)
    until(ward, approved_item(ward, "Tuần sau"), week.sunday + DAY, Priority.URGENT)
    may = ward.topics.add(2026, TopicEntry("Phòng đuối nước", span=Span(dt.date(2026, 5, 1), dt.date(2026, 6, 5))))
    june = TopicEntry("Môi trường", span=Span(dt.date(2026, 6, 1), dt.date(2026, 6, 6)), wanted=Wanted(2, Per.PERIOD))
    env = ward.topics.add(2026, june)
    ward.topics.add(2026, TopicEntry("Cả năm"))
    assert [(one.rule, one.title, one.due, one.told) for one in ward.week_lacks.of(week)] == [
        (Rule.TOPIC_NOT_COVERED, "Phòng đuối nước", dt.date(2026, 6, 5), 0),
        (Rule.TOPIC_NOT_COVERED, "Môi trường", dt.date(2026, 6, 6), 0),
        (Rule.PRIORITY_NOT_PLACED, "Giả danh cán bộ", week.sunday, 0),
    ]
    assert [one.title for one in ward.week_lacks.of(week.shifted(1))] == ["Giả danh cán bộ", "Tuần sau"]
    assert ward.week_lacks.of(week.shifted(-1)) == ()
    ward.topics.set_for_item(item.id, 2026, [may.id, env.id])
    add_slot(ward, "Tin ưu tiên", "06:00", 5, fill=Fill.ITEM, item_id=item.id, first=TOMORROW, last=TOMORROW)
    (left,) = ward.week_lacks.of(week)
    assert (left.title, left.told, left.wanted, left.severity) == ("Môi trường", 1, 2, Severity.WARN)
    words = explain_lack(left)
    assert "cần 2 lượt, lịch mới có 1" in words
    assert foreign_words(words) == []
    ward.undo.undo()
    (told,) = [one for one in ward.week_lacks.of(week) if one.rule is Rule.PRIORITY_NOT_PLACED]
    assert "Thông tư 39/2020" in explain_lack(told)
