"""What every trouble of a subject is in Vietnamese; the words themselves are read when the first trouble is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ui.kit.message import Message


class _Subjects(Mapping[str, Message]):
    def __getitem__(self, code: str) -> Message:
        return _read()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_read())

    def __len__(self) -> int:
        return len(_read())


def _read() -> Mapping[str, Message]:
    from ui.workflows import messages_subjects  # noqa: PLC0415  most mornings nothing goes wrong

    return messages_subjects.SUBJECTS


SUBJECTS: Mapping[str, Message] = _Subjects()
"""Every code that a subject or the city's side of a workflow emits."""
