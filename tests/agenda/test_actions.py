"""Every action that the program writes into the history has its name."""

from __future__ import annotations

import ast
from pathlib import Path

from ttcs_desktop.agenda.wording import ACTIONS, action

ROOT = Path(__file__).parents[2]
SAVING = ("save", "bury", "restore", "queue")


def verbs_written() -> set[str]:
    """First arguments of the calls that write a history line."""
    found = set()
    for path in (ROOT / "ttcs_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAVING:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                    found.add(first.value)
    return found


def test_every_action_has_its_name() -> None:
    written = verbs_written()
    assert len(written) > 30
    assert written - ACTIONS.keys() == set()


def test_several_records_are_counted() -> None:
    assert action("plans.import", 15) == "nhập phụ lục kế hoạch (15 mục)"
    assert action("content.edit") == "sửa bài"
