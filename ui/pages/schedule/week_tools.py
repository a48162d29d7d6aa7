"""What is done with the week as a whole: published, and made from other weeks. Tools of the page Lịch phát."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttcs_desktop.broadcast.publishing.model import Standing
from ttcs_desktop.broadcast.publishing.wording import standing_words
from ui.kit.panels import Banner
from ui.pages.schedule.facts import WeekFacts

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage
    from ui.pages.schedule.ways_out import WaysSearch


class WeekTools:
    """The button of publishing, and the line that tells how the week differs from what was published."""

    def __init__(self, page: SchedulePage) -> None:
        self._page = page
        self._search: WaysSearch | None = None
        self.publish_button = page.add_tool("Ban hành", self.publish, icon="file-check", key="Ctrl+Enter")
        self.copy_button = page.add_tool("Chép", self.make, icon="copy", key="Ctrl+D")
        self.strip = Banner("warn")
        self.strip.hide()
        page.body.addWidget(self.strip)

    def show(self, facts: WeekFacts) -> None:
        """Say how the week stands to what was published of it."""
        airings = [one for one in facts.airings if one.day in facts.week.days]
        standing = self._page.desk.workspace.published.standing(facts.week, self._page.station(), airings)
        self.publish_button.setText(_words(standing))
        self.publish_button.set_icon_name("circle-alert" if standing.every else "file-check")
        self._page.tools.fit()
        self.strip.setVisible(bool(standing.every))
        if standing.every:
            self.strip.say("warn", f"{standing_words(standing)} Ctrl+Enter để xem và ban hành lại.")

    def solve(self) -> None:
        """Ask for ways out of the clashes of the week; a second F9 does not ask twice."""
        from ui.pages.schedule.ways_out import WaysSearch  # noqa: PLC0415  when one is asked for

        if self._search is None or self._search.is_over:
            self._search = WaysSearch(self._page)

    def publish(self) -> None:
        """Publish the week, or look at what was published of it."""
        from ui.pages.schedule.publishing import open_publishing  # noqa: PLC0415  when it is asked for

        open_publishing(self._page)

    def make(self) -> None:
        """Make a week like another, by a template, or shift it."""
        from ui.pages.schedule.week_card import open_week_card  # noqa: PLC0415

        open_week_card(self._page)


def _words(standing: Standing) -> str:
    if standing.every:
        return f"Ban hành ({len(standing.every)})"
    return "Đã ban hành" if standing.version is not None else "Ban hành"
