"""When loudspeakers may play: the sets of rules, what breaks them, and from which day they hold."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from tests.ui.commands.calling import ttcs
from tests.vietnamese_words import foreign_words
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.model import EVERY_DAY, Airing, Fill, Kind, Priority, SessionBorders, Slot
from ttcs_desktop.broadcast.time_rules import RuleChoice, TimeRules, breaches, read_rules, shipped_rules
from ttcs_desktop.broadcast.wording import RULES, explain, rules_limits

MONDAY = dt.date(2026, 6, 1)
WEEK = Week.of(MONDAY)
QUAN = shipped_rules()["ha-noi-2021-quan"]
TEXT = resources.path("catalogues/time_rules.toml").read_text("utf-8")


def a_slot(title: str, kind=Kind.PROGRAMME, priority=Priority.NORMAL, clusters=frozenset()) -> Slot:
    return Slot("s", "đài", title, kind, priority, "", Fill.RELAY, MONDAY, MONDAY, dt.time(5), 60, clusters=clusters)


def airing(start: str, minutes: int, day: dt.date = MONDAY, clusters=("1",), **slot) -> Airing:
    made = a_slot(f"Mục {start}", **slot)
    begins = dt.datetime.combine(day, dt.time.fromisoformat(start))
    ends = begins + dt.timedelta(minutes=minutes)
    return Airing(f"{day}{start}{clusters}", made, day, begins, ends, made.title, frozenset(clusters), None, (), None)


def told(*planned: Airing, rules: TimeRules = QUAN) -> list[tuple[Rule, str, int, frozenset[str]]]:
    choice = RuleChoice("c", dt.date(2026, 1, 1), rules.code, Severity.WARN)
    found = breaches(planned, [choice], {rules.code: rules})
    return [(one.rule, one.a.title, one.breach.found, one.clusters) for one in found]


def test_what_is_within_the_rules_is_not_spoken_of() -> None:
    assert told(airing("05:30", 15), airing("17:00", 10), airing("17:10", 5)) == []


def test_a_session_is_too_long_from_the_airing_that_goes_past_and_overlaps_count_once() -> None:
    one = frozenset("1")
    assert told(airing("05:30", 10), airing("05:40", 10)) == [(Rule.LONG_SESSION, "Mục 05:40", 20, one)]
    assert told(airing("05:30", 15), airing("05:35", 10)) == []


def test_each_station_has_its_own_minutes() -> None:
    nowhere = {"clusters": ()}
    other = airing("05:35", 10, **nowhere)
    other = replace(other, id="b", slot=replace(other.slot, station_id="đài hai"))
    assert told(airing("05:30", 15, **nowhere), other) == []


def test_a_third_session_is_one_too_many() -> None:
    found = told(airing("05:30", 5), airing("11:00", 5), airing("17:00", 5), airing("17:05", 5))
    assert found == [(Rule.MANY_SESSIONS, "Mục 17:00", 3, frozenset("1"))]


def test_a_day_on_which_nothing_is_aired_is_told_once() -> None:
    saturday = MONDAY + dt.timedelta(days=5)
    found = told(airing("05:30", 40, saturday), airing("17:00", 5, saturday), airing("19:30", 5, saturday))
    assert found == [(Rule.OFF_DAY, "Mục 05:30", 6, frozenset("1"))]


def test_a_session_that_begins_too_early() -> None:
    rules = shipped_rules()["da-nang-2025"]
    assert told(airing("05:15", 10), airing("05:25", 10), airing("17:00", 10), rules=rules) == [
        (Rule.TOO_EARLY, "Mục 05:15", 0, frozenset("1"))
    ]


def test_relays_count_only_where_the_rule_says_so_and_urgent_news_never() -> None:
    relay, urgent = airing("05:00", 30, kind=Kind.RELAY), airing("17:00", 50, kind=Kind.URGENT)
    loud = airing("11:00", 50, priority=Priority.URGENT)
    assert told(relay, airing("05:30", 15), urgent, loud) == []
    outskirts = shipped_rules()["ha-noi-2021-huyen"]
    assert [one[0] for one in told(relay, airing("05:30", 20), urgent, rules=outskirts)] == [Rule.LONG_SESSION]


def test_each_cluster_is_judged_by_what_it_plays_itself() -> None:
    first, second = airing("05:30", 10, clusters=("1", "2")), airing("05:40", 10, clusters=("2", "3"))
    assert told(first, second) == [(Rule.LONG_SESSION, "Mục 05:40", 20, frozenset("2"))]


def test_a_station_without_clusters_is_one_place_and_a_slot_without_a_working_one_is_nowhere() -> None:
    assert [one[3] for one in told(airing("05:30", 20, clusters=()))] == [frozenset()]
    gone = airing("05:30", 20, clusters=())
    slot = a_slot("Mục", clusters=frozenset({"9"}))
    assert told(Airing("x", slot, gone.day, gone.start, gone.end, "Mục", frozenset(), None, (), None)) == []


PLANS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(5 * 60, 21 * 60),
        st.integers(1, 60),
        st.sets(st.sampled_from("123"), min_size=1),
        st.sampled_from(Kind),
    ),
    max_size=12,
)


@given(PLANS, st.integers(1, 3), st.integers(5, 60), st.booleans(), st.sets(st.integers(1, 7), min_size=1))
def test_a_minute_map_of_every_cluster_finds_the_same(plan, sessions, minutes, relay, weekdays) -> None:
    rules = TimeRules("x", "x", sessions, minutes, relay, frozenset(weekdays), {}, "x", "x")
    planned = [
        airing(f"{at // 60:02}:{at % 60:02}", long, MONDAY + dt.timedelta(days=day), tuple(sorted(where)), kind=kind)
        for day, at, long, where, kind in plan
    ]
    played: dict = defaultdict(lambda: defaultdict(set))
    for one in planned:
        if one.slot.kind is not Kind.URGENT and (relay or one.slot.kind is not Kind.RELAY):
            session = SessionBorders().session_of(one.start.time())
            first = int((one.start - dt.datetime.combine(one.day, dt.time())).total_seconds()) // 60
            for cluster in one.clusters:
                played[one.day, cluster][session] |= set(range(first, first + one.seconds // 60))
    wanted = set()
    for (day, cluster), told_in in played.items():
        if day.isoweekday() not in weekdays:
            wanted.add((Rule.OFF_DAY, day, cluster))
            continue
        if len(told_in) > sessions:
            wanted.add((Rule.MANY_SESSIONS, day, cluster))
        wanted |= {(Rule.LONG_SESSION, day, cluster) for minutes_of in told_in.values() if len(minutes_of) > minutes}
    choice = RuleChoice("c", dt.date(2026, 1, 1), "x", Severity.WARN)
    found = {
        (one.rule, one.date, cluster) for one in breaches(planned, [choice], {"x": rules}) for cluster in one.clusters
    }
    assert found == wanted


def test_a_choice_holds_from_its_day_and_old_weeks_keep_what_held_then(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin phường", "05:30", 20, first=MONDAY, last=MONDAY + dt.timedelta(days=20))
    add_relay(ward, start="17:00", minutes=30)
    rules = ward.time_rules

    def days() -> list[int]:
        found = ward.broadcast.timetable.findings(WEEK)
        return [one.date.day for one in found if one.rule is Rule.LONG_SESSION]

    assert days() == []
    rules.choose("ha-noi-2021-quan", dt.date(2026, 6, 3), Severity.BLOCK)
    assert days() == [3, 4, 5]
    rules.choose("", dt.date(2026, 6, 5), Severity.WARN)
    assert days() == [3, 4]
    rules.choose("vinh-phuc-2022", dt.date(2026, 6, 3), Severity.WARN)
    assert [(one.from_day.day, one.code) for one in rules.choices()] == [(5, ""), (3, "vinh-phuc-2022")]
    assert days() == []
    ward.undo.undo()
    assert days() == [3, 4]
    rules.remove(rules.choices()[0].id)
    assert days() == [3, 4, 5]
    with pytest.raises(InvalidInput, match="rules_unknown"):
        rules.choose("khong-co", MONDAY, Severity.WARN)
    ward.close()


def test_every_set_says_where_it_comes_from_and_every_breach_what_mends_it() -> None:
    saturday = MONDAY + dt.timedelta(days=5)
    early = (
        airing("04:00", 90),
        airing("11:00", 5),
        airing("17:00", 5),
        airing("19:30", 5),
        airing("05:30", 5, saturday),
    )
    seen = set()
    for rules in shipped_rules().values():
        assert foreign_words(rules_limits(rules)) == []
        for finding in breaches(early, [RuleChoice("c", MONDAY, rules.code, Severity.WARN)], shipped_rules()):
            words = explain(finding, {"1": "1"})
            assert rules.told in words
            assert "chưa đọc văn bản gốc" in words
            assert foreign_words(words) == [], words
            assert "Thứ" not in words[1:].split("Theo bộ")[0], words
            seen.add(finding.rule)
    assert seen == {Rule.OFF_DAY, Rule.MANY_SESSIONS, Rule.LONG_SESSION, Rule.TOO_EARLY}
    assert seen <= RULES.keys()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sessions = 2", "sessions = 0"),
        ("minutes = 15", 'minutes = "15"'),
        ("relay = false", "relay = 0"),
        ("weekdays = [1, 2, 3, 4, 5]", "weekdays = [0]"),
        ('code = "vinh-phuc-2022"', 'code = "da-nang-2025"'),
        ('morning = "05:30"', 'morning = "5h30"'),
        ('name = "Vĩnh Phúc 2022"', 'name = "Vĩnh Phúc 2022"\nmax = 3'),
    ],
)
def test_a_set_with_a_mistake_is_refused_when_it_is_read(before: str, after: str) -> None:
    assert before in TEXT
    with pytest.raises(ValueError, match="time rules"):
        read_rules(TEXT.replace(before, after))


def test_a_set_without_weekdays_holds_every_day() -> None:
    assert shipped_rules()["vinh-phuc-2022"].weekdays == EVERY_DAY


def test_the_command_line_tells_the_sets_and_chooses_one(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin phường", "05:30", 20, first=MONDAY, last=MONDAY)
    ward.close()
    at = ("--data", tmp_path / "ward")
    assert [one["code"] for one in ttcs(*at, "schedule", "rules", "--json").document["sets"]] == list(shipped_rules())
    chosen = ttcs(*at, "schedule", "rules", "ha-noi-2021-quan", "--from", "2026-01-01", "--block", "--json")
    assert len(chosen.document["changed"]) == 1
    (found,) = ttcs(*at, "schedule", "check", "--week", "2026-W23", "--json").document["conflicts"]
    assert (found["rule"], found["severity"]) == ("long_session", "block")
    (kept,) = ttcs(*at, "list", "time_rules", "--json").document["records"]
    assert kept["code"] == "ha-noi-2021-quan"
