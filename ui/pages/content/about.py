"""What stands around the words of the open item: its files, its way, its wordings, where it is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.agenda.articles import Articles
from ttcs_desktop.agenda.linked import NO_TASKS, linked_tasks
from ttcs_desktop.agenda.pipeline import Way
from ttcs_desktop.agenda.uses import PastUses, past_uses
from ttcs_desktop.agenda.wording import report_title
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item, ItemState, Version
from ui.pages.content.editor import Editor
from ui.pages.content.steps import Steps
from ui.pages.content.uses import DAYS, uses_of
from ui.pages.desk import Desk


class About:
    """Fills the parts of the editor that are read from the record; a tab only while it is looked at."""

    def __init__(self, desk: Desk, editor: Editor, steps: Steps) -> None:
        self._desk, self._editor, self._steps = desk, editor, steps
        workspace = desk.workspace
        self._articles = Articles(workspace.content, workspace.broadcast, workspace.office)
        self._item: Item | None = None
        self._airings: Sequence[Airing] = ()
        self._coming: Sequence[Airing] = ()
        self._unconfirmed: Sequence[Airing] = ()
        self.way: Way | None = None

    def note_airings(self, coming: Sequence[Airing], unconfirmed: Sequence[Airing]) -> None:
        """Take down the airings of the coming days and those nobody has confirmed, of all items."""
        self._coming, self._unconfirmed = coming, unconfirmed

    def show(self, item: Item, versions: Sequence[Version]) -> None:
        """Show what is known of an item."""
        self._item, self._airings = item, uses_of(item, versions, self._coming)
        files = self._desk.workspace.intake.files_of(item.id)
        over = uses_of(item, versions, self._unconfirmed)
        self.way = self._articles.way(item, versions, self._airings, over, self._desk.now)
        sent = self._desk.workspace.contributions.of_item(item.id)
        self._editor.topics.show_topics(item, self._desk.workspace.topics.of_item(item.id), sent)
        coming = self._desk.workspace.transfers.awaited().get(item.id, [])
        self._editor.show_surroundings(versions, self._airings, files, coming)
        if self._editor.uses.isVisible():
            self.show_uses()
        self._editor.show_way(self.way)
        if self._editor.versions.isVisible():
            self.show_versions()
        people = {one.id: one.name for one in self._desk.workspace.office.people()}
        self._editor.trail.show_way(self.way, self._desk.workspace.content.steps.trail(item.id), people)

    def show_nothing(self) -> None:
        """A new item is open: there is nothing around it yet."""
        self._item, self._airings, self.way = None, (), None
        self._editor.topics.show_topics(None, ())
        self._editor.uses.show_past(NO_TASKS, PastUses(), {})
        self._editor.versions.show_wordings((), "", locked=True)
        self._editor.trail.show_way(None, (), {})

    def bring_back(self, version_id: str) -> bool:
        """Go back to an older wording of the item; what was typed has been saved by now. False without an item."""
        item = self._editor.item()
        if item is not None:
            self._steps.bring_back(item, version_id)
        return item is not None

    def show_uses(self) -> None:
        """Where the item has been used, and the tasks that have to do with it."""
        item, workspace, today = self._item, self._desk.workspace, self._desk.today
        if item is None:
            return
        past = past_uses(workspace.database, item.id, today, today + dt.timedelta(days=DAYS - 1))
        templates = workspace.statistics.catalogue.templates
        names = {
            f"{one.template}/{one.year}": report_title(templates[one.template], one.year, collects=False)
            for one in past.reports
            if one.template in templates
        }
        self._editor.uses.show_past(linked_tasks(workspace.plans, ("content", item.id)), past, names)

    def show_versions(self) -> None:
        """The wordings of the item with all that referred to them."""
        item = self._item
        if item is None:
            return
        wordings = self._articles.wordings(item, self._airings)
        closed = item.state in (ItemState.WITHDRAWN, ItemState.ARCHIVED)
        self._editor.versions.show_wordings(wordings, item.version_id or "", locked=closed)
