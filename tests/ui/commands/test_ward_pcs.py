"""ttcs pc …: two folders of one ward, as whoever looks after the office's PCs sets them up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.commands.calling import NOW, Answer, spoken


class Here:
    """A ward's folder, asked within this process."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], folder: Path) -> None:
        self._capture, self.folder = capture, folder

    def ask(self, *arguments: str | Path) -> Answer:
        return spoken(self._capture, *arguments, "--data", self.folder, "--now", NOW, "--json")

    def get(self, *arguments: str | Path) -> dict[str, Any]:
        answer = self.ask(*arguments)
        assert answer.code == 0, answer
        return answer.document


def test_a_second_pc_is_made_named_and_used_no_more(tmp_path: Path, capsysbinary) -> None:
    first, second = (Here(capsysbinary, tmp_path / name) for name in "ab")
    first.get("init", "--unit", "13291", "--start", "2026-01-01")
    assert first.get("pc", "list") == {"shared": False, "pcs": []}
    early = first.get("backup", tmp_path / "som.db")["file"]
    assert first.ask("pc", "name", " ").error["code"] == "pc_name"
    here = first.get("pc", "name", "Máy văn phòng")["id"]
    copy = first.get("backup", tmp_path / "may-moi.db")["file"]
    for path, code in ((early, "copy_not_shared"), (tmp_path / "không có", "copy_unsound")):
        answer = second.ask("pc", "join", path, "Máy đài")
        assert (answer.code, answer.error["code"], second.folder.exists()) == (1, code, False)
    joined = second.get("pc", "join", copy, "Máy đài")
    assert (joined["name"], joined["enrol_at"]) == ("Máy đài", None)
    assert second.ask("pc", "join", copy, "Máy ba").error["code"] == "folder_in_use"
    assert {one["name"]: one["here"] for one in second.get("pc", "list")["pcs"]} == {
        "Máy văn phòng": False,
        "Máy đài": True,
    }
    assert second.get("pc-exchange", "write", tmp_path / "goi.ttcs")["ops"] == 1
    assert first.get("pc-exchange", "read", tmp_path / "goi.ttcs")["from"] == "Máy đài"
    (other,) = (one for one in first.get("pc", "list")["pcs"] if not one["here"])
    assert (other["complete_to"], other["lacking"]) == ("2026-06-02T01:00:00+00:00", 0)
    assert first.ask("pc", "retire", here).error["code"] == "pc_is_this"
    assert first.ask("pc", "retire", "bogus").error["code"] == "record_gone"
    assert first.get("pc", "retire", joined["id"])["retired_on"] == "2026-06-02"
    assert first.get("pc", "name", "Máy loa", "--id", joined["id"])["name"] == "Máy loa"
    said = spoken(capsysbinary, "pc", "list", "--data", first.folder).out.decode()
    assert f"Máy loa ({joined['id']}): đủ đến 08:00 02/06; tham gia 02/06/2026; thôi dùng từ 02/06/2026" in said
    assert first.get("pc", "use-again", joined["id"])["retired_on"] is None
    assert first.ask("pc", "name", "Máy", "--id", "bogus").error["code"] == "record_gone"
