"""What the city told, in the subjects: approved by its signature, taken back at once, never twice, never backwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.receiving.city import CITY, ISSUER, City, enrolled, states
from tests.wards import add_slot
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.signature import new_private_key, sign
from ttcs_desktop.broadcast.conflicts import Rule, Severity
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.wording import explain
from ttcs_desktop.content.model import Basis, Item, ItemState, Origin, Priority
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.ledger.received import LineState, Received
from ttcs_desktop.plans.model import TaskOrigin, TaskState
from ttcs_desktop.receiving.articles import item_id_of
from ttcs_desktop.workspace import Workspace

DAY = dt.date(2026, 6, 3)


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def ward(tmp_path, city: City) -> Iterator[Workspace]:
    opened = enrolled(tmp_path, city)
    yield opened
    opened.close()


def item(ward: Workspace, thing: str = "a1") -> Item:
    return ward.content.item(item_id_of(thing))


def planned(ward: Workspace):
    """The airings of a slot that plays the article every day."""
    add_slot(ward, "Tin thành phố", fill=Fill.ITEM, item_id=item(ward).id, first=DAY, last=DAY, approved=False)
    return ward.broadcast.timetable.days(DAY, DAY)


def test_an_article_is_there_approved_by_its_origin_and_may_be_aired(ward: Workspace, city: City):
    city.tell(ward, city.article(priority="priority", valid_to="2026-06-30"))
    found = item(ward)
    assert (found.state, found.origin, found.source) == (ItemState.APPROVED, Origin.CITY, ISSUER)
    assert (found.priority, found.valid_to) == (Priority.PRIORITY, dt.date(2026, 6, 30))
    assert ward.content.text_of(found) == "Diệt bọ gậy mỗi tuần."
    (airing,) = planned(ward)
    assert airing.approval.basis is Basis.ORIGIN
    assert ward.inbox.waiting().from_city == ()


def test_it_waits_on_the_first_page_until_it_has_a_place(ward: Workspace, city: City):
    city.tell(ward, city.article("a1"), city.article("a2", priority="urgent"))
    assert ward.inbox.waiting().from_city == (item(ward, "a2").id, item(ward, "a1").id)


def test_what_came_from_the_city_is_not_sent_back_to_it(ward: Workspace, city: City):
    before = ward.ledger.outbox.waiting_count()
    city.tell(ward, city.article(), city.line("task", "t1", plan={"number": "184/KH"}, text="Tuyên truyền"))
    city.tell(ward, city.line("topics", "t2026", year=2026, topics=[{"text": "An toàn giao thông"}]))
    assert ward.topics.count(2026) == 1
    assert ward.ledger.outbox.waiting_count() == before


def test_a_withdrawn_article_is_not_aired_any_more_and_says_why(ward: Workspace, city: City):
    city.tell(ward, city.article())
    planned(ward)
    city.tell(ward, city.line("article", "a1", withdrawn=True, reason="Số liệu sai"))
    (airing,) = ward.broadcast.timetable.days(DAY, DAY)
    assert airing.approval is None
    assert item(ward).state is ItemState.WITHDRAWN
    waiting = ward.inbox.waiting()
    assert (waiting.stopped, waiting.unapproved) == ((airing.id,), ())
    (finding,) = ward.broadcast.timetable.findings(Week.of(DAY))
    assert (finding.rule, finding.severity, finding.a.id) == (Rule.WITHDRAWN, Severity.BLOCK, airing.id)
    assert "Xóa khung này (Delete)" in explain(finding, {})
    assert ward.content.steps.trail(item(ward).id)[-1].reason == "Số liệu sai"


def test_a_corrected_article_is_a_new_wording_with_a_new_yes(ward: Workspace, city: City):
    city.tell(ward, city.article())
    city.tell(ward, city.article(text="Diệt bọ gậy hai lần mỗi tuần."))
    assert [one.number for one in ward.content.versions(item(ward).id)] == [1, 2]
    (airing,) = planned(ward)
    assert airing.approval is not None
    city.tell(ward, city.article(title="Phòng sốt xuất huyết", text="Diệt bọ gậy hai lần mỗi tuần."))
    assert item(ward).title == "Phòng sốt xuất huyết"
    assert len(ward.content.steps.trail(item(ward).id)) == 2


def test_words_that_the_ward_changed_stay_among_the_wordings(ward: Workspace, city: City):
    city.tell(ward, city.article())
    ward.content.edit(item(ward).id, item(ward).title, "Bản của phường.")
    assert item(ward).state is ItemState.DRAFT
    city.tell(ward, city.article(text="Bản mới của Sở."))
    assert [one.text for one in ward.content.versions(item(ward).id)][1:] == ["Bản của phường.", "Bản mới của Sở."]
    assert item(ward).state is ItemState.APPROVED


def test_an_older_state_and_the_same_one_again_change_nothing(ward: Workspace, city: City):
    first, second = city.article(), city.article(text="Mới.")
    city.tell(ward, second)
    city.tell(ward, first)
    assert ward.content.text_of(item(ward)) == "Mới."
    seq = ward.ledger.last_seq()
    Received(ward.database, ward.clock).begin(CITY, "second")
    city.epoch = "second"
    city.tell(ward, second)
    assert ward.ledger.last_seq() == seq
    assert states(ward) == [("taken", ""), ("old", "")]


def test_after_the_hub_went_back_its_last_word_counts_under_the_same_number(ward: Workspace, city: City):
    city.tell(ward, city.article(text="Bị mất."))
    again = City()
    again.key, again.epoch = city.key, "second"
    Received(ward.database, ward.clock).begin(CITY, "second")
    again.tell(ward, again.article(text="Kể lại."))
    assert ward.content.text_of(item(ward)) == "Kể lại."


def test_a_line_that_the_city_did_not_sign_is_never_taken_in(ward: Workspace, city: City):
    told = city.article()
    city.tell(ward, replace(told, signature=sign(new_private_key(), told.body)))
    assert states(ward) == [("refused", "line_not_signed")]
    assert not ward.content.is_there(item_id_of("a1"))


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"title": "x"},
        {"title": "", "text": "x"},
        {"title": 5, "text": "x"},
        {"title": "x", "text": "x", "valid_to": "31/02/2026"},
        {"title": "x", "text": "x", "priority": "rất gấp"},
        {"title": "x" * 2_000, "text": "x"},
    ],
)
def test_a_line_that_cannot_be_read_holds_up_no_other(content, ward: Workspace, city: City):
    city.tell(ward, city.line("article", "bad", **content), city.article())
    assert states(ward) == [("refused", "line_unreadable"), ("taken", "")]
    assert not ward.content.is_there(item_id_of("bad"))


def test_a_kind_of_tomorrow_is_kept_as_it_came(ward: Workspace, city: City, monkeypatch):
    city.tell(ward, city.line("hologram", "h1", shape="cube"), city.article())
    assert states(ward) == [("unknown", ""), ("taken", "")]
    monkeypatch.setattr("ttcs_desktop.receiving.service.KINDS", frozenset({"article", "hologram"}))
    ward.receiving.take_in()
    assert states(ward)[0] == ("taken", "")


def test_very_much_taken_back_at_once_waits_for_a_yes(ward: Workspace, city: City):
    names = [f"a{number}" for number in range(21)]
    city.tell(ward, *(city.article(name) for name in names))
    city.tell(ward, *(city.line("article", name, withdrawn=True) for name in names))
    assert len(ward.receiving.held()) == 21
    assert item(ward, "a0").state is ItemState.APPROVED
    ward.receiving.let_in()
    assert {item(ward, name).state for name in names} == {ItemState.WITHDRAWN}
    assert ward.receiving.held() == []


def test_a_task_of_the_city_is_its_words_and_our_results(ward: Workspace, city: City):
    plan = {"number": "184/KH-SVHTT", "about": "Thông tin cơ sở", "issued_on": "2026-03-31"}
    city.tell(ward, city.line("task", "t1", plan=plan, text="Phát tin phòng dịch", when="Trước ngày 30/6/2026"))
    (task,) = [one for one in ward.plans.tasks() if one.origin is TaskOrigin.CITY]
    assert (task.text, str(task.when.due), task.when.strict) == ("Phát tin phòng dịch", "2026-06-30", True)
    city.tell(ward, city.line("task", "t1", plan=plan, text="Phát tin phòng dịch mỗi ngày"))
    city.tell(ward, city.line("task", "t2", plan=plan, text="Báo cáo"))
    tasks = [one for one in ward.plans.tasks() if one.origin is TaskOrigin.CITY]
    assert [(one.text, one.position) for one in tasks] == [("Phát tin phòng dịch mỗi ngày", 1), ("Báo cáo", 2)]
    assert len({one.plan_id for one in tasks}) == 1
    city.tell(ward, city.line("task", "t2", withdrawn=True, reason="đã gộp"))
    gone = next(one for one in ward.plans.tasks() if one.text == "Báo cáo")
    assert gone.state is TaskState.DROPPED
    assert "đã gộp" in gone.note


def test_the_citys_topics_join_the_wards_list(ward: Workspace, city: City):
    ward.topics.add(2026, TopicEntry("Chủ đề của phường", code="P1"))
    told = [{"code": "1", "text": "An toàn giao thông", "wanted": 2}, {"code": "2", "text": "Phòng cháy"}]
    city.tell(ward, city.line("topics", "2026", year=2026, topics=told))
    assert [one.code for one in ward.topics.of_year(2026)] == ["P1", "1", "2"]
    told[1]["text"] = "Phòng cháy, chữa cháy"
    city.tell(ward, city.line("topics", "2026", year=2026, topics=told))
    assert ward.topics.of_year(2026)[2].entry.text == "Phòng cháy, chữa cháy"
    assert len(ward.topics.of_year(2026)) == 3


def test_a_report_sent_back_is_known_with_its_reason(ward: Workspace, city: City):
    city.tell(ward, city.line("return", "s1", reason="Thiếu C02"), stream="unit:99999")
    assert ward.receiving.returned("s1") is not None
    assert ward.receiving.returned("s2") is None


def test_the_power_goes_between_keeping_and_taking_in(ward: Workspace, city: City):
    received = Received(ward.database, ward.clock)
    received.begin(CITY, city.epoch)
    received.keep(CITY, city.epoch, 0, [city.article()])
    assert received.count(LineState.NEW) == 1
    ward.receiving.take_in()
    assert (received.count(LineState.NEW), item(ward).state) == (0, ItemState.APPROVED)
