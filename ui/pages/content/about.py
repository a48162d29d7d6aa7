"""What stands around the words of the open item: its files, its yes, its wordings, where it is used."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.agenda.articles import Articles
from ttcs_desktop.agenda.linked import linked_tasks
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item, ItemState, Version
from ttcs_desktop.workspace import Workspace
from ui.pages.content.editor import Editor
from ui.pages.content.steps import Steps
from ui.pages.content.uses import uses_of


class About:
    """Fills the parts of the editor that are read from the record; a tab only while it is looked at."""

    def __init__(self, workspace: Workspace, editor: Editor) -> None:
        self._workspace, self._editor = workspace, editor
        self._articles = Articles(workspace.content, workspace.broadcast, workspace.office)
        self._item: Item | None = None
        self._airings: Sequence[Airing] = ()

    def show(self, item: Item, versions: Sequence[Version], airings: Sequence[Airing]) -> None:
        """Show what is known of an item; `airings` are those of the coming days, of all items."""
        self._item, self._airings = item, uses_of(item, versions, airings)
        approval = self._workspace.content.approval_of(item)
        files = self._workspace.intake.files_of(item.id)
        sent = self._workspace.contributions.of_item(item.id)
        self._editor.topics.show_topics(item, self._workspace.topics.of_item(item.id), sent)
        self._editor.uses.show_tasks(linked_tasks(self._workspace.plans, ("content", item.id)))
        self._editor.show_surroundings(versions, approval, self._airings, files)
        if self._editor.versions.isVisible():
            self.show_versions()

    def show_nothing(self) -> None:
        """A new item is open: there is nothing around it yet."""
        self._item, self._airings = None, ()
        self._editor.topics.show_topics(None, ())
        self._editor.uses.show_tasks(())
        self._editor.versions.show_wordings((), "", locked=True)

    def bring_back(self, version_id: str, steps: Steps) -> bool:
        """Go back to an older wording of the item; what was typed has been saved by now. False without an item."""
        item = self._editor.item()
        if item is not None:
            steps.bring_back(item, version_id)
        return item is not None

    def show_versions(self) -> None:
        """The wordings of the item with all that referred to them."""
        item = self._item
        if item is None:
            return
        wordings = self._articles.wordings(item, self._airings)
        self._editor.versions.show_wordings(wordings, item.version_id or "", locked=item.state is ItemState.WITHDRAWN)
