"""An annex that was looked through goes into the record, in the way the officer has chosen."""

from __future__ import annotations

from ttcs_desktop.plans.service import Plans
from ttcs_desktop.plans.taking_in import TakenIn
from ui.pages.plans.again_bar import Way
from ui.pages.plans.review_panel import Taken
from ui.pages.plans.words import plan_title


def take_in(plans: Plans, taken: Taken) -> TakenIn:
    """Save it as one action."""
    ways = plans.taking_in
    if taken.like is not None and taken.way is Way.ONLY_NEW:
        return ways.into(taken.like.plan.id, taken.drafts)
    if taken.like is not None and taken.way is Way.IN_PLACE:
        return ways.in_place_of(taken.like, taken.read, taken.head, taken.year, taken.drafts)
    return ways.as_new(taken.read, taken.head, taken.year, taken.drafts)


def taken_in_words(done: TakenIn) -> str:
    """What became of the annex, in a line."""
    title = plan_title(done.plan)
    if not done.kept:
        return f"Đã nhập {done.added} nhiệm vụ: {title}"
    parts = [f"thêm {done.added} việc mới", f"giữ {done.kept} việc đã có"]
    parts += [f"bỏ {done.removed} việc vào Thùng rác"] if done.removed else []
    parts += [f"giữ {done.held} việc không còn trong phụ lục vì đã gắn sổ phát, báo cáo"] if done.held else []
    return f"{title}: {', '.join(parts)}"
