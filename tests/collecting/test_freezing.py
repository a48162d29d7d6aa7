"""What agencies reported is frozen as it was sent; what comes in later stands beside it and never in it."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.collecting.lists import CULTURE, ECONOMY, FOUR, OFFICE, POLICE, TEMPLATE, YEAR, collecting_ward, id_of, said
from tests.papers.boxes import read_text
from tests.wards import code_of
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.model import Way
from ttcs_desktop.collecting.wording import news_text
from ttcs_desktop.exports import records
from ttcs_desktop.papers.model import Note, Paragraph, Table
from ttcs_desktop.statistics.snapshot import read
from ui.workflows.collecting_papers import consolidated_document, frozen_document, write_frozen


@pytest.fixture
def ward(tmp_path):
    made = collecting_ward(tmp_path)
    made.collecting.reports.receive(id_of(made, POLICE), said(results="Xử lý 4 vụ.", H04=5, H06=1200))
    made.collecting.exempt(id_of(made, CULTURE), "Đơn vị tổng hợp", made.record_start)
    yield made
    made.close()


def collection(ward):
    return ward.collecting.collection(TEMPLATE, YEAR)


def words(document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph | Note))


def test_a_version_keeps_each_sum_the_agencies_behind_it_and_who_did_not_report(ward) -> None:
    frozen = ward.collecting.frozen
    snapshot = frozen.freeze(collection(ward))
    content = read(snapshot.body)
    assert snapshot.sha256 == sha256_hex(snapshot.body)
    assert canonical_bytes(content) == snapshot.body
    lines = {line["code"]: line for line in content["values"]}
    assert (lines["H04"]["value"], lines["H07"]["value"]) == ("5", None)
    assert [(part["name"], part["value"]) for part in lines["H06"]["parts"]] == [(POLICE, "1200")]
    assert lines["H04"]["missing"] == [OFFICE, ECONOMY]
    states = {one["name"]: one["state"] for one in content["agencies"]}
    assert states == {CULTURE: "exempt", OFFICE: "owing", ECONOMY: "owing", POLICE: "received"}
    assert frozen.freeze(collection(ward)) == snapshot, "pressed again, it is the same version"
    assert len(frozen.versions(collection(ward))) == 1


def test_what_comes_in_later_is_news_and_leaves_the_version_as_it_was(ward) -> None:
    frozen = ward.collecting.frozen
    assert frozen.news(collection(ward)) is None, "nothing is frozen, so nothing is new"
    snapshot = frozen.freeze(collection(ward))
    assert frozen.news(collection(ward)) is None
    ward.collecting.remind([id_of(ward, OFFICE)], snapshot.frozen_at.date(), Way.ZALO)
    assert frozen.news(collection(ward)) is None, "a reminder is nobody's number"
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(results="Đăng tin.", H04=7))
    news = frozen.news(collection(ward))
    assert (news.reported, [(one.name, one.before, one.after) for one in news.sums]) == (
        (OFFICE,),
        [("Nội dung, sản phẩm đã đăng, phát", 5, 12)],
    )
    told = news_text(news)
    assert told == f"{OFFICE} mới gửi báo cáo; Nội dung, sản phẩm đã đăng, phát: 5 thành 12 nội dung"
    assert frozen.freeze(collection(ward)) == snapshot
    assert frozen.latest(collection(ward)).body == snapshot.body


def test_words_that_were_mended_are_news_without_a_number(ward) -> None:
    ward.collecting.frozen.freeze(collection(ward))
    report = ward.collecting.standing(id_of(ward, POLICE)).report
    ward.collecting.reports.correct(report.id, said(results="Xử lý 5 vụ.", H04=5, H06=1200))
    news = ward.collecting.frozen.news(collection(ward))
    assert (news.reported, news.sums, news.otherwise) == ((), (), True)
    assert "lời báo cáo" in news_text(news)
    ward.undo.undo()
    assert ward.collecting.frozen.news(collection(ward)) is None


def test_a_new_version_stands_beside_the_old_one_with_its_reason_and_what_changed(ward) -> None:
    frozen = ward.collecting.frozen
    first = frozen.freeze(collection(ward))
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(H04=7))
    second = frozen.freeze_again(collection(ward), " Văn phòng gửi chậm ")
    assert (second.version, second.reason) == (2, "Văn phòng gửi chậm")
    content = read(second.body)
    assert content["changes"] == [{"code": "H04", "before": "5", "after": "12"}]
    assert content["reason"] == "Văn phòng gửi chậm"
    assert frozen.versions(collection(ward)) == [first, second]
    assert frozen.news(collection(ward)) is None


@pytest.mark.parametrize(
    ("again", "reason", "code"),
    [(False, "", "nothing_reported"), (True, "Vì", "nothing_frozen"), (True, "  ", "reason_missing")],
)
def test_what_stands_in_the_way_is_said(tmp_path, again, reason, code) -> None:
    empty = collecting_ward(tmp_path, FOUR)
    frozen, found = empty.collecting.frozen, collection(empty)
    with pytest.raises(InvalidInput) as caught:
        frozen.freeze_again(found, reason) if again else frozen.freeze(found)
    assert code_of(caught) == code
    assert frozen.versions(found) == []
    empty.close()


def test_nothing_new_is_no_new_version(ward) -> None:
    frozen = ward.collecting.frozen
    frozen.freeze(collection(ward))
    with pytest.raises(InvalidInput) as caught:
        frozen.freeze_again(collection(ward), "Thử")
    assert code_of(caught) == "nothing_changed"


def test_a_version_can_be_neither_changed_nor_undone(ward) -> None:
    snapshot = ward.collecting.frozen.freeze(collection(ward))
    with pytest.raises(sqlite3.Error):
        ward.database.rows("UPDATE collection_snapshot SET body = x'00'")
    with pytest.raises(InvalidInput) as caught:
        ward.undo.undo()
    assert code_of(caught) == "undo_fact"
    assert ward.collecting.frozen.latest(collection(ward)) == snapshot


def test_the_papers_of_a_version_show_what_was_frozen_whatever_came_later(qapp, ward) -> None:
    snapshot = ward.collecting.frozen.freeze(collection(ward))
    before = frozen_document(ward, snapshot)
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(results="Đăng tin.", H04=7))
    ward.collecting.remove(id_of(ward, POLICE))
    assert frozen_document(ward, snapshot) == before
    assert not before.preliminary
    assert consolidated_document(ward, collection(ward)).preliminary
    told = words(before)
    assert "Số liệu theo bản chốt số 1 ngày 20/11/2026, mã kiểm tra " in told
    assert f"Chưa gửi báo cáo: {OFFICE}; {ECONOMY}." in told
    assert "đến hết ngày 20 tháng 11 năm 2026" in told
    table = next(block for block in before.blocks if isinstance(block, Table))
    assert table.rows[0].cells[3:] == ("5", "1/3")
    pdf, word = write_frozen(ward, snapshot)
    assert pdf.relative_to(ward.folder).as_posix() == "papers/2026/75-N/ban-1/tong-hop.pdf"
    assert word.stat().st_size > 0
    assert "SƠ BỘ" not in read_text(pdf)
    ward.collecting.frozen.freeze_again(collection(ward), "Văn phòng gửi chậm")
    second = frozen_document(ward, ward.collecting.frozen.latest(collection(ward)))
    assert "bản chốt số 2, thay bản chốt số 1. Lý do chốt lại: Văn phòng gửi chậm." in words(second)


def test_a_number_that_no_paper_asks_for_is_marked_on_the_paper(ward) -> None:
    inferred = [one.name for one in form_of(TEMPLATE).lines if one.inferred]
    assert inferred
    document = frozen_document(ward, ward.collecting.frozen.freeze(collection(ward)))
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.cells[1] for row in table.rows if row.cells[1].endswith(" *")] == [f"{name} *" for name in inferred]
    assert "* Số liệu đơn vị thu thêm, văn bản làm căn cứ không nêu." in words(document)


def test_the_list_gives_a_version_with_the_text_that_its_digest_covers(ward) -> None:
    snapshot = ward.collecting.frozen.freeze(collection(ward))
    (told,) = records(ward, "collection_snapshots")
    assert (told["template"], told["version"], told["sha256"]) == (TEMPLATE, 1, snapshot.sha256)
    assert sha256_hex(told["body"].encode()) == snapshot.sha256
    assert json.loads(told["body"])["agencies"]
