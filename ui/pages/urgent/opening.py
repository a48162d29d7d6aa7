"""What F12 opens: a new message; where some still go on, first the choice between that and what is done with those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.wording import breaches_words
from ttcs_desktop.urgent.model import Cut, Message
from ui.kit.card import Card
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.page import Page
from ui.pages.tick_card import Choosable, TickCard, TickList
from ui.pages.urgent.card import UrgentCard
from ui.workflows.urgent_files import write_files

_MOST_TOLD = 3
_NEW, _STOP, _FILES, _REPLAY = "new", "stop", "files", "replay"


class UrgentKey:
    """F12 over a window. Cards are shown without blocking; a second press while one is open does nothing."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk, self._over = desk, over
        self._open: Card | None = None

    def press(self) -> None:
        """Open what is to be asked first."""
        if self._open is not None:
            return
        standing = self._desk.workspace.urgent.standing()
        self._show(self._choosing(standing) if standing else self._new())

    def _new(self) -> Card:
        return UrgentCard(self._desk, self._sent, self._over)

    def _choosing(self, standing: Sequence[Message]) -> Card:
        """A new message, or what to do with one that goes on."""
        deeds: list[tuple[object, str]] = [((_NEW, None), "Soạn bản tin mới")]
        for one in standing:
            named = f"“{one.headline}”" + (" (diễn tập)" if one.drill else "")
            deeds += [
                ((_STOP, one), f"Dừng {named}"),
                ((_FILES, one), f"Ghi lại tệp lời và CAP của {named}"),
                ((_REPLAY, one), f"Xếp phát lại mục bị {named} ngắt"),
            ]

        def take(values: dict[str, Any]) -> None:
            deed, message = values["deed"]
            self._open = None
            if deed == _NEW:
                self._show(self._new())
            elif deed == _STOP:
                self._show(self._stopping(message))
            elif deed == _FILES:
                self._write(message)
            else:
                self._offer_replay(message, always=True)

        card = FormCard("Khẩn cấp", "Làm", [FormField("deed", "&Việc", Choice(deeds))], take, parent=self._over)
        lines = [f"{one.headline}: đến {one.expires:%H:%M %d/%m}, {one.area}" for one in standing[:3]]
        card.introduce("Đang còn hiệu lực:\n" + "\n".join(lines))
        return card

    def _stopping(self, message: Message) -> Card:
        def take(values: dict[str, Any]) -> None:
            changes = self._desk.workspace.urgent.stop(message.id, values["reason"])
            self._desk.publish(changes, f"Đã dừng “{message.headline}”; các lần chưa phát không phát nữa")
            self._write(self._desk.workspace.urgent.message(message.id), quiet=True)

        field = FormField("reason", "&Lý do dừng", TextField("Nước đã rút", max_length=300), required=True)
        card = FormCard("Dừng bản tin", "Dừng", (field,), take, parent=self._over)
        card.introduce(f"“{message.headline}”, còn đến {message.expires:%H:%M %d/%m}. Lần đã phát vẫn ở trong sổ.")
        return card

    def _sent(self, message: Message) -> None:
        self._open = None
        self._write(message, quiet=True)
        self._offer_replay(message)

    def _write(self, message: Message, *, quiet: bool = False) -> None:
        """The words as a text file and the alert; said unless something else is being said."""
        folder = write_files(self._desk.workspace, message)
        if not quiet:
            self._desk.done.emit(f"Đã ghi tệp lời và CAP vào {folder}", None, "")

    def _offer_replay(self, message: Message, *, always: bool = False) -> None:
        """What the message cuts, each with the next free stretch."""
        cuts = self._desk.workspace.urgent.cut_by(message)
        if cuts or always:
            self._show(self._replays(message, cuts))

    def _replays(self, message: Message, cuts: Sequence[Cut]) -> Card:
        known = {cut.airing.id: cut for cut in cuts}
        choices = [
            Choosable(id_, _named(cut.airing), _when(cut), fixed=cut.replay is None) for id_, cut in known.items()
        ]

        def take(ids: list[str]) -> None:
            if ids:
                changes = self._desk.workspace.urgent.cuts.replay([known[id_] for id_ in ids])
                self._desk.publish(changes, f"Đã xếp phát lại {len(ids)} mục")

        about = f"“{message.headline}” ngắt các mục này. Chọn mục phát lại vào khoảng trống kế tiếp."
        about += _against_rules(cuts)
        listed = TickList(
            "Mục bị ngắt", about, choices, [cut.airing.id for cut in cuts if cut.replay is not None and not cut.breaks],
            "Không có mục nào phải phát lại.",
        )  # fmt: skip
        return TickCard("Mục bị ngắt", "Xếp phát lại", listed, take, parent=self._over)

    def _show(self, card: Card) -> None:
        self._open = card
        card.finished.connect(lambda _: self._closed(card))
        troubled = getattr(card, "troubled", None)
        page = self._page()
        if troubled is not None and page is not None:
            troubled.connect(page.tell)
        card.open()

    def _closed(self, card: Card) -> None:
        if self._open is card:
            self._open = None

    def _page(self) -> Page | None:
        current = getattr(self._over, "current_page", None)
        page = current() if callable(current) else None
        return page if isinstance(page, Page) else None


def _named(airing: Airing) -> str:
    return f"{airing.start:%H:%M} {airing.title}"


def _when(cut: Cut) -> str:
    if cut.replay is None:
        return "không phát lại được"
    return f"{'chưa hợp' if cut.breaks else 'phát lại'} {cut.replay:%H:%M %d/%m}"


def _against_rules(cuts: Sequence[Cut]) -> str:
    """Of the replays that would break the time rules, what each of them breaks: they are the officer's to tick."""
    told = [f"“{cut.airing.title}” {cut.replay:%H:%M}: {breaches_words(cut.breaks)}" for cut in cuts if cut.breaks]
    more = [f"và {len(told) - _MOST_TOLD} mục nữa."] if len(told) > _MOST_TOLD else []
    return "\n".join(["", "Mục chưa hợp giờ phát thì không chọn sẵn:", *told[:_MOST_TOLD], *more]) if told else ""
