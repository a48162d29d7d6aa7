"""docs/entry.md names tests: each must be there, under its name and in its file."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = Path(__file__).parents[3] / "docs" / "entry.md"
ROW = re.compile(r"^\| (B\d+) \|", re.MULTILINE)
NAMED = re.compile(r"`([\w/.]*test_\w+\.py)`|`(test_\w+)`")


def named() -> list[tuple[str, str]]:
    """(file, test) as the table pairs them: a test belongs to the file named last in its row."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not ROW.match(line):
            continue
        file = ""
        for path, test in NAMED.findall(line):
            file = path or file
            if test:
                found.append((file, test))
    return found


def test_every_fault_has_its_row() -> None:
    assert ROW.findall(TABLE.read_text("utf-8")) == [f"B{number}" for number in range(1, 24)]


def test_every_test_the_table_names_is_there() -> None:
    pairs = named()
    assert len(pairs) > 50
    missing = [
        (file, test)
        for file, test in pairs
        if not (HERE / file).is_file() or not re.search(rf"^def {test}\(", (HERE / file).read_text("utf-8"), re.M)
    ]
    assert missing == []
