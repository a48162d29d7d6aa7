"""Phiếu trình: which wordings stand on it, what a signature approves, and what the paper says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.wards import NOON, YES, add_slot, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis, Item, ItemState, Rights
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.papers.model import Heading, Paragraph, Table
from ttcs_desktop.workspace import Workspace
from ui.workflows.sheets import sheet_document

SIGNED = replace(YES, number="12/PTr", decided_on=NOON.date())


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def waiting(ward: Workspace, title: str, text: str = "Chữ của bài.") -> Item:
    item = ward.content.add(title, text)
    return ward.content.submit(item.id)


def test_one_signature_approves_every_item_of_the_sheet_as_one_action(ward: Workspace) -> None:
    items = [waiting(ward, title) for title in ("Một", "Hai", "Ba")]
    sheet = ward.content.sheets.draw([one.id for one in items])
    assert ward.content.sheets.draw([one.id for one in items]) == sheet  # printed again
    assert ward.content.sheets.open_for(items[1]) == sheet
    ward.content.sheets.sign(sheet.id, SIGNED)
    for one in items:
        approval = ward.content.approval_of(ward.content.item(one.id))
        assert (approval.basis, approval.number, approval.approver) == (Basis.PAPER, "12/PTr", YES.approver)
    assert len({line.seq for one in items for line in ward.ledger.history_of(one.id) if "approve" in line.verb}) == 1
    kept = ward.content.sheets.sheet(sheet.id)
    assert (kept.signer, kept.signed_on) == (YES.approver, NOON.date())
    with pytest.raises(InvalidInput, match="sheet_signed"):
        ward.content.sheets.sign(sheet.id, SIGNED)


def test_what_was_rewritten_after_the_print_is_not_approved_by_the_pen(ward: Workspace) -> None:
    first, second = waiting(ward, "Một"), waiting(ward, "Hai")
    sheet = ward.content.sheets.draw([first.id, second.id])
    ward.content.edit(second.id, "Hai", "Chữ khác hẳn.")
    second = ward.content.submit(second.id)
    assert ward.content.sheets.open_for(second) is None
    assert [[one.title for one in part] for part in ward.content.sheets.can_be_signed(sheet)] == [["Một"], ["Hai"]]
    with pytest.raises(InvalidInput) as caught:
        ward.content.sheets.sign(sheet.id, SIGNED, [first.id, second.id])
    assert (code_of(caught), caught.value.details["title"]) == ("sheet_item_changed", "Hai")
    assert ward.content.item(first.id).state is ItemState.SUBMITTED
    ward.content.sheets.sign(sheet.id, SIGNED)
    assert [ward.content.item(one.id).state for one in (first, second)] == [ItemState.APPROVED, ItemState.SUBMITTED]


def test_a_sheet_is_of_items_that_wait_and_a_signature_has_its_number(ward: Workspace) -> None:
    item, draft = waiting(ward, "Một"), ward.content.add("Nháp", "Chữ.")
    sheet = ward.content.sheets.draw([item.id])
    for deed, code in (
        (lambda: ward.content.sheets.draw([]), "sheet_empty"),
        (lambda: ward.content.sheets.draw([item.id, draft.id]), "sheet_item_not_submitted"),
        (lambda: ward.content.sheets.sign("nowhere", SIGNED), "record_gone"),
        (lambda: ward.content.sheets.sign(sheet.id, replace(SIGNED, number=" ")), "paper_number_missing"),
        (lambda: ward.content.sheets.sign(sheet.id, SIGNED, []), "sheet_empty"),
    ):
        with pytest.raises(InvalidInput) as caught:
            deed()
        assert code_of(caught) == code
    assert ward.content.item(item.id).state is ItemState.SUBMITTED


def test_the_paper_has_titles_length_source_days_words_and_room_for_the_pen(ward: Workspace) -> None:
    item = waiting(ward, "Lịch tiêm chủng", "Câu đầu.\n\nCâu hai.")
    long = waiting(ward, "Bài dài", "\n".join(f"Đoạn {number} " + "chữ " * 60 for number in range(9)))
    slot = add_slot(
        ward, "Nhắc lịch", "06:00", fill=Fill.ITEM, item_id=item.id, last=NOON.date() + dt.timedelta(days=4)
    )
    assert slot.item_id == item.id
    sheet = ward.content.sheets.draw([item.id, long.id])
    document = sheet_document(ward, sheet, whole=False)
    listed, opinions, signatures = (one for one in document.blocks if isinstance(one, Table))
    assert listed.rows[0].cells[1:3] == ("Lịch tiêm chủng", "Tin")
    assert listed.rows[0].cells[4:] == (
        "Đơn vị tự viết",
        "06:00 Thứ Ba 02/6/2026\n06:00 Thứ Tư 03/6/2026\n06:00 Thứ Năm 04/6/2026\nvà 2 buổi nữa",
    )
    assert listed.rows[1].cells[5] == "Chưa xếp lịch"
    assert [row.cells[2:] for row in opinions.rows] == [("", "", ""), ("", "", "")]
    assert "NGƯỜI DUYỆT" in signatures.rows[0].cells[1]
    told = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert "Câu hai." in told
    assert any(one.startswith("(Trích phần đầu; toàn văn") for one in told)
    whole = [one.text for one in sheet_document(ward, sheet).blocks if isinstance(one, Paragraph)]
    assert not any("Trích" in one for one in whole)
    assert any(one.startswith("Đoạn 8") for one in whole)
    assert [one.text for one in document.blocks if isinstance(one, Heading)][1:3] == [
        "1. Lịch tiêm chủng",
        "2. Bài dài",
    ]


@pytest.mark.parametrize("verb", ["edit", "submit", "to_editor", "approve", "withdraw", "sign", "draw", "terms"])
def test_a_verb_reads_what_it_writes_in_one_go(ward: Workspace, verb: str) -> None:
    """Nobody writes between: the command line and jobs are not warned of others, so they would write over them."""
    content, item = ward.content, ward.content.add("Một", "Chữ của bài.")
    if verb in ("approve", "withdraw", "sign", "draw"):
        content.submit(item.id)
    sheet = content.sheets.draw([item.id]) if verb == "sign" else None
    act: dict[str, Callable[[], object]] = {
        "edit": lambda: content.edit(item.id, "Một", "Chữ khác."),
        "submit": lambda: content.submit(item.id),
        "to_editor": lambda: content.steps.to_editor(item.id),
        "approve": lambda: content.approve(item.id, YES),
        "withdraw": lambda: content.withdraw(item.id, replace(YES, reason="Đã cũ")),
        "sign": lambda: content.sheets.sign(sheet.id, SIGNED),
        "draw": lambda: content.sheets.draw([item.id]),
        "terms": lambda: content.terms.set(item.id, Terms(None, NOON.date(), Rights.OWN)),
    }
    said: list[str] = []
    ward.database.connection.set_trace_callback(said.append)
    act[verb]()
    ward.database.connection.set_trace_callback(None)
    assert said[0] == "BEGIN IMMEDIATE", said[0]
    assert sum(one.startswith("BEGIN") for one in said) == 1
