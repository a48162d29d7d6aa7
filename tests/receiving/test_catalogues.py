"""A catalogue of the city: offered, no figure changes by itself; taken over, it stays until the ward drops it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub import publishing
from sync.hub.serving import EmbeddedHub
from tests.receiving.city import City, enrolled, states
from tests.sync.conftest import QUICK, MemoryKeyring
from tests.wards import clock_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.signature import sign
from ttcs_desktop.ledger.received import Told
from ttcs_desktop.receiving.catalogues import CITY_ROW, WRONG, offer_id
from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.statistics.catalogue import CityFile
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace
from ui.city import TakingCourier

TITLE = "Danh mục của thành phố"


def toml(version: str = "HN-3", more: str = 'expression = "B05 / B04"\n') -> str:
    line = '[[indicator]]\ncode = "X01"\nname = "Loa mỗi cụm"\nunit = "loa"\nkind = "stock"\nformula = "Của Sở."\n'
    return f'mode = "extend"\nversion = "{version}"\n{line}{more}'


def told(city: City, text: str = "", thing: str = "hn", title: str = TITLE) -> Told:
    return city.line("catalogue", thing, title=title, toml=text or toml())


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def ward(tmp_path: Path, city: City) -> Iterator[Workspace]:
    opened = enrolled(tmp_path, city)
    yield opened
    opened.close()


def came(ward: Workspace) -> list[Came]:
    return ward.receiving.came()


def take_over(ward: Workspace) -> None:
    """As Cài đặt does it."""
    city_catalogue.put(ward.folder, ward.receiving.catalogues.offers()[0].content)


def test_it_is_offered_once_and_changes_nothing_by_itself(ward: Workspace, city: City) -> None:
    line = told(city)
    waiting = ward.ledger.outbox.waiting_count()
    city.tell(ward, line)
    city.tell(ward, line)
    (one,) = came(ward)
    assert (one.fate, one.title, one.used) == (Fate.OFFERED, TITLE, False)
    assert (one.page, one.record) == ("settings", offer_id(one.line.number))
    (offer,) = ward.receiving.catalogues.offers()
    assert (offer.content.decode(), offer.id, offer.used) == (toml(), one.record, False)
    assert city_catalogue.held(ward.folder) is None
    assert ward.catalogue.city is None
    assert ward.ledger.outbox.waiting_count() == waiting, "the city is told nothing"
    assert ward.receiving.catalogues.source() is None


def test_taken_over_it_is_in_force_and_says_who_sent_it(ward: Workspace, city: City) -> None:
    city.tell(ward, told(city))
    take_over(ward)
    (one,) = came(ward)
    assert (one.fate, one.used, one.record) == (Fate.IN_FORCE, True, CITY_ROW)
    source = ward.receiving.catalogues.source()
    assert (source.line.number, source.withdrawn) == (one.line.number, False)
    assert [each.used for each in ward.receiving.catalogues.offers()] == [True]
    city_catalogue.put(ward.folder, toml("khác").encode())
    assert came(ward)[0].fate is Fate.OFFERED
    assert ward.receiving.catalogues.source() is None, "a file that came another way"


def test_one_that_this_program_finds_a_fault_in_is_not_said_to_be_used(ward: Workspace, city: City) -> None:
    """After an update, say: the file lies there, and nothing is counted by it."""
    city.tell(ward, told(city))
    take_over(ward)
    fault = InvalidInput("", "catalogue_measure", place="X01")
    ward.catalogue.city = CityFile("catalogue.toml", "extend", "HN-3", (fault,))
    assert (came(ward)[0].fate, ward.receiving.catalogues.source()) == (Fate.OFFERED, None)


def test_a_newer_state_replaces_the_offer_and_leaves_what_is_used(ward: Workspace, city: City) -> None:
    city.tell(ward, told(city), told(city, toml("HN-4")))
    assert [one.fate for one in came(ward)] == [Fate.OFFERED, Fate.REPLACED]
    (offer,) = ward.receiving.catalogues.offers()
    assert b"HN-4" in offer.content
    take_over(ward)
    city.tell(ward, told(city, toml("HN-5")))
    newest, used, first = came(ward)
    assert (newest.fate, used.fate, used.used, first.used) == (Fate.OFFERED, Fate.REPLACED, True, False)
    assert b"HN-4" in city_catalogue.held(ward.folder)
    with pytest.raises(InvalidInput, match="catalogue_offer_gone"):
        ward.receiving.catalogues.offer(offer.line.number)


@pytest.mark.parametrize("taken_over", [False, True])
def test_withdrawn_it_is_offered_no_more_and_what_is_used_stays(ward: Workspace, city: City, taken_over: bool) -> None:
    city.tell(ward, told(city))
    if taken_over:
        take_over(ward)
    held = city_catalogue.held(ward.folder)
    city.tell(ward, city.line("catalogue", "hn", withdrawn=True, reason="Nhầm"))
    assert ward.receiving.catalogues.offers() == []
    gone = came(ward)[0]
    assert (gone.fate, gone.title, gone.reason, gone.used) == (Fate.WITHDRAWN, TITLE, "Nhầm", taken_over)
    assert gone.record == (CITY_ROW if taken_over else "")
    assert city_catalogue.held(ward.folder) == held
    source = ward.receiving.catalogues.source()
    assert (source is not None and source.withdrawn) is taken_over
    city.tell(ward, told(city))
    assert came(ward)[0].fate is (Fate.IN_FORCE if taken_over else Fate.OFFERED)


HALF = toml()[:-20]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"title": TITLE, "toml": HALF}, WRONG),
        ({"title": TITLE, "toml": "Không phải TOML"}, WRONG),
        ({"title": TITLE, "toml": toml(more="decimals = -1\n")}, WRONG),
        ({"title": TITLE, "toml": toml() + "[surprise]\n"}, WRONG),
        ({"title": TITLE, "toml": "x = " + "[" * 5000}, WRONG),
        ({"title": TITLE, "toml": "x = " + "9" * 5000}, WRONG),
        ({"title": TITLE, "toml": toml() + "#" * 200_000}, "line_unreadable"),
        ({"title": TITLE, "toml": ""}, "line_unreadable"),
        ({"title": TITLE, "toml": ["x"]}, "line_unreadable"),
        ({"title": "", "toml": toml()}, "line_unreadable"),
        ({}, "line_unreadable"),
    ],
)
def test_a_wrong_one_is_refused_twice_and_holds_up_no_other(ward: Workspace, city: City, content, code: str) -> None:
    city.tell(ward, told(city))
    bad = city.line("catalogue", "hn", **content)
    city.tell(ward, bad, city.article())
    city.tell(ward, bad)
    assert states(ward) == [("taken", ""), ("refused", code), ("taken", "")]
    assert [one.fate for one in came(ward)][1:] == [Fate.REFUSED, Fate.OFFERED], "the one before is still offered"
    assert [one.content.decode() for one in ward.receiving.catalogues.offers()] == [toml()]


def test_half_a_letter_is_refused(ward: Workspace, city: City) -> None:
    whole = told(city, toml() + "# CHỖ\n")
    body = whole.body.replace("CHỖ".encode(), rb"\ud800")
    assert body != whole.body
    city.tell(ward, replace(whole, body=body, signature=sign(city.key, body)))
    assert states(ward) == [("refused", "line_unreadable")]
    assert came(ward)[0].fate is Fate.REFUSED


def test_it_is_put_away_and_brought_back_and_undone(ward: Workspace, city: City) -> None:
    city.tell(ward, told(city))
    number = came(ward)[0].line.number
    ward.undo.begin()
    ward.receiving.put_away(number, "Đợi công văn")
    assert (came(ward)[0].fate, came(ward)[0].put_away) == (Fate.PUT_AWAY, "Đợi công văn")
    assert ward.receiving.catalogues.offers() == []
    ward.undo.undo()
    assert came(ward)[0].fate is Fate.OFFERED
    ward.undo.redo()
    ward.receiving.bring_back(number)
    take_over(ward)
    with pytest.raises(InvalidInput, match="line_not_refused"):
        ward.receiving.put_away(number, "Thôi")


def test_it_is_there_at_any_age(ward: Workspace, city: City) -> None:
    city.tell(ward, told(city), *(city.article(f"a{n}") for n in range(3)))
    assert [one.fate for one in ward.receiving.came(limit=2)][-1] is Fate.OFFERED


def test_a_hub_sends_it_and_the_ward_verifies_and_offers_it(tmp_path: Path) -> None:
    ward = make_ward(tmp_path)
    clock, place = clock_of(ward), ward.folder
    secrets = Secrets(MemoryKeyring())
    with EmbeddedHub(tmp_path / "hub", clock=clock) as hub:
        enrol(
            ward.database, ward.identity, secrets, url=hub.url, code=hub.new_code(ward.identity.unit_code), limits=QUICK
        )
        ward.close()
        engine = Engine(lambda: open_record(place / RECORD_FILE), clock, secrets, limits=QUICK)
        courier = TakingCourier(engine, lambda: open_workspace(place, clock))
        for text in (toml(), toml("HN-4"), HALF):
            hub.publish(publishing.Told("central", "catalogue", "hn", {"title": TITLE, "toml": text}))
        assert courier.deliver(at_once=True).problem is None
        assert courier.deliver(at_once=True).received == 0
        ward = open_workspace(place, clock)
        assert [one.fate for one in came(ward)] == [Fate.REFUSED, Fate.OFFERED, Fate.REPLACED]
        assert [one.content.decode() for one in ward.receiving.catalogues.offers()] == [toml("HN-4")]
        ward.close()
