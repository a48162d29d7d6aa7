"""The whole chain over separate processes, as a ward's IT helper would run it, with a hub that dies in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plans.annexes import CULTURE, HEADER, POLICE, write
from tests.ui.commands.calling import NOW, PLAY_LOG, TIMETABLE, Hub, Office, hub_process, new_office, ttcs

REPORT = ("--template", "184-6T", "--year", "2026")
WEEK = ("--week", "2026-W23")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A ward with a plan, a timetable and a play log, each brought in by its verb."""
    folder = tmp_path_factory.mktemp("ward")
    made = new_office(folder / "so")
    write(
        folder / "phu-luc.docx",
        [
            HEADER,
            ("1", "Tuyên truyền trên hệ thống truyền thanh", CULTURE, POLICE, "Hằng tháng"),
            ("2", "Báo cáo kết quả cả năm", CULTURE, "", "Trước ngày 30/11"),
        ],
    )
    (folder / "lich.csv").write_text(TIMETABLE, "utf-8")
    (folder / "nhat-ky.csv").write_text(PLAY_LOG, "utf-8")
    return made


def test_the_chain_from_an_empty_folder_to_the_log(office: Office, tmp_path: Path) -> None:
    files = office.folder.parent
    read = office.get("plan", "import", files / "phu-luc.docx", "--dry-run")
    assert office.get("list", "tasks")["records"] == []
    assert office.get("plan", "import", files / "phu-luc.docx") == read
    assert [task["text"] for task in read["tasks"]] == [
        "Tuyên truyền trên hệ thống truyền thanh",
        "Báo cáo kết quả cả năm",
    ]
    assert read["tasks"][0].keys() >= {"group", "text", "lead", "with", "when_text", "when", "doubts"}
    assert read["tasks"][1]["when"]["due"] == "--11-30"  # no year: every year
    assert len(office.get("list", "tasks")["records"]) == 2
    radar = office.get("deadlines", "--days", "200")["deadlines"]
    assert radar
    assert all(line.keys() >= {"what", "due", "last_safe_day", "source"} for line in radar)

    made = office.get("schedule", "import", files / "lich.csv")
    assert (made["slots"], made["created"]) == (3, ["Tổ 1", "Tổ 2"])
    assert [rejected["row"] for rejected in made["rejected"]] == [5, 6]
    conflicts = office.get("schedule", "check", *WEEK)["conflicts"]
    clashes = [one for one in conflicts if one["rule"] == "overlap"]
    assert {one["date"] for one in clashes} == {"2026-06-01", "2026-06-03", "2026-06-05"}
    assert all((one["start"], one["end"], one["clusters"]) == ("05:20", "05:30", ["Tổ 1", "Tổ 2"]) for one in clashes)
    assert clashes[0].keys() >= {"a", "b", "a_id", "b_id", "severity", "explanation"}

    pdf, docx = tmp_path / "tuần 23.pdf", tmp_path / "tuần 23.docx"
    assert office.get("schedule", "print", *WEEK, "-o", pdf, "--docx", docx) == {"papers": [str(pdf), str(docx)]}
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert docx.read_bytes().startswith(b"PK")

    taken = office.get("log", "import", files / "nhat-ky.csv")
    assert (taken["rows"], taken["imported"], taken["already"], taken["airings"], taken["unmatched"]) == (4, 2, 0, 1, 1)
    assert [rejected["row"] for rejected in taken["rejected"]] == [4, 5]
    assert taken["future"] == 0
    again = office.get("log", "import", files / "nhat-ky.csv")
    assert (again["imported"], again["already"]) == (0, 2)
    [playing] = office.get("log", "at", "Tổ 1", "2026-06-01T05:10")["playing"]
    assert playing["title"] == "Tiếp âm Thời sự VOV1"
    assert playing.keys() >= {"start", "end", "state", "approved_by", "approved_at", "basis"}
    assert office.get("log", "confirm", "--on", "2026-05-31", "--state", "none", "--reason", "power")["confirmed"] > 0


def test_a_log_of_days_to_come_is_counted_and_not_taken_in(tmp_path: Path) -> None:
    """`NOW` is 2026-06-02: an export of the vendor's plan for tomorrow is no log."""
    office = new_office(tmp_path / "so")
    head, *rows = PLAY_LOG.splitlines()
    tomorrow = [row.replace("01/06/2026", "03/06/2026") for row in rows]
    (tmp_path / "nhat-ky.csv").write_text("\n".join([head, *rows, *tomorrow]), "utf-8")
    taken = office.get("log", "import", tmp_path / "nhat-ky.csv")
    assert (taken["rows"], taken["imported"], taken["already"], taken["future"]) == (8, 2, 0, 2)
    assert {one["day"] for one in office.get("list", "log")["records"]} == {"2026-06-01"}
    plain = ttcs("log", "import", tmp_path / "nhat-ky.csv", "--data", office.folder, "--now", NOW)
    assert "2 dòng ghi ngày chưa tới, không nhận" in plain.out.decode()
    assert "ngoài lịch (lịch không có mục nào khớp)" in plain.out.decode()


