"""No network for three months, then one press: all comes home once, also when that press dies half-way."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, list_submissions, new_code, publish
from sync.hub.store import open_store
from sync.streams import CENTRAL
from tests.sync.alone import begin, call, hub_running, work_through
from tests.sync.lines import Exchange, TamperingLine, tampering
from tests.wards import make_ward
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.ledger.receipts import Receipts, is_genuine
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.workspace import RECORD_FILE, open_workspace

TOLD = 5
# Which request of the press is its last, and whether the hub still gets it.
DEATHS = [(2, "after")]
if os.environ.get("TTCS_ALL"):
    DEATHS = [(nth, when) for nth in range(1, 6) for when in ("before", "after")]


@dataclass
class Scene:
    """A ward's folder, its hub's, and the line between them."""

    ward: Path
    hub: Path
    line: TamperingLine

    def press(self) -> dict:
        out = self.ward.with_name("answer.json")
        process = call(self.ward, out, "sync")
        process.join()
        return json.loads(out.read_bytes())

    def press_and_die(self, nth: int, when: str) -> None:
        """The process is killed when its `nth` request is on the way, before the hub gets it or after its effect."""
        seen, started = [], threading.Event()

        def die(exchange: Exchange) -> bytes | None:
            if len(seen) < nth:
                return None
            started.wait()
            process.kill()
            return b""

        def count(exchange: Exchange) -> bytes | None:
            seen.append(exchange)
            return die(exchange) if when == "before" else None

        self.line.before = count
        self.line.tamper = die if when == "after" else lambda exchange: None
        process = call(self.ward, self.ward.with_name("nothing.json"), "sync")
        started.set()
        process.join()
        self.line.before = self.line.tamper = lambda exchange: None
        assert process.exitcode
        assert len(seen) == nth

    def published(self) -> list[Told]:
        return [Told(CENTRAL, "notice", f"n{number}", {"text": f"Thông báo {number}"}) for number in range(TOLD)]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A ward that was enrolled, worked a quarter alone, and froze its report; the city said things meanwhile."""
    folder = tmp_path_factory.mktemp("quarter")
    make_ward(folder).close()
    with tampering() as line:
        scene = Scene(folder / "ward", folder / "hub", line)
        with EmbeddedHub(scene.hub) as hub:
            line.lead_to(hub.url)
            enrolment = call(scene.ward, folder / "enrolled", "enrol", line.url, new_code(scene.hub, "99999"))
            enrolment.join()
            assert enrolment.exitcode == 0
        work = begin(work_through, scene.ward)
        work.join()
        assert work.exitcode == 0
        for told in scene.published():
            publish(scene.hub, told)
        yield scene


@contextmanager
def again(quarter: Scene, folder: Path) -> Iterator[Scene]:
    """The quarter as it was before the press, with the hub back at the end of the line."""
    shutil.copytree(quarter.ward, folder / "ward")
    shutil.copytree(quarter.hub, folder / "hub")
    with hub_running(folder / "hub") as url:
        quarter.line.lead_to(url)
        yield Scene(folder / "ward", folder / "hub", quarter.line)


def check_all_is_home(scene: Scene) -> None:
    with closing(open_record(scene.ward / RECORD_FILE)) as record:
        ops = record.rows("SELECT * FROM op")
        assert {row["state"] for row in ops} == {"done"}
        [receipt] = Receipts(record).all()
        [report] = [row for row in ops if row["lane"] == Lane.SUBMISSION]
        assert is_genuine(receipt, read_enrolment(record).public_key, report["sha256"])
        assert record.row("SELECT count(*) AS n FROM received_line") == {"n": TOLD}
    [kept] = list_submissions(scene.hub)
    assert (kept["id"], kept["sha256"], kept["receipt_no"]) == (receipt.id, report["sha256"], receipt.receipt_no)
    with closing(open_store(scene.hub)) as store:
        there = store.database.rows("SELECT op_id, sha256 FROM op")
    ours = {row["op_id"]: row["sha256"] for row in ops if row is not report}
    assert len(there) == len(ours)
    assert {row["op_id"]: row["sha256"] for row in there} == ours


@pytest.mark.parametrize(("nth", "when"), DEATHS)
def test_all_comes_home_once(quarter: Scene, tmp_path: Path, nth: int, when: str) -> None:
    with closing(open_workspace(quarter.ward)) as ward:
        waiting = ward.ledger.outbox.waiting_count()
        assert waiting > 300
        assert ward.ledger.last_seq() > 250
    with again(quarter, tmp_path) as scene:
        scene.press_and_die(nth, when)
        answer = scene.press()
        assert (answer["problem"], answer["waiting"]) == (None, 0)
        assert answer["sent"] <= waiting
        check_all_is_home(scene)
        once_more = scene.press()
        assert (once_more["sent"], once_more["received"], once_more["receipts"]) == (0, 0, [])
        check_all_is_home(scene)
    with closing(open_workspace(scene.ward)) as ward:
        assert ward.ledger.first_broken_line() is None
        assert len(ward.content.items()) == 65
