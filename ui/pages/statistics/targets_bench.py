"""What the page Thống kê does with targets: reads them in a job, opens their cards, saves through the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.following import Followed
from ui.kit.jobs import Reporter
from ui.pages.form_card import FormCard
from ui.pages.statistics.evidence import Entry
from ui.pages.statistics.going import open_entry
from ui.pages.statistics.target_cards import as_number, level_card, number_card
from ui.pages.statistics.targets_view import TargetsView

if TYPE_CHECKING:
    from ui.pages.statistics.page import StatisticsPage


class TargetsBench(QObject):
    """The view of targets and what its keys do."""

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._asked = 0
        self._wanted = ""
        today = self._desk.today
        self.shown_year = today.year
        self.view = TargetsView(range(self._desk.workspace.record_start.year, today.year + 2))
        self.view.year_chosen.connect(self._choose)
        self.view.left.connect(page.toggle_targets)
        self.view.record_wanted.connect(self._open_record)

    def reload(self) -> None:
        """Count in a job: what is measured may have to read a year of the log."""
        self._asked += 1
        mine, year, workspace = self._asked, self.shown_year, self._desk.workspace

        def count(_reporter: Reporter) -> tuple[Followed, ...] | None:
            if mine != self._asked:
                return None
            again = workspace.again()
            try:
                return again.targets.year(year)
            finally:
                again.close()

        self._desk.jobs.start(count, lambda found: self._counted(mine, year, found), self._page.met)

    def go_to(self, code: str) -> None:
        """Stand on a target, now or as soon as it is counted."""
        self._wanted = code
        self.view.grid.choose(code)

    def enter(self) -> None:
        """F2: the number of the chosen target by hand."""
        one = self.view.current()
        if one is None:
            return
        if one.is_measured:
            self._page.say(f"{one.target.code} máy tự tính từ sổ. Sửa sổ thì số đổi theo; bấm F11 xem nguồn số.")
            return
        workspace = self._desk.workspace
        actor = workspace.office.person(workspace.ledger.actor)
        self._open(
            number_card(
                one, workspace.clock, actor.name if actor else "", lambda said: self._enter(one, said), self._page
            )
        )

    def set_level(self) -> None:
        """F4: what the ward itself wants of the chosen target."""
        one = self.view.current()
        if one is not None:
            clock = self._desk.workspace.clock
            self._open(level_card(one, clock, lambda said: self._set_level(one, said), self._page))

    def _enter(self, one: Followed, said: dict[str, Any]) -> None:
        targets, code = self._desk.workspace.targets, one.target.code
        value = as_number(said["value"])
        if value is not None:
            changes = targets.enter(code, one.year, value, said["reason"], said["person"], said["as_of"])
            self._desk.publish(changes, f"Đã nhập số {code}")
        elif one.said is not None:
            self._desk.publish(targets.take_back(code, one.year), f"Đã bỏ số nhập tay {code}")
        else:
            raise InvalidInput("value", "required")

    def _set_level(self, one: Followed, said: dict[str, Any]) -> None:
        targets, code = self._desk.workspace.targets, one.target.code
        wanted = as_number(said["wanted"])
        if wanted is not None:
            if said["decided_on"] is None:
                raise InvalidInput("decided_on", "required")
            changes = targets.set_level(code, one.year, wanted, said["source"], said["decided_on"])
            self._desk.publish(changes, f"Đã ghi mức của đơn vị cho {code}")
        elif one.level is not None:
            self._desk.publish(targets.drop_level(code, one.year), f"{code} trở về mức của văn bản")
        else:
            raise InvalidInput("wanted", "required")

    def _open_record(self, entry: Entry) -> None:
        open_entry(self._desk, entry, self._page)

    def _open(self, card: FormCard) -> None:
        card.troubled.connect(self._page.tell)
        card.open()

    def _choose(self, year: int) -> None:
        if year != self.shown_year:
            self.shown_year = year
            self.reload()

    def _counted(self, mine: int, year: int, found: tuple[Followed, ...] | None) -> None:
        if found is None or mine != self._asked:
            return
        self.view.show_targets(year, found, self._desk.today)
        if self._wanted:
            self.view.grid.choose(self._wanted)
            self._wanted = ""
