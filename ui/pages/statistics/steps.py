"""What the machine did, as lines: from the press of this session, or what the record still knows of an earlier one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ttcs_desktop.basics.values import dataclass
from ui.kit.messages import message_for
from ui.pages.statistics.standing import Frozen
from ui.workflows.messages import SUBJECTS
from ui.workflows.submit import Step, Submitted


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One step in words, with its moment; `problem` tells what stood in its way, `skipped` that it was not needed."""

    words: str
    at: dt.datetime | None
    problem: str = ""
    skipped: bool = False


def steps_of(frozen: Frozen, submitted: Submitted | None, files: Sequence[Path]) -> list[DoneLine]:
    """The steps of the press of this session for this very version, else what can be read out of the record."""
    if submitted is not None and submitted.snapshot.id == frozen.snapshot.id:
        told = [_told(done.step, done.at, done.problem, frozen) for done in submitted.steps]
        # Sent later from the sync page: the receipt says when.
        late = frozen.receipt is not None and submitted.receipt is None
        return [*told, *_received(frozen)] if late else told
    known = [DoneLine(_words(Step.FREEZE, frozen), frozen.snapshot.frozen_at)]
    if files:
        known.append(DoneLine(_words(Step.PAPERS, frozen), None))
    return [*known, *_received(frozen)]


def _received(frozen: Frozen) -> list[DoneLine]:
    if frozen.receipt is None:
        lies = frozen.placement
        return [DoneLine(_words(Step.SEND, frozen), lies.placed_at)] if lies is not None else []
    return [DoneLine(_words(Step.SEND, frozen), frozen.receipt.stored_at)]


def _told(step: Step, at: dt.datetime, problem: str | None, frozen: Frozen) -> DoneLine:
    if step is Step.SEND and problem == "manual_route":
        return DoneLine("Không gửi qua mạng: đơn vị chưa nối với máy chủ nào", at, skipped=True)
    if step is Step.SEND and problem == "signature_missing":
        return DoneLine("Chưa gửi: nơi nhận chỉ nhận báo cáo đã ký", at, skipped=True)
    if step is Step.SEND and problem and frozen.receipt is None:
        return DoneLine("Chưa gửi được", at, message_for(problem, {}, SUBJECTS).text())
    if problem:
        return DoneLine(_words(step, frozen), at, message_for(problem, {}, SUBJECTS).text())
    return DoneLine(_words(step, frozen), at)


def _words(step: Step, frozen: Frozen) -> str:
    if step is Step.FREEZE:
        return f"Chốt số liệu, khóa bản {frozen.snapshot.version}"
    if step is Step.PAPERS:
        return "Lập báo cáo PDF và Word"
    if step is Step.BACKUP:
        return "Sao lưu dữ liệu"
    if frozen.receipt is None and frozen.placement is not None:
        return "Đặt báo cáo vào thư mục"
    return "Gửi đi, nhận và kiểm tra biên nhận" if frozen.receipt is not None else "Gửi đi"
