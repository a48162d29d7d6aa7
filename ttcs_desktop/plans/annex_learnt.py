"""Names in an annex that was read, understood as the office knows them; what was written is kept.

Short names that were learnt ("P.VH-XH") stand in full; "Phòng VHXH" and "Phòng VH-XH" are one office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.plans.annex_draft import Annex, DraftTask
from ttcs_desktop.vietnamese.text import fold_words


def with_learnt(annex: Annex, learnt: Mapping[str, str]) -> Annex:
    """The annex with every learnt name in full. `learnt` has full names by the short names as they were written."""
    by_key = {key_of(alias): name for alias, name in learnt.items()}
    return replace(annex, tasks=tuple(with_names(task, by_key) for task in annex.tasks)) if by_key else annex


def in_one_spelling(annex: Annex, known: Iterable[str]) -> Annex:
    """The annex with each office under one name where only hyphens and spaces inside its letters differ.

    The spelling that the record knows (`known`) comes first, then the one the annex has most often, then the one with
    its letters apart. Another dash, case or punctuation between the same words is no other spelling, and stays.
    """

    def rank(name: str) -> tuple[int, int]:
        return -often[fold_words(name)], -len(fold_words(name))

    written = [name for task in annex.tasks for name in (*task.lead, *task.with_)]
    often = Counter(fold_words(name) for name in written)
    spellings: dict[str, list[str]] = {}
    for name in dict.fromkeys([*known, *sorted(written, key=rank)]):
        spellings.setdefault(key_of(name), []).append(name)
    by_key = {key: names[0] for key, names in spellings.items() if len({fold_words(one) for one in names}) > 1}
    return replace(annex, tasks=tuple(_respelled(task, by_key) for task in annex.tasks)) if by_key else annex


def _respelled(task: DraftTask, by_key: Mapping[str, str]) -> DraftTask:
    other = {
        key_of(name)
        for name in (*task.lead, *task.with_)
        if key_of(name) in by_key and fold_words(by_key[key_of(name)]) != fold_words(name)
    }
    return with_names(task, {key: by_key[key] for key in other})


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
