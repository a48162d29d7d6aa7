"""A small grid of figures, as a page would have it."""

from dataclasses import dataclass, replace
from functools import partial

from ttcs_desktop.vietnamese.typed import parse_number
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Align, Column, EditCommand, Look
from ui.kit.table.view import GridView


@dataclass(frozen=True, slots=True)
class Figure:
    code: str
    name: str
    derived: int
    settled: int | None
    note: str = ""
    locked: bool = False


FIGURES = (
    Figure("H04", "Nội dung đăng", 110, 110),
    Figure("H06", "Lượt xem", 186420, None),
    Figure("H07", "Ảnh gửi", 12, 12),
    Figure("H08", "Đài phát", 3, 3),
    Figure("H09", "Ân cần", 2, 2),
)

COLUMNS = (
    Column[Figure]("Mã", lambda row: row.code, 52),
    Column[Figure]("Chỉ tiêu", lambda row: row.name),
    Column[Figure]("Tự tính", lambda row: row.derived, 88, Align.RIGHT, look=lambda _: Look("text2", "head")),
    Column[Figure](
        "Số chốt",
        lambda row: row.settled,
        88,
        Align.RIGHT,
        parse=partial(parse_number, whole=True),
        editable=lambda row: not row.locked,
    ),
    Column[Figure]("Ghi chú", lambda row: row.note, 120, parse=str.strip),
    Column[Figure](
        "Trạng thái", lambda row: Status("Đủ", Tone.GOOD) if row.settled else Status("Thiếu", Tone.LOOK), 110
    ),
)


class Page:
    """Saves as a page does: takes the command, replaces its rows, shows them again."""

    def __init__(self, view: GridView, rows: tuple[Figure, ...] = FIGURES) -> None:
        self.view, self.rows = view, rows
        self.commands: list[EditCommand] = []
        view.edited.connect(self.save)
        view.show_rows(rows)

    def save(self, command: EditCommand) -> None:
        self.commands.append(command)
        for edit in command.edits:
            field = {3: "settled", 4: "note"}[edit.column]
            self.rows = tuple(replace(r, **{field: edit.new}) if r.code == edit.row.code else r for r in self.rows)
        self.view.show_rows(self.rows)
