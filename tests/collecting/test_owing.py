"""Who owes: the list of a year, each dated step with an agency, and what came in, with nothing lost."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.collecting.lists import (
    AUTUMN,
    CULTURE,
    DUE,
    ECONOMY,
    FOUR,
    OFFICE,
    POLICE,
    TEMPLATE,
    YEAR,
    collecting_ward,
    id_of,
    said,
    standings,
)
from tests.plans.annexes import HEADER, write
from tests.wards import clock_of, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting.model import Contact, State, Way
from ttcs_desktop.collecting.wording import reminders_text, step_text
from ttcs_desktop.exports import records
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.workspace import open_workspace

DAY = AUTUMN.date()


@pytest.fixture
def ward(tmp_path):
    made = collecting_ward(tmp_path)
    yield made
    made.close()


def states(ward) -> dict[str, State]:
    return {name: one.state for name, one in standings(ward).items()}


# -- the list -----------------------------------------------------------------------------------------------------


def test_leads_of_the_plan_are_proposed_by_the_names_the_office_has_learnt(tmp_path) -> None:
    ward = make_ward(tmp_path, now=AUTUMN)
    ward.office.agencies.learn("P.VH-XH", CULTURE)
    rows = (
        HEADER,
        ("1", "Ra bản tin", "P.VH-XH", POLICE, "Hằng tháng"),
        ("2", "Rà soát tin giả", f"{POLICE}; {CULTURE}", "", "Hằng năm"),
        ("3", "Tuyên truyền", "Các cơ quan, đơn vị có liên quan", "", "Thường xuyên"),
        ("4", "Mua loa", ECONOMY, "", "Năm 2025"),
    )
    read = ward.plans.read(write(tmp_path / "phu-luc.docx", rows), year=2025)
    ward.plans.take_in(read, PlanHead("75/KH-UBND"), 2025)
    assert [(one.name, one.tasks) for one in ward.collecting.proposed(2025)] == [
        (CULTURE, 2),
        (POLICE, 1),
        (ECONOMY, 1),
    ]
    # A plan that goes on is owed the next year too; what was to be done by the end of 2025 is not.
    assert [(one.name, one.tasks) for one in ward.collecting.proposed(2026)] == [(CULTURE, 2), (POLICE, 1)]
    assert ward.collecting.proposed(2024) == []
    ward.close()


def test_who_was_asked_last_year_is_proposed_again_with_the_contact(tmp_path) -> None:
    ward = collecting_ward(tmp_path, (OFFICE,))
    contact = Contact("Nguyễn Thị Hoa", "0912 345 678", "hoa@example.vn")
    ward.collecting.change_agency(id_of(ward, OFFICE), OFFICE, contact)
    assert [(one.name, one.tasks, one.asked_before) for one in ward.collecting.proposed(2027)] == [(OFFICE, 0, True)]
    ward.collecting.open(TEMPLATE, 2027, [POLICE, OFFICE])
    next_year = ward.collecting.collection(TEMPLATE, 2027)
    assert [one.respondent.contact for one in ward.collecting.standings(next_year)] == [Contact(), contact]
    ward.close()


def test_a_list_keeps_its_order_its_day_and_what_is_asked_after_opening_again(ward) -> None:
    assert list(standings(ward)) == list(FOUR)
    collection = ward.collecting.collection(TEMPLATE, YEAR)
    assert (collection.due, len(collection.asked)) == (DUE, 11)
    ward.collecting.change(collection, dt.date(2026, 11, 25), ["H04", "A03"])
    ward.collecting.add(collection, "Trạm Y tế phường")
    again = open_workspace(ward.folder, ward.clock)
    kept = again.collecting.collection(TEMPLATE, YEAR)
    assert (kept.due, kept.asked) == (dt.date(2026, 11, 25), ("H04", "A03"))
    assert [one.respondent.name for one in again.collecting.standings(kept)] == [*FOUR, "Trạm Y tế phường"]
    again.close()


def test_what_cannot_be_listed_is_refused_and_nothing_is_kept(tmp_path) -> None:
    ward = make_ward(tmp_path, now=AUTUMN)
    for template, names, due, code in (
        ("184-N", [POLICE], None, "collection_sends"),
        ("75-X", [POLICE], None, "template_unknown"),
        (TEMPLATE, ["", "  –  "], None, "agencies_missing"),
        (TEMPLATE, [POLICE, "công an  phường"], None, "agency_doubled"),
        (TEMPLATE, [POLICE], dt.date(2025, 11, 30), "due_not_of_year"),
        (TEMPLATE, [f"Tổ {number}" for number in range(301)], None, "agencies_too_many"),
    ):
        with pytest.raises(InvalidInput) as trouble:
            ward.collecting.open(template, YEAR, names, due)
        assert code_of(trouble) == code
    assert ward.collecting.collections() == []
    ward.close()


def test_an_agency_is_added_once_renamed_and_thrown_away_with_all_that_was_done(ward) -> None:
    collection = ward.collecting.collection(TEMPLATE, YEAR)
    for act in (
        lambda: ward.collecting.add(collection, "CÔNG AN PHƯỜNG"),
        lambda: ward.collecting.change_agency(id_of(ward, OFFICE), POLICE, Contact()),
    ):
        with pytest.raises(InvalidInput) as trouble:
            act()
        assert code_of(trouble) == "agency_doubled"
    ward.collecting.remind([id_of(ward, POLICE)], DAY, Way.PHONE)
    gone = id_of(ward, POLICE)
    ward.collecting.remove(gone)
    assert POLICE not in standings(ward)
    (entry,) = ward.bin.entries()
    assert (entry.kind, entry.title) == ("respondent", POLICE)
    ward.bin.put_back(entry)
    assert states(ward)[POLICE] is State.REMINDED
    ward.undo.undo()
    with pytest.raises(InvalidInput) as trouble:
        ward.collecting.remove(gone)
    assert code_of(trouble) == "record_gone"


# -- steps --------------------------------------------------------------------------------------------------------


def test_reminders_are_dated_rows_that_are_counted_and_taken_back_one_by_one(ward) -> None:
    everybody = [one.respondent.id for one in standings(ward).values()]
    ward.collecting.remind(everybody, dt.date(2026, 11, 10), Way.PAPER, "120/UBND-VHXH")
    ward.collecting.remind([id_of(ward, POLICE)], DAY, Way.ZALO)
    police = standings(ward)[POLICE]
    assert [(step.day, step.way, step.document) for step in police.reminders] == [
        (dt.date(2026, 11, 10), Way.PAPER, "120/UBND-VHXH"),
        (DAY, Way.ZALO, ""),
    ]
    assert set(states(ward).values()) == {State.REMINDED}
    ward.undo.undo()
    assert len(standings(ward)[POLICE].reminders) == 1
    ward.undo.undo()
    assert set(states(ward).values()) == {State.NOT_REMINDED}
    ward.undo.redo()
    assert set(states(ward).values()) == {State.REMINDED}


def test_a_reminder_is_told_by_its_way(ward) -> None:
    for way, words in ((Way.ZALO, " qua Zalo"), (Way.IN_PERSON, " trực tiếp")):
        ward.collecting.remind([id_of(ward, POLICE)], DAY, way, "120/UBND")
        police = standings(ward)[POLICE]
        assert reminders_text(police).endswith(f"gần nhất {DAY:%d/%m/%Y}{words}")
        assert step_text(police.steps[-1]) == f"Nhắc{words}, văn bản 120/UBND"


def test_a_reminder_has_somebody_and_a_day_that_has_come(ward) -> None:
    for ids, day, code in (
        ([], DAY, "agencies_missing"),
        ([id_of(ward, POLICE)], DAY + dt.timedelta(days=1), "reminded_in_future"),
        (["nobody"], DAY, "record_gone"),
    ):
        with pytest.raises(InvalidInput) as trouble:
            ward.collecting.remind(ids, day, Way.ZALO)
        assert code_of(trouble) == code
    assert set(states(ward).values()) == {State.NOT_REMINDED}


def test_an_agency_is_let_off_with_a_reason_and_asked_again(ward) -> None:
    police = id_of(ward, POLICE)
    with pytest.raises(InvalidInput) as trouble:
        ward.collecting.exempt(police, "  ", DAY)
    assert code_of(trouble) == "reason_missing"
    ward.collecting.exempt(police, "Đã báo cáo Công an thành phố", DAY)
    assert standings(ward)[POLICE].exemption.reason == "Đã báo cáo Công an thành phố"
    with pytest.raises(InvalidInput) as trouble:
        ward.collecting.exempt(police, "Lần nữa", DAY)
    assert code_of(trouble) == "already_exempt"
    ward.collecting.ask_again(police, DAY)
    assert states(ward)[POLICE] is State.NOT_REMINDED
    assert len(standings(ward)[POLICE].steps) == 2, "both steps stay"
    with pytest.raises(InvalidInput) as trouble:
        ward.collecting.ask_again(police, DAY)
    assert code_of(trouble) == "not_exempt"


# -- reports ------------------------------------------------------------------------------------------------------


def test_the_day_named_itself_is_late(ward) -> None:
    clock_of(ward).advance(dt.timedelta(days=20))
    ward.collecting.reports.receive(id_of(ward, POLICE), said(dt.date(2026, 11, 29)))
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(DUE))
    assert (states(ward)[POLICE], states(ward)[OFFICE]) == (State.RECEIVED, State.LATE)
    assert (standings(ward)[POLICE].days_late(), standings(ward)[OFFICE].days_late()) == (0, 1)
    assert standings(ward)[CULTURE].is_overdue(DUE)
    assert not standings(ward)[CULTURE].is_overdue(DUE - dt.timedelta(days=1))


def test_a_newer_report_takes_the_place_of_an_older_one_that_is_kept(ward) -> None:
    police = id_of(ward, POLICE)
    ward.collecting.reports.receive(police, said(dt.date(2026, 11, 18), "Bản sau", H04=9))
    older = ward.collecting.reports.receive(police, said(dt.date(2026, 11, 12), "Bản trước", H04=5))
    standing = standings(ward)[POLICE]
    assert [one.results for one in standing.reports] == ["Bản trước", "Bản sau"], "by the day it came, not by typing"
    assert standing.report.figure("H04") == 9
    ward.collecting.reports.remove(standing.report.id)
    assert standings(ward)[POLICE].report == older
    (entry,) = ward.bin.entries()
    assert (entry.kind, POLICE in entry.title) == ("agency_report", True)
    ward.bin.put_back(entry)
    assert standings(ward)[POLICE].report.results == "Bản sau"


def test_a_report_is_mended_and_the_mending_taken_back(ward) -> None:
    report = ward.collecting.reports.receive(id_of(ward, POLICE), said(H04=5))
    ward.collecting.reports.correct(report.id, said(H04=7, H05=2))
    assert standings(ward)[POLICE].report.figure("H05") == 2
    assert not ward.collecting.reports.correct(report.id, said(H05=2, H04=7)).ids, "saying it again is no action"
    ward.undo.undo()
    assert standings(ward)[POLICE].report.figures == report.figures
    assert [line.verb for line in ward.collecting.history(id_of(ward, POLICE))] == [
        "collecting.open", "collecting.receive", "collecting.correct_report", "ledger.undo",
    ]  # fmt: skip


def test_what_cannot_be_a_report_is_refused(ward) -> None:
    police = id_of(ward, POLICE)
    for report, field, code in (
        (said(DAY + dt.timedelta(days=1)), "received_on", "report_in_future"),
        (said(dt.date(2025, 12, 31)), "received_on", "report_too_early"),
        (said(H04=-1), "H04", "value_negative"),
        (said(B99=1), "B99", "indicator_unknown"),
    ):
        with pytest.raises(InvalidInput) as trouble:
            ward.collecting.reports.receive(police, report)
        assert (trouble.value.field, trouble.value.code) == (field, code)
    assert standings(ward)[POLICE].reports == ()


def test_the_same_file_is_not_taken_in_twice(ward) -> None:
    from dataclasses import replace

    once = replace(said(H04=1), source_name="bc.docx", source_sha256="a" * 64)
    ward.collecting.reports.receive(id_of(ward, POLICE), once)
    with pytest.raises(InvalidInput) as trouble:
        ward.collecting.reports.receive(id_of(ward, POLICE), once)
    assert code_of(trouble) == "report_known"
    ward.collecting.reports.receive(id_of(ward, OFFICE), once)  # two agencies may answer in one file


def test_the_raw_lists_tell_it_all(ward) -> None:
    ward.collecting.remind([id_of(ward, POLICE)], DAY, Way.ZALO)
    ward.collecting.reports.receive(id_of(ward, POLICE), said(H04=5))
    (collection,) = records(ward, "collections")
    assert (collection["template"], collection["due"], collection["asked"][0]) == (TEMPLATE, "2026-11-30", "H04")
    assert [one["name"] for one in records(ward, "collection_agencies")] == list(FOUR)
    (step,) = records(ward, "collection_steps")
    assert (step["kind"], step["way"], step["day"]) == ("reminded", "zalo", "2026-11-20")
    (report,) = records(ward, "collection_reports")
    assert report["figures"] == {"H04": "5"}
    assert json.loads(json.dumps(report)) == report
    assert records(ward, "collection_steps", dt.date(2026, 11, 21)) == []
