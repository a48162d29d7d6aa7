"""Packages on a stick: what waits goes into a file, the city's answer comes back by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.courier import Capability
from ttcs_desktop.ledger.model import Delivery
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.vietnamese.text import fold, without_marks
from ui.kit.file_dialog import ask_file, ask_save
from ui.pages.desk import Desk
from ui.pages.page import Page

ENDING = ".ttcs"
_ANY = "Mọi tệp (*)"


def package_name(unit: str, day: str) -> str:
    """ "goi-phuong-phu-van-2026-06-02.ttcs": a name that any stick and any machine takes."""
    plain = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in without_marks(fold(unit))).split())
    return f"goi-{plain or 'don-vi'}-{day}{ENDING}"


class Stick:
    """Asks for the file and carries by a job; `done` and `met` are the page's own."""

    def __init__(self, page: Page, say: Callable[[str, str], None], met: Callable[[Exception], None]) -> None:
        self._page, self._say, self._met = page, say, met

    @property
    def _desk(self) -> Desk:
        return self._page.desk

    def write(self) -> None:
        """Ask where, then put what waits there.

        Raises:
            SyncProblem: `manual_route`, `folder_route`: there is no hub that could open it.
        """
        self._need_hub()
        workspace = self._desk.workspace
        unit = unit_title(workspace.office.unit(self._desk.today))
        name = package_name(unit, self._desk.today.isoformat())
        ask_save(self._page, "Xuất gói USB", name, self.write_to, (f"Gói USB (*{ENDING})",))

    def write_to(self, path: Path) -> None:
        """Put what waits into a file, in a job."""
        courier = self._desk.courier
        self._say("info", "Đang ghi gói…")
        self._desk.jobs.start(lambda _: courier.write_package(path), lambda many: self._written(path, many), self._met)

    def read(self, done: Callable[[Delivery], None]) -> None:
        """Ask for the answer, then take it in.

        Raises:
            SyncProblem: `manual_route`, `folder_route`.
        """
        self._need_hub()
        kinds = (f"Gói trả lời (*{ENDING})", _ANY)
        ask_file(self._page, "Nhập gói trả lời", "Nhập", lambda path: self.read_from(path, done), kinds)

    def read_from(self, path: Path, done: Callable[[Delivery], None]) -> None:
        """Take an answer in, in a job."""
        courier = self._desk.courier
        self._say("info", "Đang đọc gói trả lời…")
        self._desk.jobs.start(lambda _: courier.take_answer(path), done, self._met)

    def _need_hub(self) -> None:
        can = self._desk.courier.capabilities
        if Capability.PACKAGES not in can:
            raise SyncProblem("folder_route" if Capability.REPORTS in can else "manual_route")

    def _written(self, path: Path, many: int) -> None:
        carried = f"{many} mục" if many else "không có mục nào chờ gửi, nhưng vẫn xin được tin của thành phố"
        self._say(
            "done",
            f"Đã ghi gói {path.name}: {carried}. Đưa gói tới thành phố, mang tệp trả lời về rồi bấm Nhập gói. "
            "Các mục vẫn chờ, có mạng thì tự gửi, không bị trùng.",
        )
