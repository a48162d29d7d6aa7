"""The first start: which unit, who works here. Then the record is there and the window opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.office.model import Role
from ttcs_desktop.office.units import UnitEntry, all_units
from ttcs_desktop.office.wording import UNIT_KINDS
from ttcs_desktop.vietnamese.text import fold_words
from ttcs_desktop.workspace import create_workspace
from ui.kit.card import Card
from ui.kit.errors import TroubleTeller
from ui.kit.fields import TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.panels import Banner
from ui.kit.search_field import SearchField
from ui.workflows.messages import SUBJECTS

_OFFERED = 8


class FirstRun(Card):
    """Asks for unit and officer and sets the record up in `folder`."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Lập sổ của đơn vị", "Lập sổ", main_key="Ctrl+Enter", width=520, parent=parent)
        self._folder = folder
        self._units = all_units()
        self._unit: UnitEntry | None = None
        banner = Banner()
        self._search = SearchField("Gõ tên xã, phường, không cần dấu", name="Tìm đơn vị")
        self._search.wanted.connect(self._offer)
        self._search.found.connect(self._choose)
        self._chosen = label("Chưa chọn đơn vị", "strong", wrap=True)
        self._form = Form(
            (
                FormField("name", "Họ và tên người dùng", TextField(), required=True),
                FormField("position", "Chức vụ", TextField()),
            ),
            SUBJECTS,
        )
        self._form.submitted.connect(self.accept)
        self._teller = TroubleTeller(self, banner, SUBJECTS, form=self._form)
        for widget in (banner, label("Đơn vị"), self._search, self._chosen, self._form):
            self.body.addWidget(widget)
        self.main.setEnabled(False)

    def accept(self) -> None:
        """Set the record up; what stands in the way is told here and nothing is left half-made."""
        values = self._form.values()
        if values is None or self._unit is None:
            return
        try:
            workspace = create_workspace(self._folder, self._unit.code)
            workspace.office.add_person(values["name"], values["position"] or "", frozenset({Role.OFFICER}))
            workspace.close()
        except Trouble as trouble:
            self._teller.tell(trouble)
            return
        super().accept()

    def _offer(self, text: str) -> None:
        self._search.show_results([(unit, _in_words(unit)) for unit in matching(self._units, text)[:_OFFERED]])

    def _choose(self, unit: UnitEntry) -> None:
        self._unit = unit
        self._search.setText(unit.name)
        self._chosen.setText(f"Tên in trên giấy: {UNIT_KINDS[unit.kind].upper()} {unit.name.upper()}, mã {unit.code}")
        self.main.setEnabled(True)
        self._form.widget("name").setFocus()


def matching(units: tuple[UnitEntry, ...], text: str) -> list[UnitEntry]:
    """Units by name, province or code, without marks; names that begin so come first."""
    words = fold_words(text).split()
    if not words:
        return []
    found = []
    for unit in units:
        haystack = fold_words(f"{unit.name} {unit.province} {unit.code} {UNIT_KINDS[unit.kind]}").split()
        if all(any(part.startswith(word) for part in haystack) for word in words):
            found.append(unit)
    return sorted(found, key=lambda unit: (not fold_words(unit.name).startswith(" ".join(words)), unit.name))


def ask(folder: Path) -> bool:
    """Run the first start; False when the officer left it."""
    return FirstRun(folder).exec() == QDialog.DialogCode.Accepted


def _in_words(unit: UnitEntry) -> str:
    return f"{UNIT_KINDS[unit.kind].capitalize()} {unit.name}, {unit.province} ({unit.code})"
