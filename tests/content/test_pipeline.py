"""The way of an item against a model of random steps; the board that may approve; standing authorisations."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import NO, NOON, START, YES, add_relay, approved_item, authorise, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Basis, Form, ItemState, Origin
from ttcs_desktop.content.pipeline.model import Authorisation, Scope, StepKind
from ttcs_desktop.office.boards import Right
from ttcs_desktop.office.model import Duty
from ttcs_desktop.workspace import Workspace

TODAY = NOON.date()
DRAFT, EDITING, SUBMITTED, APPROVED, ARCHIVED, WITHDRAWN = (
    ItemState.DRAFT,
    ItemState.EDITING,
    ItemState.SUBMITTED,
    ItemState.APPROVED,
    ItemState.ARCHIVED,
    ItemState.WITHDRAWN,
)
# What each deed makes of a state; a state it does not name refuses it.
MODEL = {
    "write": {DRAFT: DRAFT, EDITING: EDITING, SUBMITTED: DRAFT, APPROVED: DRAFT},
    "rename": {DRAFT: DRAFT, EDITING: EDITING, SUBMITTED: DRAFT, APPROVED: DRAFT},
    "to_editor": {DRAFT: EDITING},
    "submit": {DRAFT: SUBMITTED, EDITING: SUBMITTED},
    "send_back": {EDITING: DRAFT, SUBMITTED: DRAFT},
    "approve": {SUBMITTED: APPROVED},
    "archive": {APPROVED: ARCHIVED},
    "take_out": {ARCHIVED: APPROVED},
    "withdraw": {state: WITHDRAWN for state in ItemState if state is not WITHDRAWN},
}
DEEDS = st.sampled_from([*MODEL, "to_editor", "submit", "approve", "submit", "approve", "undo"])


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory):
    made = make_ward(tmp_path_factory.mktemp("pipeline"))
    yield made
    made.close()


def do(ward: Workspace, item_id: str, deed: str, turn: int) -> None:
    steps, item = ward.content.steps, ward.content.item(item_id)
    deeds = {
        "write": lambda: ward.content.edit(item_id, item.title, f"Chữ lần {turn}."),
        "rename": lambda: ward.content.edit(item_id, f"Tên lần {turn}", ward.content.text_of(item)),
        "to_editor": lambda: steps.to_editor(item_id),
        "submit": lambda: steps.submit(item_id),
        "send_back": lambda: steps.send_back(item_id, "bớt câu cuối"),
        "approve": lambda: steps.approve(item_id, YES),
        "archive": lambda: steps.archive(item_id),
        "take_out": lambda: steps.take_out(item_id),
        "withdraw": lambda: steps.withdraw(item_id, NO),
    }
    deeds[deed]()


@given(st.lists(DEEDS, max_size=14))
@settings(max_examples=40)
def test_an_item_stands_where_a_model_of_its_steps_says(ward: Workspace, deeds: list[str]) -> None:
    item = ward.content.add("Tin", "Chữ đầu.")
    ward.undo.begin()
    state, yes, before = DRAFT, None, []
    for turn, deed in enumerate(deeds):
        if deed == "undo":
            if before:
                ward.undo.undo()
                state = before.pop()
            else:
                with pytest.raises(InvalidInput):
                    ward.undo.undo()
        elif state in MODEL[deed]:
            do(ward, item.id, deed, turn)
            before = [] if deed in ("approve", "withdraw") else [*before, state]
            state = MODEL[deed][state]
        else:
            with pytest.raises(InvalidInput):
                do(ward, item.id, deed, turn)
        now = ward.content.item(item.id)
        yes = now.version_id if deed == "approve" and state is APPROVED and not before else yes
        assert now.state is state
        # A yes is in force exactly where the item stands behind it, for the very wording that was shown.
        approval = ward.content.approval_of(now)
        if state in (APPROVED, ARCHIVED):
            assert approval is not None
            assert approval.covers == (now.version_id,)
        if state in (DRAFT, EDITING, SUBMITTED, WITHDRAWN) and approval is not None:
            assert state is not WITHDRAWN
            assert now.version_id == yes
    kinds = [one.kind for one in ward.content.steps.trail(item.id)]
    assert kinds.count(StepKind.WITHDRAW) == (state is WITHDRAWN)


def test_every_step_keeps_who_took_it_when_and_why(ward: Workspace) -> None:
    item = ward.content.add("Tin", "Chữ.")
    ward.content.steps.to_editor(item.id)
    ward.content.steps.send_back(item.id, " bớt câu  cuối ")
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)
    trail = ward.content.steps.trail(item.id)
    assert [one.kind for one in trail] == [
        StepKind.TO_EDITOR,
        StepKind.SEND_BACK,
        StepKind.SUBMIT,
        StepKind.APPROVE,
    ]
    assert trail[1].reason == "bớt câu cuối"
    assert {one.by for one in trail} == {ward.ledger.actor}
    assert {one.version_id for one in trail} == {item.version_id}
    approval = ward.content.approval_of(ward.content.item(item.id))
    assert trail[-1].approval_id == approval.id


def test_a_step_that_was_undone_is_not_told_any_more(ward: Workspace) -> None:
    item = ward.content.add("Tin", "Chữ.")
    ward.content.submit(item.id)
    ward.undo.undo()
    assert ward.content.steps.trail(item.id) == []
    ward.undo.redo()
    assert [one.kind for one in ward.content.steps.trail(item.id)] == [StepKind.SUBMIT]


def test_nothing_is_sent_back_without_a_reason_and_nothing_empty_goes_to_the_editor(ward: Workspace) -> None:
    item, empty = ward.content.add("Tin", "Chữ."), ward.content.add("Tên thôi", "")
    ward.content.submit(item.id)
    for deed, code in (
        (lambda: ward.content.steps.send_back(item.id, "  "), "reason_missing"),
        (lambda: ward.content.steps.to_editor(empty.id), "text_missing"),
        (lambda: ward.content.steps.archive(item.id), "step_not_open"),
        (lambda: ward.content.steps.submit("nowhere"), "record_gone"),
    ):
        with pytest.raises(InvalidInput) as caught:
            deed()
        assert code_of(caught) == code


def test_what_was_filed_away_is_not_rewritten(ward: Workspace) -> None:
    item = approved_item(ward)
    ward.content.steps.archive(item.id)
    with pytest.raises(InvalidInput, match="item_archived"):
        ward.content.edit(item.id, item.title, "Khác.")
    out = ward.content.steps.take_out(item.id)
    assert ward.content.approval_of(out) is not None


def test_one_yes_to_several_items_is_one_action_or_none(ward: Workspace) -> None:
    first, second = ward.content.add("Một", "Chữ."), ward.content.add("Hai", "Chữ.")
    ward.content.submit(first.id)
    with pytest.raises(InvalidInput, match="step_not_open"):
        ward.content.steps.approve_all([first.id, second.id], YES)
    assert ward.content.item(first.id).state is SUBMITTED
    ward.content.submit(second.id)
    ward.content.steps.approve_all([first.id, second.id], replace(YES, basis=Basis.PAPER, number="12/PT"))
    assert {ward.content.item(one.id).state for one in (first, second)} == {APPROVED}
    (line,) = [one for one in ward.ledger.history_of(second.id) if one.verb == "content.approve"]
    assert first.id in line.ids


def test_who_may_approve_is_judged_by_the_board_of_that_day(tmp_path) -> None:
    ward = make_ward(tmp_path)
    boards = ward.office.boards
    assert boards.standing("Lê Thị Hoa", TODAY).right is Right.UNKNOWN
    last_year = boards.found("15/QĐ-UBND", dt.date(2025, 1, 2), dt.date(2025, 1, 5))
    boards.appoint(last_year.id, "Lê Thị Hoa", "Chủ tịch UBND phường", Duty.HEAD, dt.date(2025, 1, 5))
    this_year = boards.found("03/QĐ-UBND", START, START)
    boards.appoint(this_year.id, "Phạm Văn Dũng", "Phó Chủ tịch UBND phường", Duty.HEAD, START)
    boards.appoint(this_year.id, "Trần Thị Bình", "Công chức", Duty.EDITOR, START)
    assert boards.board_on(dt.date(2025, 12, 31)).id == last_year.id
    assert boards.standing("lê thị hoa", dt.date(2025, 12, 31)).right is Right.HEAD
    assert boards.standing("Lê Thị Hoa", TODAY).right is Right.NONE
    assert boards.standing("Trần Thị Bình", TODAY).right is Right.NONE
    assert boards.standing("Nguyễn Văn An", TODAY).right is Right.LEADER
    assert [one.name for one in boards.approvers_on(TODAY)] == ["Nguyễn Văn An", "Phạm Văn Dũng"]
    assert (boards.has_editors(TODAY), boards.has_editors(dt.date(2025, 6, 1))) == (True, False)
    item = ward.content.add("Tin", "Chữ.")
    ward.content.submit(item.id)
    with pytest.raises(InvalidInput) as caught:
        ward.content.approve(item.id, replace(YES, approver="Lê Thị Hoa"))
    assert (code_of(caught), caught.value.field) == ("approver_not_entitled", "approver")
    ward.content.approve(item.id, replace(YES, approver="Lê Thị Hoa", decided_on=dt.date(2025, 12, 31)))
    assert ward.content.approval_of(ward.content.item(item.id)).approver == "Lê Thị Hoa"


def test_a_board_that_contradicts_itself_is_refused(tmp_path) -> None:
    ward = make_ward(tmp_path)
    boards = ward.office.boards
    board = boards.found("03/QĐ-UBND", START, START)
    head = boards.appoint(board.id, "Lê Thị Hoa", "", Duty.HEAD, START)
    later = dt.date(2026, 7, 1)
    for deed, code in (
        (lambda: boards.appoint(board.id, "Phạm Văn Dũng", "", Duty.HEAD, later), "head_taken"),
        (lambda: boards.appoint(board.id, "LÊ THỊ HOA", "", Duty.MEMBER, later), "member_known"),
        (lambda: boards.appoint(board.id, "An", "", Duty.MEMBER, dt.date(2025, 1, 1)), "member_outside_board"),
        (lambda: boards.appoint(board.id, " ", "", Duty.MEMBER, START), "name_missing"),
        (lambda: boards.found(" ", START, START), "paper_number_missing"),
        (lambda: boards.found("9/QĐ", START, dt.date(2025, 1, 1)), "board_overlaps"),
        (lambda: boards.found("03/qđ-ubnd", START, later), "board_known"),
        (lambda: boards.end(board.id, dt.date(2025, 1, 1)), "window_reversed"),
    ):
        with pytest.raises(InvalidInput) as caught:
            deed()
        assert code_of(caught) == code
    boards.dismiss(head.id, dt.date(2026, 6, 30))
    boards.appoint(board.id, "Phạm Văn Dũng", "", Duty.HEAD, later)
    assert [one.name for one in boards.members_on(later) if one.duty is Duty.HEAD] == ["Phạm Văn Dũng"]


@pytest.mark.parametrize(
    ("origin", "form", "scope"),
    [
        (Origin.CITY, Form.NEWS, Scope.HIGHER),
        (Origin.WARD, Form.NOTICE, Scope.NOTICES),
    ],
)
def test_an_authorisation_covers_what_its_scope_names_while_it_holds(tmp_path, origin, form, scope) -> None:
    ward = make_ward(tmp_path)
    authorise(ward, "02/UQ", scope, last=dt.date(2026, 5, 31))
    item = ward.content.add("Tin", "Chữ.", form=form, origin=origin)
    own = ward.content.add("Bài phường", "Chữ.", form=Form.ARTICLE)
    standing = replace(YES, basis=Basis.STANDING, number="02/uq")
    for one in (item, own):
        ward.content.submit(one.id)
    for item_id, given_, code in (
        (item.id, replace(standing, decided_on=TODAY), "authorisation_ended"),
        (item.id, replace(standing, number="9/UQ"), "authorisation_unknown"),
        (own.id, standing, "authorisation_other_scope"),
    ):
        with pytest.raises(InvalidInput) as caught:
            ward.content.approve(item_id, given_)
        assert (code_of(caught), caught.value.field) == (code, "number")
    assert ward.content.approve(item.id, standing).state is APPROVED


def test_an_authorisation_that_is_taken_back_stops_what_was_to_come(tmp_path) -> None:
    ward = make_ward(tmp_path)
    given_ = authorise(ward, "02/UQ", Scope.RELAYS)
    slot = add_relay(ward, approved=False)
    ward.broadcast.timetable.approve_slot(slot.id, replace(YES, basis=Basis.STANDING, number="02/UQ"))
    ward.content.authorisations.end(given_.id, TODAY)
    days = (TODAY, TODAY + dt.timedelta(days=1))
    approved = [bool(one.approval) for one in ward.broadcast.timetable.days(*days) if one.slot.id == slot.id]
    assert approved == [True, False]


def test_the_same_number_next_year_is_another_authorisation(tmp_path) -> None:
    ward = make_ward(tmp_path)
    authorise(ward, "02/UQ", Scope.RELAYS, last=TODAY)
    slot = add_relay(ward, approved=False)
    ward.broadcast.timetable.approve_slot(slot.id, replace(YES, basis=Basis.STANDING, number="02/UQ"))
    first, last = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
    ward.content.authorisations.give(
        Authorisation("", "02/UQ", "Nguyễn Văn An", "Chủ tịch", first, first, last, frozenset({Scope.RELAYS}))
    )
    days = (TODAY, TODAY + dt.timedelta(days=1))
    approved = [bool(one.approval) for one in ward.broadcast.timetable.days(*days) if one.slot.id == slot.id]
    assert approved == [True, False], "the paper of 2027 does not bring the one of 2026 back to life"


def test_an_authorisation_ended_before_a_yes_by_it_lets_nothing_play(tmp_path) -> None:
    ward = make_ward(tmp_path)
    given_ = authorise(ward, "02/UQ", Scope.RELAYS)
    slot = add_relay(ward, approved=False)
    standing = replace(YES, basis=Basis.STANDING, number="02/UQ", decided_on=TODAY)
    ward.broadcast.timetable.approve_slot(slot.id, standing)
    ward.content.authorisations.end(given_.id, TODAY - dt.timedelta(days=1))
    approved = [bool(one.approval) for one in ward.broadcast.timetable.days(TODAY, TODAY) if one.slot.id == slot.id]
    assert approved == [False]
