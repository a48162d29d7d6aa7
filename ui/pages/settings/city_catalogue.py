"""Danh mục chỉ tiêu: which indicators are counted, and the city's file of them: looked through first, then taken.

The file is chosen on this PC, or is one that the city sent (`receiving.catalogues`): both go the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.receiving.catalogues import CITY_ROW, SHIPPED_ROW, Offer
from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.statistics.catalogue import CITY_FILE, CityFile, Indicator, shipped_lines
from ttcs_desktop.workspace import Workspace
from ui.kit.chips import Status, Tone
from ui.kit.file_dialog import ask_file
from ui.kit.messages import message_of
from ui.kit.table.columns import Column, Group
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings.section import Ask, Section
from ui.workflows.messages_catalogue import CATALOGUE

_ASKS, _USES = "Dùng danh mục của thành phố", "Dùng tệp này"
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
    MORE = "Dùng bản gửi về"
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
            rows.append(_city_row(city, self.desk.workspace.receiving.catalogues.source()))
            rows += _fault_rows(f"Chỗ sai trong tệp {city.name}", city.faults)
        if self._refused is not None:
            rows += _fault_rows(f"Chỗ sai trong {self._refused.name}, tệp vừa chọn, chưa dùng", self._refused.faults)
        rows += [_offer_row(one) for one in _open_offers(self.desk.workspace)]
        if city is not None and not city.faults:
            rows += _own_rows(catalogue.indicators)
        return rows

    def groups(self, rows: Sequence[CatalogueRow]) -> Sequence[Group[CatalogueRow]]:
        headings = list(dict.fromkeys(one.heading for one in rows))
        return [Group(words, words, tuple(one for one in rows if one.heading == words)) for words in headings]

    def number(self) -> int:
        """Only what asks for the officer: the places that are wrong, and the city's last word while it is not used."""
        city = self.desk.workspace.catalogue.city
        newest = self.desk.workspace.receiving.catalogues.offers()[:1]
        return (len(city.faults) if city is not None else 0) + sum(not one.used for one in newest)

    def count(self, rows: Sequence[CatalogueRow]) -> int:
        del rows
        return self.number()

    def adding(self) -> None:
        """Point at a file; it is read through before anything is asked."""
        if self.over is not None:
            self.pointed_at(self.over, self._look)

    def removing(self, row: CatalogueRow) -> None:
        """Go on with the shipped catalogue: there is one file to take away. What is only offered is not in use."""
        if any(row.id == one.id for one in _open_offers(self.desk.workspace)):
            raise InvalidInput("", "catalogue_only_offered")
        workspace = self.desk.workspace
        before = city_catalogue.held(workspace.folder)
        if before is None and workspace.catalogue.city is None:
            raise InvalidInput("", "catalogue_none")
        self._change(None, "Đã bỏ danh mục của thành phố, dùng lại danh mục đi kèm phần mềm")

    def has_more(self) -> bool:
        return bool(_open_offers(self.desk.workspace))

    def more(self, rows: Sequence[CatalogueRow]) -> Ask | None:
        """F7: take over the chosen one of what the city sent; the newest while another line is chosen."""
        offers = _open_offers(self.desk.workspace)
        chosen = {one.id for one in rows}
        offer = next((one for one in offers if one.id in chosen), offers[0] if offers else None)
        return self._offered(offer) if offer is not None else None

    def opening(self, row: CatalogueRow) -> Ask | None:
        """Enter on what the city sent; the other lines say all there is."""
        offer = next((one for one in _open_offers(self.desk.workspace) if one.id == row.id), None)
        return self._offered(offer) if offer is not None else None

    def _offered(self, offer: Offer) -> Ask | None:
        looked = city_catalogue.look_at(offer.content, offer.title)  # another program than the one that took it in
        if not self._is_sound(looked):
            return None
        told = f"{offer.line.told.issuer} gửi {_day(offer)}. {_told(looked)}"
        return Ask(_ASKS, _USES, (), lambda _: self._take_offer(offer.line.number), told)

    def _take_offer(self, number: int) -> None:
        offer = self.desk.workspace.receiving.catalogues.offer(
            number
        )  # the city may have thought better of it while the card was open
        self._use(offer.content, city_catalogue.look_at(offer.content, offer.title))

    def _look(self, path: Path) -> None:
        looked = city_catalogue.look(path)
        if self._is_sound(looked):
            self.ask(self.asking(path, looked))

    def _is_sound(self, looked: city_catalogue.Looked) -> bool:
        self._refused = looked if looked.catalogue is None else None
        self._show()
        if looked.catalogue is None:
            self.tell(InvalidInput("", "catalogue_refused", name=looked.name, number=len(looked.faults)))
        return looked.catalogue is not None

    def asking(self, path: Path, looked: city_catalogue.Looked) -> Ask:
        """The one question before a file that was read through is used."""
        return Ask(_ASKS, _USES, (), lambda _: self._take(path), _told(looked))

    def _take(self, path: Path) -> None:
        looked = city_catalogue.look(path)  # it may have been changed, or pulled out with its stick, meanwhile
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EnvironmentProblem("catalogue_file_unreadable", name=path.name) from error
        self._use(content, looked)

    def _use(self, content: bytes, looked: city_catalogue.Looked) -> None:
        if looked.catalogue is None or looked.catalogue.city is None:
            raise looked.faults[0]
        self._change(content, f"Đã dùng danh mục của thành phố, bản {looked.catalogue.city.version}")

    def _change(self, content: bytes | None, words: str) -> None:
        folder = self.desk.workspace.folder
        before = city_catalogue.held(folder)
        city_catalogue.put(folder, content)
        self.desk.workspace.catalogue.turn_to(city_catalogue.catalogue_of(folder))
        back = "Đã lấy lại danh mục như trước"
        self.desk.publish(_CHANGED, words, lambda: self._change(before, back), word="Lấy lại")

    def _show(self) -> None:
        self.desk.changed.emit(Changes(frozenset({"backup"})))  # this list is read again, and no other page


