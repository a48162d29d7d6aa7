"""The command line as anybody else calls it: a process, bytes on stdout, an exit code; and a hub beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ui.commands import preloaded
from ui.cli import new_session, root
from ui.commands.base import run

ROOT = Path(__file__).parents[3]
NOW = "2026-06-02T08:00"  # the first half of the year is over; half-year figures can be frozen
COMMAND = (sys.executable, "-m", "ui.cli")


@dataclass(frozen=True)
class Answer:
    """What a call came to."""

    code: int
    out: bytes
    said: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout; anything more, or anything else, fails here."""
        found = json.loads(self.out.decode("utf-8"))
        assert isinstance(found, dict)
        return found

    @property
    def error(self) -> dict[str, str]:
        return self.document["error"]


def ttcs(*arguments: str | Path, cwd: Path | None = None) -> Answer:
    """Call the command line."""
    code, out, said = preloaded.call([str(one) for one in arguments], cwd or ROOT, environment({}))
    return Answer(code, out, said.decode("utf-8"))


def ttcs_afresh(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> Answer:
    """The same call from an interpreter of its own, which reads `variables` in its environment as it starts."""
    run = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd or ROOT,
        env=environment(variables),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Answer(run.returncode, run.stdout, run.stderr.decode("utf-8"))


def spoken(capture: pytest.CaptureFixture[bytes], *arguments: str | Path) -> Answer:
    """The same call within this process, which is quicker; `capture` is the fixture `capsysbinary`."""
    capture.readouterr()
    code = run(root, new_session(), [str(one) for one in arguments])
    out, said = capture.readouterr()
    return Answer(code, out, said.decode("utf-8"))


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **variables}


@dataclass(frozen=True)
class Office:
    """One ward's folder, asked in JSON at a fixed moment."""

    folder: Path

    def ask(self, *arguments: str | Path) -> Answer:
        return ttcs(*arguments, "--data", self.folder, "--now", NOW, "--json")

    def get(self, *arguments: str | Path) -> dict[str, Any]:
        """The document of a call that must go well."""
        answer = self.ask(*arguments)
        assert answer.code == 0, answer
        return answer.document


def new_office(folder: Path, unit: str = "13291") -> Office:
    office = Office(folder)
    office.get("init", "--unit", unit, "--start", "2026-01-01")
    return office


@dataclass
class Hub:
    """A hub in a process of its own."""

    folder: Path
    url: str
    kill: Callable[[], None]

    def code(self, unit: str = "13291") -> str:
        answer = ttcs("hub", "code", "--unit", unit, "--data", self.folder, "--json")
        return str(answer.document["code"])

    def submissions(self) -> list[dict[str, Any]]:
        return ttcs("hub", "list", "--data", self.folder, "--json").document["submissions"]


@contextmanager
def hub_process(folder: Path, port: int = 0) -> Iterator[Hub]:
    """`ttcs hub serve`, killed at the end of the block at the latest."""
    command = [*COMMAND, "hub", "serve", "--data", str(folder), "--port", str(port), "--now", NOW]
    with subprocess.Popen(command, cwd=ROOT, env=environment({}), stdout=subprocess.PIPE) as process:

        def kill() -> None:
            process.kill()
            process.wait()

        try:
            assert process.stdout
            ready = json.loads(process.stdout.readline())
            assert ready["pid"] == process.pid
            yield Hub(folder, ready["url"], kill)
        finally:
            kill()


TIMETABLE = """\
title,kind,priority,date_from,date_to,weekdays,start,end,clusters,approved,repeat_gap_days
Tiếp âm Thời sự VOV1,relay,normal,2026-01-01,2026-12-31,,05:00,05:30,,yes,
Bản tin phường,programme,normal,2026-01-01,2026-12-31,135,05:20,05:50,Tổ 1;Tổ 2,no,
Phát lại chuyên mục,programme,normal,2026-06-01,2026-06-30,7,23:40,00:10,,yes,
Dòng sai ngày,programme,normal,2026-02-31,2026-03-30,,05:20,05:50,,no,
Dòng sai loại,song,normal,2026-02-01,2026-03-30,,05:20,05:50,,no,
"""

PLAY_LOG = """\
STT;Nội dung;Loại;Chế độ phát;Ngày phát;Giờ phát;Thời lượng (phút);Địa bàn;Đã phát/tổng số;Trạng thái;Ghi chú
1;Tiếp âm Thời sự VOV1;Tiếp âm;Theo lịch;01/06/2026;05:00:00;30;Toàn phường;2/2;Đã kết thúc;
2;Thông báo cắt điện;Thông báo;Đột xuất;01/06/2026;10:00:00;5;Toàn phường;2/2;Đã kết thúc;
3;Ngày không có;Thông báo;Đột xuất;31/02/2026;10:00:00;5;Toàn phường;2/2;Đã kết thúc;
4;Số cụm lẻ;Thông báo;Đột xuất;01/06/2026;11:00:00;5;Toàn phường;12.5;Đã kết thúc;
"""
