"""`ttcs demo`: the main job, start to end, in one call."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.ui.commands.calling import ttcs, ttcs_afresh


def test_the_demo_ends_with_a_verified_receipt_and_a_second_send_that_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "kết quả"
    first = ttcs_afresh("demo", "--out", out, "--json")
    assert first.code == 0, first.said
    shown = first.document
    assert shown["received"] == 4  # two articles, a task, the topics: from the trial's city
    assert "Diệt bọ gậy" in first.said
    assert shown["tasks"] > 0
    assert shown["week"]["airings"] > 0
    assert shown["receipt"]["verified"] is True
    assert shown["receipt"]["number"]
    assert shown["second_send"] == "duplicate"
    assert shown["report"]["figures"] >= shown["report"]["derived"] > 0
    assert len(shown["report"]["snapshot_sha256"]) == 64
    papers = [Path(paper) for paper in shown["papers"]]
    assert all(paper.is_relative_to(out) and paper.stat().st_size > 0 for paper in papers)
    assert shown["receipt"]["number"] in text_of(out / "bien-nhan.pdf")
    assert "biên nhận" in first.said  # progress, beside the answer
    codes = re.findall(r"[a-z]+_[a-z]+", first.said.replace(str(tmp_path), ""))
    assert codes == [], "an officer reads words, not codes"

    second = ttcs("demo", "--out", out, "--json")
    assert second.code == 0, second.said
    assert second.document["received"] == 4
    assert second.document["report"] == shown["report"]
    assert second.document["receipt"] == shown["receipt"]
    assert second.document["second_send"] == "duplicate"


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
