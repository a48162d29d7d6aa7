"""Where a frozen report stands, in words: what happened, what is safe, what to do. "Đã nộp" needs a receipt."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from enum import Enum

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Op, Receipt
from ttcs_desktop.ledger.placements import Placement
from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics.model import ManualEntry, ReportState, Snapshot, SnapshotPaper
from ui.kit.messages import message_for
from ui.pages.statistics.periods import Period, in_words
from ui.workflows.messages import SUBJECTS


class Act(Enum):
    """What the officer can do with a frozen report."""

    REPORT = "report"
    RECEIPT = "receipt"
    SHEET = "sheet"
    MANUAL = "manual"
    REFERENCE = "reference"
    AGAIN = "again"
    CORRECT = "correct"
    GRID = "grid"
    SIGN = "sign"
    REPRINT = "reprint"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the record knows about the newest version of a report.

    Attributes:
        hub: name of the hub the record is enrolled with, empty where there is none.
        folder: where reports are put now, without a hub; `placement` where this version was put.
        op: the submission in the outbox; None when it was never queued.
        signed: number, day and signer of the paper, once they are noted.
        waits_for_signature: whether the receiver takes it only with them, and they are not noted.
        returned: why the city sent the report back after its receipt, maybe without a word; None while it did not.
    """

    period: Period
    snapshot: Snapshot
    state: ReportState
    receipt: Receipt | None
    manual: ManualEntry | None
    op: Op | None
    hub: str
    calendar: WorkingCalendar
    signed: SnapshotPaper | None = None
    waits_for_signature: bool = False
    returned: str | None = None
    folder: str = ""
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The head of the page: an icon in an ink, a title, what happened with what is safe and what to do."""

    icon: str
    ink: str
    title: str
    told: str
    main: Act


def standing(frozen: Frozen) -> Standing:
    """The words for a state; an altered version before all, for nothing else may be said of it."""
    if not frozen.snapshot.is_intact:
        return _altered(frozen)
    return _STANDINGS[frozen.state](frozen)


def again_words(frozen: Frozen) -> str:
    """What a second press is told."""
    if frozen.state is ReportState.SUBMITTED and frozen.receipt is not None:
        return f"Kỳ này đã nộp, biên nhận {frozen.receipt.receipt_no}. Bấm lại không gửi thêm. Cần sửa thì đính chính."
    if frozen.state is ReportState.PLACED and frozen.manual is not None:
        return "Kỳ này đã đặt vào thư mục, đã ghi số tham chiếu. Bấm lại không đặt thêm. Cần sửa thì đính chính."
    if frozen.state is ReportState.MANUAL:
        return "Kỳ này đã ghi là đã nhập phần mềm. Bấm lại không gửi thêm. Cần sửa thì đính chính."
    return ""


def receipt_is_late(receipt: Receipt) -> bool:
    """Whether the hub marked it late, by its own clock."""
    return bool(json.loads(receipt.body).get("late"))


def _submitted(frozen: Frozen) -> Standing:
    if frozen.returned is not None:
        why = f" Lý do: {frozen.returned.rstrip('.')}." if frozen.returned else ""
        told = f"{frozen.hub} đã nhận rồi trả lại.{why} Số đã chốt còn nguyên. Sửa sổ, rồi bấm Đính chính."
        return Standing("undo-2", "red", f"Thống kê {frozen.period.title} bị trả lại", told, Act.CORRECT)
    receipt = frozen.receipt
    moment = local(receipt.received_at) if receipt else None
    told = ""
    if receipt is not None and moment is not None:
        when = f"{moment:%H:%M} {in_words(moment.date())}/{moment.year}"
        how = ", sau hạn, đã ghi là nộp chậm" if receipt_is_late(receipt) else _early(frozen, moment.date())
        told = f"{frozen.hub} nhận lúc {when}{how}."
    return Standing("circle-check", "green", f"Đã nộp thống kê {frozen.period.title}", told, Act.REPORT)


def _early(frozen: Frozen, day: dt.date) -> str:
    due = frozen.period.template.due(frozen.period.year)
    if due is None:
        return ""
    left = frozen.calendar.days_left(day, frozen.calendar.last_safe_day(due, strict=True))
    return f", sớm {left} ngày làm việc" if left > 0 else ", đúng hạn"


def _waiting(frozen: Frozen) -> Standing:
    title = f"Đã chốt thống kê {frozen.period.title}, chờ gửi"
    if frozen.op is not None and frozen.op.problem:
        told = message_for(frozen.op.problem, {}, SUBJECTS).text()
        told += f" Lần thử sau: {_moment(frozen.op.next_at)}."
    else:
        told = "Chưa gửi. Số đã chốt nằm an toàn trên máy. Bấm Gửi lại để gửi ngay."
    return Standing("hourglass", "amber", title, told, Act.AGAIN)


def _refused(frozen: Frozen) -> Standing:
    code = frozen.op.problem if frozen.op is not None and frozen.op.problem else "op_refused"
    told = message_for(code, {}, SUBJECTS).text()
    return Standing("circle-x", "red", f"Thống kê {frozen.period.title} bị trả lại", told, Act.CORRECT)


def _altered(frozen: Frozen) -> Standing:
    one = frozen.snapshot
    details = {"template": one.template, "year": one.year, "version": one.version}
    told = message_for("snapshot_altered", details, SUBJECTS).text()
    return Standing("circle-x", "red", f"Bản chốt {one.version} không còn nguyên", told, Act.FOLDER)


def _frozen(frozen: Frozen) -> Standing:
    title = f"Đã chốt thống kê {frozen.period.title}, chưa nộp"
    if frozen.waits_for_signature:
        told = (
            "Nơi nhận chỉ nhận báo cáo đã ký. Số đã chốt nằm an toàn trên máy. In báo cáo, trình lãnh đạo ký, "
            "rồi ghi số và ngày ký: máy gửi ngay sau đó."
        )
        return Standing("pencil", "amber", f"Đã chốt thống kê {frozen.period.title}, chờ ký", told, Act.SIGN)
    if frozen.folder:
        told = f"Số đã chốt nằm an toàn trên máy. Bấm Gửi lại để đặt vào thư mục {frozen.folder}."
        return Standing("lock", "amber", title, told, Act.AGAIN)
    if frozen.hub:
        told = "Số đã chốt nằm an toàn trên máy. Bấm Gửi lại để gửi."
        return Standing("lock", "amber", title, told, Act.AGAIN)
    told = (
        "Đơn vị chưa nối với máy chủ nào nên máy không gửi. Số đã chốt nằm an toàn trên máy. "
        "Mở bảng số, nhập vào phần mềm của nơi nhận rồi ghi Đã nhập phần mềm."
    )
    return Standing("lock", "amber", title, told, Act.MANUAL)


def _manual(frozen: Frozen) -> Standing:
    entry = frozen.manual
    told = ""
    if entry is not None:
        told = (
            f"{entry.person} nhập ngày {short_date(entry.entered_on)}, số tham chiếu {entry.reference}. "
            "Đây là lời ghi của phường, xã, không phải biên nhận của nơi nhận."
        )
    return Standing("file-check", "accent", f"Đã nhập phần mềm thống kê {frozen.period.title}", told, Act.REPORT)


def _placed(frozen: Frozen) -> Standing:
    lies, entry = frozen.placement, frozen.manual
    told = f"Đặt lúc {_moment(lies.placed_at)} vào {lies.folder}. " if lies is not None else ""
    if entry is not None:
        told += f"Số tham chiếu {entry.reference}, ghi ngày {short_date(entry.entered_on)}. "
    told += "Đây không phải biên nhận: máy không biết nơi nhận đã lấy chưa."
    if entry is None:
        told += " Nơi nhận cho số tham chiếu thì ghi lại."
    title = f"Đã đặt thống kê {frozen.period.title} vào thư mục"
    return Standing("folder-open", "accent", title, told, Act.REFERENCE if entry is None else Act.REPORT)


def _moment(moment: dt.datetime) -> str:
    return f"{local(moment):%H:%M} ngày {short_date(local(moment).date())}"


_STANDINGS: Mapping[ReportState, Callable[[Frozen], Standing]] = {
    ReportState.SUBMITTED: _submitted,
    ReportState.WAITING: _waiting,
    ReportState.REFUSED: _refused,
    ReportState.FROZEN: _frozen,
    ReportState.PLACED: _placed,
    ReportState.MANUAL: _manual,
}
