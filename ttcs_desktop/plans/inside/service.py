"""A task's checklist, its notes, and what it has to do with; each change is one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.plans.inside.model import Inside, Linked, TaskLink, TaskNote, TaskStep
from ttcs_desktop.plans.inside.repository import LINK, NOTE, STEP, InsideRepository, put_link, put_note, put_step
from ttcs_desktop.vietnamese.text import nfc, tidy


class TaskInside:
    """What is inside tasks."""

    def __init__(self, repository: InsideRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock

    def of(self, task_id: str) -> Inside:
        """Steps, notes and links of a task."""
        return self._repository.of(task_id)

    def tasks_of(self, linked: Linked) -> list[str]:
        """The ids of tasks that have to do with a record, or whose result stands on it; the newest plan first."""
        return self._repository.tasks_of(*linked)

    def add_steps(self, task_id: str, texts: Sequence[str]) -> Changes:
        """Add steps at the end of the checklist.

        Raises:
            InvalidInput: `text_missing` (text) when none of them has words.
        """
        with self._ledger.together():
            wanted = [words for text in texts if (words := tidy(text))]
            if not wanted:
                raise InvalidInput("text", "text_missing")
            last = max((step.position for step in self.of(task_id).steps), default=0)
            steps = [
                TaskStep(self._ledger.new_id(), task_id, last + at, text) for at, text in enumerate(wanted, start=1)
            ]
            return self._ledger.save("plans.add_step", [put_step(step) for step in steps])

    def tick_step(self, step_id: str, *, done: bool) -> Changes:
        """Say that a step is done, or open again.

        Raises:
            InvalidInput: `record_gone`.
        """
        step = self.step(step_id)
        if (step.done_on is not None) is done:
            return NOTHING
        after = replace(step, done_on=today(self._clock) if done else None, person=self._ledger.actor if done else "")
        return self._ledger.save("plans.tick_step", [put_step(after)])

    def reword_step(self, step_id: str, text: str) -> Changes:
        """Say a step otherwise; whether it is done stays.

        Raises:
            InvalidInput: `text_missing` (text), `record_gone`.
        """
        step, words = self.step(step_id), tidy(text)
        if not words:
            raise InvalidInput("text", "text_missing")
        if words == step.text:
            return NOTHING
        return self._ledger.save("plans.reword_step", [put_step(replace(step, text=words))])

    def remove_step(self, step_id: str) -> Changes:
        """Take a step out.

        Raises:
            InvalidInput: `record_gone`.
        """
        return self._ledger.bury("plans.remove_step", STEP, [self.step(step_id).id])

    def add_note(self, task_id: str, text: str) -> Changes:
        """Write a note down, with who and when.

        Raises:
            InvalidInput: `text_missing` (text).
        """
        words = nfc(text).strip()
        if not words:
            raise InvalidInput("text", "text_missing")
        note = TaskNote(self._ledger.new_id(), task_id, words, self._clock.now(), self._ledger.actor)
        return self._ledger.save("plans.add_note", [put_note(note)])

    def reword_note(self, note_id: str, text: str) -> Changes:
        """Say a note otherwise; who wrote it and when stays, and when it was reworded is kept.

        Raises:
            InvalidInput: `text_missing` (text), `record_gone`.
        """
        note, words = self.note(note_id), nfc(text).strip()
        if not words:
            raise InvalidInput("text", "text_missing")
        if words == note.text:
            return NOTHING
        after = replace(note, text=words, reworded_at=self._clock.now())
        return self._ledger.save("plans.reword_note", [put_note(after)])

    def remove_note(self, note_id: str) -> Changes:
        """Take a note out.

        Raises:
            InvalidInput: `record_gone`.
        """
        return self._ledger.bury("plans.remove_note", NOTE, [self.note(note_id).id])

    def note(self, note_id: str) -> TaskNote:
        """A note by its id.

        Raises:
            InvalidInput: `record_gone`.
        """
        found = self._repository.note(note_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def step(self, step_id: str) -> TaskStep:
        """A step by its id.

        Raises:
            InvalidInput: `record_gone`.
        """
        found = self._repository.step(step_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def link(self, task_id: str, linked: Linked) -> Changes:
        """Say that a task has to do with a record; said twice it is said once."""
        if any(one.linked == linked for one in self.of(task_id).links):
            return NOTHING
        link = TaskLink(stable_id("task_link", task_id, *linked), task_id, linked)
        return self._ledger.save("plans.link", [put_link(link)])

    def unlink(self, link_id: str) -> Changes:
        """Take a link back.

        Raises:
            InvalidInput: `record_gone`.
        """
        if self._repository.link(link_id) is None:
            raise InvalidInput("", "record_gone")
        return self._ledger.bury("plans.unlink", LINK, [link_id])
