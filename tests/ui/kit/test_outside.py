"""Copies that other programs open: in folders of the user's own, and not left behind for ever."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from pathlib import Path

from ui.kit.outside import folder_for_copies


def test_copies_of_yesterday_go_and_those_of_today_and_of_others_stay(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young, foreign = folder_for_copies(), folder_for_copies(), tmp_path / "somebody-elses"
    foreign.mkdir()
    for folder in (old, foreign):
        (folder / "thư.docx").write_bytes(b"x")
        os.utime(folder, (time.time() - 25 * 3600,) * 2)
    new = folder_for_copies()
    assert (old.exists(), young.exists(), new.exists(), foreign.exists()) == (False, True, True, True)
    if os.name == "posix":
        assert stat.S_IMODE(new.stat().st_mode) == 0o700
