"""The token is exchanged for a new one: no lost reply, no locked keyring and no power cut shuts anybody out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest

from sync.contract import ENROL_PATH, TOKENS_PATH
from sync.hub import renewal
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, back_up, go_back, revoke, take_package
from sync.hub.store import open_store
from tests.sync.conftest import MemoryKeyring, NoStore, Ward
from tests.sync.lines import Exchange, TamperingLine, tampering
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.system.secrets import Secrets

LOST = b""
QUARTER = dt.timedelta(days=90)


@pytest.fixture
def line(ward: Ward, hub: EmbeddedHub) -> Iterator[TamperingLine]:
    with tampering(hub.url) as made:
        ward.point_at(made.url)
        yield made


def token(ward: Ward) -> str:
    with ward.opened() as database:
        known = read_enrolment(database)
    found = ward.secrets.token(ward.identity.record_id, known.public_key)
    assert found
    return found


def restart(ward: Ward) -> None:
    """The program begins again: only what the keyring holds is known."""
    ward.secrets = Secrets(ward.secrets._given)


def want(hub: EmbeddedHub, ward: Ward) -> None:
    with closing(open_store(hub._data_dir)) as store:
        renewal.want(store, ward.identity.device_id)


def works(ward: Ward, hub: EmbeddedHub) -> None:
    """The PC still sends, also after a restart."""
    ward.point_at(hub.url)
    for _ in range(2):
        restart(ward)
        (op,) = ward.record()
        assert ward.engine().deliver(at_once=True).problem is None
        assert ward.state(op) is OpState.DONE


def counts(line: TamperingLine) -> int:
    return sum(e.path == TOKENS_PATH for e in line.seen)


def test_after_ninety_days_of_the_hubs_clock_the_token_is_another_one(ward, hub, line, clock):
    first = token(ward)
    clock.advance(QUARTER - dt.timedelta(minutes=1))
    assert ward.engine().deliver(at_once=True).problem is None
    assert token(ward) == first
    clock.advance(dt.timedelta(minutes=2))
    (op,) = ward.record()
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(op) is OpState.DONE
    second = token(ward)
    assert second != first
    assert ward.engine().deliver(at_once=True).problem is None
    assert (token(ward), counts(line)) == (second, 1), "once, not each round"
    ward.secrets = Secrets(MemoryKeyring())
    with ward.opened() as database:
        ward.secrets.keep(ward.identity.record_id, first, read_enrolment(database).public_key)
    ward.record()
    assert ward.engine().deliver(at_once=True).problem == "auth_expired", "the old one counts no more"


def test_the_keepers_wish_is_met_the_next_time_and_once(ward, hub, line):
    first = token(ward)
    want(hub, ward)
    for _ in range(3):
        assert ward.engine().deliver(at_once=True).problem is None
    assert (token(ward) != first, counts(line)) == (True, 1)
    works(ward, hub)


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("request_no", range(2))
def test_a_lost_reply_at_any_point_shuts_nobody_out(ward, hub, line, where, request_no):
    """The request for the token, and the first use of it: lost before the hub heard it, and after."""
    want(hub, ward)

    def lose(exchange: Exchange):
        asked = [e for e in line.seen if e.path == TOKENS_PATH or "/changes" in e.path]
        return LOST if len(asked) == request_no + 1 and asked[-1].path == exchange.path else None

    setattr(line, "before" if where == "before" else "tamper", lose)
    assert ward.engine().deliver(at_once=True).problem == "hub_bad_response"
    assert counts(line) == 1
    works(ward, hub)
    assert token(ward)


@pytest.mark.parametrize("writes", range(4))
def test_a_keyring_that_locks_at_any_writing_shuts_nobody_out(ward, hub, writes):
    first = token(ward)
    want(hub, ward)
    ward.secrets._given.left = writes
    assert ward.engine().deliver(at_once=True).problem is None
    if not writes:
        assert token(ward) == first, "what cannot be kept is not used"
    ward.record()
    assert ward.engine().deliver(at_once=True).problem is None, "in this session"
    works(ward, hub)
    ward.secrets._given.left = 1 << 30
    works(ward, hub)
    assert token(ward) != first


class PowerCut(BaseException):
    """Nothing of ours runs after it."""


@pytest.mark.parametrize("step", range(8))
def test_power_off_at_any_step_of_the_keyring_shuts_nobody_out(ward, hub, monkeypatch, step):
    want(hub, ward)
    keyring, left = ward.secrets._given, [step]

    def counted(real):
        def call(*given):
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut
            return real(*given)

        return call

    with monkeypatch.context() as cut:
        cut.setattr(keyring, "set_password", counted(keyring.set_password))
        cut.setattr(keyring, "delete_password", counted(keyring.delete_password))
        try:
            ward.engine().deliver(at_once=True)
        except PowerCut:
            pass
        else:
            assert left[0] >= 0
    works(ward, hub)


def test_a_token_of_this_session_alone_is_exchanged_within_it(make_ward, hub: EmbeddedHub):
    ward = make_ward("no keyring")
    ward.secrets = Secrets(NoStore())
    ward.enrol(hub)
    first = token(ward)
    want(hub, ward)
    assert ward.engine().deliver(at_once=True).problem is None
    (op,) = ward.record()
    assert ward.engine().deliver(at_once=True).problem is None
    assert (token(ward) != first, ward.state(op)) == (True, OpState.DONE)


def test_a_pc_shut_out_in_the_middle_is_told_so_and_gets_nothing(ward, hub, line):
    want(hub, ward)
    line.tamper = lambda e: LOST if e.path == TOKENS_PATH else None
    ward.engine().deliver(at_once=True)
    line.tamper = lambda e: None
    revoke(hub._data_dir, ward.identity.device_id)
    assert ward.engine().deliver(at_once=True).problem == "auth_revoked"
    ward.enrol(hub)
    works(ward, hub)


def test_shut_out_between_the_token_and_its_first_use_both_are_refused(ward, hub, line):
    want(hub, ward)

    def shut_out(exchange: Exchange):
        if exchange.path == TOKENS_PATH:
            revoke(hub._data_dir, ward.identity.device_id)

    line.tamper = shut_out
    assert ward.engine().deliver(at_once=True).problem == "auth_revoked"
    line.tamper = lambda e: None
    restart(ward)
    assert ward.engine().deliver(at_once=True).problem == "auth_revoked"
    ward.enrol(hub)
    works(ward, hub)


def test_a_hub_back_from_a_copy_takes_the_token_before(ward, hub, clock):
    ward.record()
    ward.engine().deliver(at_once=True)
    first = token(ward)
    copy = back_up(hub._data_dir, clock=clock)
    clock.advance(dt.timedelta(hours=1))
    want(hub, ward)
    ward.engine().deliver(at_once=True)
    second = token(ward)
    assert second != first
    hub.stop()
    go_back(hub._data_dir, copy, clock=clock)
    hub.start()
    restart(ward)
    ward.point_at(hub.url)
    hub.publish(Told("central", "notice", "n1", {"title": "Tin", "text": "Lời"}))
    clock.advance(dt.timedelta(minutes=20))
    (op,) = ward.record()
    delivery = ward.engine().deliver()
    assert (delivery.problem, delivery.sent > 0, delivery.received) == (None, True, 1), "by itself, in one round"
    assert (ward.state(op), token(ward)) == (OpState.DONE, first)
    works(ward, hub)
    want(hub, ward)
    works(ward, hub)
    assert token(ward) == second, "made from the same one, it is the same"


def test_another_thread_that_changed_the_token_meanwhile_stops_no_round(ward, hub, line):
    """A round under way shows the old one: it goes on with the new one, and nobody is alarmed."""
    (op,) = ward.record()
    want(hub, ward)
    done: list[str | None] = []

    def meanwhile(exchange: Exchange) -> None:
        if exchange.method == "POST" and exchange.path != TOKENS_PATH and not done:
            done.append("")
            done[0] = ward.engine().deliver().problem

    line.before = meanwhile
    assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(op) is OpState.DONE


def test_a_stick_written_before_still_counts_for_a_month(ward, hub, tmp_path, clock):
    (op,) = ward.record()
    ward.engine().write_package(tmp_path / "p.ttcs")
    want(hub, ward)
    ward.engine().deliver(at_once=True)
    take_package(hub._data_dir, tmp_path / "p.ttcs", tmp_path / "a.ttcs", clock=clock)
    clock.advance(dt.timedelta(days=31))
    with pytest.raises(InvalidInput, match="package_not_proven"):
        take_package(hub._data_dir, tmp_path / "p.ttcs", tmp_path / "b.ttcs", clock=clock)
    assert ward.state(op) is OpState.DONE


def test_a_new_enrolment_is_never_mixed_with_an_exchange_under_way(ward, hub, line):
    want(hub, ward)
    line.tamper = lambda e: LOST if e.path == TOKENS_PATH or "/changes" in e.path else None
    ward.engine().deliver(at_once=True)
    line.tamper = lambda e: None
    ward.enrol(hub)
    assert sum(e.path == ENROL_PATH for e in line.seen) == 0
    works(ward, hub)


def test_the_test_of_the_connection_alarms_nobody_in_the_middle_of_an_exchange(ward, hub, line):
    want(hub, ward)
    line.tamper = lambda e: LOST if "/changes" in e.path and any(one.path == TOKENS_PATH for one in line.seen) else None
    assert ward.engine().deliver(at_once=True).problem == "hub_bad_response"
    line.tamper = lambda e: None
    assert ward.engine().probe().problem is None
    works(ward, hub)


def test_the_hub_tells_of_a_wish_only_whom_it_concerns(ward, hub, make_ward, clock: FixedClock):
    other = make_ward("other")
    other.enrol(hub)
    want(hub, ward)
    first = token(other)
    assert other.engine().deliver(at_once=True).problem is None
    assert token(other) == first
