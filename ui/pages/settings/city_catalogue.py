"""Danh mục chỉ tiêu: which indicators are counted, and the city's file of them: looked through first, then taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.statistics.catalogue import CITY_FILE, CityFile, shipped_lines
from ui.kit.chips import Status, Tone
from ui.kit.file_dialog import ask_file
from ui.kit.messages import message_of
from ui.kit.table.columns import Column, Group
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings.section import Ask, Section
from ui.workflows.messages_catalogue import CATALOGUE

_SHIPPED, _CITY = "shipped", "city"
_KEPT = "Báo cáo đã chốt giữ nguyên chỉ tiêu và số của lúc chốt; báo cáo chưa chốt tính theo danh mục mới."


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A line of the list: a catalogue, a wrong place, or an indicator of the city's."""

    id: str
    heading: str
    code: str
    words: str
    more: str
    standing: Status | None = None


class CityCatalogueSection(Section):
    """What is in force, what is wrong with the file chosen last, and what the city's file adds or replaces."""

    TITLE = "Danh mục chỉ tiêu"
    ADD = "Chọn tệp của thành phố…"
    REMOVE = "Bỏ tệp của thành phố"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("chart-column", "Không có danh mục", "Bấm F4 để chọn tệp của thành phố.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_catalogue
        self.over: QWidget | None = None
        self.ask: Callable[[Ask], None] = lambda _asked: None
        self.tell: Callable[[Trouble], None] = lambda _trouble: None
        self._refused: city_catalogue.Looked | None = None

    @property
    def columns(self) -> Sequence[Column[CatalogueRow]]:
        return (
            Column("Ở đâu", lambda one: one.code, 110),
            Column("Nội dung", lambda one: one.words, second=lambda one: one.more),
            Column("Hiện nay", lambda one: one.standing or "", 150),
        )

    def rows(self) -> Sequence[CatalogueRow]:
        catalogue = self.desk.workspace.catalogue
        city = catalogue.city
        rows = [_shipped_row(city)]
        if city is not None:
            rows.append(_city_row(city))
            rows += _fault_rows(f"Chỗ sai trong tệp {city.name}", city.faults)
        if self._refused is not None:
            rows += _fault_rows(f"Chỗ sai trong {self._refused.name}, tệp vừa chọn, chưa dùng", self._refused.faults)
        if city is not None and not city.faults:
            rows += self._own_rows()
        return rows

    def groups(self, rows: Sequence[CatalogueRow]) -> Sequence[Group[CatalogueRow]]:
        headings = list(dict.fromkeys(one.heading for one in rows))
        return [Group(words, words, tuple(one for one in rows if one.heading == words)) for words in headings]

    def number(self) -> int:
        """Only what asks for the officer: the places that are wrong."""
        city = self.desk.workspace.catalogue.city
        return len(city.faults) if city is not None else 0

    def count(self, rows: Sequence[CatalogueRow]) -> int:
        del rows
        return self.number()

    def adding(self) -> None:
        """Point at a file; it is read through before anything is asked."""
        if self.over is not None:
            self.pointed_at(self.over, self._look)

    def removing(self, row: CatalogueRow) -> None:
        """Go on with the shipped catalogue, whichever line is chosen: there is one file to take away."""
        del row
        workspace = self.desk.workspace
        before = city_catalogue.held(workspace.folder)
        if before is None and workspace.catalogue.city is None:
            raise InvalidInput("", "catalogue_none")
        self._change(None, "Đã bỏ danh mục của thành phố, dùng lại danh mục đi kèm phần mềm")

    def _look(self, path: Path) -> None:
        looked = city_catalogue.look(path)
        if looked.catalogue is None:
            self._refused = looked
            self._show()
            self.tell(InvalidInput("", "catalogue_refused", name=path.name, number=len(looked.faults)))
            return
        self._refused = None
        self._show()
        self.ask(self.asking(path, looked))

    def asking(self, path: Path, looked: city_catalogue.Looked) -> Ask:
        """The one question before a file that was read through is used."""
        return Ask("Dùng danh mục của thành phố", "Dùng tệp này", (), lambda _: self._take(path), _told(looked))

    def _take(self, path: Path) -> None:
        looked = city_catalogue.look(path)  # it may have been changed, or pulled out with its stick, meanwhile
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EnvironmentProblem("catalogue_file_unreadable", name=path.name) from error
        if looked.catalogue is None or looked.catalogue.city is None:
            raise looked.faults[0]
        self._change(content, f"Đã dùng danh mục của thành phố, bản {looked.catalogue.city.version}")

    def _change(self, content: bytes | None, words: str) -> None:
        folder = self.desk.workspace.folder
        before = city_catalogue.held(folder)
        city_catalogue.put(folder, content)
        self._turn()
        back = "Đã lấy lại danh mục như trước"
        self.desk.publish(_CHANGED, words, lambda: self._change(before, back), word="Lấy lại")

    def _turn(self) -> None:
        workspace = self.desk.workspace
        workspace.catalogue.turn_to(city_catalogue.catalogue_of(workspace.folder))

    def _show(self) -> None:
        self.desk.changed.emit(Changes(frozenset({"backup"})))  # this list is read again, and no other page

    def _own_rows(self) -> list[CatalogueRow]:
        indicators, shipped = self.desk.workspace.catalogue.indicators, shipped_lines().indicators
        added = [one for code, one in indicators.items() if code not in shipped]
        changed = [one for code, one in indicators.items() if code in shipped and one != shipped[code]]
        return [
            CatalogueRow(f"own/{one.code}", heading, one.code, one.name, one.formula)
            for heading, every in (("Chỉ tiêu thành phố thêm", added), ("Chỉ tiêu thành phố thay", changed))
            for one in every
        ]


_CHANGED = Changes(frozenset({"statistics", "backup"}))


def choose_catalogue(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for the file; nothing is called when the officer leaves by Esc."""
    ask_file(parent, "Chọn danh mục chỉ tiêu", "Chọn", chosen, ("Danh mục chỉ tiêu (*.toml)", "Mọi tệp (*)"))


def _shipped_row(city: CityFile | None) -> CatalogueRow:
    lines = shipped_lines()
    replaced = city is not None and not city.faults and city.mode == city_catalogue.Mode.REPLACE
    standing = Status("Đã thay", Tone.NEUTRAL) if replaced else Status("Đang dùng", Tone.GOOD)
    about = f"Bản {lines.version}, {len(lines.indicators)} chỉ tiêu"
    return CatalogueRow(_SHIPPED, "Danh mục", "Phần mềm", "Danh mục đi kèm phần mềm", about, standing)


def _city_row(city: CityFile) -> CatalogueRow:
    mode = "thay cả danh mục" if city.mode == city_catalogue.Mode.REPLACE else "thêm vào danh mục đi kèm"
    about = (
        f"Bản {city.version}, {mode}" if not city.faults else "Có chỗ sai nên để ngoài, báo cáo không tính theo tệp này"
    )
    standing = Status("Có lỗi, không dùng", Tone.ALARM) if city.faults else Status("Đang dùng", Tone.GOOD)
    return CatalogueRow(_CITY, "Danh mục", city.name, "Danh mục của thành phố", about, standing)


def _fault_rows(heading: str, faults: Sequence[Trouble]) -> list[CatalogueRow]:
    rows = []
    for number, fault in enumerate(faults):
        told = message_of(fault, CATALOGUE)
        place = str(fault.details.get("place", fault.details.get("line", CITY_FILE)))
        rows.append(CatalogueRow(f"{heading}/{number}", heading, place, told.happened, told.do))
    return rows


def _told(looked: city_catalogue.Looked) -> str:
    catalogue = looked.catalogue
    city = catalogue.city if catalogue is not None else None
    if city is None:
        return ""
    counted = (
        (len(looked.added), "thêm {} chỉ tiêu"),
        (len(looked.replaced), "thay {} chỉ tiêu"),
        (len(looked.gone), "thôi dùng {} chỉ tiêu đi kèm phần mềm"),
    )
    does = ", ".join(words.format(number) for number, words in counted if number) or "chỉ đổi danh sách của báo cáo"
    return f"Tệp {looked.name}, bản {city.version}: {does}. Đã đọc cả tệp, không có chỗ sai. {_KEPT}"
