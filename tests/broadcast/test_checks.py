"""Spoken lengths against slots, and repeats against the unit's own limits, held against counting one by one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vietnamese_words import foreign_words
from tests.wards import YES, add_slot, approved_edition, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.checks.model import Per, RepeatLimit, TooClose, TooOften
from ttcs_desktop.broadcast.checks.often import too_often
from ttcs_desktop.broadcast.checks.spoken import SpokenLengths, too_long
from ttcs_desktop.broadcast.checks.wording import length_words, limit_words
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.wording import RULES, explain
from ttcs_desktop.content.model import Form, Item, ItemState, Media, MediaKind, Origin
from ttcs_desktop.content.repository import put_item_media, put_media
from ttcs_desktop.vietnamese.speech import read_aloud

MONDAY = dt.date(2026, 6, 1)
MIDNIGHT = dt.datetime.combine(MONDAY, dt.time())
THURSDAY = dt.date(2026, 6, 4)
WEEK = Week.of(MONDAY)
DAY = dt.timedelta(days=1)
SENTENCE = "Ủy ban nhân dân phường thông báo lịch tiêm chủng cho trẻ em trong tuần này."


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("checks"))
    yield made
    made.close()


def item_of(ward, title: str, sentences: int) -> Item:
    item = ward.content.add(title, " ".join([SENTENCE] * sentences))
    ward.content.submit(item.id)
    return ward.content.approve(item.id, YES)


def told(ward, week: Week = WEEK, *rules: Rule):
    wanted = rules or (Rule.SPOKEN_TOO_LONG, Rule.AIRED_TOO_OFTEN, Rule.TOO_CLOSE)
    return [one for one in ward.broadcast.timetable.findings(week) if one.rule in wanted]


# -- spoken lengths ---------------------------------------------------------------------------------------------------


def test_an_edition_longer_than_its_slot_says_by_how_much_and_what_to_drop(ward) -> None:
    long, short = item_of(ward, "Bài dài", 30), item_of(ward, "Bài ngắn", 8)
    series = add_slot(ward, "Bản tin phường", "06:00", 2, fill=Fill.SERIES, first=THURSDAY, last=THURSDAY)
    edition = approved_edition(ward, series, THURSDAY, long, short)
    (finding,) = told(ward)
    seconds = sum(read_aloud(ward.content.text_of(one)).length().seconds for one in (long, short))
    proof = finding.proof
    assert (finding.severity, proof.slot, proof.over) == (Severity.ASK, 120, round(seconds) - 120)
    assert [(part.title, part.exact) for part in proof.parts] == [("Bài dài", False), ("Bài ngắn", False)]
    assert proof.drop.title == "Bài dài", "the short one alone is less than what is too much"
    words = explain(finding, {})
    assert (length_words(proof.over) in words, "ước tính của phần mềm" in words, "luật" in words) == (True, True, False)
    assert foreign_words(words, ["Insert"]) == []

    approved_edition(ward, series, THURSDAY, short)
    assert told(ward) == []
    approved_edition(ward, series, THURSDAY, long, short)
    ward.broadcast.timetable.change(replace(series, seconds=(2 + proof.more_minutes) * 60))
    assert told(ward) == [], "the minutes that it asks for are enough"
    ward.broadcast.timetable.remove(series.id)
    assert edition.parts == (long.version_id, short.version_id)


def test_a_recording_counts_with_its_own_length(ward) -> None:
    day = MONDAY + 7 * DAY
    item = item_of(ward, "Có tệp âm thanh", 2)
    add_slot(ward, "Phát lại băng", "07:00", 5, fill=Fill.ITEM, item_id=item.id, first=day, last=day)
    assert told(ward, Week.of(day)) == []
    media = Media(ward.ledger.new_id(), "0" * 64, "bang.mp3", 10, MediaKind.AUDIO, 312)
    ward.ledger.save("content.intake", [put_media(media), put_item_media(ward.ledger.new_id(), item.id, media.id)])
    (finding,) = told(ward, Week.of(day))
    assert (finding.proof.over, finding.proof.is_exact, finding.severity) == (12, True, Severity.ASK)
    assert "Tính theo độ dài tệp âm thanh" in explain(finding, {})
    assert ward.week_checks.seconds_of(item) == 312


def airing(name: str, start: int, minutes: int, where="12", versions=("v",), kind=Kind.PROGRAMME) -> Airing:
    begins = MIDNIGHT + dt.timedelta(minutes=start)
    day, clusters = begins.date(), frozenset(where)
    slot = Slot(name, "s", name, kind, Priority.NORMAL, "", Fill.ITEM, day, day, begins.time(), minutes * 60)
    ends = begins + dt.timedelta(minutes=minutes)
    return Airing(name, slot, day, begins, ends, name, clusters, None, tuple(versions), None)


def an_item(id_: str) -> Item:
    return Item(id_, f"Bài {id_}", Form.NEWS, Origin.WARD, None, ItemState.APPROVED, id_)


def test_a_text_is_read_once_and_not_at_all_where_its_letters_say_that_it_fits() -> None:
    asked: list[str] = []

    def texts(versions):
        asked.extend(versions)
        return dict.fromkeys(versions, SENTENCE * 20)

    lengths, items = SpokenLengths(texts), {one: an_item(one) for one in ("v", "w")}
    roomy, tight = airing("a", 0, 60), airing("b", 100, 1, versions=("w",))
    assert list(too_long([roomy], items, lengths, dict)) == []
    assert (lengths.are_known(["v"]), asked) == (False, ["v"])
    assert list(too_long([tight], items, lengths, dict, until=0.0)) == [], "there is no time left for reading"
    assert lengths.left
    assert [one.a.id for one in too_long([tight], items, lengths, dict)] == ["b"]
    assert [one.a.id for one in too_long([tight], items, lengths, dict, until=0.0)] == ["b"], "it is known by now"
    assert asked == ["v", "w", "w", "w"]


WORDS = st.one_of(
    st.sampled_from([*SENTENCE.split(), "UBND", "TTHC", "QĐ-UBND", "km", "kg", "m2", "Facebook", "wifi", "%", "VNeID"]),
    st.integers(0, 10**9).map(str),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)).map("{:%d/%m/%Y}".format),
    st.decimals(0, 1000, places=2).map(lambda one: f"{one},5"),
)


@given(st.lists(st.tuples(WORDS, st.sampled_from((" ", ", ", ". ", "\n"))), max_size=60))
@example([("wifi", " ")])
@settings(max_examples=40)
def test_no_text_is_longer_than_its_bound(words) -> None:
    text = "".join(word + mark for word, mark in words)
    lengths = SpokenLengths(lambda versions: dict.fromkeys(versions, text))
    lengths.read(["v"])
    assert lengths.at_most(["v"]) >= lengths.part("v", "").seconds


# -- repeats ----------------------------------------------------------------------------------------------------------


PLANS = st.lists(
    st.tuples(
        st.integers(-32, 7 * 48 - 1),
        st.sampled_from((10, 30, 40)),
        st.one_of(st.just({"1", "2", "3"}), st.sets(st.sampled_from("123"), min_size=1)),
        st.sets(st.sampled_from("xy"), min_size=1),
    ),
    max_size=14,
)


@given(PLANS, st.integers(0, 2), st.integers(0, 3), st.integers(0, 9))
@settings(max_examples=50)
def test_counting_every_play_of_every_cluster_finds_the_same(plan, per_day, per_week, gap) -> None:
    plays = [airing(f"a{n}", at * 30, *more, versions=sorted(of)) for n, (at, *more, of) in enumerate(plan)]
    week, before = [one for one in plays if one.day >= MONDAY], [one for one in plays if one.day < MONDAY]
    limit = RepeatLimit("l", MONDAY - 9 * DAY, per_day, per_week, gap)
    wanted, counts = set(), defaultdict(int)
    heard = defaultdict(list)
    for one in sorted(plays, key=lambda one: (one.start, one.id)):
        for item in one.versions:
            for cluster in one.clusters:
                near = [end for end in heard[item, cluster] if one.start - end < dt.timedelta(hours=gap)]
                if gap and near and one.day >= MONDAY:
                    wanted.add((Rule.TOO_CLOSE, f"Bài {item}", one.id))
                heard[item, cluster].append(one.end)
                if one.day >= MONDAY:
                    counts[item, cluster, one.day] += 1
                    counts[item, cluster, None] += 1
    for (item, _, day), number in counts.items():
        most, per = (per_week, Per.WEEK) if day is None else (per_day, Per.DAY)
        if most and number > most:
            wanted.add((Rule.AIRED_TOO_OFTEN, f"Bài {item}", day, per))
    found = set()
    for one in too_often(week, before, {"x": an_item("x"), "y": an_item("y")}, [limit]):
        proof = one.proof
        if isinstance(proof, TooClose):
            found.add((one.rule, proof.title, one.a.id))
        else:
            assert isinstance(proof, TooOften)
            found.add((one.rule, proof.title, one.a.day if proof.per is Per.DAY else None, proof.per))
            id_ = proof.title[-1]
            assert proof.times == max(
                n for (item, _, day), n in counts.items() if (item, day) == (id_, _day(proof, one))
            )
    assert found == wanted


def _day(proof: TooOften, finding) -> dt.date | None:
    return finding.a.day if proof.per is Per.DAY else None


def test_urgent_news_is_never_too_often_and_what_sounds_nowhere_does_not_count() -> None:
    urgent = [airing(f"u{n}", n * 60, 5, kind=Kind.URGENT) for n in range(4)]
    nowhere = [replace(one, clusters=frozenset(), slot=replace(one.slot, clusters=frozenset("9"))) for one in urgent]
    quiet = [replace(one, slot=replace(one.slot, kind=Kind.PROGRAMME)) for one in nowhere]
    limit = RepeatLimit("l", MONDAY, 1, 1, 5)
    assert list(too_often([*urgent, *quiet], (), {"v": an_item("v")}, [limit])) == []


def test_no_limit_is_set_until_the_unit_sets_one_from_a_day_on(ward) -> None:
    day = MONDAY + 14 * DAY
    item = item_of(ward, "Nhắc đóng phí", 1)
    for start in ("06:00", "10:00", "17:00"):
        add_slot(ward, f"Nhắc {start}", start, 5, fill=Fill.ITEM, item_id=item.id, first=day, last=day + 2 * DAY)
    week = Week.of(day)
    assert told(ward, week) == []
    ward.week_checks.limit(day + DAY, per_day=2)
    assert [(one.a.title, one.a.day, one.b.title) for one in told(ward, week)] == [
        ("Nhắc 17:00", day + DAY, "Nhắc 10:00"),
        ("Nhắc 17:00", day + 2 * DAY, "Nhắc 10:00"),
    ]
    ward.week_checks.limit(day + 2 * DAY, per_week=2, gap_hours=4)
    of_day, close, of_week = told(ward, week)
    assert [(one.a.title, one.a.day - day) for one in (of_day, close, of_week)] == [
        ("Nhắc 17:00", DAY), ("Nhắc 10:00", 2 * DAY), ("Nhắc 17:00", 2 * DAY),
    ]  # fmt: skip
    assert (of_day.proof.per, close.proof.minutes, of_week.proof.per) == (Per.DAY, 235, Per.WEEK)
    for finding in (of_day, close, of_week):
        words = explain(finding, {})
        assert "không phải quy định của pháp luật" in words
        assert foreign_words(words, ["Insert"]) == []
        assert finding.rule in RULES
    assert limit_words(ward.week_checks.limits()[0]) == "nhiều nhất 2 lần một tuần, cách nhau ít nhất 4 giờ"
    ward.undo.undo()
    assert [one.rule for one in told(ward, week)] == [Rule.AIRED_TOO_OFTEN] * 2
    ward.week_checks.limit(day + DAY)
    assert told(ward, week) == []
    ward.week_checks.remove(ward.week_checks.limits()[0].id)
    assert ward.week_checks.limits() == []
    with pytest.raises(InvalidInput) as trouble:
        ward.week_checks.limit(day, per_day=-1)
    assert (code_of(trouble), trouble.value.field) == ("limit_unreadable", "per_day")
