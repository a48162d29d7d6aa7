"""Widgets that hang in a circle are taken down in their own thread, whoever works beside it."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from ui.kit import garbage


class Knot(QObject):
    """Keeps itself, as a widget does whose signal is connected to a lambda of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_a_job_collects_no_widget_and_the_window_does() -> None:
    gc.collect()
    garbage.hold()
    knot = weakref.ref(Knot())

    kept: list[list[int]] = []

    def work() -> None:
        kept.extend([number] for number in range(100_000))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert knot() is not None
    garbage.collect_what_is_due()
    assert knot() is None


def test_nothing_due_is_nothing_done(monkeypatch) -> None:
    gc.collect()
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    garbage.collect_what_is_due()
    assert asked == []
