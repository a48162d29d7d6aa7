"""The power goes in the middle of saving: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.wards import make_ward
from ttcs_desktop.workspace import open_workspace

ROOT = Path(__file__).parents[2]
SAVER = """
import sys
from pathlib import Path
from ttcs_desktop.workspace import open_workspace

ward = open_workspace(Path(sys.argv[1]))
while True:
    item = ward.content.add("Tin trong ngày", "Nội dung " * 200)
    print(item.id, flush=True)
"""


@pytest.mark.parametrize("saves", [1, 17])
def test_a_killed_program_keeps_every_save_it_had_acknowledged(tmp_path, saves) -> None:
    ward = make_ward(tmp_path)
    folder = ward.folder
    ward.close()
    command = [sys.executable, "-c", SAVER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as saver:
        told = [saver.stdout.readline().strip() for _ in range(saves)]
        saver.kill()
        told += [line.strip() for line in saver.stdout if line.endswith("\n")]
    again = open_workspace(folder)
    assert again.database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}
    assert again.ledger.first_broken_line() is None
    items = again.content.items()
    assert len(told) >= saves
    assert set(told) <= {item.id for item in items}
    assert all(again.content.text_of(item).startswith("Nội dung") for item in items)
    assert all(again.ledger.history_of(item.id) for item in items)
    sequence = [row["seq"] for row in again.database.rows("SELECT seq FROM op ORDER BY seq")]
    assert sequence == list(range(1, len(sequence) + 1))