def test_an_item_goes_from_draft_to_approved(office: Office) -> None:
    added = office.get("content", "add", "Lịch tiêm chủng", "--text", "Sáng thứ Bảy tại trạm y tế phường.")
    assert office.get("content", "submit", added["id"])["state"] != added["state"]
    approved = office.get("content", "approve", added["id"], "--approver", "Nguyễn Văn An", "--number", "12/PT")
    assert approved["state"] == "approved"
    assert [item["id"] for item in office.get("content", "list")["items"]] == [added["id"]]


def test_figures_are_entered_explained_frozen_and_sent_once(tmp_path: Path) -> None:
    office = new_office(tmp_path / "so")
    with hub_process(tmp_path / "hub") as hub:
        enrolled = office.get("enrol", hub.url, hub.code())
        assert enrolled["kept"]
        put_figures_in_order(office)
        assert office.get("content", "add", "Tin chờ gửi", "--text", "Một câu.")["state"] == "draft"
        hub.kill()

        offline = office.ask("sync")
        assert (offline.code, offline.document["sent"], offline.error["code"]) == (3, 0, "offline")
        assert offline.document["waiting"] > 0
        unsent = office.ask("stats", "submit", *REPORT)
        assert unsent.code == 3
        assert unsent.error["code"] == "offline"
        assert (unsent.document["snapshot"], unsent.document["receipt"]) == (1, None)
    assert hub.submissions() == []
    with hub_process(tmp_path / "hub", port=port_of(hub)) as hub:
        sent = office.get("sync")
        assert sent["waiting"] == 0
        assert len(sent["receipts"]) == 1
        first, second = (office.get("stats", "submit", *REPORT) for _ in range(2))
        assert first["receipt"] == second["receipt"]
        assert first["receipt"]["verified"]
        assert first["sha256"] == second["sha256"] == unsent.document["sha256"]
        [submission] = hub.submissions()
        assert submission == {
            "unit": "13291",
            "template": "184-6T",
            "period": "2026",
            "version": 1,
            "sha256": first["sha256"],
            "receipt": first["receipt"]["number"],
        }

        office.get("stats", "enter", "F01", "9", *REPORT, "--reason", "Cộng lại sổ tiếp dân")
        corrected = office.get("stats", "correct", *REPORT, "--reason", "Cộng sót một lượt")
        assert corrected["snapshot"] == 2
        assert [one["version"] for one in hub.submissions()] == [1, 2]
        told = office.get("statistics", "reconcile", "184-6T/2026@1", "184-6T/2026")
        [changed] = [one for one in told["differences"] if one["change"]]
        assert (changed["code"], changed["change"], changed["events"][0]["effect"]) == ("F01", 1, "1")
        assert all(one["proven"] for one in told["differences"])
        change = office.ask("stats", "explain", "F01", *REPORT, "--of", "change")
        assert change.document["change"] is None  # nothing was frozen a year ago: a blank is not a zero
        assert office.ask("stats", "explain", "F01", *REPORT, "--of", "last").error["code"] == "nothing_frozen"
        explained = office.get("stats", "explain", "B01", *REPORT, "--snapshot", "1")
        assert sum(record["amount"] for record in explained["records"]) == explained["value"]


def put_figures_in_order(office: Office) -> None:
    """Enter what cannot be counted and explain what asks for a word."""
    for code in ("C12", "C13", "F01"):
        entered = office.get("stats", "enter", code, "8", *REPORT, "--reason", "Theo sổ theo dõi của phường")
        assert (entered["code"], entered["value"]) == (code, 8)
    carried = office.get("stats", "carry", "C02", "2025-12", "60", "--source", "Sổ giấy năm 2025")
    assert carried == {"code": "C02", "month": "2025-12", "value": 60}
    computed = office.get("stats", "compute", *REPORT)
    values = {value["code"]: value for value in computed["values"]}
    assert values["B01"]["value"] == 1
    assert values["F01"]["entered"] == 8
    assert values["B01"].keys() >= {"name", "unit", "derived", "carried", "evidence"}
    for check in computed["checks"]:
        if check["open"]:
            office.get("stats", "note", check["id"], "Đã đối chiếu với sổ giấy của phường.", *REPORT)
    frozen = office.get("stats", "freeze", *REPORT)
    assert (frozen["snapshot"], frozen["receipt"]) == (1, None)
    assert all(Path(paper).stat().st_size > 0 for paper in frozen["papers"])


def port_of(hub: Hub) -> int:
    return int(hub.url.rsplit(":", 1)[1])


def test_a_record_is_backed_up_and_examined(office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "bản sao.db"
    assert office.get("backup", copy) == {"file": str(copy), "verified": True, "files": 0, "missing": []}
    assert copy.read_bytes().startswith(b"SQLite format 3")
    checks = office.get("doctor")["checks"]
    assert all(check["ok"] for check in checks)
    assert all(check.keys() >= {"name", "ok", "detail"} for check in checks)
    onto_itself = office.ask("backup", office.folder / "record.db")
    assert (onto_itself.code, onto_itself.error["code"]) == (1, "backup_onto_record")
    assert all(check["ok"] for check in office.get("doctor")["checks"])


def test_the_raw_lists_are_given_by_subject(office: Office) -> None:
    assert [row["name"] for row in office.get("list", "stations")["records"]]
    unknown = office.ask("list", "con-meo")
    assert (unknown.code, unknown.error["code"]) == (1, "subject_unknown")
