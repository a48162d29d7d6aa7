"""stats compute / explain / enter / carry / note / freeze / submit / correct."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import click

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.statistics.comparing.wording import comparison_lines
from ttcs_desktop.statistics.model import Check, Report, ReportState, Snapshot
from ttcs_desktop.statistics.reading import explain_snapshot, explain_value, told_change, told_comparison
from ttcs_desktop.statistics.regimes import days_in_no_window
from ttcs_desktop.statistics.wording import BY_HAND, LIGHTS, REFERENCE, STATES, check_text, number, wanted_words
from ttcs_desktop.workspace import Workspace
from ui.commands.base import Session, VerbGroup, told
from ui.commands.record import DAY
from ui.commands.usage import Worded
from ui.workflows.papers import write_report
from ui.workflows.submit import Step, Submitted, correct_and_send, freeze_and_send

_TEMPLATE = click.option("--template", required=True, help="Mẫu: 184-6T, 184-N, TT04-6T, TT04-N, 75-N, 2019-N.")
_YEAR = click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Năm của kỳ báo cáo.")
_OWN_FAULTS = {"manual_route", "signature_missing"}


class _Decimal(Worded):
    name = "number"
    expected = "cần một số, phần lẻ sau dấu chấm, ví dụ 12 hoặc 12.5"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:  # noqa: ANN401
        try:
            number = Decimal(value)
        except ArithmeticError:
            self.fail(str(value), param, ctx)
        if not number.is_finite():
            self.fail(str(value), param, ctx)
        return number


@click.group(cls=VerbGroup)
def stats() -> None:
    """Thống kê."""


@stats.command()
@_TEMPLATE
@_YEAR
@click.pass_obj
def compute(session: Session, template: str, year: int) -> None:
    """Tính các chỉ tiêu của một kỳ và những chỗ cần xem."""
    with session.workspace() as workspace:
        report = workspace.statistics.report(template, year)
        window = report.template.window(year)
        document = {
            "window": {"start": window.start, "cut_off": window.cut_off, "before": report.template.due(year)},
            "state": report.state.value,
            "values": _values(report),
            "checks": [_check(check) for check in report.checks],
            "in_no_window": [
                {"first": one.start, "last": one.cut_off}
                for one in days_in_no_window(workspace.statistics.catalogue.templates.values(), report.template, year)
            ],
        }
        text = "\n".join(
            f"{value.indicator.code}  {value.indicator.name}: {number(value.counted) or '(chưa có)'} "
            f"{value.indicator.unit}"
            for value in report.values
        )
        session.emit(document, text)


@stats.command()
@click.argument("code")
@_TEMPLATE
@_YEAR
@click.option("--snapshot", type=click.IntRange(1), help="Đọc từ bản đã chốt số mấy.")
@click.option(
    "--of",
    "which",
    type=click.Choice(["counted", "same-period", "last", "change"]),
    default="counted",
    help="Số nào của dòng ấy: số chốt, cùng kỳ năm trước, báo cáo trước, hay chênh lệch so cùng kỳ.",
)
@click.pass_obj
def explain(session: Session, code: str, template: str, year: int, snapshot: int | None, which: str) -> None:
    """Vì sao ra số ấy: công thức và từng bản ghi."""
    with session.workspace() as workspace:
        statistics = workspace.statistics
        known = statistics.catalogue.indicator(code)
        if which == "same-period":
            document = explain_snapshot(_found(statistics.latest(template, year - 1)), known.code)
        elif which == "last":
            document = explain_snapshot(_found(statistics.last_report(template, year)), known.code)
        elif which == "change":
            version = snapshot if snapshot is not None else 0
            sides = (statistics.reconciling.side(template, of, at) for of, at in ((year - 1, None), (year, version)))
            found = statistics.reconciling.between(*sides)
            document = told_change(found, known.code, known.formula)
        elif snapshot is None:
            document = explain_value(statistics.value(template, year, known.code))
        else:
            document = explain_snapshot(_version(workspace, template, year, snapshot), known.code)
        session.emit(document, f"{document['formula']}\n{document['value']}")


@stats.command()
@click.argument("one")
@click.argument("other")
@click.pass_obj
def reconcile(session: Session, one: str, other: str) -> None:
    """Đối chiếu hai báo cáo, ví dụ 184-6T/2026 TT04-6T/2026: từng chỗ khác nhau là những bản ghi nào.

    Thêm @2 là bản chốt số 2, @0 là số của sổ hiện nay, dấu + là cộng cả những ngày sau kỳ ấy.
    """
    with session.workspace() as workspace:
        found = workspace.statistics.reconciling.named(one, other)
        session.emit(told_comparison(found), "\n".join(comparison_lines(found)))


@stats.command()
@click.argument("code")
@_YEAR
@click.pass_obj
def target(session: Session, code: str, year: int) -> None:
    """Một chỉ tiêu kế hoạch, mã như R-12: mức, số đến nay, và vì sao."""
    with session.workspace() as workspace:
        one = workspace.targets.one(code, year)
        document = {
            **workspace.targets.explain(code, year),
            "wanted": one.wanted,
            "compare": one.target.compare.value,
            "expected": one.expected,
            "light": one.light.value if one.light else None,
            "by_hand": one.value.entered is not None,
            "basis": one.target.basis,
        }
        wanted = wanted_words(one.target.compare, one.wanted, one.target.indicator.unit)
        shown = number(one.value.counted) or "chưa có số"
        hand = f" ({BY_HAND})" if one.value.entered is not None else ""
        light = LIGHTS[one.light] if one.light else REFERENCE
        session.emit(document, f"{one.target.indicator.name}: {wanted}; đến nay {shown}{hand}. {light}.")


@stats.command()
@click.argument("code")
@click.argument("value", type=_Decimal())
@_TEMPLATE
@_YEAR
@click.option("--reason", required=True, help="Lý do, một câu ngắn.")
@click.pass_obj
def enter(session: Session, code: str, value: Decimal, template: str, year: int, reason: str) -> None:
    """Nhập tay một số, kèm lý do."""
    with session.workspace() as workspace:
        workspace.statistics.enter(template, year, {code: value}, reason)
        session.emit({"code": code, "value": value, "reason": reason}, f"Đã ghi {code} = {number(value)}.")


@stats.command()
@click.argument("code")
@click.argument("month")
@click.argument("value", type=_Decimal())
@click.option("--source", required=True, help="Số này lấy từ đâu.")
@click.option("--person", default="", help="Ai cung cấp.")
@click.pass_obj
def carry(session: Session, code: str, month: str, value: Decimal, source: str, person: str) -> None:
    """Nhập số mang sang của một tháng trước khi có sổ."""
    with session.workspace() as workspace:
        workspace.statistics.carry_in(code, month, value, source, person)
        session.emit({"code": code, "month": month, "value": value}, f"Đã ghi {code} tháng {month}.")


@stats.command()
@click.argument("check_id")
@click.argument("text")
@_TEMPLATE
@_YEAR
@click.pass_obj
def note(session: Session, check_id: str, text: str, template: str, year: int) -> None:
    """Giải trình một chỗ cần xem; mã lấy từ stats compute."""
    with session.workspace() as workspace:
        if not any(check.id == check_id for check in workspace.statistics.report(template, year).checks):
            raise InvalidInput("check", "check_unknown")
        workspace.statistics.explain(template, year, check_id, text)
        session.emit({"check": check_id, "text": text}, "Đã ghi giải trình.")


@stats.command()
@_TEMPLATE
@_YEAR
@click.pass_obj
def freeze(session: Session, template: str, year: int) -> None:
    """Chốt số liệu và lập báo cáo, chưa gửi."""
    with session.workspace() as workspace:
        snapshot = workspace.statistics.freeze(template, year)
        papers = write_report(workspace, snapshot)
        state = workspace.statistics.state(template, year)
        document = _frozen(snapshot, state, workspace.statistics.receipt(snapshot))
        session.emit({**document, "papers": [str(path) for path in papers]}, f"Đã chốt bản {snapshot.version}.")


@stats.command()
@_TEMPLATE
@_YEAR
@click.pass_obj
def submit(session: Session, template: str, year: int) -> int:
    """Chốt (nếu chưa) và gửi; bấm hai lần vẫn là một bản."""
    with session.workspace() as workspace:
        return _sent(session, freeze_and_send(workspace, template, year, session.courier_of(workspace)))


@stats.command()
@click.argument("number")
@_TEMPLATE
@_YEAR
@click.option("--on", "day", required=True, type=DAY, help="Ngày ký.")
@click.option("--signer", required=True, help="Người ký.")
@click.option("--position", default="", help="Chức vụ.")
@click.pass_obj
def sign(session: Session, number: str, template: str, year: int, day: dt.datetime, signer: str, position: str) -> None:
    """Ghi số, ngày, người ký của báo cáo giấy in từ bản chốt mới nhất."""
    with session.workspace() as workspace:
        frozen = _found(workspace.statistics.latest(template, year))
        workspace.statistics.note_paper(frozen, number, day.date(), signer, position)
        document = {"snapshot": frozen.version, "number": number, "signed_on": day.date(), "signer": signer}
        session.emit(document, f"Đã ghi báo cáo số {number}.")


@stats.command()
@_TEMPLATE
@_YEAR
@click.option("--reason", required=True, help="Lý do, một câu ngắn.")
@click.pass_obj
def correct(session: Session, template: str, year: int, reason: str) -> int:
    """Lập bản đính chính kèm lý do và gửi; bản trước còn nguyên."""
    with session.workspace() as workspace:
        return _sent(session, correct_and_send(workspace, template, year, reason, session.courier_of(workspace)))


def _sent(session: Session, done: Submitted) -> int:
    document = _frozen(done.snapshot, done.state, done.receipt)
    document["papers"] = [str(path) for path in done.papers]
    document["problems"] = {step.step.value: step.problem for step in done.steps if step.problem}
    text = f"Bản {done.snapshot.version}: {STATES[done.state]}."
    for step in (Step.PAPERS, Step.BACKUP):
        if problem := done.problem_of(step):
            session.say(told(EnvironmentProblem(problem))["message"])
    problem = done.problem_of(Step.SEND)
    if done.state is not ReportState.SUBMITTED and problem and problem not in _OWN_FAULTS:
        return session.emit_unsent(document, text, problem, refused=done.refused)
    session.emit(document, text)
    return 0


def _frozen(snapshot: Snapshot, state: ReportState, receipt: Receipt | None) -> dict[str, Any]:
    return {
        "snapshot": snapshot.version,
        "id": snapshot.id,
        "sha256": snapshot.sha256,
        "state": state.value,
        "receipt": {"number": receipt.receipt_no, "verified": True} if receipt else None,
    }


def _values(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "code": value.indicator.code,
            "name": value.indicator.name,
            "unit": value.indicator.unit,
            "value": value.counted,
            "derived": value.derived,
            "carried": value.carried,
            "entered": value.entered.value if value.entered else None,
            "reason": value.entered.reason if value.entered else None,
            "evidence": len(value.records),
            "broken_down": dict(value.broken_down),
        }
        for value in report.values
    ]


def _check(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "code": check.code,
        "weight": check.weight.value,
        "indicator": check.indicator,
        "open": check.is_open,
        "explanation": check.explanation,
        "text": check_text(check),
    }


def _found(snapshot: Snapshot | None) -> Snapshot:
    if snapshot is None:
        raise InvalidInput("snapshot", "nothing_frozen")
    return snapshot


def _version(workspace: Workspace, template: str, year: int, version: int) -> Snapshot:
    for snapshot in workspace.statistics.versions(template, year):
        if snapshot.version == version:
            return snapshot
    raise InvalidInput("snapshot", "nothing_frozen")
