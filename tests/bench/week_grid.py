"""A full week of many clusters on the screen: painted whole, scrolled by a turn, walked through."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Result, in_turns
from tests.wards import START, add_relay, add_slot, cluster_ids, make_ward

CLUSTERS, SLOTS = 40, 30
_FRAME = 16
_MONDAY = dt.date(2026, 6, 1)


def measure(folder: Path) -> Iterator[Result]:
    from tests.ui.pages.schedule_window import Scene
    from ui.app import make_application

    application = make_application()
    ward = make_ward(folder)
    station = ward.broadcast.inventory.the_station()
    for number in range(3, CLUSTERS + 1):
        ward.broadcast.inventory.add_cluster(station.id, str(number), f"TDP {number}", START)
    chance, clusters = random.Random(5), list(cluster_ids(ward))
    add_relay(ward, start="05:00", minutes=30)
    for number in range(SLOTS):
        minute = 5 * 60 + 30 + number * 30
        where = tuple(chance.sample(clusters, chance.randint(1, 8))) if number % 4 else ()
        add_slot(
            ward, f"Chương trình số {number} của phường", f"{minute // 60:02d}:{minute % 60:02d}", 20, clusters=where
        )
    scene = Scene(ward, (1366, 768))
    scene.page.go_to(_MONDAY)
    application.processEvents()
    grid, bar = scene.grid, scene.grid.verticalScrollBar()

    def whole() -> None:
        grid.viewport().update()
        application.processEvents()

    def turned() -> None:
        bar.setValue((bar.value() + 48) % max(1, bar.maximum()))
        application.processEvents()

    ids = [piece.airing.id for piece in scene.page.facts.pieces] if scene.page.facts else []

    def walked() -> None:
        for one in ids[40:42]:
            grid.choose(one)
            application.processEvents()

    painted, scrolled, stepped = in_turns(whole, turned, walked)
    count = len(scene.page.facts.airings) if scene.page.facts else 0
    yield Result(f"{count} airings on {CLUSTERS} clusters painted whole", painted, None, _FRAME, "ms")
    yield Result("The same week scrolled by a turn / painted whole", scrolled, painted, 0.8)
    yield Result("The same week, two steps / painted whole", stepped, painted, 0.8)
    scene.window.close()
    ward.close()
