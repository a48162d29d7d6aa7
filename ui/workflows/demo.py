"""The main job from end to end on an open sample ward: nothing in it is prepared beforehand but the ward's own days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Outcome
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.receiving.model import Fate
from ttcs_desktop.receiving.wording import kind_words, title_of
from ttcs_desktop.statistics.model import Report
from ttcs_desktop.statistics.wording import check_text, period_title
from ttcs_desktop.workspace import Workspace
from ui.workflows.papers import manual_document, receipt_document, report_document, week_document, write_both
from ui.workflows.submit import freeze_and_send

_TEMPLATE = "184-6T"


def run_demo(workspace: Workspace, courier: Courier, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Confirm, plan, print, explain, freeze, send, and send again.

    Answers the document of `ttcs demo --json` (docs/cli.md).

    Raises:
        InvalidInput, EnvironmentProblem: what stood in the way; what was done is kept.
    """
    day = today(workspace.clock)
    out.mkdir(parents=True, exist_ok=True)
    came = [one for one in workspace.receiving.came() if one.fate is Fate.IN_FORCE]
    for one in reversed(came):
        say(f"Thành phố gửi: {kind_words(one.kind).lower()} “{title_of(one)}”.")
    airings = workspace.agenda.unconfirmed()
    workspace.broadcast.log.confirm_many(airings, Confirmation(Outcome.FULL))
    say(f"Đã xác nhận {len(airings)} mục của hôm qua và sáng nay.")

    week = Week.of(day)
    planned = workspace.broadcast.timetable.week(week)
    findings = workspace.broadcast.timetable.findings(week)
    papers = write_both(week_document(workspace, week), out, f"lich-phat-tuan-{week.number}")
    say(f"Tuần {week.number}: {len(planned)} lượt phát, {len(findings)} chỗ vướng; đã in thông báo lịch phát.")

    report = _explained(workspace, day.year, say)
    sent = freeze_and_send(workspace, _TEMPLATE, day.year, courier)
    papers += write_both(report_document(workspace, sent.snapshot), out, f"bao-cao-{_TEMPLATE}-{day.year}")
    papers += write_both(manual_document(workspace, sent.snapshot), out, f"bang-so-{_TEMPLATE}-{day.year}")
    if sent.receipt:
        papers += write_both(receipt_document(workspace, sent.snapshot, sent.receipt), out, "bien-nhan")
    say(f"Đã chốt bản {sent.snapshot.version}; biên nhận: {sent.receipt.receipt_no if sent.receipt else 'chưa có'}.")

    again = freeze_and_send(workspace, _TEMPLATE, day.year, courier)
    same = again.snapshot.sha256 == sent.snapshot.sha256 and courier.send_again(sent.snapshot.id)
    say("Bấm gửi lần nữa: vẫn một bản, một biên nhận." if same else "Bấm gửi lần nữa: máy chủ chưa có bản nào.")
    return {
        "received": len(came),
        "tasks": len(workspace.plans.tasks()),
        "week": {"airings": len(planned), "conflicts": len(findings)},
        "papers": [str(path) for path in papers],
        "report": {
            "period": period_title(report.template.name, report.year),
            "figures": len(report.values),
            "derived": sum(value.derived is not None for value in report.values),
            "snapshot_sha256": sent.snapshot.sha256,
        },
        "receipt": {"number": sent.receipt.receipt_no if sent.receipt else None, "verified": sent.receipt is not None},
        "second_send": "duplicate" if same else "none",
    }


def _explained(workspace: Workspace, year: int, say: Callable[[str], None]) -> Report:
    """The report with every finding that asks for a word explained, as the officer would."""
    report = workspace.statistics.report(_TEMPLATE, year)
    for check in report.checks:
        if check.is_open:
            workspace.statistics.explain(
                _TEMPLATE, year, check.id, "Đã đối chiếu sổ phát của đài với nhật ký máy phát; số trong sổ là đúng."
            )
            say(f"Đã giải trình: {check_text(check)}")
    return workspace.statistics.report(_TEMPLATE, year)
