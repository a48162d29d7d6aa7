"""The agenda in Vietnamese."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.plans.model import Plan, Task
from ttcs_desktop.statistics.catalogue import Template


def task_source(plan: Plan | None, task: Task) -> str:
    """Where a task comes from: plan and number, such as "KH 75/KH-UBND, nhiệm vụ III.1"."""
    group = task.group_title.split(".", 1)[0].strip() if "." in task.group_title[:6] else ""
    number = ".".join(part for part in (group, task.number) if part)
    parts = [f"KH {plan.number}" if plan and plan.number else "Kế hoạch", f"nhiệm vụ {number}" if number else ""]
    return ", ".join(part for part in parts if part)


def report_title(template: Template, year: int, *, collects: bool) -> str:
    """A report as it stands on the radar."""
    verb = "Tổng hợp báo cáo" if collects else "Thống kê"
    return f"{verb} {template.name} {year}"


def report_source(template: Template, due: dt.date) -> str:
    return f"{template.basis_short}: gửi trước {due:%d/%m}"
