"""Alerts in CAP 1.2 against the standard's own structure; and the checker against alerts that break it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.urgent.cap_schema import NAMESPACE, SEQUENCES, faults
from ttcs_desktop.content.model import Basis
from ttcs_desktop.urgent.cap import Issuer, cap_xml
from ttcs_desktop.urgent.catalogue import CODES, shipped_templates
from ttcs_desktop.urgent.model import Message
from ttcs_desktop.urgent.wording import DRILL

AT = dt.datetime(2026, 11, 21, 23, 59, 30, 123456)
HOUR = dt.timedelta(hours=1)
MESSAGE = Message(
    *("0190-a", "station", "flood", False, "Nước đang dâng", "Nước lên nhanh.", "Bà con lên chỗ cao.", "toàn phường"),
    frozenset(), frozenset(), "Bà con chú ý.", "Nước đang dâng", "Nước đang dâng", 30, AT + HOUR / 60, AT + 6 * HOUR, 0,
    (), "Nguyễn Văn An", "Chủ tịch", Basis.PHONE, "gấp", "p", AT,
)  # fmt: skip
STOPPED = replace(MESSAGE, stopped_at=AT + HOUR, stop_reason="Nước đã rút")
REAL = Issuer("13291", "Ủy ban nhân dân phường Mẫu", "Thành phố Mẫu")
TAG = f"{{{NAMESPACE}}}"


def written(message: Message = MESSAGE, issuer: Issuer = REAL) -> bytes:
    return cap_xml(message, shipped_templates()[message.template], issuer, DRILL)


@pytest.mark.parametrize("template", sorted(shipped_templates()))
def test_every_kind_of_alert_its_drill_its_trial_and_its_end_are_as_the_standard_asks(template) -> None:
    for message in (MESSAGE, STOPPED):
        for drill in (False, True):
            for trial in (False, True):
                one = replace(message, template=template, drill=drill)
                found = written(one, replace(REAL, trial=trial))
                assert faults(found) == []
                status = ET.fromstring(found).findtext(f"{TAG}status")
                assert status == ("Exercise" if drill else "Test" if trial else "Actual")


@settings(max_examples=30)
@given(texts=st.lists(st.text(max_size=60), min_size=5, max_size=5), drill=st.booleans(), stopped=st.booleans())
def test_whatever_the_officer_types_the_alert_keeps_its_structure(texts, drill, stopped) -> None:
    headline, what, action, area, reason = texts
    message = replace(
        STOPPED if stopped else MESSAGE,
        headline=headline,
        what=what,
        action=action,
        area=f"x{area}",
        stop_reason=reason,
        drill=drill,
    )
    assert faults(written(message)) == []


def test_words_times_and_the_alert_taken_back_are_told_in_full() -> None:
    alert, ended = ET.fromstring(written()), ET.fromstring(written(STOPPED))
    info = alert.find(f"{TAG}info")
    assert info.findtext(f"{TAG}language") == "vi-VN"
    told = {one.tag.removeprefix(TAG): one.text for one in info}
    assert (told["effective"], told["onset"], told["expires"]) == (
        "2026-11-21T23:59:30+07:00", "2026-11-22T00:00:30+07:00", "2026-11-22T05:59:30+07:00",
    )  # fmt: skip
    named = ",".join(alert.findtext(f"{TAG}{one}") for one in ("sender", "identifier", "sent"))
    assert ended.findtext(f"{TAG}references") == named
    assert ended.findtext(f"{TAG}sent") == "2026-11-22T00:59:30+07:00"
    assert ended.findtext(f"{TAG}msgType") == "Cancel"
    assert ended.findtext(f"{TAG}note") == "Nước đã rút"


def test_the_code_lists_of_the_catalogue_are_those_of_the_standard() -> None:
    kinds = {name: holds for name, _, _, holds in SEQUENCES["info"]}
    for name, codes in CODES.items():
        holds = kinds["responseType" if name == "response" else name]
        assert all(map(holds, codes))
        assert not holds("Sometimes")


# -- the checker can fail ------------------------------------------------------------------------------------------


def broken(alter: Callable[[ET.Element], object], message: Message = MESSAGE) -> list[str]:
    alert = ET.fromstring(written(message))
    alter(alert)
    return faults(ET.tostring(alert))


def part(alert: ET.Element, name: str) -> ET.Element:
    found = next(alert.iter(f"{TAG}{name}"), None)
    assert found is not None
    return found


def swaps(alert: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """The alert with two neighbours in each other's place."""
    for path in (".", f"{TAG}info", f"{TAG}info/{TAG}area", f"{TAG}info/{TAG}area/{TAG}geocode"):
        for at in range(len(alert.find(path)) - 1):
            other = copy.deepcopy(alert)
            parent = other.find(path)
            moved = parent[at]
            parent.remove(moved)
            parent.insert(at + 1, moved)
            yield moved.tag, other


