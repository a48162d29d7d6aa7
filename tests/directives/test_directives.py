"""Directives: the register's numbers, what is in force, what replaces and what rests on what, and their deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.directives.papers import DECREE, KH184
from tests.wards import NOON, clock_of, code_of, make_ward
from ttcs_desktop.agenda.deadlines import due_counts
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.directives.model import LENGTHS, Directive, Standing, Urgency, Validity, validity
from ttcs_desktop.directives.service import reaches
from ttcs_desktop.exports import records
from ttcs_desktop.workspace import Workspace
from ui.pages.directives.lines import Wanted, lines_of

TODAY = NOON.date()
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = make_ward(tmp_path_factory.mktemp("ward"))
    yield made
    made.close()


@pytest.fixture
def ward(office: Workspace) -> Workspace:
    """A ward without directives."""
    for one in office.directives.directives():
        office.directives.remove(one.id)
    return office


def refused(ward: Workspace, directive: Directive) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as trouble:
        ward.directives.save(directive)
    return trouble.value.field, code_of(trouble)


def test_every_fact_is_kept_as_it_was_written(ward: Workspace) -> None:
    whole = replace(
        KH184,
        organ_id="H26.13",
        language="Tiếng Việt",
        pages=12,
        copies=3,
        signer="Đỗ Đình Hồng",
        signer_position="Giám đốc",
        urgency=Urgency.URGENT,
        file_notation="01.TTCS",
        arrived_on=dt.date(2026, 4, 2),
        arrival_number=17,
        receiver="Phòng Văn hóa - Xã hội",
        handed_on=dt.date(2026, 4, 3),
        due_on=dt.date(2026, 6, 9),
        handler=ward.ledger.actor,
        reply="12/BC-UBND",
        valid_from=dt.date(2025, 4, 1),
        valid_to=dt.date(2026, 12, 31),
        note="Bản giấy ở văn thư",
        source="danh mục",
    )
    made = ward.directives.save(whole)
    assert ward.directives.directive(made.id) == replace(whole, id=made.id)
    (record,) = records(ward, "directives")
    assert (record["number"], record["due_on"], record["pages"]) == ("184", "2026-06-09", 12)
    assert ward.directives.save(made) == made  # nothing changed, nothing written
    assert [line.verb for line in ward.ledger.history_of(made.id)] == ["directives.add"]


def test_a_paper_from_the_bin_may_share_its_number_until_one_is_renumbered(ward: Workspace) -> None:
    last = ward.directives.next_arrival(2026)
    first = ward.directives.save(Directive(subject="Bị bỏ rồi lấy lại", arrived_on=dt.date(2026, 2, 5)))
    clock_of(ward).advance(dt.timedelta(minutes=1))
    ward.directives.remove(first.id)
    second = ward.directives.save(Directive(subject="Được cấp số ấy", arrived_on=dt.date(2026, 2, 6)))
    assert (first.arrival_number, second.arrival_number) == (last, last)
    assert ward.directives.register.sharing([second]) == set()
    ward.bin.put_back(next(entry for entry in ward.bin.entries() if entry.id == first.id))
    assert ward.directives.register.sharing([first, second]) == {first.id, second.id}
    told = {line.id: line.below for line in lines_of(ward, TODAY, Wanted()) if line.doubled}
    assert set(told) == {first.id, second.id}
    assert told[first.id].startswith(f"Trùng số đến {last} năm 2026, bấm F2 sửa")
    ward.directives.save(replace(first, arrival_number=last + 1))
    assert ward.directives.register.sharing([first, second]) == set()


def test_the_register_counts_by_year_and_no_number_stands_twice(ward: Workspace) -> None:
    first = ward.directives.save(replace(KH184, arrived_on=dt.date(2026, 1, 5)))
    second = ward.directives.save(replace(DECREE, arrived_on=dt.date(2026, 2, 5)))
    old = ward.directives.save(Directive(subject="Của năm trước", arrived_on=dt.date(2025, 12, 30)))
    law = ward.directives.save(Directive(number="1", notation="2020/L", subject="Luật"))
    assert [one.arrival_number for one in (first, second, old, law)] == [1, 2, 1, None]
    assert refused(ward, Directive(subject="x", arrived_on=TODAY, arrival_number=2)) == (
        "arrival_number",
        "arrival_number_taken",
    )
    assert refused(ward, replace(first, arrival_number=2)) == ("arrival_number", "arrival_number_taken")
    register = ward.directives.arrived(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert [one.id for one in register] == [first.id, second.id]
    with pytest.raises(InvalidInput):
        ward.directives.arrived(TODAY, TODAY - DAY)


def test_the_same_paper_is_noticed_and_may_be_meant(ward: Workspace) -> None:
    first = ward.directives.save(KH184)
    again = replace(KH184, number="0184", notation="KH – SVHTT", organ="sở văn hóa và thể thao")
    with pytest.raises(InvalidInput) as trouble:
        ward.directives.save(again)
    assert (code_of(trouble), trouble.value.details["known"]) == ("directive_known", first)
    second = ward.directives.save(again, twice=True)
    ward.directives.save(replace(second, note="đã so lại"))  # said once, it is not asked at every correction
    for other in (replace(KH184, organ="Sở khác"), replace(KH184, issued_on=DECREE.issued_on), Directive(subject="x")):
        assert ward.directives.same_as(other) is None
        ward.directives.save(other)


@pytest.mark.parametrize(
    ("directive", "field", "code"),
    [
        (Directive(organ="Chỉ có nơi ban hành"), "number", "directive_empty"),
        (replace(KH184, arrived_on=TODAY + DAY), "arrived_on", "arrived_in_future"),
        (replace(KH184, arrived_on=dt.date(2025, 3, 30)), "arrived_on", "arrived_before_issued"),
        (replace(KH184, arrival_number=5), "arrived_on", "arrival_without_day"),
        (replace(KH184, handled_on=TODAY + DAY), "handled_on", "handled_in_future"),
        (replace(KH184, handled_on=dt.date(2025, 1, 1)), "handled_on", "handled_before_arrived"),
        (replace(DECREE, valid_to=dt.date(2024, 6, 30)), "valid_to", "window_reversed"),
        (replace(KH184, pages=0), "pages", "pages_out_of_range"),
        (replace(KH184, copies=1000), "copies", "pages_out_of_range"),
        (replace(KH184, subject="dài " * 1250), "subject", "fact_too_long"),
        (replace(KH184, replaced_by="no such id"), "", "record_gone"),
        (replace(KH184, id="no such id"), "", "record_gone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(ward: Workspace, directive: Directive, field: str, code: str) -> None:
    assert refused(ward, directive) == (field, code)
    assert ward.directives.directives() == []


def test_neither_a_number_nor_the_newest_are_found_by_walking_the_years(ward: Workspace) -> None:
    asked: list[str] = []
    ward.database.connection.set_trace_callback(asked.append)
    ward.directives.numbered("184")
    ward.directives.newest(limit=200)
    ward.database.connection.set_trace_callback(None)
    assert len(asked) == 2
    plans = [[row["detail"] for row in ward.database.rows(f"EXPLAIN QUERY PLAN {one}")] for one in asked]
    assert plans[0] == ["SEARCH directive USING INDEX idx_directive_number (<expr>=?)"]
    assert "SCAN directive USING INDEX idx_directive_newest" in plans[1], "the first 200 of the index, then it stops"


def test_the_longest_texts_fit(ward: Workspace) -> None:
    made = ward.directives.save(Directive(**{name: "ư" * longest for name, longest in LENGTHS.items()}))
    assert ward.directives.directive(made.id) == made


def test_in_force_until_its_last_day_or_until_the_successor_holds() -> None:
    old = replace(DECREE, valid_to=dt.date(2026, 6, 2))
    new = Directive(id="new", issued_on=dt.date(2026, 5, 1), valid_from=dt.date(2026, 6, 2))
    assert validity(DECREE, None, dt.date(2024, 6, 30)) is Validity.COMING
    assert validity(DECREE, None, dt.date(2024, 7, 1)) is Validity.IN_FORCE
    assert validity(old, None, TODAY) is Validity.IN_FORCE
    assert validity(old, None, TODAY + DAY) is Validity.EXPIRED
    assert validity(DECREE, new, TODAY - DAY) is Validity.IN_FORCE
    assert validity(DECREE, new, TODAY) is Validity.REPLACED
    assert validity(DECREE, replace(new, issued_on=None, valid_from=None), TODAY) is Validity.REPLACED


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(0, 4)), max_size=24))
def test_no_chain_of_replacing_ever_comes_round(office: Workspace, deeds: list[tuple[int, int, int]]) -> None:
    """Whatever is replaced, taken back, thrown away and brought back, in whatever order."""
    service = office.directives
    papers = [service.save(Directive(subject=f"Văn bản {number}"), twice=True).id for number in range(5)]
    for deed, one, other in deeds:
        try:
            if deed < 5:
                service.save(replace(service.directive(papers[one]), replaced_by=papers[other]))
            elif deed == 5:
                service.save(replace(service.directive(papers[one]), replaced_by=None))
            elif deed == 6:
                service.remove(papers[one])
            elif deed == 7:
                office.bin.put_back(next(entry for entry in office.bin.entries() if entry.id == papers[one]))
            else:
                (office.undo.undo if deed == 8 else office.undo.redo)()
        except (InvalidInput, StopIteration):
            pass
        chain = {row["id"]: [row["replaced_by"]] for row in office.database.rows(
            "SELECT id, replaced_by FROM directive WHERE replaced_by IS NOT NULL")}  # fmt: skip
        assert not any(reaches(chain, after[0], paper) for paper, after in chain.items())


def test_replacing_each_other_is_refused_however_long_the_way_round(ward: Workspace) -> None:
    first, second, third = (ward.directives.save(Directive(subject=f"Số {number}")) for number in range(3))
    ward.directives.save(replace(first, replaced_by=second.id))
    ward.directives.save(replace(second, replaced_by=third.id))
    assert refused(ward, replace(third, replaced_by=first.id)) == ("replaced_by", "replaced_in_circle")
    assert refused(ward, replace(third, replaced_by=third.id)) == ("replaced_by", "replaced_in_circle")


def test_the_basis_is_seen_from_both_sides(ward: Workspace) -> None:
    decree, plan = ward.directives.save(DECREE), ward.directives.save(KH184)
    ward.directives.link(decree.id, "directive", plan.id)
    ward.directives.link(decree.id, "directive", plan.id)
    ward.directives.link(plan.id, "plan", "a-plan")
    assert [(one.kind, one.target_id) for one in ward.directives.basis_of(decree.id)] == [("directive", plan.id)]
    assert [one.directive_id for one in ward.directives.bases_of("directive", plan.id)] == [decree.id]
    assert [one.directive_id for one in ward.directives.bases_of("plan", "a-plan")] == [plan.id]
    with pytest.raises(InvalidInput) as trouble:
        ward.directives.link(plan.id, "directive", decree.id)
    assert code_of(trouble) == "based_on_itself"
    (link,) = ward.directives.basis_of(decree.id)
    ward.directives.unlink(link.id)
    ward.directives.link(plan.id, "directive", decree.id)  # said the wrong way round, and mended
    ward.directives.remove(plan.id)
    assert ward.directives.bases_of("plan", "a-plan") == []
    ward.undo.undo()
    assert len(ward.directives.bases_of("plan", "a-plan")) == 1


def test_what_is_to_be_handled_stands_on_the_radar_until_it_is(ward: Workspace) -> None:
    made = ward.directives.save(replace(KH184, due_on=dt.date(2026, 6, 7), handler=ward.ledger.actor))
    missed = ward.directives.save(Directive(subject="Quá hạn", due_on=dt.date(2026, 5, 29)))
    ward.directives.save(Directive(subject="Năm sau", due_on=dt.date(2027, 6, 7)))
    (late, soon) = (one for one in ward.agenda.deadlines() if one.subject == "directives")
    assert (late.id, late.source) == (missed.id, "Văn bản đến, chưa giao ai")
    assert (soon.what, soon.last_safe_day) == (KH184.subject, dt.date(2026, 6, 5))  # 07/6 is a Sunday
    assert soon.source == "Thời hạn giải quyết Kế hoạch 184/KH-SVHTT, Trần Thị Bình xử lý"
    counts = due_counts([late, soon], TODAY)
    assert (counts.directives_this_week, counts.directives_overdue, counts.reports_this_week) == (1, 1, 0)
    ward.directives.set_handled(made.id, TODAY, "15/BC-UBND")
    ward.directives.set_handled(missed.id, TODAY)
    assert not any(one.subject == "directives" for one in ward.agenda.deadlines())
    assert ward.directives.directive(made.id).reply == "15/BC-UBND"
    ward.directives.set_handled(made.id, None)
    assert ward.directives.directive(made.id).waits


def test_found_by_number_by_words_and_by_what_is_attached(ward: Workspace, tmp_path: Path) -> None:
    made = ward.directives.save(KH184)
    (tmp_path / "kh.txt").write_text("Phụ lục chỉ tiêu truyền thanh", "utf-8")
    ward.attachments.attach(Owner("directive", made.id), [tmp_path / "kh.txt"])
    for words in ("184/KH", "184/kh-svhtt", "hoat dong thong tin co so", "31/3/2025", "chi tieu truyen thanh"):
        assert [(hit.kind, hit.id) for hit in ward.finder.find(words).hits if hit.subject == "directives"] == [
            ("directive", made.id)
        ]
    assert [hit.title for hit in ward.finder.find("184/KH").hits][:1] == [
        "Kế hoạch · 184/KH-SVHTT · Tổ chức hoạt động thông tin cơ sở năm 2025"
    ]


def test_what_the_file_is_asked_stands_as_the_rule_has_it(ward: Workspace) -> None:
    """The pills count in SQL what `validity` and `waits` say of each."""
    service, soon = ward.directives, TODAY + DAY
    new = service.save(Directive(subject="Mới", valid_from=soon))
    now = service.save(Directive(subject="Nay", issued_on=TODAY, handler="someone"))
    for number, facts in enumerate((
        {"replaced_by": new.id},
        {"replaced_by": now.id, "due_on": soon},
        {"valid_to": TODAY, "due_on": soon},
        {"valid_to": TODAY - DAY},
        {"valid_from": soon, "handler": "someone", "handled_on": TODAY},
    )):  # fmt: skip
        service.save(Directive(subject=f"Số {number}", **facts))
    every = {one.id: one for one in service.directives()}
    stands = {one.id: validity(one, every.get(one.replaced_by or ""), TODAY) for one in every.values()}
    expected = {
        Standing.ALL: set(every),
        Standing.WAITING: {one.id for one in every.values() if one.waits},
        Standing.IN_FORCE: {id_ for id_, one in stands.items() if one is Validity.IN_FORCE},
        Standing.REPLACED: {id_ for id_, one in stands.items() if one is Validity.REPLACED},
    }
    assert {one: {found.id for found in service.newest(one)} for one in Standing} == expected
    assert service.counts() == {one: len(found) for one, found in expected.items()}
    assert [len(found) for found in expected.values()] == [7, 3, 3, 1]
