"""Ways out of clashes in Vietnamese."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.solving.model import Outcome, Proposal, Solved
from ttcs_desktop.broadcast.wording import RULES
from ttcs_desktop.papers.wording import weekday


def proposal_words(proposal: Proposal) -> str:
    """What a proposal does, in one line: "Dời 2 lượt, xa nhất 30 phút"."""
    moved = [one for one in proposal.moves if one.to is not None]
    left_out = len(proposal.moves) - len(moved)
    said = []
    if moved:
        other_days = sum(one.to.date() != one.airing.day for one in moved if one.to is not None)
        far = max(_minutes(one) for one in moved)
        where = f", {other_days} lượt sang ngày khác" if other_days else f", xa nhất {far} phút"
        said.append(f"Dời {len(moved)} lượt{where}")
    if left_out:
        said.append(f"{'bỏ' if said else 'Bỏ'} {left_out} lượt vì hết chỗ")
    return "; ".join(said)


def from_to(one: Solved) -> str:
    """From where to where: "17:15 → 17:30", with the day where that changes too."""
    was = f"{one.airing.start:%H:%M}"
    if one.to is None:
        return f"{was} → bỏ lượt này"
    if one.to.date() == one.airing.day:
        return f"{was} → {one.to:%H:%M}"
    return f"{was} → {weekday(one.to.date()).lower()} {one.to:%d/%m, %H:%M}"


def why(one: Solved) -> str:
    """Why it goes: "tránh “Bản tin phường” 17:00–17:30"."""
    clash = one.because
    other = clash.b if clash.b is not None and clash.a.id == one.airing.id else clash.a
    if clash.rule is not Rule.OVERLAP or other.id == one.airing.id:
        return f"quy định khung giờ: {RULES[clash.rule].lower()}"
    return f"tránh “{other.title}” {other.start:%H:%M}–{other.end:%H:%M}"


def left_words(outcome: Outcome) -> list[str]:
    """What the machine does not decide, and what it found no way for; nothing where all is solved."""
    told = [
        f"Ngày {one.start:%d/%m}: “{one.a.title}” và “{one.b.title if one.b else ''}” đều là bản tin ưu tiên. "
        "Đơn vị quyết định bản nào nhường; dời bản ấy bằng phím cách trong lịch."
        for one in outcome.asked
    ]
    told += [
        f"Ngày {one.start:%d/%m}: “{one.a.title}”"
        + (f" và “{one.b.title}”" if one.b is not None and one.b.id != one.a.id else "")
        + " không dời được: tiếp âm, khẩn cấp, đã ban hành hoặc đã tới giờ."
        for one in outcome.stuck
    ]
    if not outcome.complete and outcome.proposals:
        told.append("Hết 3 giây tìm: đây là cách tốt nhất tìm được tới lúc ấy.")
    return told


def _minutes(one: Solved) -> int:
    start = one.airing.start
    to = one.to or start
    return abs(int((dt.datetime.combine(start, to.time()) - start).total_seconds()) // 60)
