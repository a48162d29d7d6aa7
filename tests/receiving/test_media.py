"""A sound that an article of the city names: awaited in words, fetched, linked, proven again before it is opened."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, lay_in
from tests.receiving.city import City, enrolled, states
from tests.sync.conftest import QUICK, MemoryKeyring
from tests.wards import YES, clock_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.broadcast.tray.wording import about
from ttcs_desktop.content.model import MediaKind, Origin, Received, Way
from ttcs_desktop.content.wording import coming_line, megabytes
from ttcs_desktop.ledger.transfers import TransferState
from ttcs_desktop.receiving.articles import item_id_of
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace
from ui.city import TakingCourier

SHA = "ab" * 32
NAMED = {"sha256": SHA, "size": 3_400_000, "name": "loa.mp3", "type": "audio/mpeg"}


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def ward(tmp_path: Path, city: City) -> Iterator[Workspace]:
    with closing(enrolled(tmp_path, city)) as opened:
        yield opened


def sound(seconds: int) -> bytes:
    told = io.BytesIO()
    with wave.open(told, "wb") as file:
        file.setparams((1, 1, 1000, 0, "NONE", ""))
        file.writeframes(bytes(range(250)) * 4 * seconds)
    return told.getvalue()


def coming(ward: Workspace, thing: str = "a1") -> list[str]:
    return sorted(one.file.name for one in ward.transfers.awaited().get(item_id_of(thing), []))


def test_an_article_waits_for_its_file_and_says_so_where_it_is_planned(ward: Workspace, city: City):
    city.tell(ward, city.article(media=[NAMED]))
    assert coming(ward) == ["loa.mp3"]
    (waiting,) = ward.tray.waiting()
    assert about(waiting).endswith("đã duyệt · tệp chưa về máy")
    city.tell(ward, city.article(media=[NAMED], text="Chữ mới."))
    assert coming(ward) == ["loa.mp3"], "the same file is wanted once"
    other = {**NAMED, "sha256": "cd" * 32, "name": "../khac.png"}
    city.tell(ward, city.article(media=[other]))
    assert coming(ward) == ["_khac.png"] or coming(ward) == ["khac.png"]
    city.tell(ward, city.line("article", "a1", withdrawn=True, reason="Nhầm"))
    assert coming(ward) == []
    assert ward.tray.waiting() == ()


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": "AB" * 32}, {"sha256": 5}, {"size": 0}, {"size": 257 * 1024**2}, {"size": "4"}, {"name": ""},
     {"name": None}],
)  # fmt: skip
def test_a_file_of_the_wrong_shape_makes_the_line_unreadable(ward: Workspace, city: City, wrong):
    city.tell(ward, city.article(media=[{**NAMED, **wrong}]), city.article("a2"))
    assert states(ward) == [("refused", "line_unreadable"), ("taken", "")]
    assert ward.transfers.awaited() == {}
    city.tell(ward, city.article("a3", media=[{**NAMED, "sha256": f"{n:064x}"} for n in range(21)]))
    assert states(ward)[-1] == ("refused", "line_unreadable")


def test_sizes_are_told_in_megabytes():
    assert [megabytes(size) for size in (0, 1, 49_999, 3_400_000, 52_428_800)] == ["0,0", "0,1", "0,1", "3,4", "52,4"]
    assert coming_line(["loa.mp3"], 0, 3_400_000) == "Chưa về máy: loa.mp3 (0,0 trên 3,4 MB)"


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, TakingCourier, EmbeddedHub, Path]]:
    """A whole ward with a hub over real sockets."""
    folder = tmp_path_factory.mktemp("media")
    ward = make_ward(folder)
    clock, place, actor = clock_of(ward), ward.folder, ward.ledger.actor
    secrets = Secrets(MemoryKeyring())
    with EmbeddedHub(folder / "hub", clock=clock) as hub:
        code = hub.new_code(ward.identity.unit_code)
        enrol(ward.database, ward.identity, secrets, url=hub.url, code=code, limits=QUICK)
        ward.close()
        ward = open_workspace(place, clock)
        ward.ledger.actor = actor
        engine = Engine(lambda: open_record(place / RECORD_FILE), clock, secrets, limits=QUICK)
        try:
            yield ward, TakingCourier(engine, lambda: open_workspace(place, clock)), hub, folder
        finally:
            ward.close()


def test_the_citys_sound_becomes_the_items_own_and_is_proven_before_it_is_opened(joined, tmp_path: Path):
    ward, courier, hub, folder = joined
    source = tmp_path / "Bản tin.wav"
    source.write_bytes(sound(7))
    named = lay_in(folder / "hub", source, clock=ward.clock)
    evil = tmp_path / "evil.mp3"
    evil.write_bytes(b"MZ not a sound at all")
    bad = lay_in(folder / "hub", evil, clock=ward.clock)
    hub.publish(Told("central", "article", "s1", {"title": "Có tiếng", "text": "Chữ.", "media": [named, bad]}))
    assert courier.deliver(at_once=True).problem is None
    carried = courier.carry_files(Event())
    assert (carried.received, carried.problem, carried.refused) == (1, "file_not_as_named", True)
    item_id = item_id_of("s1")
    (media,) = ward.intake.files_of(item_id)
    assert (media.name, media.kind, media.seconds) == ("Bản tin.wav", MediaKind.AUDIO, 7)
    assert [one.state for one in ward.transfers.awaited()[item_id]] == [TransferState.REFUSED]
    assert ward.intake.copy_for_opening(media, tmp_path / "open").read_bytes() == sound(7)
    assert courier.carry_files(Event(), at_once=True).problem is None, "its bytes stay what they are"
    assert ward.intake.broken_files() == []
    place = ward.files.place(media.sha256)
    place.chmod(0o600)
    spoiled = bytearray(sound(7))
    spoiled[100] ^= 1
    place.write_bytes(spoiled)
    with pytest.raises(EnvironmentProblem) as met:
        ward.intake.copy_for_opening(media, tmp_path / "open")
    assert met.value.code == "media_damaged"
    hub.publish(Told("central", "article", "s1", {"title": "Không tiếng", "text": "Chữ."}))
    courier.deliver(at_once=True)
    assert ward.intake.files_of(item_id) == []
    assert ward.transfers.awaited() == {}
    with pytest.raises(InvalidInput, match="undo_fact"):
        ward.undo.undo()
    assert ward.intake.files_of(item_id) == [], "what the city took from its article no key brings back"


def test_sound_of_the_wards_own_goes_up_when_it_is_approved(joined, tmp_path: Path):
    ward, courier, _, folder = joined
    source = tmp_path / "phường.wav"
    source.write_bytes(sound(3))
    (arrival,) = ward.intake.look([source])
    from ttcs_desktop.content.intake import Wanted

    received = Received(Way.OWN, ward.clock.now().date(), "", Origin.WARD)
    (item,) = ward.intake.take([Wanted(arrival, "Lời chào")], received)
    courier.deliver(at_once=True)
    assert courier.carry_files(Event()).sent == 0, "a draft stays in the office"
    ward.content.edit(item.id, item.title, "Lời chào buổi sáng.")
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)
    assert courier.carry_files(Event()).sent == 0, "numbers first"
    courier.deliver(at_once=True)
    assert courier.carry_files(Event()).sent == 1
    assert (folder / "hub" / "files" / arrival.sha256[:2] / arrival.sha256).read_bytes() == sound(3)
