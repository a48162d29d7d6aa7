"""Finding in a real ward: whatever is saved through the subjects is found, and opened by what is handed back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import START, add_relay, add_slot, approved_item, make_ward, set_clock
from ttcs_desktop.agenda.search import LIMIT, Among, Hit
from ttcs_desktop.agenda.wording import KINDS_FOUND
from ttcs_desktop.content.repository import ITEM, put_item
from ttcs_desktop.plans.model import Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import put_plan, put_task
from ttcs_desktop.plans.timing import When, WhenKind
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.repository import SNAPSHOT, SnapshotRows
from ttcs_desktop.workspace import Workspace, open_workspace


@pytest.fixture
def ward(tmp_path) -> Workspace:
    return make_ward(tmp_path)


def found(ward: Workspace, typed: str, among: Among = Among.ALL) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in ward.finder.find(typed, among).hits]


def only(ward: Workspace, typed: str) -> Hit:
    (hit,) = ward.finder.find(typed).hits
    return hit


def add_plan(ward: Workspace) -> tuple[Plan, Task]:
    plan = Plan(
        ward.ledger.new_id(), "13/QĐ-UBND", "Truyền thông năm 2026", "UBND phường", dt.date(2025, 10, 28), 2026, "", "x"
    )
    task = Task(
        id=ward.ledger.new_id(),
        plan_id=plan.id,
        position=1,
        number="1",
        group_title="I. Chuyển đổi số",
        text="Tuyên truyền phòng, chống đuối nước",
        lead=("Phòng Văn hóa - Xã hội",),
        coordinating=("Đoàn Thanh niên",),
        when_text="Trước ngày 15/6",
        when=When(WhenKind.CONTINUOUS),
        product="Báo cáo",
        note="",
        state=TaskState.TODO,
        origin=TaskOrigin.WARD,
    )
    ward.ledger.save("plans.import", [put_plan(plan), put_task(task)])
    return plan, task


def freeze(ward: Workspace, template: str) -> Snapshot:
    """A report of 2026 as it lies in the file; what stands in it is nothing to the search."""
    snapshot = Snapshot(ward.ledger.new_id(), template, 2026, 1, b"{}", "x", ward.clock.now(), "", "")
    ward.ledger.save("statistics.freeze", [SnapshotRows(ward.database, SNAPSHOT).put(snapshot)])
    return snapshot


def test_every_subject_is_found_and_says_what_to_open(ward) -> None:
    plan, task = add_plan(ward)
    item = approved_item(ward, "Lịch tiêm chủng")
    slot = add_relay(ward, "Tiếp âm thời sự")
    column = ward.content.open_column("Pháp luật và đời sống", START)
    sent = ward.content.contribute("Chăm lo Tết cho hộ nghèo", "Đài PT-TH tỉnh", dt.date(2026, 1, 14))
    cases = {
        "13/QĐ-UBND": ("plans", "plan", plan.id),
        "duoi nuoc": ("plans", "task", task.id),
        "doan thanh nien": ("plans", "task", task.id),
        "lich tiem chung": ("content", "item", item.id),
        "tiep am": ("broadcast", "slot", slot.id),
        "phap luat": ("content", "column", column.id),
        "dai pt-th": ("content", "contribution", sent.id),
        "cụm 2": ("broadcast", "cluster", None),
        "dai truyen thanh": ("broadcast", "station", ward.broadcast.inventory.the_station().id),
        "tran binh": ("office", "person", None),
        "184/KH 6T": ("statistics", "report", "184-6T/2026"),
        "28/10": ("plans", "plan", plan.id),
    }
    for typed, (subject, kind, id_) in cases.items():
        hit = ward.finder.find(typed).hits[0]
        assert (hit.subject, hit.kind, id_ or hit.id) == (subject, kind, hit.id), typed
        assert hit.kind in KINDS_FOUND


def test_the_current_text_of_an_item_is_what_is_found(ward) -> None:
    item = ward.content.add("Thông báo", "Ngừng cấp điện ở tổ dân phố 3.")
    assert only(ward, "ngung cap dien").id == item.id
    ward.content.edit(item.id, "Thông báo", "Ngừng cấp nước ở tổ dân phố 3.")
    assert found(ward, "ngung cap dien") == []
    assert only(ward, "ngừng cấp nước").snippet == "Ngừng cấp nước ở tổ dân phố 3."


def test_the_words_found_are_marked_and_a_long_text_is_cut_around_them(ward) -> None:
    text = f"{'Mở đầu. ' * 40}Trạm y tế đường Ven Sông. {'Kết thúc. ' * 40}"
    ward.content.add("Tin y tế", text)
    hit = only(ward, "ven song y te")
    assert [hit.title[at : at + long] for at, long in hit.title_spans] == ["y", "tế"]
    assert "đường Ven Sông" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) < 150
    marked = [hit.snippet[at : at + long] for at, long in hit.snippet_spans]
    assert marked[:2] == ["y", "tế"]
    assert marked[-2:] == ["Ven", "Sông"]


def test_only_one_screen_may_be_searched(ward) -> None:
    add_plan(ward)
    ward.content.add("Phòng, chống đuối nước", "x")
    add_slot(ward, "Phòng, chống đuối nước")
    assert {kind for kind, _ in found(ward, "duoi nuoc")} == {"task", "item", "slot"}
    assert {kind for kind, _ in found(ward, "duoi nuoc", Among.CONTENT)} == {"item"}
    assert {kind for kind, _ in found(ward, "duoi nuoc", Among.TASKS)} == {"task"}
    assert {kind for kind, _ in found(ward, "duoi nuoc", Among.SCHEDULE)} == {"slot"}
    assert {kind for kind, _ in found(ward, "thong ke", Among.REPORTS)} == {"report"}
    assert found(ward, "duoi nuoc", Among.REPORTS) == []
    assert {kind for kind, _ in found(ward, "tran", Among.LISTS)} == {"person"}
    kinds = [kind for among in Among for kind in among.kinds]
    assert len(kinds) == len(set(kinds)), "a kind belongs to one screen"
    assert set(kinds) - {"bin"} == set(KINDS_FOUND)


def test_what_is_buried_leaves_and_what_is_restored_comes_back(ward) -> None:
    item = ward.content.add("Chợ phiên", "Họp sáng thứ Bảy.")
    ward.ledger.bury("content.bury", ITEM, [item.id])
    assert found(ward, "cho phien") == []
    (hit,) = ward.finder.find("cho phien", Among.BIN).hits
    assert (hit.id, hit.buried) == (item.id, True)
    ward.ledger.save("content.restore", [put_item(item)])
    assert (only(ward, "cho phien").id, only(ward, "cho phien").buried) == (item.id, False)
    assert ward.finder.find("cho phien", Among.BIN).hits == ()


def test_the_paper_of_a_report_leads_to_the_report(ward) -> None:
    snapshot = freeze(ward, "TT04-6T")
    ward.statistics.note_paper(snapshot, "57/BC-UBND", dt.date(2026, 7, 2), "Nguyễn Văn An", "Phó Chủ tịch")
    ward.statistics.note_manual(snapshot, "HS-2026-0099", dt.date(2026, 7, 3), "Trần Thị Bình")
    assert (only(ward, "57/BC").kind, only(ward, "57/BC").id) == ("paper", "TT04-6T/2026")
    assert (only(ward, "HS-2026").kind, only(ward, "HS-2026").id) == ("entry", "TT04-6T/2026")


def test_a_frozen_report_is_found_in_later_years(ward) -> None:
    freeze(ward, "184-6T")
    set_clock(ward, dt.datetime(2029, 6, 3, 9, 0))
    ids = {hit.id for hit in ward.finder.find("6 tháng đầu năm").hits}
    assert "184-6T/2026" in ids
    assert "184-6T/2025" not in ids


def test_fifty_are_shown_and_the_rest_is_counted(ward) -> None:
    for number in range(LIMIT + 7):
        ward.content.add(f"Bản tin số {number}", "x")
    hits = ward.finder.find("ban tin so")
    assert (len(hits.hits), hits.total, hits.more) == (LIMIT, LIMIT + 7, False)


def test_an_import_of_hundreds_is_found(ward) -> None:
    _, task = add_plan(ward)
    tasks = [replace(task, id=ward.ledger.new_id(), text=f"Việc số {number}") for number in range(600)]
    ward.ledger.save("plans.import", [put_task(one) for one in tasks])
    assert only(ward, '"viec so 577"').id == tasks[577].id
    assert ward.finder.find("viec so").total == 600


def test_records_are_shown_again_by_their_ids(ward) -> None:
    item = ward.content.add("Chợ phiên", "x")
    titles = [hit.title for hit in ward.finder.opened(["184-6T/2026", "gone", item.id])]
    assert titles == ["Thống kê 6 tháng đầu năm 2026", "Chợ phiên"]
    assert ward.finder.last_changed(1)[0].id == item.id


def test_a_file_of_an_older_program_is_made_searchable(ward) -> None:
    item = ward.content.add("Chợ phiên", "x")
    folder = ward.folder
    with ward.database.transaction():
        ward.database.execute("DELETE FROM search_text")
        for table in ("search_title", "search_words"):
            ward.database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        ward.database.execute("INSERT INTO search_state VALUES ('to_build', '')")
    ward.close()
    again = open_workspace(folder)
    assert not again.finder.is_built()
    assert (again.finder.find("cho phien").hits, again.finder.opened([item.id]), again.finder.last_changed(3)) == (
        (),
        [],
        [],
    )
    assert again.finder.can_build()
    again.finder.build()
    assert only(again, "cho phien").id == item.id


def test_an_agency_is_found_by_the_short_names_that_annexes_give_it(ward) -> None:
    ward.office.agencies.learn("P.VH-XH", "Phòng Văn hóa - Xã hội")
    ward.office.agencies.learn("VHXH", "Phòng Văn hóa - Xã hội")
    assert (only(ward, "p.vh-xh").title, only(ward, "vhxh").kind) == ("Phòng Văn hóa - Xã hội", "agency")
    ward.office.agencies.learn("VHXH", "Trung tâm Văn hóa xã hội")
    assert only(ward, "vhxh").title == "Trung tâm Văn hóa xã hội"
    ward.office.agencies.forget("P.VH-XH")
    assert found(ward, "p.vh-xh") == []
    assert ("agency", "Phòng Văn hóa - Xã hội") in found(ward, "phong van hoa")


VERBS = st.lists(st.tuples(st.sampled_from("add edit bury restore".split()), st.integers(0, 3), st.text(max_size=12)))


@settings(max_examples=25)
@given(VERBS)
def test_made_anew_the_index_of_a_ward_is_the_one_that_grew(tmp_path_factory, verbs) -> None:
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    items = {number: ward.content.add(f"Tin số {number}", "Đường làng") for number in range(4)}
    buried: set[int] = set()
    for verb, number, text in verbs:
        ward.clock.advance(dt.timedelta(seconds=1))
        if verb == "add":
            ward.content.add(f"Mới {text}", text)
        elif verb == "edit" and number not in buried:
            ward.content.edit(items[number].id, f"Sửa {text}", text)
        elif verb == "bury" and number not in buried:
            ward.ledger.bury("content.bury", ITEM, [items[number].id])
            buried.add(number)
        elif verb == "restore" and number in buried:
            ward.ledger.save("content.restore", [put_item(items[number])])
            buried.remove(number)
    question = (
        "SELECT kind, record_id, title, body, title_folded, body_folded, doc < 0 AS buried "
        "FROM search_text ORDER BY 1, 2"
    )
    grown = ward.database.rows(question)
    order = [hit.id for hit in ward.finder.find("tin").hits]
    ward.finder.build()
    assert ward.database.rows(question) == grown
    assert [hit.id for hit in ward.finder.find("tin").hits] == order
    ward.close()


@given(st.text())
def test_nothing_that_is_typed_raises(ward_of_all, typed) -> None:
    for among in Among:
        ward_of_all.finder.find(typed, among)


@pytest.fixture(scope="module")
def ward_of_all(tmp_path_factory) -> Workspace:
    ward = make_ward(tmp_path_factory.mktemp("all"))
    add_plan(ward)
    return ward
