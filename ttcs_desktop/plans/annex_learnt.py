"""Short names that the office has learnt ("P.VH-XH"), put into an annex that was read; what was written is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.plans.annex_draft import Annex, DraftTask


def with_learnt(annex: Annex, learnt: Mapping[str, str]) -> Annex:
    """The annex with every learnt name in full. `learnt` has full names by the short names as they were written."""
    by_key = {key_of(alias): name for alias, name in learnt.items()}
    return replace(annex, tasks=tuple(with_names(task, by_key) for task in annex.tasks)) if by_key else annex


def as_written(task: DraftTask) -> DraftTask:
    """The task with its names as the annex has them."""
    if not task.learnt:
        return task
    lead, partners = task.names_written
    return replace(task, lead=lead, with_=partners)


def with_names(task: DraftTask, by_key: Mapping[str, str]) -> DraftTask:
    """The task with full names for short ones; `by_key` has them by `key_of` the short name."""
    full = {
        name: by_key[key_of(name)]
        for name in (*task.lead, *task.with_)
        if key_of(name) in by_key and by_key[key_of(name)] != name
    }
    if not full:
        return task
    lead, partners = (tuple(dict.fromkeys(full.get(name, name) for name in names)) for names in (task.lead, task.with_))
    written = task.names_written if task.learnt else (task.lead, task.with_)
    return replace(task, lead=lead, with_=partners, learnt=(*task.learnt, *full.items()), names_written=written)
