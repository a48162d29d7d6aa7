"""Stories of three PCs of a ward, told by hypothesis: in whatever order ops come, all records say the same at the end,
and no state that a person saved is gone unless somebody went on from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.joining.test_rows import record
from tests.joining.wards import carry, exchange, first_pc, joined
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ground import tables
from ttcs_desktop.joining.copies.repository import Copies
from ttcs_desktop.joining.model import Version
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.versions import rank, says_the_same
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.workspace import Workspace, open_workspace

MOST = int(os.environ.get("STORIES", "300" if os.environ.get("TTCS_ALL") else "12"))
HOLIDAY, FACT = tables()["holiday"], tables()["file_text"]
NAMES, IDS, PCS = ("Tết", "Lễ", "Hội"), (1, 2), (0, 1, 2)
pcs, ids = st.sampled_from(PCS), st.sampled_from(IDS)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), pcs, ids, st.sampled_from(NAMES)),
        st.tuples(st.just("bury"), pcs, ids, st.just("")),
        st.tuples(st.just("undo"), pcs, ids, st.just("")),
        st.tuples(st.just("fact"), pcs, ids, st.sampled_from(NAMES)),
        st.tuples(st.just("carry"), pcs, pcs, st.sampled_from(("1", "2", "all"))),
    ),
    max_size=24,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pcs")
    first = first_pc(folder / "a")
    others = [joined(first, folder / name, name) for name in ("b", "c")]
    exchange(first, *others)
    for ward in (first, *others):
        ward.close()
    return [ward.folder for ward in (first, *others)]


def opened(office: list[Path], into: Path, stack: ExitStack, clock) -> Iterator[Workspace]:
    for number, folder in enumerate(office):
        shutil.copytree(folder, into / str(number))
        yield stack.enter_context(closing(open_workspace(into / str(number), clock)))


def do(ward: Workspace, act: str, number: int, name: str) -> None:
    id_ = stable_id(act if act == "fact" else "day", number)
    known = ward.database.row("SELECT deleted_at FROM holiday WHERE id = ?", (id_,))
    if act == "save":
        ward.ledger.save(
            "office.holiday", [Put(HOLIDAY, {"id": id_, "day": f"2026-09-0{number}", "name": name, "kind": "off"})]
        )
    elif act == "bury" and known and known["deleted_at"] is None:
        ward.ledger.bury("office.remove_holiday", HOLIDAY, [id_])
    elif act == "undo" and (step := ward.undo.next()) and not step.blocked_by:
        with suppress(InvalidInput):  # it has changed since
            ward.undo.undo()
    elif act == "fact" and not ward.database.row("SELECT 1 AS one FROM file_text WHERE id = ?", (id_,)):
        ward.ledger.save("content.read", [Put(FACT, {"id": id_, "sha256": "0" * 64, "text": name})])


def test_all_pcs_come_to_say_the_same_and_nothing_is_lost(office, tmp_path_factory) -> None:
    @settings(max_examples=MOST, deadline=None, database=None)
    @given(ACTS)
    def story(acts) -> None:
        clock = open_clock(office[0])
        with ExitStack() as stack:
            wards = list(opened(office, tmp_path_factory.mktemp("story"), stack, clock))
            for act, who, what, how in acts:
                if act != "carry":
                    do(wards[who], act, what, how)
                elif who != what:
                    carry(wards[who], wards[what], 1_000 if how == "all" else int(how))
            exchange(*wards)
            first, *others = (record(ward) for ward in wards)
            assert all(first == other for other in others)
            for ward in wards:
                assert ward.ledger.first_broken_line() is None
                assert_nothing_is_lost(ward)

    story()


def assert_nothing_is_lost(ward: Workspace) -> None:
    """Every state that nobody has gone on from stands, or lies in a copy for a person to see; only such lie there."""
    repository = JoiningRepository(ward.database, ward.clock)
    key = ward.ledger.outbox.ward_key()
    states = [one for one in repository.made_after(key, {}, "") if one.table in ("holiday", "file_text")]
    copies = {(copy["record_id"], copy["source"], copy["seq"]) for copy in Copies(ward.database, ward.clock).open()}
    by_record: dict[str, list[Version]] = {}
    for state in states:
        by_record.setdefault(state.row["id"], []).append(state)
    for state in states:
        id_ = state.row["id"]
        rivals = [one for one in by_record[id_] if one is not state]
        replaced = any(gone_on_from(one, [*rivals, state]) is state for one in rivals)
        stands = says_the_same(repository.row_of(state.table, id_) or {}, state.row)
        same = any(says_the_same(one.row, state.row) for one in rivals)  # then the copy of one shows both
        kept = (id_, state.source, state.seq) in copies
        assert kept or replaced or stands or same, state
        apart = any(not one.knew(state) and not state.knew(one) for one in rivals)
        assert not kept or (apart and not replaced), state


def gone_on_from(fresh: Version, states: list[Version]) -> Version | None:
    """The state that stood where `fresh` was made."""
    known = [one for one in states if one is not fresh and fresh.knew(one)]
    left = [one for one in known if not any(other.knew(one) for other in known if other is not one)]
    return max(left, key=rank, default=None)


def open_clock(folder: Path):
    from tests.wards import NOON
    from ttcs_desktop.basics.clock import FixedClock

    return FixedClock(NOON)
