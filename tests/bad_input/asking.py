"""What every refusal must be: a code whose message has its three parts, and a record that is as it was before."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ui.commands.calling import Answer, Office
from tests.vietnamese_words import foreign_words
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.workspace import opened
from ui.commands.wording import EDGE
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS

_UNKNOWN = message_of(EnvironmentProblem("a_code_that_nobody_knows")).happened.split("(")[0]
_TABLES = ("plan", "task", "slot", "cluster", "log_entry", "entered_value", "snapshot", "op", "history", "receipt")
_NAMES = ("docx", "csv", "utf", "pdf", "yes", "no", "relay", "programme", "insert", "urgent", "normal", "priority")


def refused(answer: Answer, code: str, exit_code: int = 1, *, names: Iterable[str] = ()) -> None:
    """The call ended with this code, told in Vietnamese: what happened, what is safe, what to do."""
    assert (answer.code, answer.error["code"]) == (exit_code, code), answer
    told(code)
    complete_vietnamese(answer.error["message"], names)


def complete_vietnamese(message: str, names: Iterable[str] = ()) -> None:
    """Three sentences, without a foreign word but the names of columns, verbs and files."""
    assert len(re.findall(r"[.…](?= |$)", message)) >= 3, message
    assert foreign_words(message.replace("_", " "), allow={*_NAMES, *names}) == []


def told(code: str) -> None:
    """The code has a message of its own with all three parts."""
    message = message_of(EnvironmentProblem(code), EDGE, SUBJECTS)
    assert message.happened
    assert message.safe
    assert message.do
    assert not message.happened.startswith(_UNKNOWN)


def content_of(office: Office) -> str:
    """A fingerprint of what the record holds, whatever its pages look like on the disk."""
    with opened(office.folder) as workspace:
        kept = {table: workspace.database.rows(f"SELECT * FROM {table}") for table in _tables(office)}
    return hashlib.sha256(repr(kept).encode()).hexdigest()


def _tables(office: Office) -> list[str]:
    with opened(office.folder) as workspace:
        found = workspace.database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
        )
    names = [str(row["name"]) for row in found]
    assert set(_TABLES) & set(names)
    return names


@contextmanager
def held_by_another_process(record: Path) -> Iterator[None]:
    """The record's file locked for writing by somebody else."""
    holder = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holder, str(record)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            process.stdin.close()
