"""What the page Thống kê does where agencies answer to us; the view itself is made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.pages.statistics.periods import Period

if TYPE_CHECKING:
    from ui.pages.statistics.collecting.view import CollectionView
    from ui.pages.statistics.page import StatisticsPage

# Ids of records are UUIDs; periods and indicators have short codes.
_LEAST_OF_AN_ID = 30


class AgenciesBench:
    """Works for the page.

    Attributes:
        view: the list and its sums; None until the first such period is chosen.
    """

    def __init__(self, page: StatisticsPage) -> None:
        self._page = page
        self.view: CollectionView | None = None

    def reload(self) -> CollectionView:
        """Read the period of the page, at once, into the view."""
        if self.view is None:
            from ui.pages.statistics.collecting.view import CollectionView  # noqa: PLC0415  few wards collect

            self.view = CollectionView(self._page)
        self.view.show_period(self._page.period)
        return self.view

    def follow(self, shown: QWidget) -> None:
        """Show the tools of the view while it is the one shown."""
        if self.view is not None:
            self.view.follow(shown=shown is self.view)

    def period_of(self, record_id: str) -> Period | None:
        """The period an agency or one of its reports belongs to; None for any other record."""
        if "/" in record_id or len(record_id) < _LEAST_OF_AN_ID:
            return None
        workspace = self._page.desk.workspace
        found = workspace.collecting.collection_of(record_id)
        if found is None:
            return None
        return Period(workspace.statistics.catalogue.template(found.template), found.year, owed=False)

    def go_to(self, record_id: str) -> None:
        """Stand on an agency, or on the one whose report it is."""
        if self.view is not None:
            self.view.show_agency(self._page.desk.workspace.collecting.respondent_of(record_id))

    def press(self, shown: QWidget | None, *, paper: bool) -> bool:
        """Ctrl+P and Ctrl+Enter; False when another view is shown."""
        if self.view is None or shown is not self.view:
            return False
        if paper:
            self.view.freezing.see_paper()
        else:
            self.view.press_main()
        return True
