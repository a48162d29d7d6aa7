"""Words that the papers of broadcast share: clusters in groups, an approval in two lines, what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ttcs_desktop.broadcast.day_sheets.model import LeftOut
from ttcs_desktop.broadcast.wording import CLUSTER
from ttcs_desktop.content.model import Approval, Basis
from ttcs_desktop.papers.wording import short_date, weekday
from ttcs_desktop.vietnamese.text import sort_key

NOWHERE = "Không còn cụm nào"
_NAMED = 5


def clusters_on_paper(clusters: frozenset[str], names: Mapping[str, str], hanging: frozenset[str]) -> str:
    """The clusters of an airing in groups: "Tất cả 40 cụm", "Cụm 1–5, 7", "Cụm 2; Nhà văn hóa thôn Đông".

    Args:
        names: a cluster's number, or else its name, by id.
        hanging: ids of the clusters that hang on that day.
    """
    if not clusters:
        return NOWHERE
    if len(hanging) > 1 and clusters >= hanging:
        return f"Tất cả {len(hanging)} cụm"
    called = [names.get(cluster, cluster) for cluster in clusters]
    numbers = sorted({int(name) for name in called if _is_number(name)})
    others = sorted((name for name in called if not _is_number(name)), key=sort_key)
    grouped = [f"{CLUSTER} {', '.join(_stretches(numbers))}"] if numbers else []
    return "; ".join([*grouped, *others])


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _stretches(numbers: Sequence[int]) -> list[str]:
    """Neighbours as one stretch from three on: "1–5"; two neighbours stay two."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    made: list[str] = []
    for run in runs:
        made += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return made


def approved_by(approval: Approval | None) -> tuple[str, ...]:
    """Who said yes, and by which paper or on which day: ("Nguyễn Văn An", "số 12/PTr, 01/6/2026")."""
    if approval is None:
        return ()
    day = short_date(approval.decided_on)
    if approval.basis is Basis.IMPORTED:
        return (approval.approver, f"theo lịch nhập từ tệp, {day}") if approval.approver else ("Theo lịch đã nhập",)
    if approval.basis is Basis.ORIGIN:
        return approval.approver, f"nơi phát hành đã duyệt, {day}"
    if approval.number:
        kind = "ủy quyền số" if approval.basis is Basis.STANDING else "số"
        return approval.approver, f"{kind} {approval.number}, {day}"
    return approval.approver, f"duyệt trực tiếp, {day}"


def left_out_words(left: Sequence[LeftOut]) -> str:
    """What is planned and not approved, by name: "Bản tin phường (7 buổi), Chuyên mục (thứ Ba 02/6)"."""
    by_title: dict[str, list[LeftOut]] = {}
    for one in left:
        by_title.setdefault(one.title, []).append(one)
    named = [f"{title} ({_when(found)})" for title, found in by_title.items()]
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" và {more} mục nữa" if more > 0 else "")


def _when(found: Sequence[LeftOut]) -> str:
    if len(found) > 1:
        return f"{len(found)} buổi"
    day = found[0].day
    name = weekday(day)
    return f"{name[0].lower() if name.startswith('Thứ') else name[0]}{name[1:]} {day:%d/%m}"