_CHANGED = Changes(frozenset({"statistics", "backup"}))


def choose_catalogue(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for the file; nothing is called when the officer leaves by Esc."""
    ask_file(parent, "Chọn danh mục chỉ tiêu", "Chọn", chosen, ("Danh mục chỉ tiêu (*.toml)", "Mọi tệp (*)"))


def _shipped_row(city: CityFile | None) -> CatalogueRow:
    lines = shipped_lines()
    replaced = city is not None and not city.faults and city.mode == city_catalogue.Mode.REPLACE
    standing = Status("Đã thay", Tone.NEUTRAL) if replaced else Status("Đang dùng", Tone.GOOD)
    about = f"Bản {lines.version}, {len(lines.indicators)} chỉ tiêu"
    return CatalogueRow(SHIPPED_ROW, "Danh mục", "Phần mềm", "Danh mục đi kèm phần mềm", about, standing)


def _city_row(city: CityFile, source: Offer | None) -> CatalogueRow:
    mode = "thay cả danh mục" if city.mode == city_catalogue.Mode.REPLACE else "thêm vào danh mục đi kèm"
    about = (
        f"Bản {city.version}, {_came_from(source)}; {mode}"
        if not city.faults
        else "Có chỗ sai nên để ngoài, báo cáo không tính theo tệp này"
    )
    standing = Status("Đang dùng", Tone.GOOD)
    if city.faults:
        standing = Status("Có lỗi, không dùng", Tone.ALARM)
    elif source is not None and source.withdrawn:
        standing = Status("Đã rút, vẫn dùng", Tone.LOOK)
    return CatalogueRow(CITY_ROW, "Danh mục", city.name, "Danh mục của thành phố", about, standing)


def _came_from(source: Offer | None) -> str:
    if source is None:
        return "tệp chọn trên máy này"
    return f"{source.line.told.issuer} gửi {_day(source)}"


def _open_offers(workspace: Workspace) -> list[Offer]:
    """What the city sent and nobody has taken over, the newest first."""
    return [one for one in workspace.receiving.catalogues.offers() if not one.used]


def _offer_row(offer: Offer) -> CatalogueRow:
    about = f"Bấm F7 để xem và dùng; {offer.line.told.issuer} gửi {_day(offer)}"
    waits = Status("Chưa dùng", Tone.LOOK)
    return CatalogueRow(offer.id, "Thành phố gửi về", "Gửi về", offer.title, about, waits)


def _day(offer: Offer) -> str:
    return short_date(local(offer.line.told.issued_at).date())


def _own_rows(indicators: Mapping[str, Indicator]) -> list[CatalogueRow]:
    shipped = shipped_lines().indicators
    added = [one for code, one in indicators.items() if code not in shipped]
    changed = [one for code, one in indicators.items() if code in shipped and one != shipped[code]]
    return [
        CatalogueRow(f"own/{one.code}", heading, one.code, one.name, one.formula)
        for heading, every in (("Chỉ tiêu thành phố thêm", added), ("Chỉ tiêu thành phố thay", changed))
        for one in every
    ]


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
