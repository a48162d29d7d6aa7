"""`ttcs-desktop`: the window. Composition root: record + courier + pages; one window per record."""

from __future__ import annotations

import argparse
import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.system.paths import trial_folder, ward_folder
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace
from ui import first_run
from ui.kit import theme
from ui.kit.errors import CrashNet, TroubleCard
from ui.kit.jobs import JobRunner
from ui.kit.locale import install_vietnamese
from ui.kit.messages import message_of
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window
from ui.workflows.messages import SUBJECTS

_RAISE_WAIT_MS = 500


def main(arguments: list[str] | None = None) -> int:
    """Start the window; with --trial on the sample ward with its own hub."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    app = make_application()
    folder = options.data or (trial_folder() if options.trial else ward_folder())
    with ExitStack() as stack:
        try:
            only_one = _take_place(folder)
            if only_one is None:
                return 0
            if not options.trial and not (folder / RECORD_FILE).exists() and not first_run.ask(folder):
                return 0
            workspace, courier = _opened(stack, folder, trial=options.trial)
        except Trouble as trouble:
            TroubleCard(message_of(trouble, SUBJECTS)).exec()
            return 1
        window = make_window(workspace, courier)
        only_one.newConnection.connect(lambda: _come_forward(window))
        window.resize(theme.current().px(1280), theme.current().px(720))
        window.show()
        if options.quit_after_paint:
            QTimer.singleShot(0, app.quit)
        return app.exec()


def make_application() -> QApplication:
    """The one QApplication: Vietnamese, our fonts, our theme."""
    logging.getLogger().setLevel(logging.WARNING)
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed to show windows")
    app.setApplicationName("TTCS Desktop")
    install_vietnamese(app)
    theme.apply(app)
    return app


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


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ttcs-desktop", description="Thông tin cơ sở của xã, phường")
    parser.add_argument("--trial", action="store_true", help="mở Phường Mẫu để dùng thử")
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu")
    parser.add_argument("--quit-after-paint", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _opened(stack: ExitStack, folder: Path, *, trial: bool) -> tuple[Workspace, Courier]:
    from ui import city  # noqa: PLC0415  after the application is there, so that trouble can be told

    if trial:
        opened = stack.enter_context(city.trial(folder))
        return opened.workspace, opened.courier
    workspace = open_workspace(folder)
    stack.callback(workspace.close)
    url = workspace.enrolment.url if workspace.enrolment else ""
    return workspace, city.courier_for(workspace, city.secrets_for(folder, url))


def _take_place(folder: Path) -> QLocalServer | None:
    """Be the only window of this folder. When there is one already, it is brought forward instead."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "ttcs-" + sha256_hex(str(folder.resolve()).encode())[:24]
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        socket = QLocalSocket()
        socket.connectToServer(name)
        socket.waitForConnected(_RAISE_WAIT_MS)
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


if __name__ == "__main__":
    sys.exit(main())
