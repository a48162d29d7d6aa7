"""An office that counts: a whole record, with real figures, enrolled with a hub."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import QUICK, MemoryKeyring
from tests.wards import add_slot, clock_of, confirm, make_ward
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace

MONDAY = dt.date(2026, 5, 25)
AFTER_ALL_CUT_OFFS = dt.datetime(2027, 1, 4, 8, 0)


@dataclass
class Office:
    """An enrolled record and its courier."""

    ward: Workspace
    engine: Engine

    def freeze(self, template: str, *, propagandists: int = 24) -> Snapshot:
        """Enter what nobody can derive, explain what is found, freeze."""
        statistics = self.ward.statistics
        statistics.enter(template, 2026, {"F01": Decimal(propagandists)}, "Danh sách của phường")
        for check in statistics.report(template, 2026).checks:
            if check.is_open:
                statistics.explain(template, 2026, check.id, "Đã đối chiếu với sổ giấy.")
        return statistics.freeze(template, 2026)

    def state(self, template: str) -> ReportState:
        return self.ward.statistics.state(template, 2026)


@contextmanager
def office(folder: Path, hub: EmbeddedHub, now: dt.datetime = AFTER_ALL_CUT_OFFS) -> Iterator[Office]:
    """A ward in which a week has been aired and confirmed, enrolled with `hub`."""
    folder.mkdir()
    ward = make_ward(folder, now=now)
    slot = add_slot(ward, first=MONDAY, last=MONDAY + dt.timedelta(days=4))
    for day in range(5):
        confirm(ward, slot, MONDAY + dt.timedelta(days=day))
    secrets = Secrets(MemoryKeyring())
    enrol(ward.database, ward.identity, secrets, url=hub.url, code=hub.new_code(ward.identity.unit_code), limits=QUICK)
    record, clock = ward.folder, clock_of(ward)
    ward.close()
    ward = open_workspace(record, clock)
    try:
        yield Office(ward, Engine(lambda: open_record(record / RECORD_FILE), clock, secrets, limits=QUICK))
    finally:
        ward.close()
