"""One save is the rows, a line of history and the op that travels, in one commit."""

from __future__ import annotations

import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import clock_of, code_of, make_ward
from ttcs_desktop.basics.canonical import canonical_bytes, canonical_texts
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.model import Lane, NewOp, OpState, Put, Table
from ttcs_desktop.ledger.telling import _with_rev
from ttcs_desktop.workspace import Workspace

COLUMN = Table("content", "programme_column", "content.column")
QUIET = Table("office", "holiday", None)


def put_columns(*names: str) -> list[Put]:
    return [
        Put(COLUMN, {"id": stable_id(name), "name": name, "from_day": "2026-01-01", "to_day": None}) for name in names
    ]


def ops(ward: Workspace) -> list[dict]:
    return [
        {**json.loads(row["body"]), "seq": row["seq"]}
        for row in ward.database.rows("SELECT seq, body FROM op ORDER BY seq")
    ]


def history_count(ward: Workspace) -> int:
    return ward.database.row("SELECT count(*) AS n FROM history")["n"]


def test_a_save_is_a_row_a_line_and_an_op(tmp_path) -> None:
    ward = make_ward(tmp_path)
    lines, sent = history_count(ward), len(ops(ward))
    changes = ward.ledger.save("content.open_column", put_columns("Chuyển đổi số"))
    assert (changes.subjects, changes.ids) == ({"content"}, (stable_id("Chuyển đổi số"),))
    assert [column.name for column in ward.content.columns()] == ["Chuyển đổi số"]
    (line,) = ward.ledger.history_of(stable_id("Chuyển đổi số"))
    assert (line.verb, line.subject, line.actor) == ("content.open_column", "content", ward.ledger.actor)
    assert (history_count(ward), len(ops(ward))) == (lines + 1, sent + 1)
    assert ops(ward)[-1]["table"] == "programme_column"
    assert ops(ward)[-1]["rows"][0]["name"] == "Chuyển đổi số"


def test_nothing_of_a_failed_save_is_kept(tmp_path) -> None:
    ward = make_ward(tmp_path)
    lines, sent = history_count(ward), len(ops(ward))
    no_such_column = Put(COLUMN, {"id": "x", "colour": "red"})
    with pytest.raises(sqlite3.Error):
        ward.ledger.save("content.open_column", [*put_columns("Chuyển đổi số"), no_such_column])
    assert (ward.content.columns(), history_count(ward), len(ops(ward))) == ([], lines, sent)


def test_a_save_of_nothing_leaves_no_line(tmp_path) -> None:
    ward = make_ward(tmp_path)
    lines = history_count(ward)
    assert not ward.ledger.save("content.open_column", []).subjects
    assert history_count(ward) == lines


def test_what_stays_on_this_pc_makes_no_op(tmp_path) -> None:
    ward = make_ward(tmp_path)
    sent = len(ops(ward))
    ward.ledger.save("office.set_holiday", [Put(QUIET, {"id": "h", "day": "2026-02-17", "name": "Tết", "kind": "off"})])
    assert len(ops(ward)) == sent
    assert ward.ledger.history_of("h")


