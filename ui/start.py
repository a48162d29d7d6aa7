"""Behind the painted frame: one window per record, the record and its courier, the pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.ledger.courier import Courier, DeferredCourier
from ttcs_desktop.system.paths import check_folder, trial_folder, ward_folder
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace
from ui.carrying import CarryingFiles
from ui.daily import DailyWork
from ui.kit.errors import CrashNet
from ui.kit.garbage import Collector
from ui.kit.jobs import JobRunner
from ui.kit.messages import message_of
from ui.kit.only_window import Place, take_place
from ui.kit.opening import Opening
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.window import Window
from ui.workflows.messages import SUBJECTS

_AFTER_THE_ROWS_MS = 300
_FIRST_SENDING_MS = 3_000
_FIRST_DAILY_MS = 20_000
_DAMAGED = "Tệp sổ trên máy bị hỏng, không mở được."
_GONE = "Không thấy tệp sổ trong thư mục của đơn vị, nhưng còn các bản sao lưu."


def run(app: QApplication, opening: Opening, data: Path | None, *, trial: bool, leave_at_once: bool) -> int:
    """Open the record in place of the frame and work until the window is closed; the exit code."""
    folder = data or (trial_folder() if trial else ward_folder())
    try:
        check_folder(folder)
        place = take_place(folder)
        if place is None:
            _say("Cửa sổ của sổ này đang mở rồi; đã đưa lên trước.")
            return 0
        said = ""
        if not trial and not (folder / RECORD_FILE).exists():
            place.answer(_come_forward)
            said = _from_a_backup(folder, _GONE, "Lập sổ mới")
            if not said:
                first = _first_run(folder)
                if first is None:
                    return 0
                said = first
    except Trouble as trouble:
        return _tell(trouble)
    while True:
        try:
            code, restore_from = _one_window(
                app, opening, place, folder, said, trial=trial, leave_at_once=leave_at_once
            )
            if restore_from is None:
                return code
            said = _restored(*restore_from)
        except Trouble as trouble:
            said = _from_a_backup(folder, _DAMAGED, "Đóng phần mềm") if trouble.code == "database_damaged" else ""
            if not said:
                return _tell(trouble)


def _one_window(
    app: QApplication, opening: Opening, place: Place, folder: Path, said: str, *, trial: bool, leave_at_once: bool
) -> tuple[int, tuple[Path, Path] | None]:
    """From opening the record to closing it: the exit code, and the (folder, backup) the officer wants restored.

    Raises:
        Trouble: the record cannot be opened.
    """
    wanted: list[Path] = []
    with ExitStack() as stack:
        workspace, courier = _opened(stack, folder, trial=trial)
        window = make_window(workspace, courier)
        window.setGeometry(opening.geometry())
        window.show()
        opening.close()
        Collector(window, after_ms=_AFTER_THE_ROWS_MS)

        def give_way(copy: Path) -> None:
            wanted.append(copy)
            window.close()
            app.quit()

        window.desk.restore_wanted.connect(give_way)
        if said:
            window.toast.say(said)
        else:
            window.offer_drafts()
        daily, carrying = DailyWork(window.desk), CarryingFiles(window.desk)
        later = (
            _later(window, _AFTER_THE_ROWS_MS, lambda: place.answer(_come_forward)),
            _later(window, _FIRST_SENDING_MS, window.send_what_is_due),
            _later(window, _FIRST_DAILY_MS, daily.look),
        )
        if leave_at_once:
            QApplication.processEvents()
            window.close()
            return 0, None
        code = app.exec()
        daily.stop()
        carrying.stop()
        for timer in later:
            timer.stop()  # the record is closed next, and nothing must ask it anything
        opening.setGeometry(window.geometry())
        record = workspace.folder
        window.deleteLater()
    return code, (record, wanted[0]) if wanted else None


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


def _later(window: Window, milliseconds: int, act: Callable[[], object]) -> QTimer:
    """Once, some time after the window is there; unlike `singleShot` it can be called off."""
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.start(milliseconds)
    return timer


def _tell(trouble: Trouble) -> int:
    from ui.kit.trouble_cards import TroubleCard  # noqa: PLC0415  only a start that fails shows it

    TroubleCard(message_of(trouble, SUBJECTS)).exec()
    return 1


def _from_a_backup(folder: Path, why: str, leave_text: str) -> str:
    """Offer the backups of a folder whose record is damaged or gone; what to say in the window, empty for nothing."""
    from ui.restoring import has_backups, rescue  # noqa: PLC0415  a sound record pays nothing for it

    return rescue(folder, why, leave_text) if has_backups(folder) else ""


def _restored(folder: Path, copy: Path) -> str:
    from ui.restoring import restored  # noqa: PLC0415  as above

    return restored(folder, copy)


def _first_run(folder: Path) -> str | None:
    from ui import first_run  # noqa: PLC0415  once in the life of a record

    return first_run.ask(folder)


def _opened(stack: ExitStack, folder: Path, *, trial: bool) -> tuple[Workspace, Courier]:
    if trial:
        from ui import city  # noqa: PLC0415  the city's side is loaded when it is wanted, not before the first screen

        opened = stack.enter_context(city.trial(folder))
        return opened.workspace, opened.courier
    workspace = open_workspace(folder)
    stack.callback(workspace.close)
    url = workspace.enrolment.url if workspace.enrolment else ""
    return workspace, DeferredCourier(lambda: _way_to_the_city(workspace, folder, url))


def _way_to_the_city(workspace: Workspace, folder: Path, url: str) -> Courier:
    from ui import city  # noqa: PLC0415  HTTP and keyring: when there is something to send

    return city.courier_for(workspace, city.secrets_for(folder, url))


def _say(words: str) -> None:
    """A line for whoever started us from a console: in UTF-8, whatever it speaks. Started by a click there is none."""
    if sys.stderr is not None:
        sys.stderr.buffer.write(words.encode() + b"\n")
        sys.stderr.buffer.flush()


def _come_forward() -> None:
    """Bring what is shown in front of everything else; a card that waits for an answer comes last and stays on top."""
    waiting = QApplication.activeModalWidget()
    for window in sorted(QApplication.topLevelWidgets(), key=lambda one: one is waiting):
        if window.isVisible():
            # A window that fills the screen goes on filling it.
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()
