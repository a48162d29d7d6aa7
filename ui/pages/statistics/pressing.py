"""The press and what follows it: one card, one job, one result; corrections and the manual route beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from ttcs_desktop.agenda.linked import tasks_of_report
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.papers.model import Document
from ttcs_desktop.statistics.model import SCANS, Report, ReportState, Timing
from ttcs_desktop.statistics.wording import check_text
from ui.kit.card import Card
from ui.kit.jobs import Reporter
from ui.pages.statistics import periods, sending_cards, steps
from ui.pages.statistics.differences import differences
from ui.pages.statistics.drafts import preliminary_document
from ui.pages.statistics.frozen import folder_of, frozen_of, papers_of
from ui.pages.statistics.once_more import once_more
from ui.pages.statistics.periods import Period
from ui.pages.statistics.result import Outcome
from ui.pages.statistics.sending import Sending
from ui.pages.statistics.standing import Act, Frozen, again_words, standing
from ui.workflows.papers import manual_document, receipt_document, report_document, reprint_document
from ui.workflows.submit import Submitted

if TYPE_CHECKING:
    from ui.pages.attachments import AttachmentList
    from ui.pages.statistics.page import StatisticsPage

_DONE = {ReportState.SUBMITTED: "Đã nộp thống kê", ReportState.PLACED: "Đã đặt báo cáo vào thư mục"}


class Pressing(QObject):
    """Works for the page: knows the frozen version of its period and the press of this session.

    Attributes:
        frozen: the newest version of the period; None while nothing is frozen.
    """

    def __init__(self, page: StatisticsPage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self.frozen: Frozen | None = None
        self._submitted: Submitted | None = None
        self._scans: AttachmentList | None = None
        self.sending = Sending(page.desk, self)
        self.sending.began.connect(page.progress.begin)
        self.sending.stepped.connect(page.progress.say)
        self.sending.finished.connect(self._finished)
        self.sending.failed.connect(self._failed)
        self.sending.stopped.connect(self._stopped)

    def read(self) -> None:
        """Read how the period stands, and show it where it is frozen."""
        period = self._page.period
        self.frozen = frozen_of(self._desk.workspace, period)
        tasks = tasks_of_report(self._desk.workspace.plans, period.id, period.template.due(period.year))
        self._page.figures.show_tasks(tasks)
        if self.frozen is not None:
            files = papers_of(self._desk.workspace, self.frozen.snapshot)
            told = steps.steps_of(self.frozen, self._submitted, files)
            following = periods.next_period(self._page.periods, self._page.period)
            scans = self._scans_of(self.frozen)
            self._page.result.show_outcome(Outcome(self.frozen, told, files, following, tasks, scans))

    def _scans_of(self, frozen: Frozen) -> AttachmentList | None:
        """The scans of the signed paper, for a version of which number and day are noted."""
        if frozen.signed is None:
            return None
        if self._scans is None:
            from ui.pages.attachments import AttachmentList  # noqa: PLC0415  once something was signed

            self._scans = AttachmentList(self._desk)
            self._scans.troubled.connect(self._page.tell)
        self._scans.show_owner(Owner(SCANS, frozen.snapshot.id))
        return self._scans

    def forget(self) -> None:
        """Another period: what this session did belongs to the one before."""
        self._submitted = None

    def main(self, *, at_grid: bool) -> None:
        """The main action of the view: send, preview, correct, or say that it is done already."""
        if self.sending.busy:
            self._page.say("Đang gửi. Bấm thêm không gửi thêm bản nào.")
        elif self.frozen is None:
            self._send_open()
        elif at_grid:
            self.correct()
        elif words := again_words(self.frozen):
            self._page.say(words, "done")
        else:
            self.act(standing(self.frozen).main)

    def preview(self) -> None:
        """The report as a paper: of the frozen version, or of the figures as they stand, marked preliminary."""
        if self.frozen is not None and self._page.result.isVisible():
            self._page.show_document(report_document(self._desk.workspace, self.frozen.snapshot))
        elif (report := self._report()) is not None:
            self._preview_open(report)

    def _preview_open(self, report: Report) -> None:
        """With charts in its annex the log is read for a while: in a job then."""
        here, page = self._desk.workspace, self._page
        if not here.report_charts.chosen(report.template.code, report.year):
            page.show_document(preliminary_document(here, report))
            return

        def draw(_reporter: Reporter) -> Document:
            again = here.again()
            try:
                return preliminary_document(again, report)
            finally:
                again.close()

        self._desk.jobs.start(draw, page.show_document, page.met)

    def act(self, act: Act) -> None:
        """What a button of the result asks for."""
        frozen, workspace = self.frozen, self._desk.workspace
        if frozen is None:
            return
        if act is Act.REPORT:
            self._page.show_document(report_document(workspace, frozen.snapshot))
        elif act is Act.REPRINT:
            self._page.show_document(reprint_document(workspace, frozen.snapshot))
        elif act is Act.RECEIPT and frozen.receipt is not None:
            self._page.show_document(receipt_document(workspace, frozen.snapshot, frozen.receipt))
        elif act is Act.SHEET:
            self._page.show_document(manual_document(workspace, frozen.snapshot))
        elif act in (Act.MANUAL, Act.REFERENCE):
            self._note_manual(frozen)
        elif act is Act.SIGN:
            self._note_signed(frozen)
        elif act is Act.AGAIN:
            if not self._stopped_by_refused():
                self.sending.send(self._page.period)
        elif act is Act.CORRECT:
            self.correct()
        elif act is Act.FOLDER:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(workspace, frozen.snapshot))))

    def correct(self) -> None:
        """Ask for the reason of the next version; open findings stop it as they stop the first."""
        report = self._report()
        if report is None or self._stopped_by(report):
            return
        once_more(self._page, report, lambda: self._ask_correction(report))

    def _ask_correction(self, report: Report) -> None:
        period = self._page.period
        changed = differences(report)
        self._open(
            sending_cards.correction_card(
                period,
                report,
                changed,
                lambda values: self.sending.correct(period, values["reason"]),
                self._page,
                since=self._page.figures.beside().since,
            )
        )

    def _send_open(self) -> None:
        report, period = self._report(), self._page.period
        if report is None:
            return
        if report.lamps.timing is Timing.PRELIMINARY:
            self.preview()
        elif not self._stopped_by(report):
            once_more(self._page, report, lambda: self._open(_freeze_card(self, report, period, self._page)))

    def _stopped_by(self, report: Report) -> bool:
        """Name what stands in the way and go to its cell: a refused text first, then the first open finding."""
        if self._stopped_by_refused():
            return True
        found = next((check for check in report.checks if check.is_open), None)
        if found is None:
            return False
        self._page.show_grid()
        if found.indicator:
            self._page.figures.go_to_note(found.indicator)
        where = f"{found.indicator}: " if found.indicator else ""
        self._page.say(f"Chưa chốt được. {where}{check_text(found)}", "warn")
        return True

    def _stopped_by_refused(self) -> bool:
        """A text that was refused is no number: the old one under it would go out unseen."""
        code = self._page.figures.go_to_refused()
        if not code:
            return False
        self._page.show_grid()
        self._page.say(f"Chưa chốt được. {code}: sửa số trong ô đỏ, hoặc bấm Esc để lấy lại số cũ, rồi chốt.", "warn")
        return True

    def _note_manual(self, frozen: Frozen) -> None:
        workspace = self._desk.workspace
        actor = workspace.office.person(workspace.ledger.actor)

        def save(values: dict[str, Any]) -> None:
            changes = workspace.statistics.note_manual(
                frozen.snapshot, values["reference"], values["entered_on"], values["person"]
            )
            placed = frozen.placement is not None
            said = "số tham chiếu của nơi nhận" if placed else "số liệu đã nhập vào phần mềm"
            self._desk.publish(changes, f"Đã ghi: {said}")

        name = actor.name if actor else ""
        make = sending_cards.reference_card if frozen.placement else sending_cards.manual_card
        self._open(make(frozen.snapshot, workspace.clock, name, save, self._page))

    def _note_signed(self, frozen: Frozen) -> None:
        workspace, waited = self._desk.workspace, frozen.waits_for_signature
        approvers = workspace.office.approvers()

        def save(values: dict[str, Any]) -> None:
            changes = workspace.statistics.note_paper(frozen.snapshot, **values)
            self._desk.publish(changes, f"Đã ghi báo cáo số {values['number']}")
            if waited and (frozen.hub or frozen.folder):
                self.sending.send(self._page.period)

        signer = approvers[0] if approvers else None
        clock = workspace.clock
        self._open(sending_cards.paper_card(frozen.snapshot, clock, frozen.signed, signer, save, self._page))

    def _finished(self, submitted: Submitted) -> None:
        self._submitted = submitted
        self._page.progress.hide()
        self._page.show_result()
        words = _DONE.get(submitted.state, "Đã chốt số liệu")
        self._desk.publish(Changes(frozenset({"statistics", "ledger"}), (submitted.snapshot.id,)), words)

    def _failed(self, error: Exception) -> None:
        self._page.progress.hide()
        self._page.met(error)

    def _stopped(self) -> None:
        self._page.progress.hide()
        before = self.frozen.snapshot.version if self.frozen else 0
        self._desk.publish(Changes(frozenset({"statistics", "ledger"})))
        self.read()
        kept = self.frozen is not None and self.frozen.snapshot.version > before
        words = (
            "Những gì đã chốt nằm an toàn trên máy; bấm Gửi lại khi sẵn sàng." if kept else "Chưa chốt và chưa gửi gì."
        )
        self._page.say(f"Đã dừng. {words}")

    def _report(self) -> Report | None:
        report = self._page.figures.report()
        if report is None:
            self._page.say("Đang tính số liệu từ sổ, chờ một chút rồi bấm lại.")
        return report

    def _open(self, card: Card) -> None:
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()


def _freeze_card(pressing: Pressing, report: Report, period: Period, page: StatisticsPage) -> Card:
    workspace = page.desk.workspace
    hub = workspace.enrolment.hub_name if workspace.enrolment else ""
    card = sending_cards.FreezeCard(period, report, hub, page, folder=workspace.drop_folder)
    card.accepted.connect(lambda: pressing.sending.send(period))
    return card
