"""Where the city's side is put together: the only part of `ui` that knows `sync`. Everybody else holds a `Courier`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from sync.adapters.manual import ManualCourier
from sync.engine import Engine
from sync.enrol import enrol
from ttcs_desktop.basics.clock import Clock, RunningClock, SystemClock, unstamp
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.courier import Capability, Courier
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.model import Carried, Delivery, Probe
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace

if TYPE_CHECKING:
    from sync.hub.serving import EmbeddedHub

_TRIAL_HUB = "Máy chủ dùng thử"


def courier_for(workspace: Workspace, secrets: Secrets) -> Courier:
    """How this record reaches its city: the hub it is enrolled with, a folder that the city watches, or by hand."""
    folder, clock = workspace.folder, workspace.clock
    if workspace.enrolment is None:
        return WithoutHub(lambda: open_workspace(folder, clock))
    path = folder / RECORD_FILE
    return TakingCourier(Engine(lambda: open_record(path), clock, secrets), lambda: open_workspace(folder, clock))


class WithoutHub:
    """By hand, or by the folder from the moment one is chosen: looked up whenever there is something to do."""

    def __init__(self, open_again: Callable[[], Workspace]) -> None:
        self._open_again = open_again

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._way().capabilities

    def deliver(self, *, at_once: bool = False) -> Delivery:
        return self._way().deliver(at_once=at_once)

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        return self._way().carry_files(stop, at_once=at_once, tell=tell)

    def probe(self) -> Probe:
        return self._way().probe()

    def send_again(self, submission_id: str) -> bool:
        return self._way().send_again(submission_id)

    def write_package(self, path: Path) -> int:
        return self._way().write_package(path)

    def take_answer(self, path: Path) -> Delivery:
        return self._way().take_answer(path)

    def _way(self) -> Courier:
        with closing(self._open_again()) as workspace:
            if not workspace.drop_folder:
                return ManualCourier()
        from sync.adapters.file_drop import FileDropCourier  # noqa: PLC0415  few wards have such a folder
        from ui.workflows.routes import files_for_folder  # noqa: PLC0415  as above

        return FileDropCourier(self._open_again, files_for_folder)


class TakingCourier:
    """Carries as the engine does; what came is taken into the subjects before the round counts as over."""

    def __init__(self, engine: Engine, open_again: Callable[[], Workspace]) -> None:
        self._engine = engine
        self._open_again = open_again

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._engine.capabilities

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """As `Engine.deliver`. Lines that were kept and not seen to (the power went) are seen to now."""
        delivery = self._engine.deliver(at_once=at_once)
        return self._taken_in(delivery) if delivery.received or at_once else delivery

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        """As `Engine.carry_files`, of the files that this record names."""
        try:
            workspace = self._open_again()
        except Trouble as trouble:
            return Carried(problem=trouble.code)
        try:
            return self._engine.carry_files(workspace.city_files, stop, at_once=at_once, tell=tell)
        finally:
            workspace.close()

    def probe(self) -> Probe:
        return self._engine.probe()

    def send_again(self, submission_id: str) -> bool:
        return self._engine.send_again(submission_id)

    def write_package(self, path: Path) -> int:
        return self._engine.write_package(path)

    def take_answer(self, path: Path) -> Delivery:
        return self._taken_in(self._engine.take_answer(path))

    def _taken_in(self, delivery: Delivery) -> Delivery:
        try:
            workspace = self._open_again()
            try:
                workspace.receiving.take_in()
                workspace.joining.take_over()
            finally:
                workspace.close()
        except Trouble as trouble:
            return replace(delivery, problem=delivery.problem or trouble.code)
        return delivery


def enrol_workspace(workspace: Workspace, secrets: Secrets, url: str, code: str) -> Enrolment:
    """Enrol an open record; it has to be opened again to know its hub.

    Raises:
        InvalidInput, SyncProblem: as `sync.enrol.enrol`.
    """
    return enrol(workspace.database, workspace.identity, secrets, url=url, code=code)


def secrets_for(folder: Path, url: str) -> Secrets:
    """Where the token of this record is kept.

    The system's keyring; for a hub on this very machine (trial, rehearsal) and no keyring, a file that only this user
    may read: the token opens nothing that the file's reader could not open anyway (docs/decisions/0006).
    """
    secrets = Secrets()
    if is_loopback(url) and not secrets.available():
        from ttcs_desktop.system.loopback_store import LoopbackStore  # noqa: PLC0415

        return Secrets(LoopbackStore(folder / "rehearsal-token.json"))
    return secrets


@dataclass(frozen=True, slots=True)
class Trial:
    """The sample ward with its embedded hub: everything on this PC, nothing leaves it."""

    workspace: Workspace
    courier: Courier
    hub_folder: Path


@contextmanager
def trial(folder: Path, clock: Clock | None = None) -> Iterator[Trial]:
    """Phường Mẫu in `folder`, built when it is not there yet, enrolled with a hub that lives as long as the block.

    Raises:
        EnvironmentProblem: `disk_full`, `folder_unsuitable`, … while building.
    """
    from sync.hub.serving import EmbeddedHub  # noqa: PLC0415  a server that only the trial needs

    record = folder / "phuong-mau"
    is_new = not (record / RECORD_FILE).exists()
    if is_new:
        from ttcs_desktop.samples.mau import build_sample  # noqa: PLC0415

        build_sample(record).close()
    clock = clock or _clock_of(record)
    hub_folder = folder / "hub"
    with EmbeddedHub(hub_folder, clock=clock, name=_TRIAL_HUB) as hub:
        secrets = Secrets()
        # The port is another one at every start, so the record is enrolled anew: the hub and its key stay the same.
        workspace = open_workspace(record, clock)
        enrol_workspace(workspace, secrets, hub.url, hub.new_code(workspace.identity.unit_code))
        workspace.close()
        workspace = open_workspace(record, clock)
        courier = courier_for(workspace, secrets)
        _tell_of_the_city(hub, workspace.identity.unit_code)
        if is_new:
            courier.deliver()  # five months of daily work went to the city long before this morning
        try:
            yield Trial(workspace, courier, hub_folder)
        finally:
            workspace.close()


def _tell_of_the_city(hub: EmbeddedHub, unit: str) -> None:
    """Let the trial's city server publish what a real one would; what it said before is no new line."""
    from sync.hub.publishing import Told  # noqa: PLC0415  as the server itself
    from sync.streams import CENTRAL, unit_stream  # noqa: PLC0415

    told = tomllib.loads(files("resources").joinpath("samples", "city.toml").read_text("utf-8"))
    for line in told["line"]:
        stream = unit_stream(unit) if line["stream"] == "unit" else CENTRAL
        hub.publish(Told(stream, line["kind"], line["id"], line["content"], issuer=line["issuer"]))


def _clock_of(record: Path) -> Clock:
    """The sample ward's day goes on where its history stopped, never before."""
    database = open_record(record / RECORD_FILE)
    try:
        last = database.row("SELECT max(at) AS at FROM history")
    finally:
        database.close()
    return RunningClock(unstamp(last["at"]) if last and last["at"] else SystemClock().now())
