"""Thống kê: what another PC may have saved is said before the freeze, asked once more, and forbids nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.joining.wards import carry, joined
from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened
from tests.ui.pages.test_sync_came import listen
from tests.vietnamese_words import foreign_words, visible_texts
from ui.pages.statistics.once_more import BehindCard
from ui.pages.statistics.sending_cards import FreezeCard

K = Qt.Key
MISSING = "Chưa nhận được gì từ Máy đài."


def two_pcs(folder: Path):
    ward = filled_ward(folder / "a")
    ward.joining.share("Máy văn phòng")
    other = joined(ward, folder / "b")
    carry(other, ward)
    other.close()
    return ward


def words(widget) -> str:
    return "\n".join(text for _, text in visible_texts(widget))


def freeze(stand: Stand) -> None:
    stand.press(K.Key_Return, CTRL)


def test_it_is_said_asked_once_more_and_does_not_forbid(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, two_pcs(tmp_path)) as stand:
        asked = listen(stand)
        stand.show("statistics", 910, 440)
        footing, lamp = stand.page.figures.footing, stand.page.figures.heading.lamps[0]
        assert MISSING in footing.second.text()
        assert footing.first.text() == "Chốt được, nhưng nên nhận đủ các máy trước"
        assert MISSING in lamp.toolTip()
        freeze(stand)
        assert isinstance(stand.card, BehindCard)
        assert MISSING in words(stand.card)
        assert foreign_words(words(stand.card)) == []
        stand.press(K.Key_Escape)
        assert stand.ward.statistics.latest("184-6T", 2026) is None
        freeze(stand)
        stand.card.activateWindow()
        qtbot.waitUntil(stand.card.isActiveWindow)
        stand.press(K.Key_7, Qt.KeyboardModifier.AltModifier)
        assert asked == [("sync", "")]
        freeze(stand)
        stand.press(K.Key_Return)
        assert isinstance(stand.card, FreezeCard)
        assert stand.card.main.isEnabled()
        stand.press(K.Key_Escape)
        stand.ward.statistics.freeze("184-6T", 2026)
        assert stand.ward.statistics.latest("184-6T", 2026).version == 1


def test_a_ward_of_one_pc_is_asked_nothing_more(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, filled_ward(tmp_path)) as stand:
        stand.show("statistics")
        assert stand.page.figures.footing.first.text() == "Có thể chốt"
        freeze(stand)
        assert isinstance(stand.card, FreezeCard)
        stand.press(K.Key_Escape)
