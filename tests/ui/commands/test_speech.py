"""ttcs speech: the length of a text, without a record."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ui.commands.calling import ttcs


def test_a_text_is_measured_and_what_is_read_otherwise_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bài.txt"
    file.write_text("UBND phường họp ngày 28/10/2025.", encoding="utf-8")
    told = json.loads(ttcs("speech", file, "--json").out)
    spoken = {piece["written"]: piece["spoken"] for piece in told["pieces"]}
    assert spoken["UBND"] == "Ủy ban nhân dân"
    assert spoken["28/10/2025"].startswith("hai mươi tám tháng mười")
    assert told["fastest"] < told["seconds"] < told["slowest"]
    assert told["syllables"] == len(f"Ủy ban nhân dân phường họp ngày {spoken['28/10/2025']}".split())
    said = ttcs("speech", file).out.decode()
    assert "âm tiết/phút" in said
    assert "UBND: Ủy ban nhân dân" in said


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ảnh.bin"
    file.write_bytes(bytes(range(128, 256)))
    answer = ttcs("speech", file, "--json")
    assert (answer.code, answer.error["code"]) == (1, "file_unreadable")