def test_any_two_neighbours_the_wrong_way_round_are_found() -> None:
    made = list(swaps(ET.fromstring(written(replace(STOPPED, drill=True)))))
    assert len(made) > 20
    for moved, alert in made:
        assert any("stands after" in one for one in faults(ET.tostring(alert))), moved


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("status", "actual"), ("status", "Drill"), ("msgType", "New"), ("scope", "Everyone"), ("category", "Flood"),
        ("responseType", "Run"), ("urgency", "Now"), ("severity", "Bad"), ("certainty", "Sure"),
        ("sent", "2026-11-21T23:59:30Z"), ("sent", "2026-11-21T23:59:30"), ("expires", "2026-11-21T23:59:30.5+07:00"),
        ("onset", "21/11/2026 23:59"), ("effective", "2026-02-30T00:00:00+07:00"), ("identifier", "hai chữ"),
        ("sender", "a,b"), ("language", "tiếng Việt"), ("headline", ""), ("event", None), ("value", " 13291"),
        ("references", "ttcs.13291"), ("references", "a,b,2026-11-21T23:59:30Z"),
        ("expires", "2026-11-22T00:00:00+07:00"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_found_where_it_stands(name, text) -> None:
    found = broken(lambda alert: setattr(part(alert, name), "text", text), STOPPED)
    assert [one.partition(":")[0] for one in found] == [name]


@pytest.mark.parametrize(
    "name",
    "identifier sender sent status msgType scope category event urgency severity certainty areaDesc value".split(),
)
def test_what_must_be_there_is_missed(name) -> None:
    def drop(alert: ET.Element) -> None:
        next(one for one in alert.iter() if one.find(f"{TAG}{name}") is not None).remove(part(alert, name))

    assert f"{name}: 0" in broken(drop)[0]


def test_rules_that_the_standard_states_in_words_are_held_too() -> None:
    ended = replace(STOPPED, drill=True)
    assert broken(lambda alert: alert.remove(part(alert, "references")), ended) == ["references: missing in Cancel"]
    assert broken(lambda alert: alert.remove(part(alert, "note")), ended) == ["note: missing in Exercise Cancel"]
    assert broken(lambda alert: alert.remove(part(alert, "info"))) == ["info: missing in Alert"]
    assert broken(lambda alert: setattr(part(alert, "scope"), "text", "Private")) == ["addresses: missing in Private"]
    assert broken(lambda alert: part(alert, "info").set("lang", "vi")) == ["info: attributes ['lang']"]
    assert broken(lambda alert: setattr(part(alert, "info"), "text", "x")) == ["info: text between elements"]
    twice = broken(lambda alert: part(alert, "info").insert(2, copy.deepcopy(part(alert, "event"))))
    assert twice == ["event: 2 in info"]
    assert broken(lambda alert: setattr(part(alert, "geocode"), "tag", f"{TAG}place")) == [
        "area: no place belongs there"
    ]
    assert "event: 0 in info" in broken(lambda alert: setattr(part(alert, "event"), "tag", "{urn:x}event"))
    assert faults(b"<alert/>") == ["alert: alert"]
    assert faults(b"not XML at all")[0].startswith("alert: syntax error")
