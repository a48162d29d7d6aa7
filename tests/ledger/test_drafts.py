"""Words that were typed and not saved outlive the program."""

from __future__ import annotations

from tests.wards import make_ward


def test_a_draft_is_there_after_the_program_was_killed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.drafts.keep("content/a", {"text": "Một"})
    ward.drafts.keep("content/a", {"text": "Một hai"})
    ward.drafts.keep("content/", {"text": "Bài mới"})
    ward.drafts.keep("contents/x", {"text": "phòng khác"})
    later = ward.again()  # the first one was never closed
    assert later.drafts.under("content") == {"a": {"text": "Một hai"}, "": {"text": "Bài mới"}}
    later.close()
    ward.close()


def test_what_was_saved_leaves_no_draft(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.drafts.keep("content/a", {"text": "Một"})
    ward.drafts.drop("content/a")
    ward.drafts.drop("content/never")
    assert ward.drafts.under("content") == {}
    ward.close()


def test_a_draft_is_no_action(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.undo.begin()
    lines = ward.database.row("SELECT count(*) AS number FROM history")
    waiting = ward.ledger.outbox.waiting_count()
    ward.drafts.keep("content/a", {"text": "Một"})
    assert ward.undo.next() is None
    assert ward.database.row("SELECT count(*) AS number FROM history") == lines
    assert ward.ledger.outbox.waiting_count() == waiting
    ward.close()
