"""Items on notice boards: which days and hours, what meets what, what stands on the week's notice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import START, add_slot, approved_item, code_of, make_ward, set_clock
from ttcs_desktop import exports
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.board_texts.model import BoardRule, BoardText
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.broadcast.publishing.wording import standing_words
from ttcs_desktop.papers.model import Table
from ui.workflows.papers import week_document

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
MONDAY = dt.date(2026, 6, 1)
WEEK = Week.of(MONDAY)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def board(ward, number: str, display: Display = Display.LED) -> str:
    made = ward.equipment.boards.add(NoticeBoard("", number, "Nhà văn hóa", "TDP 1"), display, START)
    return made.id


def text(item: str, *boards: str, first: int = 0, days: int = 1, opens: str = "", closes: str = "") -> BoardText:
    """From Monday and so many days, for so many."""
    begin = MONDAY + first * DAY
    hours = [dt.time.fromisoformat(one) if one else None for one in (opens, closes)]
    return BoardText("", item, frozenset(boards), begin, begin + (days - 1) * DAY, *hours)


def rules(ward) -> list[tuple[str, str]]:
    return [(one.rule.value, one.day.isoformat()) for one in ward.board_texts.findings(WEEK)]


def test_a_text_is_kept_altered_taken_off_and_brought_back(ward) -> None:
    led, item = board(ward, "1"), approved_item(ward)
    made = ward.board_texts.add(text(item.id, led, days=3, opens="18:00", closes="06:00"))
    assert ward.board_texts.week(WEEK) == [made]
    ward.board_texts.change(BoardText(made.id, item.id, frozenset({led}), MONDAY, MONDAY))
    assert ward.board_texts.one(made.id).opens is None
    ward.undo.undo()
    assert ward.board_texts.one(made.id) == made
    ward.board_texts.remove(made.id)
    assert ward.board_texts.week(WEEK) == []
    ward.undo.undo()
    assert ward.board_texts.week(WEEK) == [made]
    assert ward.board_texts.week(WEEK.shifted(1)) == []


@pytest.mark.parametrize(
    ("given_text", "code"),
    [
        (lambda item, led: text("gone", led), "item_gone"),
        (lambda item, led: text(item), "boards_missing"),
        (lambda item, led: text(item, "no board"), "boards_missing"),
        (lambda item, led: text(item, led, days=0), "window_reversed"),
        (lambda item, led: text(item, led, opens="06:00"), "hours_half"),
        (lambda item, led: text(item, led, opens="06:00", closes="06:00"), "window_empty"),
    ],
)
def test_what_cannot_be_is_refused(ward, given_text, code) -> None:
    led, item = board(ward, "1"), approved_item(ward)
    with pytest.raises(InvalidInput) as refused:
        ward.board_texts.add(given_text(item.id, led))
    assert code_of(refused) == code


def test_two_texts_at_the_same_time_on_one_electronic_board_are_found_and_on_paper_they_hang_together(ward) -> None:
    led, paper, item = board(ward, "1"), board(ward, "2", Display.PAPER), approved_item(ward)
    ward.board_texts.add(text(item.id, led, paper, days=5, opens="06:00", closes="08:00"))
    ward.board_texts.add(text(item.id, paper, days=7))
    assert rules(ward) == []
    ward.board_texts.add(text(item.id, led, first=2, days=1, opens="08:00", closes="09:00"))
    assert rules(ward) == [], "touching is no meeting"
    ward.board_texts.add(text(item.id, led, first=3, days=1, opens="07:59", closes="09:00"))
    assert rules(ward) == [("same_time", "2026-06-04")]


def test_hours_over_midnight_meet_the_next_morning_also_over_the_edge_of_the_week(ward) -> None:
    led, item = board(ward, "1"), approved_item(ward)
    ward.board_texts.add(text(item.id, led, first=-1, opens="22:00", closes="06:00"))
    ward.board_texts.add(text(item.id, led, opens="05:00", closes="07:00"))
    assert rules(ward) == [("same_time", "2026-06-01")]


def test_what_is_not_approved_unfit_gone_or_on_a_broken_board_is_found(ward) -> None:
    led = board(ward, "1")
    draft = ward.content.add("Nháp", "Chưa ai duyệt.")
    ward.board_texts.add(text(draft.id, led, days=2))
    ward.equipment.boards.change(led, MONDAY + DAY, Display.LED, Condition.FAULTY, connected=False)
    assert rules(ward) == [("not_approved", "2026-06-01"), ("board_out", "2026-06-02")]
    thrown_away = ward.content.add("Bỏ đi", "Không dùng.")
    ward.board_texts.add(text(thrown_away.id, board(ward, "2"), first=6))
    ward.content.remove(thrown_away.id)
    assert ("item_gone", "2026-06-07") in rules(ward)


def test_the_week_s_notice_has_the_boards_as_its_own_part_without_what_is_not_approved(ward) -> None:
    add_slot(ward, "Bản tin", "05:30")
    assert sum(isinstance(block, Table) for block in week_document(ward, WEEK).blocks) == 1
    led, item = board(ward, "1"), approved_item(ward)
    ward.board_texts.add(text(item.id, led, days=7, opens="18:00", closes="06:00"))
    ward.board_texts.add(text(ward.content.add("Nháp", "Chưa ai duyệt.").id, led))
    _, boards = (block for block in week_document(ward, WEEK).blocks if isinstance(block, Table))
    assert [one.cells for one in boards.rows] == [
        ("1", "01/6–07/6", "18:00–06:00 hôm sau", item.title, "1. Nhà văn hóa")
    ]


def test_boards_are_no_airings(ward) -> None:
    led, item = board(ward, "1"), approved_item(ward)
    before = ward.broadcast.timetable.week(WEEK), ward.broadcast.timetable.findings(WEEK)
    ward.board_texts.add(text(item.id, led, days=7))
    ward.board_texts.add(text(item.id, led, days=7))
    assert (ward.broadcast.timetable.week(WEEK), ward.broadcast.timetable.findings(WEEK)) == before
    assert [one.rule for one in ward.board_texts.findings(WEEK)] == [BoardRule.SAME_TIME]


def test_a_published_week_holds_what_its_boards_show_and_tells_what_became_of_it(ward) -> None:
    set_clock(ward, dt.datetime(2026, 5, 30, 9))
    add_slot(ward, "Bản tin", "05:30")
    led, item = board(ward, "1"), approved_item(ward)
    ward.board_texts.add(text(ward.content.add("Nháp", "Chưa ai duyệt.").id, led))
    made = ward.board_texts.add(text(item.id, led, first=-3, days=5, opens="18:00", closes="06:00"))
    version = ward.published.publish(WEEK)
    (posted,) = version.boards
    assert (posted.first, posted.last, posted.boards) == (MONDAY, MONDAY + DAY, ((led, "1. Nhà văn hóa"),))
    assert "ban hành lần 1" in str(week_document(ward, WEEK))
    assert ward.published.publish(WEEK) == version == ward.published.find(version.id)
    (body,) = (row["body"] for row in exports.records(ward, "published_weeks"))
    assert sha256_hex(body.encode()) == version.sha256

    ward.board_texts.change(replace(made, date_to=MONDAY + 3 * DAY))
    other = ward.board_texts.add(text(item.id, led, first=6))
    standing = ward.published.standing(WEEK)
    assert (standing.changes, [one.kind.value for one in standing.boards]) == ((), ["moved", "added"])
    assert standing_words(standing).endswith("từ đó: 1 thêm, 1 đổi giờ.")
    assert "ban hành" not in str(week_document(ward, WEEK)), "a changed week is no version"
    second = ward.published.publish(WEEK)
    assert (second.number, second.board_changes) == (2, standing.boards)
    said = str(week_document(ward, WEEK))
    assert "Thêm “Lịch tiêm chủng” trên bảng tin 1. Nhà văn hóa, 07/6, cả ngày" in said
    assert "01/6–02/6, 18:00–06:00 hôm sau đổi thành 01/6–04/6, 18:00–06:00 hôm sau" in said
    ward.board_texts.remove(other.id)
    assert [one.kind.value for one in ward.published.standing(WEEK).boards] == ["removed"]
    ward.published.recall(second.id)
    assert ward.published.in_force(WEEK).boards == (posted,)


def test_what_was_on_a_board_stays_as_published_and_is_not_taken_back(ward) -> None:
    set_clock(ward, dt.datetime(2026, 5, 30, 9))
    led, item = board(ward, "1"), approved_item(ward)
    made = ward.board_texts.add(text(item.id, led, days=2, opens="06:00", closes="08:00"))
    version = ward.published.publish(WEEK)
    assert version.lines == (), "a week of boards alone is one too"
    set_clock(ward, dt.datetime(2026, 6, 1, 6))
    with pytest.raises(InvalidInput) as refused:
        ward.published.recall(version.id)
    assert code_of(refused) == "published_on_board"
    ward.board_texts.change(replace(made, opens=dt.time(7)))
    assert [one.kind.value for one in ward.published.standing(WEEK).boards] == ["moved"]
    set_clock(ward, dt.datetime(2026, 6, 2, 8))
    assert ward.published.standing(WEEK).boards == (), "what is over is not looked at again"


def test_the_second_station_publishes_no_boards(ward) -> None:
    set_clock(ward, dt.datetime(2026, 6, 3, 9))
    ward.board_texts.add(text(approved_item(ward).id, board(ward, "1")))
    second = ward.broadcast.inventory.open_station("Trạm hai", MONDAY)
    with pytest.raises(InvalidInput, match="week_empty"):
        ward.published.publish(WEEK, second)
    assert sum(isinstance(block, Table) for block in week_document(ward, WEEK, second).blocks) == 0


TIMES = st.one_of(st.none(), st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda two: two[0] != two[1]))
TEXTS = st.builds(
    lambda first, days, hours: BoardText(
        "", "i", frozenset("b"), MONDAY + first * DAY, MONDAY + (first + days) * DAY,
        *((dt.time(hours[0]), dt.time(hours[1])) if hours else (None, None)),
    ),
    st.integers(-2, 7), st.integers(0, 4), TIMES,
)  # fmt: skip


@given(TEXTS, TEXTS)
@settings(max_examples=20)
def test_two_texts_meet_on_a_day_exactly_where_an_hour_of_it_has_both(one, other) -> None:
    """Against every hour of the week, asked one by one."""

    def shown(which: BoardText, hour: dt.datetime) -> bool:
        for day in (hour.date() - DAY, hour.date()):
            start = dt.datetime.combine(day, which.opens or dt.time())
            length = (24 if which.opens is None else (which.closes.hour - which.opens.hour) % 24) * HOUR
            if which.is_on(day) and start <= hour < start + length:
                return True
        return False

    hours = [dt.datetime.combine(day, dt.time(hour)) for day in WEEK.days for hour in range(24)]
    both = [hour.date() for hour in hours if shown(one, hour) and shown(other, hour)]
    assert one.meets(other, WEEK.days) == (min(both) if both else None)
    assert one.meets(other, WEEK.days) == other.meets(one, WEEK.days)
