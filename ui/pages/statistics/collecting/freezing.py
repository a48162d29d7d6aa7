"""Chốt tổng hợp: what agencies reported is frozen with its papers; what came later is said, or frozen beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.collecting.consolidation import Consolidation
from ttcs_desktop.collecting.model import Collection
from ttcs_desktop.collecting.wording import news_text
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace
from ui.kit.card import Card
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.jobs import Job, Reporter
from ui.kit.labels import label
from ui.kit.panels import facts
from ui.pages.form_card import FormCard
from ui.pages.statistics.frozen import folder_of
from ui.workflows.collecting_papers import NAME, consolidated_document, frozen_document, write_frozen

if TYPE_CHECKING:
    from ttcs_desktop.collecting.snapshot import News
    from ui.pages.statistics.collecting.view import CollectionView
    from ui.pages.statistics.page import StatisticsPage

_NAMED = 6


class SumsFreezing(QObject):
    """Works for the view.

    Attributes:
        latest: the newest frozen version; None while nothing is frozen.
        news: what came in after it.
    """

    def __init__(self, view: CollectionView, page: StatisticsPage) -> None:
        super().__init__(view)
        self._view, self._page, self._desk = view, page, page.desk
        self._job: Job | None = None
        self.latest: Snapshot | None = None
        self.news: News | None = None

    def read(self, whole: Consolidation | None) -> None:
        """Read how the collection stands; None where there is none."""
        frozen = self._desk.workspace.collecting.frozen
        self.latest = frozen.latest(whole.collection) if whole is not None else None
        self.news = frozen.news(whole.collection, whole) if whole is not None and self.latest is not None else None

    def words(self) -> str:
        """How the newest version stands, in a sentence or two; empty while nothing is frozen."""
        if self.latest is None:
            return ""
        told = f"{_named(self.latest)}."
        return f"{told} Có số mới sau khi chốt: {news_text(self.news)}." if self.news is not None else told

    def deed(self) -> str:
        """What Ctrl+Enter does at the sums."""
        if self.latest is None:
            return "Chốt tổng hợp…"
        return f"Chốt bản {self.latest.version + 1}…" if self.news is not None else "Đã chốt"

    def press(self) -> None:
        """Ctrl+Enter at the sums: freeze, freeze again what came in since, or say that it is done."""
        collection, whole = self._view.collection, self._view.whole
        if collection is None or whole is None:
            return
        if self._job is not None:
            self._page.say("Đang chốt. Bấm thêm không chốt thêm bản nào.")
        elif self.latest is None and not any(one.reports for one in whole.standings):
            self._page.say("Chưa cơ quan nào gửi báo cáo nên chưa có gì để chốt.")
        elif self.latest is None:
            card = _freeze_card(whole, self._view.period.title, self._page)
            card.accepted.connect(lambda: self._freeze(collection))
            card.open()
        elif self.news is not None:
            self._ask_reason(collection, self.latest, self.news)
        elif not folder_of(self._desk.workspace, self.latest).joinpath(f"{NAME}.pdf").exists():
            self._freeze(collection)
        else:
            self._page.say(f"{_named(self.latest)}, từ đó chưa có gì mới. Bấm F7 để xem, in.", "done")

    def see_paper(self) -> None:
        """Ctrl+P: the newest version as it was frozen, as long as nothing came in since; else as it stands now."""
        if self._view.collection is None:
            return
        workspace = self._desk.workspace
        if self.latest is not None and self.news is None:
            self._page.show_document(frozen_document(workspace, self.latest))
        else:
            self._page.show_document(consolidated_document(workspace, self._view.collection))

    def look(self) -> None:
        """F7: a frozen version; of several, the one that is chosen."""
        collection = self._view.collection
        if collection is None or self.latest is None:
            return
        versions = self._desk.workspace.collecting.frozen.versions(collection)
        if len(versions) == 1:
            self._see(versions[0])
            return
        card = _versions_card(versions, self._see, self._page)
        card.troubled.connect(self._page.tell)
        card.open()

    def _freeze(self, collection: Collection) -> None:
        """Version 1; where it is frozen already only its papers are written."""
        self._start(lambda workspace: workspace.collecting.frozen.freeze(collection))

    def _see(self, snapshot: Snapshot) -> None:
        self._page.show_document(frozen_document(self._desk.workspace, snapshot))

    def _ask_reason(self, collection: Collection, latest: Snapshot, news: News) -> None:
        def take(values: dict[str, Any]) -> None:
            reason = values["reason"]
            self._start(lambda workspace: workspace.collecting.frozen.freeze_again(collection, reason))

        fields = [FormField("reason", "&Lý do", TextField("Ví dụ: 2 cơ quan gửi sau khi chốt"), required=True)]
        card = FormCard("Chốt lại số liệu tổng hợp", f"Chốt bản {latest.version + 1}", fields, take, parent=self._page)
        card.introduce(
            f"{_named(latest)}. Có số mới sau khi chốt: {news_text(news)}.\n"
            f"Bản {latest.version + 1} đứng bên bản {latest.version}; bản {latest.version} còn nguyên."
        )
        card.troubled.connect(self._page.tell)
        card.open()

    def _start(self, freeze: Callable[[Workspace], Snapshot]) -> None:
        """Freeze and draw in a job: a paper takes longer than a press may."""
        record = self._desk.workspace
        saved: list[Snapshot] = []

        def work(_reporter: Reporter) -> list[Path]:
            mine = record.again()
            try:
                saved.append(freeze(mine))
                return write_frozen(mine, saved[0])
            finally:
                mine.close()

        self._page.say("Đang chốt số liệu, lập báo cáo…")
        self._job = self._desk.jobs.start(
            work, lambda files: self._done(saved[0], files), lambda error: self._failed(error, saved)
        )

    def _done(self, snapshot: Snapshot, files: Sequence[Path]) -> None:
        self._job = None
        self._page.unsay()
        where = files[0].parent.relative_to(self._desk.workspace.folder).as_posix()
        self._publish(snapshot, f"Đã chốt bản {snapshot.version}; PDF và Word nằm trong {where}")
        self._see(snapshot)

    def _failed(self, error: Exception, saved: Sequence[Snapshot]) -> None:
        """What is frozen stays frozen when its papers could not be written."""
        self._job = None
        if not isinstance(error, Trouble):
            raise error
        self._page.unsay()
        if saved:
            self._publish(saved[0], f"Đã chốt bản {saved[0].version}; chưa lưu được giấy, bấm F7 để xem, in")
        self._page.tell(error)

    def _publish(self, snapshot: Snapshot, words: str) -> None:
        self._desk.publish(Changes(frozenset({"collecting"}), (snapshot.id,)), words)


def _named(snapshot: Snapshot) -> str:
    return f"Đã chốt bản {snapshot.version} ngày {short_date(local(snapshot.frozen_at).date())}"


def _freeze_card(whole: Consolidation, period: str, parent: StatisticsPage) -> Card:
    """What is about to be frozen. Enter does it, Esc leaves."""
    card = Card("Chốt số liệu tổng hợp", "Chốt", width=480, parent=parent)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    owing = [one.respondent.name for one in whole.owing]
    more = f" và {len(owing) - _NAMED} cơ quan khác" if len(owing) > _NAMED else ""
    filled = sum(line.total is not None for line in whole.lines)
    reported = sum(bool(one.reports) for one in whole.standings)
    pairs = [
        ("Kỳ", period[:1].upper() + period[1:]),
        ("Đã gửi", f"{reported}/{len(whole.standings)} cơ quan"),
        ("Chưa gửi", f"{'; '.join(owing[:_NAMED])}{more}" if owing else "không còn cơ quan nào"),
        ("Số liệu", f"{filled}/{len(whole.lines)} số đã có cơ quan báo"),
    ]
    card.body.addWidget(facts(pairs))
    safe = (
        "Số cộng, từng cơ quan đứng sau mỗi số và ai chưa gửi được giữ đúng như lúc chốt; PDF và Word lưu trong "
        "thư mục của đơn vị. Báo cáo tới sau không đổi bản đã chốt: máy nói rõ có số mới, chốt thêm bản nữa được."
    )
    card.body.addWidget(label(safe, "small", "text2", wrap=True))
    return card


def _versions_card(versions: Sequence[Snapshot], see: Callable[[Snapshot], object], parent: StatisticsPage) -> FormCard:
    """Which of several versions is to be seen, the newest first."""
    options = [(one.id, f"{_named(one)}{f': {one.reason}' if one.reason else ''}") for one in reversed(versions)]
    by_id = {one.id: one for one in versions}
    fields = [FormField("version", "&Bản đã chốt", Choice(options))]
    return FormCard("Xem bản đã chốt", "Xem", fields, lambda values: see(by_id[values["version"]]), parent=parent)
