"""Two states of one record in words: every column that travels has a name, no id and no code is shown."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.vietnamese_words import foreign_words
from tests.wards import add_slot, make_ward
from ttcs_desktop.agenda.differing.names import wording as names
from ttcs_desktop.agenda.differing.service import columns_taken
from ttcs_desktop.agenda.differing.wording import CODES, EMPTY, GONE, OTHER_CONTENT
from ttcs_desktop.ground import tables
from ttcs_desktop.joining.model import Conflict, Field
from ttcs_desktop.joining.versions import STAMPS

LEFT_OUT = STAMPS | {"id", "deleted_at"}
CODED = re.compile(r"[a-z]+(_[a-z]+)*")


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("differing"))
    yield made
    made.close()


def columns(ward) -> list[tuple[str, str]]:
    return [
        (table, row["name"])
        for table in tables()
        for row in ward.database.rows(f"SELECT name FROM pragma_table_info('{table}')")
        if row["name"] not in LEFT_OUT
    ]


def differing(table: str, **fields: tuple[object, object]) -> Conflict:
    changed = tuple(Field(name, *both) for name, both in fields.items())
    return Conflict("c", table, "r", "Máy đài", "Máy văn phòng", dt.datetime.now(dt.UTC), "", changed, buried=False)


def test_every_column_of_every_table_has_a_name_in_vietnamese(ward) -> None:
    assert {table for table in tables() if table not in names.RECORDS} == set()
    assert [one for one in columns(ward) if not names.field_name(*one)] == []
    assert foreign_words(". ".join([*names.RECORDS.values(), *(names.field_name(*one) for one in columns(ward))])) == []


def test_no_name_stands_for_a_column_that_is_not_there(ward) -> None:
    known = set(columns(ward))
    named = {(table, column) for table, here in names._HERE.items() for column in here}
    together = {(table, one) for table, groups in names.TOGETHER.items() for group in groups for one in group}
    assert (named | together | set(CODES)) - known == set()


def test_what_says_one_thing_is_taken_together(ward) -> None:
    told = ward.differing.fields(
        differing(
            "task",
            text=("Một", "Hai"),
            when_text=("Trước 30/11", "Trước 15/11"),
            when_due=("2026-11-30", "2026-11-15"),
            lead=('["Trạm Y tế"]', "[]"),
        )
    )
    assert [(one.name, one.columns) for one in told] == [
        ("Nội dung", ("text",)),
        ("Thời gian", ("when_text", "when_due")),
        ("Đơn vị chủ trì", ("lead",)),
    ]
    assert told[1].theirs == "Trước 15/11 · 15/11/2026"
    assert (told[2].ours, told[2].theirs) == ("Trạm Y tế", EMPTY)
    assert columns_taken(told[1:]) == ["when_text", "when_due", "lead"]


def test_values_are_readable(ward) -> None:
    slot = add_slot(ward)
    item = ward.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    (row,) = ward.database.rows("SELECT current_version_id AS id FROM item WHERE id = ?", (item.id,))
    person = ward.office.people()[0]
    value = ward.differing.value
    for table, column, held, told in (
        ("item", "state", "approved", "Đã duyệt"),
        ("item", "current_version_id", row["id"], "Mời bà con đưa trẻ đi tiêm."),
        ("item", "valid_to", "2026-06-05", "05/06/2026"),
        ("item", "column_id", None, EMPTY),
        ("directive", "handler", person.id, person.name),
        ("occurrence", "person", person.id, person.name),
        ("manual_entry", "person", "Trần Thị Bình", "Trần Thị Bình"),
        ("task", "product", person.id, OTHER_CONTENT),
        ("person", "roles", '["officer"]', "người ghi sổ"),
        ("edition", "parts", f'["{item.id}"]', "Lịch tiêm chủng"),
        ("edition", "slot_id", "nobody", GONE),
        ("slot", "start", "17:15:00", "17:15"),
        ("slot", "seconds", 1_830, "30 phút 30 giây"),
        ("slot", "weekdays", "17", "thứ Hai, Chủ nhật"),
        ("slot", "self_made", 0, "không"),
        ("log_entry", "reason", "", "Chưa ghi lý do"),
        ("log_entry", "state", "a_code_of_tomorrow", OTHER_CONTENT),
        ("occurrence", "period", "2026-Q2", "Quý II/2026"),
        ("task_note", "at", "2026-06-02T02:42:00.000Z", "09:42 02/06/2026"),
        ("airing_change", "moved_to", "2026-06-02T17:30:00", "17:30 02/06/2026"),
        ("snapshot", "body", b"{}", OTHER_CONTENT),
        ("week_template", "slots", '[{"start": "1"}]', OTHER_CONTENT),
        ("plan", "about", '{"a": 1}', OTHER_CONTENT),
        ("task", "text", "chữ " * 5_000, ("chữ " * 100).strip() + "…"),
    ):
        assert value(table, column, held) == told, (table, column)
    assert ward.differing.title("slot", slot.id) == "Khung phát: Bản tin phường"
    assert ward.differing.title("item", "nobody") == f"Tin, bài: {GONE}"


def test_no_id_and_no_code_of_any_row_is_shown(ward) -> None:
    add_slot(ward)
    for table in tables():
        for row in ward.database.rows(f"SELECT * FROM {table}"):
            assert foreign_words(ward.differing.title(table, row["id"])) == [] or table == "unit"
            for column, held in row.items():
                if column in LEFT_OUT or not isinstance(held, str) or held == "":
                    continue
                told = ward.differing.value(table, column, held)
                assert row["id"] not in told
                assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", told), (table, column, told)
                assert not CODED.fullmatch(held) or told != held, (table, column, held)
