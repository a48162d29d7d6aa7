"""What the keys of the view do to the record: each saves, publishes and says so in one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.collecting.consolidation import asked_of
from ttcs_desktop.collecting.forms import Asked, form_of
from ttcs_desktop.collecting.model import Standing, Way
from ui.kit.card import Card
from ui.pages.form_card import FormCard
from ui.pages.statistics.collecting import cards
from ui.pages.statistics.collecting.remind_card import COPIED, RemindCard, Reminder
from ui.pages.statistics.collecting.report_card import report_card
from ui.workflows.collecting_papers import reminder_document, reminder_words

if TYPE_CHECKING:
    from ttcs_desktop.collecting.reading import Draft
    from ttcs_desktop.collecting.reports import Received
    from ttcs_desktop.collecting.service import Collecting
    from ui.pages.statistics.collecting.view import CollectionView
    from ui.pages.statistics.page import StatisticsPage

_PICK = "Chọn một cơ quan trong danh sách rồi bấm lại."


class CollectingDeeds:
    """Works for the view."""

    def __init__(self, view: CollectionView, page: StatisticsPage) -> None:
        self._view, self._page, self._desk = view, page, page.desk

    @property
    def _record(self) -> Collecting:
        return self._desk.workspace.collecting

    # -- the list --------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """F4: make the list, or put one more agency on it."""
        collection, period = self._view.collection, self._view.period
        clock = self._desk.workspace.clock
        if collection is None:
            due = period.template.due(period.year)
            proposed = self._record.proposed(period.year)
            self._open(cards.list_card(proposed, due, clock, self._make_list, self._page))
            return

        def take(values: dict[str, Any]) -> None:
            made = self._record.add(collection, values["name"], cards.contact_in(values))
            self._publish(made.id, f"Đã thêm {made.name}")
            self._view.show_agency(made.id)

        self._open(cards.agency_card(None, (), take, self._page))

    def change(self) -> None:
        """F2: the name of the chosen agency, and whom to turn to there."""
        chosen = self._chosen()
        if chosen is None:
            return
        agency, collection = chosen.respondent, self._view.collection
        asked = form_of(collection.template).chosen(collection.asked) if collection is not None else ()

        def take(values: dict[str, Any]) -> None:
            owed = cards.asked_in(values, asked)
            changes = self._record.change_agency(agency.id, values["name"], cards.contact_in(values), owed)
            if changes.ids:
                self._desk.publish(changes, f"Đã sửa {values['name']}")

        self._open(cards.agency_card(chosen, asked, take, self._page))

    def terms(self) -> None:
        """The day, and the numbers asked for."""
        collection = self._view.collection
        if collection is None:
            return

        def take(values: dict[str, Any]) -> None:
            changes = self._record.change(collection, values["due"], values["asked"])
            if changes.ids:
                self._desk.publish(changes, "Đã sửa hạn nộp, số liệu phải báo cáo")

        form, clock = form_of(collection.template), self._desk.workspace.clock
        self._open(cards.terms_card(collection, form, clock, take, self._page))

    def remove(self) -> None:
        """Delete: into the recycle bin, with the way back in the toast."""
        chosen = self._chosen()
        if chosen is not None:
            changes = self._record.remove(chosen.respondent.id)
            self._desk.publish(changes, f"Đã bỏ {chosen.respondent.name} khỏi danh sách, vào thùng rác")

    def exempt(self) -> None:
        """Ctrl+M: let the chosen agency off, or ask it again."""
        chosen = self._chosen()
        if chosen is None:
            return
        agency, day = chosen.respondent, self._desk.today
        if chosen.exemption is not None:
            self._desk.publish(self._record.ask_again(agency.id, day), f"{agency.name} lại phải báo cáo")
            return
        if chosen.reports:
            self._page.say(f"{agency.name} đã gửi báo cáo, không cần miễn.")
            return

        def take(values: dict[str, Any]) -> None:
            self._desk.publish(self._record.exempt(agency.id, values["reason"], day), f"Đã miễn cho {agency.name}")

        self._open(cards.exempt_card(chosen, take, self._page))

    # -- reminding -------------------------------------------------------------------------------------------------

    def remind(self) -> None:
        """F6: the chosen agency or all who owe; the words are copied or printed, and it is noted in the same press."""
        collection, whole = self._view.collection, self._view.whole
        if collection is None or whole is None:
            return
        if not whole.owing:
            self._page.say("Không còn cơ quan nào nợ báo cáo.", "done")
            return
        chosen = self._view.chosen()
        chosen = chosen if chosen is not None and chosen.state.owes else None
        workspace = self._desk.workspace
        self._open(
            RemindCard(
                chosen,
                whole.owing,
                lambda goes_to: reminder_words(workspace, collection, goes_to),
                self._remind,
                workspace.clock,
                self._page,
            )
        )

    def _remind(self, said: Reminder) -> None:
        collection = self._view.collection
        if collection is None:
            return
        ids = [one.respondent.id for one in said.to]
        changes = self._record.remind(ids, said.day, said.way, said.document)
        whom = said.to[0].respondent.name if len(said.to) == 1 else f"{len(said.to)} cơ quan"
        what = f"Đã ghi nhắc {whom}"
        if said.way in COPIED:
            QGuiApplication.clipboard().setText(said.text)
            what = f"Đã chép lời nhắc, mở Zalo hoặc thư rồi dán. {what}"
        self._desk.publish(changes, what)
        if said.way is Way.PAPER:
            self._page.show_document(reminder_document(self._desk.workspace, collection, said.to))

    # -- reports ---------------------------------------------------------------------------------------------------

    def receive(self) -> None:
        """Ctrl+Enter or Enter: take a report in; of an agency that has reported, look at what it said."""
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.report is not None:
            self.see_report(chosen.report.id)
        else:
            self.ask_report(chosen)

    def ask_report(self, standing: Standing, draft: Draft | None = None, source: Path | None = None) -> None:
        """The card of a report of an agency, with what was read for it; `source` is attached when it is taken in."""
        agency = standing.respondent

        def take(said: Received) -> None:
            report = self._record.reports.receive(agency.id, said)
            before = len(standing.reports)
            again = f", thay bản trước; {before} bản cũ vẫn giữ" if before else ""
            self._publish(report.id, f"Đã nhận báo cáo của {agency.name}{again}")
            if source is not None:
                self._view.intake.attach(report.id, source)

        workspace = self._desk.workspace
        asked = self.asked(standing)
        self._open(report_card(standing, asked, take, workspace.clock, self._page, draft))

    def see_report(self, report_id: str) -> None:
        """Look at a report that came, mend it, or throw it away."""
        known = self._record.reports.report(report_id)
        standing = self._record.standing(known.respondent_id)

        def take(said: Received) -> None:
            changes = self._record.reports.correct(report_id, said)
            if changes.ids:
                self._desk.publish(changes, f"Đã sửa báo cáo của {standing.respondent.name}")

        def throw_away() -> None:
            self._page.guard(lambda: self._throw_away(report_id, standing.respondent.name))

        asked = self.asked(standing)
        card = report_card(standing, asked, take, self._desk.workspace.clock, self._page, known)
        card.add_ways(throw_away)
        card.another_wanted.connect(lambda: self.ask_report(standing))
        self._open(card)

    def _throw_away(self, report_id: str, name: str) -> None:
        changes = self._record.reports.remove(report_id)
        self._desk.publish(changes, f"Đã bỏ báo cáo của {name} vào thùng rác")

    def asked(self, standing: Standing) -> tuple[Asked, ...]:
        """The lines an agency is asked for."""
        collection = self._view.collection
        if collection is None:
            return ()
        return form_of(collection.template).chosen(asked_of(standing, collection))

    # -- papers ----------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ctrl+E: the sums with each agency's number, for Excel."""
        whole = self._view.whole
        if whole is None:
            return
        from ui.pages.statistics.collecting.export import sums_sheet  # noqa: PLC0415  few ask for it
        from ui.pages.statistics.export import ask_and_save  # noqa: PLC0415

        name = f"tong-hop-{whole.collection.template}-{whole.collection.year}.xlsx"
        written = ask_and_save(sums_sheet(whole), "Kết xuất số liệu tổng hợp", name, self._page)
        if written is not None:
            self._desk.done.emit(f"Đã kết xuất {written.name}", None, "")

    # -- how -------------------------------------------------------------------------------------------------------

    def _make_list(self, values: dict[str, Any]) -> None:
        period = self._view.period
        names = [line for line in values["names"].splitlines() if line.strip()]
        changes = self._record.open(period.template.code, period.year, names, values["due"])
        self._desk.publish(changes, f"Đã lập danh sách {len(names)} cơ quan")
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> Standing | None:
        chosen = self._view.chosen()
        if chosen is None:
            self._page.say(_PICK)
        else:
            self._page.unsay()
        return chosen

    def _publish(self, record_id: str, what: str) -> None:
        self._desk.publish(Changes(frozenset({"collecting"}), (record_id,)), what)

    def _open(self, card: Card) -> None:
        if isinstance(card, FormCard):
            card.troubled.connect(self._page.tell)
        card.open()
