"""Packages on a stick: what waits goes into a file, the city's answer comes back by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem
from ttcs_desktop.joining.exchange import Brought, Written, is_exchange
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

    def write_exchange(self) -> None:
        """Ask where, then put there what the ward's other PCs lack.

        Raises:
            InvalidInput: `not_shared`.
        """
        workspace = self._desk.workspace
        if not workspace.joining.is_shared():
            raise InvalidInput("", "not_shared")
        unit = unit_title(workspace.office.unit(self._desk.today))
        name = package_name(unit, self._desk.today.isoformat()).replace("goi-", "may-", 1)
        ask_save(self._page, "Gói cho máy khác", name, self.write_exchange_to, (f"Gói cho máy khác (*{ENDING})",))

    def write_exchange_to(self, path: Path) -> None:
        """Put what the other PCs lack into a file, in a job."""
        workspace = self._desk.workspace
        self._say("info", "Đang ghi gói cho máy khác…")

        def write(_: object) -> Written:
            with closing(workspace.again()) as own:
                return own.exchange.write(path)

        self._desk.jobs.start(write, lambda done: self._handed_on(path, done), self._met)

    def _read_exchange(self, path: Path, done: Callable[[Brought, Changes], None]) -> None:
        workspace = self._desk.workspace
        self._say("info", "Đang đọc gói của máy khác…")

        def read(_: object) -> tuple[Brought, Changes]:
            with closing(workspace.again()) as own:
                return own.exchange.read(path), own.joining.take_over()

        self._desk.jobs.start(read, lambda found: done(*found), self._met)

    def write_to(self, path: Path) -> None:
        """Put what waits into a file, in a job."""
        courier = self._desk.courier
        self._say("info", "Đang ghi gói…")
        self._desk.jobs.start(lambda _: courier.write_package(path), lambda many: self._written(path, many), self._met)

    def read(self, done: Callable[[Delivery], None], brought: Callable[[Brought, Changes], None]) -> None:
        """Ask for a file that came on a stick: the city's answer, or what another PC of the ward brings.

        Raises:
            SyncProblem: `manual_route`, `folder_route` in a ward of one PC without a hub.
        """
        if not self._desk.workspace.joining.is_shared():
            self._need_hub()
        kinds = (f"Gói mang về (*{ENDING})", _ANY)
        ask_file(self._page, "Nhập gói", "Nhập", lambda path: self.read_from(path, done, brought), kinds)

    def read_from(
        self, path: Path, done: Callable[[Delivery], None], brought: Callable[[Brought, Changes], None]
    ) -> None:
        """Take in what a file brings, in a job."""
        if is_exchange(path):
            self._read_exchange(path, brought)
            return
        courier = self._desk.courier
        self._say("info", "Đang đọc gói trả lời…")
        self._desk.jobs.start(lambda _: courier.take_answer(path), done, self._met)

    def _handed_on(self, path: Path, done: Written) -> None:
        more = " Còn nữa: nhập gói này ở máy kia xong thì ghi thêm gói." if done.more else ""
        self._say(
            "done",
            f"Đã ghi gói {path.name}: {done.ops} mục máy khác chưa có. Sang máy kia, bấm Nhập gói; "
            f"rồi ghi gói ở máy kia mang về.{more}",
        )

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
