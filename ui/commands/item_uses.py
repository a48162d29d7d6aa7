"""Where an item was used, as the command line tells it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ttcs_desktop.agenda.linked import linked_tasks
from ttcs_desktop.agenda.uses import past_uses
from ttcs_desktop.basics.clock import today
from ttcs_desktop.workspace import Workspace

_DAY = dt.timedelta(days=1)


def uses_as_json(workspace: Workspace, item_id: str) -> dict[str, Any]:
    """The newest uses of each kind and how many there are: log, editions, slots, reports, tasks.

    Editions of today and later days are among them; slots are those that have begun.
    """
    day = today(workspace.clock)
    past = past_uses(workspace.database, item_id, day + _DAY, day)  # a stretch of no days: none is left out
    tasks = linked_tasks(workspace.plans, ("content", item_id))
    return {
        "id": item_id,
        "log": [
            {
                "entry_id": one.id,
                "airing_id": one.airing_id,
                "day": one.day,
                "start": one.start,
                "title": one.title,
                "state": one.state.value,
                "aired_seconds": one.aired_seconds,
                "clusters_ok": one.clusters_ok,
                "clusters_total": one.clusters_total,
            }
            for one in past.entries
        ],
        "editions": [
            {"id": one.edition.id, "day": one.edition.day, "title": one.edition.title, "logged": one.logged}
            for one in past.editions
        ],
        "slots": [
            {"id": one.id, "date_from": one.date_from, "date_to": one.date_to, "start": one.start, "title": one.title}
            for one in past.slots
        ],
        "reports": [
            {
                "template": one.template,
                "year": one.year,
                "version": one.version,
                "frozen_at": one.frozen_at,
                "records": one.records,
            }
            for one in past.reports
        ],
        "tasks": [{"id": task_id, "source": words} for task_id, words in tasks.tasks],
        "totals": {
            "log": past.all_entries,
            "editions": past.all_editions,
            "slots": past.all_slots,
            "reports": past.all_reports,
            "tasks": len(tasks.tasks) + tasks.more,
        },
    }
