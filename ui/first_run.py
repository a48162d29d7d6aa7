"""The first start: which unit, who works here, who approves. Then the record is there and the window opens."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import Role
from ttcs_desktop.office.units import UnitEntry, all_units
from ttcs_desktop.office.wording import UNIT_KINDS
from ttcs_desktop.vietnamese.text import fold_words, sort_key, tidy
from ttcs_desktop.workspace import RECORD_FILE, create_workspace
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.errors import TroubleTeller
from ui.kit.fields import TextField
from ui.kit.form import Form, FormField
from ui.kit.help_key import HelpKey
from ui.kit.labels import label
from ui.kit.panels import Banner, row
from ui.kit.search_field import SearchField
from ui.workflows.messages import SUBJECTS

_OFFERED = 8
_NOT_CHOSEN = "Chưa chọn đơn vị"


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody as typed on the card."""

    name: str
    position: str
    roles: frozenset[Role]


class FirstRun(Card):
    """Asks for unit and officer and sets the record up in `folder`, or takes it over from another PC of the ward.

    Attributes:
        said: what the window that opens next says.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Lập sổ của đơn vị", "Lập sổ", main_key="Ctrl+Enter", width=520, parent=parent)
        self._folder = folder
        self._units = all_units()
        self._unit: UnitEntry | None = None
        self.said = ""
        banner = Banner()
        self._search = SearchField("Gõ tên xã, phường, không cần dấu", name="Tìm đơn vị")
        self._search.wanted.connect(self._offer)
        self._search.found.connect(self._choose)
        self._chosen = label(_NOT_CHOSEN, "strong", wrap=True)
        self._form = Form(
            (
                FormField("name", "Họ và tên người dùng", TextField(), required=True),
                FormField("position", "Chức vụ", TextField()),
                FormField("leader", "Họ và tên lãnh đạo duyệt", TextField(), "Để trống thì thêm sau trong Cài đặt."),
                FormField("leader_position", "Chức vụ của lãnh đạo", TextField("Phó Chủ tịch UBND phường")),
            ),
            SUBJECTS,
        )
        self._form.submitted.connect(self.accept)
        self._teller = TroubleTeller(self, banner, SUBJECTS, form=self._form)
        self.join = KeyButton("Tham gia cùng máy khác của đơn vị…", icon="usb", key="F4")
        self.join.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter after the last field must never meet it
        self.join.clicked.connect(self._join)
        head = QWidget()
        line = row(head, 8)
        line.addWidget(label("Đơn vị"), 1)
        line.addWidget(self.join)
        for widget in (banner, head, self._search, self._chosen, self._form):
            self.body.addWidget(widget)
        self.main.setEnabled(False)
        HelpKey(self, lambda: "first_run")

    def accept(self) -> None:
        """Set the record up; what stands in the way is told here and nothing is left half-made."""
        values = self._form.values()
        if values is None or self._unit is None:
            return
        try:
            set_up(self._folder, self._unit.code, _people(values))
        except Trouble as trouble:
            self._teller.tell(trouble)
            return
        super().accept()

    def _join(self) -> None:
        from ui.first_join import JoinCard  # noqa: PLC0415  most wards have one PC

        card = JoinCard(self._folder, self)

        def done() -> None:
            self.said = card.said
            super(FirstRun, self).accept()

        card.accepted.connect(done)
        card.open()

    def _offer(self, text: str) -> None:
        found = matching(self._units, text)[:_OFFERED]
        self._search.show_results([(unit, _in_words(unit)) for unit in found])
        if self._unit is not None and text.strip() != self._unit.name:
            self._unit = None
            self.main.setEnabled(False)
        if self._unit is None:
            none = bool(text.strip()) and not found
            self._chosen.setText("Không có đơn vị nào tên như vậy; gõ lại tên hoặc mã" if none else _NOT_CHOSEN)

    def _choose(self, unit: UnitEntry) -> None:
        self._unit = unit
        self._search.setText(unit.name)
        printed = f"{UNIT_KINDS[unit.kind].upper()} {unit.name.upper()}"
        self._chosen.setText(f"Tên in trên giấy: {printed}, {unit.province}, mã {unit.code}")
        self.main.setEnabled(True)
        self._form.widget("name").setFocus()


def set_up(folder: Path, unit_code: str, people: list[Entered]) -> None:
    """A new record with its people: the whole of it, or none at all.

    Raises:
        InvalidInput: as `create_workspace`.
        EnvironmentProblem: as `create_workspace`.
    """
    path = folder / RECORD_FILE
    is_new = not path.exists()
    try:
        workspace = create_workspace(folder, unit_code)
        try:
            with workspace.database.transaction():
                for one in people:
                    workspace.office.add_person(one.name, one.position, one.roles)
        finally:
            workspace.close()
    except Trouble:
        if is_new:
            _take_away(path)
        raise


def matching(units: tuple[UnitEntry, ...], text: str) -> list[UnitEntry]:
    """Units by name, province or code, without marks; the very name comes first, then names that begin so."""
    words = fold_words(text).split()
    if not words:
        return []
    found = []
    for unit in units:
        haystack = fold_words(f"{unit.name} {unit.province} {unit.code} {UNIT_KINDS[unit.kind]}").split()
        if all(any(part.startswith(word) for part in haystack) for word in words):
            found.append(unit)

    def rank(unit: UnitEntry) -> tuple[bool, bool, object]:
        name, kind = fold_words(unit.name), fold_words(UNIT_KINDS[unit.kind])
        typed = " ".join(words).removeprefix(f"{kind} ")
        return name != typed, not name.startswith(typed), sort_key(unit.name)

    return sorted(found, key=rank)


def ask(folder: Path) -> str | None:
    """Run the first start: what to say in the window, often nothing; None when the officer left it."""
    card = FirstRun(folder)
    return card.said if card.exec() == QDialog.DialogCode.Accepted else None


def _people(values: dict[str, Any]) -> list[Entered]:
    """The officer and, if named, the leader; refused here, before anything is written.

    Raises:
        InvalidInput: `name_missing`, `leader_unnamed` at the name that is missing.
    """
    officer = Entered(tidy(values["name"]), tidy(values["position"]), frozenset({Role.OFFICER}))
    leader = Entered(tidy(values["leader"]), tidy(values["leader_position"]), frozenset({Role.APPROVER}))
    if not officer.name:
        raise InvalidInput("name", "name_missing")
    if leader.position and not leader.name:
        raise InvalidInput("leader", "leader_unnamed")
    return [officer, leader] if leader.name else [officer]


def _take_away(path: Path) -> None:
    """Remove a record that did not come to be: half of one would be taken for a whole one at the next start."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _in_words(unit: UnitEntry) -> str:
    return f"{UNIT_KINDS[unit.kind].capitalize()} {unit.name}, {unit.province} ({unit.code})"
