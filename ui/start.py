"""Behind the painted frame: one window per record, the record and its courier, the pages."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import EnvironmentProblem, Trouble
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.system.paths import check_folder, trial_folder, ward_folder
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace
from ui import city
from ui.kit.errors import CrashNet, TroubleCard
from ui.kit.jobs import JobRunner
from ui.kit.messages import message_of
from ui.kit.opening import Opening
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window
from ui.workflows.messages import SUBJECTS

_RAISE_WAIT_MS = 500
_FIRST_SENDING_MS = 3_000


def run(app: QApplication, opening: Opening, data: Path | None, *, trial: bool, leave_at_once: bool) -> int:
    """Open the record in place of the frame and work until the window is closed; the exit code."""
    folder = data or (trial_folder() if trial else ward_folder())
    with ExitStack() as stack:
        try:
            check_folder(folder)
            place = _take_place(folder)
            if place is None:
                return 0
            if not trial and not (folder / RECORD_FILE).exists() and not _first_run(folder):
                return 0
            workspace, courier = _opened(stack, folder, trial=trial)
        except Trouble as trouble:
            TroubleCard(message_of(trouble, SUBJECTS)).exec()
            return 1
        window = make_window(workspace, courier)
        place.newConnection.connect(lambda: _come_forward(window))
        window.setGeometry(opening.geometry())
        window.show()
        opening.close()
        QTimer.singleShot(_FIRST_SENDING_MS, window.send_what_is_due)
        if leave_at_once:
            QApplication.processEvents()
            window.close()
            return 0
        return app.exec()


def make_window(workspace: Workspace, courier: Courier) -> Window:
    """A window over an open record, showing its first page."""
    net = CrashNet(QApplication.activeWindow)
    net.install()
    jobs = JobRunner(net.report)
    desk = Desk(workspace, courier, jobs)
    window = Window(desk, ENTRIES)
    for owned in (net, jobs, desk):
        owned.setParent(window)
    window.show_page(ENTRIES[0].item.id)
    return window


def _first_run(folder: Path) -> bool:
    from ui import first_run  # noqa: PLC0415  once in the life of a record

    return first_run.ask(folder)


def _opened(stack: ExitStack, folder: Path, *, trial: bool) -> tuple[Workspace, Courier]:
    if trial:
        opened = stack.enter_context(city.trial(folder))
        return opened.workspace, opened.courier
    workspace = open_workspace(folder)
    stack.callback(workspace.close)
    url = workspace.enrolment.url if workspace.enrolment else ""
    return workspace, city.DeferredCourier(lambda: city.courier_for(workspace, city.secrets_for(folder, url)))


def _take_place(folder: Path) -> QLocalServer | None:
    """Be the only window of this folder. When there is one already, it is brought forward instead.

    Raises:
        EnvironmentProblem: `folder_unsuitable` when the folder cannot be made or written; `second_window` when the
            first one does not answer.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem("folder_unsuitable") from error
    name = "ttcs-" + sha256_hex(str(folder.resolve()).encode())[:24]
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is not QLockFile.LockError.LockFailedError:
            raise EnvironmentProblem("folder_unsuitable")
        socket = QLocalSocket()
        socket.connectToServer(name)
        if not socket.waitForConnected(_RAISE_WAIT_MS):
            raise EnvironmentProblem("second_window")
        return None
    QLocalServer.removeServer(name)  # left behind by a power cut
    server = _Place(lock)
    server.listen(name)
    return server


class _Place(QLocalServer):
    """The place of the only window: gives the lock back when it goes."""

    def __init__(self, lock: QLockFile) -> None:
        super().__init__()
        self._lock = lock


def _come_forward(window: Window) -> None:
    window.showNormal()
    window.raise_()
    window.activateWindow()
