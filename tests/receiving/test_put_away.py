"""A line that cannot be used is put away by the officer, with a reason; what the city says anew is shown anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.receiving.city import CITY, City, enrolled
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.received import Received
from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.workspace import Workspace

WHY = "Đã hỏi Sở, sẽ gửi mục khác"


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def ward(tmp_path, city: City) -> Iterator[Workspace]:
    opened = enrolled(tmp_path, city)
    yield opened
    opened.close()


def newest(ward: Workspace) -> Came:
    return ward.receiving.came()[0]


def fates(ward: Workspace) -> list[Fate]:
    return [one.fate for one in ward.receiving.came()]


def test_it_is_put_away_with_its_reason_and_undo_brings_it_back(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("article", "bad", title="Không có chữ"))
    ward.undo.begin()
    ward.receiving.put_away(newest(ward).line.number, f"  {WHY} ")
    assert (newest(ward).fate, newest(ward).put_away) == (Fate.PUT_AWAY, WHY)
    assert ward.receiving.take_in().subjects == frozenset()
    ward.undo.undo()
    assert (newest(ward).fate, newest(ward).put_away) == (Fate.REFUSED, "")
    ward.undo.redo()
    assert newest(ward).fate is Fate.PUT_AWAY
    (line,) = ward.database.rows("SELECT verb FROM history WHERE verb = 'receiving.put_away'")
    (kept,) = ward.database.rows("SELECT reason FROM line_put_away")
    assert (line["verb"], kept["reason"]) == ("receiving.put_away", WHY)


def test_it_is_brought_back_and_put_away_again(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("article", "bad", title="Không có chữ"))
    number = newest(ward).line.number
    ward.receiving.put_away(number, WHY)
    ward.receiving.bring_back(number)
    assert newest(ward).fate is Fate.REFUSED
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.receiving.bring_back(number)
    ward.receiving.put_away(number, "Lại cất")
    assert newest(ward).put_away == "Lại cất"


def test_the_same_line_read_again_stays_away_and_a_new_one_does_not(ward: Workspace, city: City) -> None:
    bad = city.line("article", "bad", title="Không có chữ")
    city.tell(ward, bad)
    ward.receiving.put_away(newest(ward).line.number, WHY)
    Received(ward.database, ward.clock).begin(CITY, "second")
    city.epoch = "second"
    city.tell(ward, bad)
    assert fates(ward) == [Fate.PUT_AWAY]
    city.tell(ward, city.line("article", "bad", title="Vẫn không có chữ"))
    assert fates(ward) == [Fate.REFUSED, Fate.REPLACED]
    city.tell(ward, city.article("bad"))
    assert fates(ward)[0] is Fate.IN_FORCE


def test_what_is_used_or_not_there_is_not_put_away(ward: Workspace, city: City) -> None:
    city.tell(ward, city.article())
    for number in (newest(ward).line.number, 99):
        with pytest.raises(InvalidInput, match="line_not_refused"):
            ward.receiving.put_away(number, WHY)
    city.tell(ward, city.line("article", "bad", title="Không có chữ"))
    with pytest.raises(InvalidInput, match="reason_missing"):
        ward.receiving.put_away(newest(ward).line.number, "  ")


def test_it_wants_nobody_at_any_age_once_it_is_away(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("article", "bad", title="Không có chữ"))
    number = newest(ward).line.number
    city.tell(ward, *(city.article(f"a{n}") for n in range(3)))
    assert any(one.line.number == number for one in ward.receiving.came(limit=2))
    ward.receiving.put_away(number, WHY)
    assert not any(one.line.number == number for one in ward.receiving.came(limit=2))