def test_a_second_save_raises_the_revision_and_keeps_who_made_it(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (first,) = put_columns("Chuyển đổi số")
    ward.ledger.save("content.open_column", [first])
    maker, ward.ledger.actor = ward.ledger.actor, "somebody else"
    ward.ledger.save("content.open_column", [first])
    row = ward.database.row("SELECT rev, created_by, updated_by FROM programme_column")
    assert row == {"rev": 2, "created_by": maker, "updated_by": "somebody else"}
    assert [op["rows"][0]["rev"] for op in ops(ward)[-2:]] == [1, 2]


@pytest.mark.parametrize(("rows", "expected"), [(499, [499]), (500, [500]), (1001, [500, 500, 1])])
def test_many_rows_are_one_line_and_an_op_for_every_500(tmp_path, rows, expected) -> None:
    ward = make_ward(tmp_path)
    lines, sent = history_count(ward), len(ops(ward))
    ward.ledger.save("content.open_column", put_columns(*(f"Chuyên mục {number}" for number in range(rows))))
    assert history_count(ward) == lines + 1
    assert [len(op["rows"]) for op in ops(ward)[sent:]] == expected
    assert len(ward.content.columns()) == rows


def test_ops_are_counted_without_a_gap_also_after_a_failed_save(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.ledger.save("content.open_column", put_columns("Một"))
    with pytest.raises(sqlite3.Error):
        ward.ledger.save("content.open_column", [*put_columns("Hai"), Put(COLUMN, {"id": "x", "colour": "red"})])
    ward.ledger.save("content.open_column", put_columns("Ba"))
    sequence = [op["seq"] for op in ops(ward)]
    assert sequence == list(range(1, len(sequence) + 1))


def test_a_submission_leaves_with_the_save_that_made_it(tmp_path) -> None:
    ward = make_ward(tmp_path)
    op = NewOp("the-snapshot", Lane.SUBMISSION, "submission", "184-6T 2026 1", b"{}")
    ward.ledger.save("statistics.freeze", [], send=op)
    assert ward.ledger.outbox.find("the-snapshot").state is OpState.WAITING
    with pytest.raises(sqlite3.IntegrityError):
        ward.ledger.save("statistics.freeze", put_columns("Một"), send=op)
    assert ward.content.columns() == []


def test_what_is_buried_stays_in_the_file_and_travels_with_its_revision(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.ledger.save("content.open_column", put_columns("Một"))
    id_ = stable_id("Một")
    ward.ledger.bury("content.close_column", COLUMN, [id_])
    assert ward.content.columns() == []
    row = ward.database.row("SELECT rev, deleted_at FROM programme_column")
    assert row["deleted_at"] is not None
    (told,) = ops(ward)[-1]["rows"]
    assert told == {"id": id_, "deleted_at": row["deleted_at"], "rev": row["rev"]}
    assert [line.verb for line in ward.ledger.history_of(id_)] == ["content.open_column", "content.close_column"]


def test_burying_is_all_or_nothing(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.ledger.save("content.open_column", put_columns("Một"))
    lines = history_count(ward)
    with pytest.raises(InvalidInput) as caught:
        ward.ledger.bury("content.close_column", COLUMN, [stable_id("Một"), "nowhere"])
    assert code_of(caught) == "record_gone"
    assert (len(ward.content.columns()), history_count(ward)) == (1, lines)


def test_a_clock_set_back_does_not_break_the_order_of_history(tmp_path) -> None:
    import datetime as dt

    ward = make_ward(tmp_path)
    ward.ledger.save("content.open_column", put_columns("Một"))
    clock_of(ward).advance(dt.timedelta(days=-900))
    ward.ledger.save("content.close_column", put_columns("Một"))
    assert [line.verb for line in ward.ledger.history_of(stable_id("Một"))] == [
        "content.open_column",
        "content.close_column",
    ]
    assert ward.ledger.first_broken_line() is None


NAMES = st.text(alphabet='ab",:\\[]{}\n\u0303ếe\u0302,"valid_from":', max_size=12)


@settings(max_examples=40)
@given(names=st.lists(NAMES, min_size=1, max_size=4), rev=st.integers(1, 99))
def test_what_is_put_together_from_rows_is_canonical(names, rev) -> None:
    for more in ({}, {"to_day": None, "valid_from": ',"to_day":'}, {"subject": 1}):
        rows = [{"id": str(number), "name": name, **more} for number, name in enumerate(names)]
        texts = canonical_texts(rows)
        assert [text.encode() for text in texts] == [canonical_bytes(row) for row in rows]
        for text, row in zip(texts, rows, strict=True):
            assert _with_rev(text, row, rev).encode() == canonical_bytes({**row, "rev": rev})


def test_an_op_is_canonical_json(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.ledger.save("content.open_column", put_columns("Chuyê\u0309n đổi số", 'Dấu "nháy", {ngoặc}'))
    body = ward.database.row("SELECT body FROM op ORDER BY seq DESC LIMIT 1")["body"]
    assert canonical_bytes(json.loads(body)) == body
