"""Urgent messages: their words, the fast yes, when they play, what they cut and its replay, drills, CAP 1.2."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import NOON, PLAYED, add_slot, cluster_ids, make_ward, set_clock
from ttcs_desktop import exports
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week, Window
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.content.model import Basis
from ttcs_desktop.office.model import Role
from ttcs_desktop.urgent.cap import NAMESPACE
from ttcs_desktop.urgent.catalogue import CODES, read_templates, shipped_templates
from ttcs_desktop.urgent.model import Draft, Yes
from ttcs_desktop.urgent.plays import plays
from ttcs_desktop.urgent.sms import segments
from ttcs_desktop.urgent.wording import DRILL, area_of_names

TODAY = NOON.date()
HOUR = dt.timedelta(hours=1)
FLOOD = Draft(
    "flood", "Nước đang dâng", "Nước lên nhanh.", "Bà con lên chỗ cao ngay. Ngắt cầu dao điện.", NOON + 6 * HOUR
)
AN = Yes("Nguyễn Văn An", Basis.PHONE, "Nước lên nhanh, không kịp lập phiếu")
TAG = f"{{{NAMESPACE}}}"
# The sequences of the schema of CAP 1.2, typed from the standard (3.2 and its XML schema): the whole of both.
ALERT = (
    "identifier sender sent status msgType source scope restriction addresses code note references incidents info"
).split()
INFO = (
    "language category event responseType urgency severity certainty audience eventCode effective onset expires "
    "senderName headline description instruction web contact parameter resource area"
).split()
REQUIRED = ["identifier", "sender", "sent", "status", "msgType", "scope"]
REQUIRED_INFO = ["category", "event", "urgency", "severity", "certainty"]


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def refused(act) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as trouble:
        act()
    return trouble.value.field, trouble.value.code


def planned(ward, title: str) -> list[dt.datetime]:
    days = ward.broadcast.timetable.days(TODAY, TODAY + dt.timedelta(days=8))
    return [airing.start for airing in days if airing.title == title]


def in_order(tags: list[str], order: list[str]) -> bool:
    places = [order.index(tag) for tag in tags]
    return places == sorted(places)


# -- words --------------------------------------------------------------------------------------------------------


def test_every_text_says_who_where_what_to_do_and_until_when(ward) -> None:
    texts = ward.urgent.word(FLOOD)
    assert texts.spoken == (
        "Thông báo khẩn của UBND phường Mẫu. Nước lên nhanh. Khu vực cần chú ý: toàn phường Mẫu. Bà con lên chỗ cao "
        "ngay. Ngắt cầu dao điện. Thông báo có hiệu lực đến 18 giờ 00 ngày 2 tháng 6."
    )
    assert texts.board == "KHẨN: Nước đang dâng. Toàn phường Mẫu. Bà con lên chỗ cao ngay. Đến 18:00 ngày 02/06."
    assert texts.message == (
        "[KHẨN] UBND phường Mẫu: Nước đang dâng, toàn phường Mẫu. Bà con lên chỗ cao ngay. Đến 18:00 ngày 02/06."
    )
    assert 10 < texts.seconds < 40


@pytest.mark.parametrize("code", sorted(shipped_templates()))
def test_every_template_words_a_message_and_a_drill_that_says_so_in_each_text(ward, code) -> None:
    one = shipped_templates()[code]
    draft = replace(FLOOD, template=code, headline=one.headline, what=one.what, action=one.action, drill=True)
    texts = ward.urgent.word(draft)
    assert all(text.startswith((DRILL, f"[{DRILL}]")) for text in (texts.spoken, texts.board, texts.message))
    assert texts.spoken.endswith("đây là diễn tập.")
    assert DRILL not in ward.urgent.word(replace(draft, drill=False)).spoken


def test_a_template_with_a_code_the_standard_does_not_know_is_refused() -> None:
    words = "\n".join(f'{name} = "x"' for name in ("code", "name", "headline", "what", "action"))
    codes = {name: sorted(allowed)[0] for name, allowed in CODES.items()}
    good = f"[[template]]\n{words}\n" + "\n".join(f'{name} = "{code}"' for name, code in codes.items())
    assert list(read_templates(good)) == ["x"]
    for wrong in (good.replace(codes["urgency"], "Soon"), good + "\n" + good, good + '\nextra = "1"'):
        with pytest.raises(ValueError, match="urgent template"):
            read_templates(wrong)


def test_an_area_is_told_by_what_people_call_it(ward) -> None:
    ids = cluster_ids(ward)
    ward.neighbourhoods.add("Tổ dân phố 1 - 3, Thôn Đông", dt.date(2026, 1, 1))
    places = ward.neighbourhoods.read("1, 2", TODAY)
    ward.hearing.hear([ids["TDP 1"]], places, dt.date(2026, 1, 1))
    assert area_of_names(["Tổ dân phố 1", "Tổ dân phố 2", "Thôn Đông"]) == "tổ dân phố 1, 2, thôn Đông"
    told = ward.urgent.word(replace(FLOOD, clusters=frozenset({ids["TDP 1"]})))
    assert "tổ dân phố 1, 2" in told.spoken
    assert "cụm loa TDP 2" in ward.urgent.word(replace(FLOOD, clusters=frozenset({ids["TDP 2"]}))).spoken
    message, _ = ward.urgent.send(replace(FLOOD, neighbourhoods=places), AN)
    assert message.clusters == {ids["TDP 1"]}
    nobody = ward.neighbourhoods.read("Thôn Đông", TODAY)
    assert refused(lambda: ward.urgent.send(replace(FLOOD, headline="Khác", neighbourhoods=nobody), AN)) == (
        "neighbourhoods", "nobody_hears",
    )  # fmt: skip


def test_messages_are_counted_as_networks_count_them() -> None:
    assert [segments(text) for text in ("", "a" * 160, "a" * 161, "[" * 80, "[" * 81)] == [0, 1, 2, 1, 2]
    assert [segments(text) for text in ("ă" * 70, "ă" * 71, "ă" * 135)] == [1, 2, 3]
    assert segments("Nước đang dâng. " * 10) > segments("Nước đang dâng. " * 10, plain=True) == 1


# -- the yes ------------------------------------------------------------------------------------------------------


def test_only_who_may_approve_says_yes_and_the_writer_does_not_where_somebody_else_works_here(ward) -> None:
    send = lambda **yes: ward.urgent.send(FLOOD, replace(AN, **yes))  # noqa: E731
    assert refused(lambda: send(approver="")) == ("approver", "approver_missing")
    assert refused(lambda: send(approver="Ai Đó")) == ("approver", "approver_not_known")
    assert refused(lambda: send(reason=" ")) == ("reason", "urgent_reason_missing")
    assert refused(lambda: send(basis=Basis.PAPER)) == ("basis", "how_unknown")
    both = frozenset({Role.OFFICER, Role.APPROVER})
    writer = ward.office.person(ward.ledger.actor)
    ward.office.change_person(writer.id, writer.name, writer.position, both)
    assert refused(lambda: send(approver=writer.name)) == ("approver", "same_person")
    for other in ward.office.people():
        if other.id != writer.id:
            ward.office.remove_person(other.id)
    message, _ = send(approver=writer.name, reason="Một mình trực")
    assert (message.approver, message.reason) == (writer.name, "Một mình trực")
    assert exports.records(ward, "urgent")[0]["drill"] is False


def test_the_log_names_who_said_yes_how_and_why(ward) -> None:
    message, _ = ward.urgent.send(FLOOD, AN)
    set_clock(ward, NOON + HOUR)
    (airing,) = [one for one in ward.broadcast.log.unconfirmed(TODAY, TODAY) if one.slot.id in message.slots]
    ward.broadcast.log.confirm(airing, PLAYED)
    (entry,) = ward.broadcast.log.entries(TODAY, TODAY)
    assert (entry.kind, entry.priority) == (Kind.URGENT, Priority.URGENT)
    (playing,) = ward.broadcast.log.playing(cluster_ids(ward)["TDP 1"], airing.start)
    said = playing.approval
    assert (said.approver, said.basis, said.reason) == (AN.approver, Basis.PHONE, AN.reason)
    with pytest.raises(InvalidInput, match="undo_fact"):
        ward.undo.undo()


# -- when it plays ------------------------------------------------------------------------------------------------


def test_it_plays_now_and_again_until_it_expires_and_one_undo_takes_all_of_it_back(ward) -> None:
    ward.urgent.send(replace(FLOOD, repeat_minutes=60), AN)
    first = NOON + dt.timedelta(minutes=1)
    assert planned(ward, FLOOD.headline) == [first + n * HOUR for n in range(6)]
    assert len(ward.urgent.standing()) == 1
    step, _ = ward.undo.undo()
    assert (step.verb, planned(ward, FLOOD.headline), ward.urgent.standing()) == ("urgent.send", [], [])
    ward.undo.redo()
    assert len(planned(ward, FLOOD.headline)) == 6


def test_over_midnight_the_same_time_of_two_days_is_one_slot(ward) -> None:
    draft = replace(FLOOD, expires=NOON + dt.timedelta(days=2), repeat_minutes=180)
    message, _ = ward.urgent.send(draft, AN)
    assert len(message.slots) == 8
    assert len(planned(ward, FLOOD.headline)) == 16


def test_a_stopped_message_plays_no_more_and_what_played_stays(ward) -> None:
    message, _ = ward.urgent.send(replace(FLOOD, repeat_minutes=60), AN)
    set_clock(ward, NOON + 2.5 * HOUR)
    assert refused(lambda: ward.urgent.stop(message.id, "")) == ("reason", "urgent_reason_missing")
    ward.urgent.stop(message.id, "Nước đã rút")
    assert len(planned(ward, FLOOD.headline)) == 3
    assert ward.urgent.standing() == []
    assert refused(lambda: ward.urgent.stop(message.id, "Nữa")) == ("", "urgent_over")
    ward.undo.undo()
    assert len(planned(ward, FLOOD.headline)) == 6


def test_what_cannot_be_is_refused_at_its_field(ward) -> None:
    send = lambda **said: ward.urgent.send(replace(FLOOD, **said), AN)  # noqa: E731
    assert refused(lambda: send(template="x")) == ("template", "template_unknown_urgent")
    assert refused(lambda: send(headline=" ")) == ("headline", "headline_missing")
    assert refused(lambda: send(what="")) == ("what", "what_missing")
    assert refused(lambda: send(action="")) == ("action", "action_missing")
    assert refused(lambda: send(starts=NOON - HOUR)) == ("starts", "start_past")
    assert refused(lambda: send(expires=NOON)) == ("expires", "expires_reversed")
    assert refused(lambda: send(expires=NOON + dt.timedelta(days=9))) == ("expires", "urgent_too_long")
    assert refused(lambda: send(repeat_minutes=1, what="Dài lắm. " * 90)) == ("repeat_minutes", "repeat_too_short")
    assert refused(lambda: send(repeat_minutes=1))[1] == "too_many_plays"
    send()
    assert refused(lambda: send(headline="NƯỚC ĐANG DÂNG")) == ("headline", "urgent_twice")


@settings(max_examples=30)
@given(st.integers(5, 600), st.integers(1, 5000), st.integers(1, 200))
def test_plays_fill_the_time_and_never_run_over_its_end(minutes: int, lasts: int, seconds: int) -> None:
    expires = NOON + dt.timedelta(minutes=lasts)
    try:
        found = plays(NOON, expires, minutes, seconds)
    except InvalidInput:
        assert lasts / minutes > 199
        return
    assert found[0] == NOON
    assert all(b - a == dt.timedelta(minutes=minutes) for a, b in pairwise(found))
    assert found[-1] < expires <= found[-1] + dt.timedelta(minutes=minutes)


# -- what it cuts -------------------------------------------------------------------------------------------------


def test_it_cuts_what_plays_says_so_and_offers_the_next_free_stretch(ward) -> None:
    add_slot(ward, "Bản tin phường", "12:00", 30)
    add_slot(ward, "Tiếp âm trưa", "12:30", 60, kind=Kind.RELAY)
    add_slot(ward, "Ca nhạc", "17:00", 30)
    message, _ = ward.urgent.send(replace(FLOOD, repeat_minutes=45), AN)
    findings = ward.broadcast.timetable.findings(Week.of(TODAY))
    cut = {one.title for found in findings if found.rule is Rule.OVERLAP for one in (found.a, found.b)}
    assert {found.severity for found in findings if found.rule is Rule.OVERLAP} == {Severity.WARN}
    assert cut == {"Bản tin phường", "Tiếp âm trưa", "Nước đang dâng", "Ca nhạc"}
    cuts = {one.airing.title: one.replay for one in ward.urgent.cut_by(message)}
    assert cuts["Tiếp âm trưa"] is None
    assert cuts["Bản tin phường"] == dt.datetime(2026, 6, 2, 13, 35)
    ward.urgent.cuts.replay(ward.urgent.cut_by(message))
    again = [one for one in ward.broadcast.timetable.days(TODAY, TODAY) if one.title == "Bản tin phường"]
    assert [one.start.hour for one in again] == [12, 13]
    assert all(one.approval is not None for one in again)
    assert refused(lambda: ward.urgent.cuts.replay([])) == ("", "nothing_to_replay")
    ward.undo.undo()
    ward.undo.undo()
    assert len(ward.broadcast.timetable.days(TODAY, TODAY)) == 3


def test_what_another_station_plays_takes_no_stretch(ward) -> None:
    add_slot(ward, "Bản tin phường", "12:00", 15)
    add_slot(ward, "Ca nhạc", "17:00", 5)
    other = ward.broadcast.inventory.open_station("Đài thôn", TODAY)
    there = add_slot(ward, "Đài thôn phát", "12:15", 60)
    ward.broadcast.timetable.change(replace(there, station_id=other.id, date_from=TODAY), since=TODAY)
    message, _ = ward.urgent.send(replace(FLOOD, repeat_minutes=0, expires=NOON + HOUR), AN)
    assert [one.replay for one in ward.urgent.cut_by(message)] == [NOON.replace(minute=15)]


def test_what_was_cut_is_sent_to_a_stretch_within_the_time_rules_before_one_that_breaks_them(ward) -> None:
    add_slot(ward, "Bản tin phường", "12:00", 15)
    add_slot(ward, "Tiếp âm tối", "17:00", 30, kind=Kind.RELAY)  # not counted by these rules
    message, _ = ward.urgent.send(replace(FLOOD, repeat_minutes=0, expires=NOON + HOUR), AN)
    (cut,) = ward.urgent.cut_by(message)
    assert (cut.replay, cut.breaks) == (NOON.replace(minute=15), ())
    ward.time_rules.choose("ha-noi-2021-quan", TODAY, Severity.WARN)  # two sessions of 15 minutes, Monday to Friday
    (cut,) = ward.urgent.cut_by(message)
    assert (cut.replay, cut.breaks) == (NOON.replace(hour=14), ()), "the noon is full"
    add_slot(ward, "Ca nhạc", "15:30", 5, clusters=("TDP 2",))
    (cut,) = ward.urgent.cut_by(message)
    assert (cut.replay, [one.rule for one in cut.breaks]) == (NOON.replace(minute=15), [Rule.LONG_SESSION])


# -- drills -------------------------------------------------------------------------------------------------------


def test_a_drill_counts_as_no_urgent_message_and_interrupts_nothing(ward) -> None:
    add_slot(ward, "Bản tin phường", "12:00", 30)
    drill = replace(FLOOD, drill=True)
    trouble = refused(lambda: ward.urgent.send(drill, AN))
    assert trouble == ("starts", "drill_cuts")
    message, _ = ward.urgent.send(replace(drill, starts=NOON + HOUR), AN)
    assert ward.urgent.cut_by(message) == []
    set_clock(ward, NOON + 3 * HOUR)
    for airing in ward.broadcast.log.unconfirmed(TODAY, TODAY):
        ward.broadcast.log.confirm(airing, PLAYED)
    entries = [one for one in ward.broadcast.log.entries(TODAY, TODAY) if DRILL in one.title]
    assert [(one.kind, one.priority) for one in entries] == [(Kind.INSERT, Priority.NORMAL)]
    window = Window(TODAY, TODAY)
    assert int(ward.broadcast.figures.plays(window, Priority.URGENT).total) == 0
    assert int(ward.broadcast.figures.aired_seconds(window, Kind.URGENT).total) == 0
    alert = ET.fromstring(ward.urgent.alert(message))
    assert alert.findtext(f"{TAG}status") == "Exercise"
    marked = {"headline", "event", "description", "instruction", "note"}
    told = [part.text or "" for part in alert.iter() if part.tag.removeprefix(TAG) in marked]
    assert len(told) == 5
    assert all(text.startswith(DRILL) for text in told)
    trial, head = ward.urgent.as_text(message).split("\n\n")[:2]
    assert trial.startswith("DÙNG THỬ")
    assert head.startswith(DRILL)


def test_a_drill_in_the_timetable_cannot_be_made_urgent_by_hand(ward) -> None:
    message, _ = ward.urgent.send(replace(FLOOD, drill=True), AN)
    slot = ward.broadcast.timetable.slot(message.slots[0])
    for made in (replace(slot, kind=Kind.URGENT), replace(slot, priority=Priority.URGENT)):
        assert refused(lambda made=made: ward.broadcast.timetable.change(made)) == ("title", "drill_not_urgent")
    assert refused(lambda: add_slot(ward, "Diễn tập chữa cháy", kind=Kind.URGENT)) == ("title", "drill_not_urgent")


# -- CAP ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stopped", [False, True])
def test_the_alert_has_the_structure_of_the_schema(ward, stopped) -> None:
    message, _ = ward.urgent.send(replace(FLOOD, headline="Nước <dâng> & gió \x07"), AN)
    first = ward.urgent.alert(message)
    if stopped:
        ward.urgent.stop(message.id, "Nước đã rút")
        message = ward.urgent.message(message.id)
    written = ward.urgent.alert(message)
    assert ward.urgent.alert(ward.urgent.message(message.id)) == written
    alert = ET.fromstring(written)
    assert alert.tag == f"{TAG}alert"
    tags = [part.tag.removeprefix(TAG) for part in alert]
    info = [part.tag.removeprefix(TAG) for part in alert.find(f"{TAG}info")]
    for found, order, required in ((tags, ALERT, REQUIRED), (info, INFO, REQUIRED_INFO)):
        assert in_order(found, order)
        assert set(required) <= set(found)
        assert len(found) == len(set(found))
    text = {part.tag.removeprefix(TAG): part.text for part in alert.iter()}
    assert (text["status"], text["scope"], text["language"]) == ("Test", "Public", "vi-VN")
    assert text["headline"] == "Nước <dâng> & gió"
    assert not set(text["identifier"] + text["sender"]) & set(" ,<&")
    for name in ("sent", "effective", "onset", "expires"):
        assert text[name].endswith("+07:00")
        assert dt.datetime.fromisoformat(text[name]).utcoffset() == 7 * HOUR
    assert text["areaDesc"] == "toàn phường Mẫu, Thành phố Mẫu"
    before = ET.fromstring(first)
    if stopped:
        assert (text["msgType"], text["note"]) == ("Cancel", "Nước đã rút")
        named = (before.findtext(f"{TAG}{name}") for name in ("sender", "identifier", "sent"))
        assert text["references"] == ",".join(named)
        assert text["identifier"] != before.findtext(f"{TAG}identifier")
    else:
        assert text["msgType"] == "Alert"


def test_only_a_real_message_of_a_real_record_is_actual(tmp_path) -> None:
    real = make_ward(tmp_path, unit="13291")
    message, _ = real.urgent.send(FLOOD, AN)
    assert b"<status>Actual</status>" in real.urgent.alert(message)
    real.close()


def test_what_an_urgent_message_cut_is_offered_that_reason(ward) -> None:
    add_slot(ward, "Bản tin phường", "12:00", 30)
    add_slot(ward, "Ca nhạc", "13:00", 30)
    before = {one.title: one for one in ward.broadcast.timetable.days(TODAY, TODAY)}
    assert not ward.urgent.cuts.is_cut(before["Bản tin phường"])
    ward.urgent.send(FLOOD, AN)
    assert ward.urgent.cuts.is_cut(before["Bản tin phường"])
    assert not ward.urgent.cuts.is_cut(before["Ca nhạc"])
