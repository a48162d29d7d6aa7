"""Each page over ten years beside the same page over one year, and how long the longest load holds the window up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.measuring import Result, in_turns, milliseconds, say
from tests.bench.years import record_of
from ttcs_desktop.basics.clock import VIETNAM, FixedClock
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.workspace import open_workspace
from ui.app import make_application
from ui.city import courier_for, secrets_for
from ui.start import make_window
from ui.window import Window

MORNING = dt.datetime(2026, 6, 2, 7, 30, tzinfo=VIETNAM)
ONE_YEAR, TWO_YEARS, TEN_YEARS = 2, 4, 20
LOOKS_BACK = "year"  # Mở năm mới shows the tasks of the year before: a record of one year has none to show


def measure(folder: Path) -> Iterator[Result]:
    """`Page.reload` of every page on the rail, and the first showing of each."""
    from ui.rail import ENTRIES

    application = make_application()
    with ExitStack() as stack:
        small = window_over(stack, record_of(folder / "one", ONE_YEAR))
        looked_back_on = window_over(stack, record_of(folder / "two", TWO_YEARS))
        large = window_over(stack, record_of(folder / "ten", TEN_YEARS))
        longest = (0.0, "")
        for entry in ENTRIES:
            pages = []
            looks_back = entry.item.id == LOOKS_BACK
            for window in (looked_back_on if looks_back else small, large):
                span = milliseconds(lambda name=entry.item.id, window=window: window.show_page(name))
                say(f"    {entry.item.word}: built and shown in {span:.0f} ms")
                application.processEvents()
                pages.append(window.page(entry.item.id))
            one, ten = in_turns(pages[0].reload, pages[1].reload)
            application.processEvents()
            longest = max(longest, (ten, entry.item.word))
            least = "the one year it looks back on" if looks_back else "one year"
            yield Result(f"{entry.item.word}: ten years / {least}", ten, one, 1.3)
        yield Result(f"The longest load on the GUI thread ({longest[1]})", longest[0], None, 50, "ms")
        for window in (small, looked_back_on, large):
            window.close()


def window_over(stack: ExitStack, folder: Path) -> Window:
    workspace = open_workspace(folder, FixedClock(MORNING))
    stack.callback(workspace.close)
    courier: Courier = courier_for(workspace, secrets_for(folder, ""))
    window = make_window(workspace, courier)
    window.resize(1280, 720)
    window.show()
    return window
